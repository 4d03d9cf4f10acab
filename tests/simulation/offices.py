"""What admins do: Ada, who may do everything, and Sid of support, who has a limit."""

from collections.abc import Callable
from typing import Any

from foodapp.autopilot import taking_over
from foodapp.dispatch import assigning, doubts
from foodapp.orders import endings
from foodapp.payments.refunds import giving, trouble
from foodapp.payments.refunds.models import BackTo, Bearer
from foodapp.payouts import cash, drafting, sending
from tests.simulation.stage import Stage

WHY = "A long story."
BEARERS = tuple(Bearer)


def assign(stage: Stage, which: int = 0) -> None:
    rider_id = stage.riders[which % 2].rider_id
    stage.does(assigning.assign, stage.world.admin, stage.order_id, rider_id=rider_id)


def take_away(stage: Stage, which: int = 0) -> None:
    stage.does(assigning.take_away, stage.world.admin, stage.order_id, reason=WHY)


def cancel(stage: Stage, which: int = 0) -> None:
    stage.does(endings.cancel_for_support, stage.world.admin, stage.order_id, reason=WHY)


def take_over(stage: Stage, which: int = 0) -> None:
    stage.does(taking_over.take_over, stage.world.admin, stage.order_id, reason=WHY)


def decide(stage: Stage, which: int = 0) -> None:
    """About a delivery in doubt."""
    blame = tuple(doubts.BLAMES)[which % len(doubts.BLAMES)]
    stage.does(doubts.decide, stage.world.admin, stage.order_id, blame=blame, reason=WHY)


def hand_back(stage: Stage, which: int = 0) -> None:
    stage.does(taking_over.hand_back, stage.world.admin, stage.order_id)


# Refunds.


def refund_all(stage: Stage, which: int = 0) -> None:
    _refund(stage, which, whole=True)


def refund_some(stage: Stage, which: int = 0) -> None:
    _refund(stage, which, amount_minor=(1, 500, 1234, 3500)[which % 4])


def refund_a_dish(stage: Stage, which: int = 0) -> None:
    lines = stage.values("SELECT id FROM order_lines WHERE order_id = :order_id ORDER BY position")
    _refund(stage, which, lines={lines[which % len(lines)]: 1})


def _refund(stage: Stage, which: int, **what: Any) -> None:
    who = stage.cast.support if which // 12 % 2 else stage.world.admin
    how = {"bearer": BEARERS[which % 3], "back_to": tuple(BackTo)[which // 6 % 2], "reason": WHY}
    stage.does(giving.ask, who, stage.order_id, **what, **how)


def approve(stage: Stage, which: int = 0) -> None:
    for refund_id in _waiting(stage):
        stage.does(giving.approve, stage.world.admin, refund_id)


def decline(stage: Stage, which: int = 0) -> None:
    for refund_id in _waiting(stage):
        stage.does(giving.decline, stage.world.admin, refund_id, reason=WHY)


def _waiting(stage: Stage) -> list[Any]:
    return stage.values(
        "SELECT id FROM adjustments WHERE order_id = :order_id AND decision = 'waiting'"
        " ORDER BY asked_at"
    )


def try_again(stage: Stage, which: int = 0) -> None:
    stage.does(trouble.retry, stage.world.admin, stage.order_id)


def turn_into_credit(stage: Stage, which: int = 0) -> None:
    stage.does(trouble.to_credit, stage.world.admin, stage.order_id)


# Payouts: Nonna has an account at the gateway, the riders are paid by bank.


def pay_out(stage: Stage, which: int = 0) -> None:
    payees = (stage.world.nonna, *(rider.rider_id for rider in stage.riders))
    stage.does(drafting.draft_for, stage.world.admin, payees[which % len(payees)])


def _each(status: str, verb: Callable[..., Any], **how: Any) -> Callable[[Stage, int], None]:
    def act(stage: Stage, which: int = 0) -> None:
        found = stage.values(
            "SELECT id FROM payouts WHERE status = :s ORDER BY drafted_at", s=status
        )
        for payout_id in found:
            stage.does(verb, stage.world.admin, payout_id, **how)

    return act


send = _each("drafted", sending.send)
draft_again = _each("failed", sending.draft_again)
mark_paid = _each("sent", sending.mark_paid, reference="B-1")
mark_failed = _each("sent", sending.mark_failed, reason=WHY)
bank_sends_back = _each("paid", sending.mark_failed, reason=WHY)


def take_cash_in(stage: Stage, which: int = 0) -> None:
    how = {"amount_minor": (100, 2000, 5000)[which % 3], "currency": stage.now.currency}
    rider_id = stage.now.rider_id or stage.riders[0].rider_id
    stage.does(cash.take_in, stage.world.admin, rider_id, **how)


ACTS = {
    "an admin assigns": assign,
    "an admin takes it away": take_away,
    "an admin cancels": cancel,
    "an admin takes over": take_over,
    "an admin hands back": hand_back,
    "an admin decides a doubt": decide,
    "an admin refunds all": refund_all,
    "an admin refunds some": refund_some,
    "an admin refunds a dish": refund_a_dish,
    "an admin approves": approve,
    "an admin declines": decline,
    "an admin tries again": try_again,
    "an admin turns it into credit": turn_into_credit,
    "an admin pays out": pay_out,
    "an admin sends": send,
    "an admin drafts again": draft_again,
    "the bank has paid": mark_paid,
    "the bank refuses": mark_failed,
    "the bank sends back": bank_sends_back,
    "an admin takes cash in": take_cash_in,
}
