"""Support gives money back, banks dispute, and people are paid out, in the middle of it all."""

from contextlib import suppress
from functools import partial
from uuid import UUID

import httpx
from sqlmodel import Session, col, func, select

from chaos.actions import Actions
from chaos.cast import CURRENCY, Cast
from foodapp.accounts.actors import Customer
from foodapp.gateways.stripe.settings import StripeSettings
from foodapp.kit.db import transaction
from foodapp.kit.settings import declared
from foodapp.orders.models import Order, OrderLine, OrderStatus
from foodapp.payments.giftcards import issuing, redeeming
from foodapp.payments.giftcards.models import IllegalCardMove
from foodapp.payments.models import Payment, PaymentStatus
from foodapp.payments.refunds import giving, trouble
from foodapp.payments.refunds.models import BackTo, Bearer
from foodapp.payouts import cash, drafting, sending
from foodapp.payouts.models import BY_BANK, Payout, PayoutStatus

NOT_FOUND = 404


def decide(actions: Actions) -> None:
    deed = actions.dice.choices(
        (
            *(_refund, _refund_twice, _send_back, _dispute),
            *(_pay_out, _take_cash_in, _send_again, _give_card),
        ),
        (8, 2, 1, 1, 3, 2, 1, 5),
    )[0]
    deed(actions)


def _refund(actions: Actions) -> None:
    """By amount, by dish or whole; also while the kitchen cooks."""
    dice, cast = actions.dice, actions.cast
    order_id = _any_paid(actions)
    if order_id is None:
        return
    how = dice.choice(("amount", "line", "whole"))
    with transaction() as session:
        line_id = session.exec(select(OrderLine.id).where(OrderLine.order_id == order_id)).first()
        adjustment = giving.ask(
            session,
            cast.admin,
            order_id,
            whole=how == "whole",
            lines={line_id: 1} if how == "line" and line_id else None,
            amount_minor=dice.randint(1, 900) if how == "amount" else None,
            bearer=dice.choice((Bearer.PLATFORM, Bearer.RESTAURANT)),
            back_to=BackTo.CREDIT if dice.random() < 0.2 else BackTo.CARD,
            reason="Chaos wants it.",
        )
    actions.say("refund", adjustment.id)
    actions.count(f"refunded by {how}")


def _refund_twice(actions: Actions) -> None:
    for _ in range(2):
        _refund(actions)


def _send_back(actions: Actions) -> None:
    """A card is closed: the bank sends a refund back to us, long after it was made."""
    intent = _any_intent(actions, PaymentStatus.PART_REFUNDED, PaymentStatus.REFUNDED)
    if intent is None:
        return
    listed = httpx.get(
        f"{declared(StripeSettings).stripe_api_base}/v1/refunds",
        params={"payment_intent": intent},
        auth=(declared(StripeSettings).stripe_secret_key.get_secret_value(), ""),
        timeout=5,
    )
    made = [one["id"] for one in listed.raise_for_status().json()["data"]]
    told = httpx.post(
        control("refunds/fail"), json={"refund": actions.dice.choice(made)}, timeout=5
    )
    if told.status_code != NOT_FOUND:  # it has failed before
        told.raise_for_status()
        actions.count("refund sent back")


def _give_card(actions: Actions) -> None:
    """Somebody gets a gift card and types its code, again if nobody answers."""
    with transaction() as session:
        card, code = issuing.issue(
            session,
            actions.cast.admin,
            amount_minor=actions.dice.randint(5, 30) * 100,
            currency=CURRENCY,
            reason="Chaos wants it.",
        )
    actions.insist(partial(_redeem, actions.dice.choice(actions.cast.eaters), code))
    actions.say("gift", card.id)
    actions.count("gift card redeemed")


def _redeem(eater: Customer, code: str) -> None:
    with transaction() as session, suppress(IllegalCardMove):  # the press before this was heard
        redeeming.redeem(session, eater, code=code)


def decide_troubles(cast: Cast) -> None:
    """What the card cannot take becomes store credit."""
    with transaction() as session:
        troubled = session.exec(
            select(Order.id)
            .join(Payment, col(Payment.order_id) == col(Order.id))
            .where(
                Order.restaurant_id == cast.restaurant_id,
                Payment.refund_trouble != "",
                col(Payment.status).in_(giving.TAKEN),
            )
        ).all()
    for order_id in troubled:
        with transaction() as session, suppress(trouble.NoTrouble):  # it is over meanwhile
            trouble.to_credit(session, cast.admin, order_id)


def _dispute(actions: Actions) -> None:
    """A bank wants back what a customer paid for food that they had."""
    intent = _any_intent(actions, PaymentStatus.CAPTURED)
    if intent is None:
        return
    opened = httpx.post(control("disputes"), json={"payment": intent}, timeout=5)
    opened.raise_for_status()
    actions.count("disputed")
    if actions.dice.random() < 0.5:
        close_dispute(opened.json()["dispute"], won=actions.dice.random() < 0.5)


def close_dispute(ref: str, *, won: bool) -> None:
    ended = httpx.post(control("disputes/close"), json={"dispute": ref, "won": won}, timeout=5)
    ended.raise_for_status()


def control(what: str) -> str:
    return f"{declared(StripeSettings).stripe_api_base}/_control/{what}"


def _pay_out(actions: Actions) -> None:
    cast = actions.cast
    with transaction() as session:
        if actions.dice.random() < 0.4:
            drafted = drafting.ask_for_restaurant(session, cast.staff)
        else:
            drafted = drafting.ask_for_rider(session, actions.dice.choice(cast.riders))
    for payout in drafted:
        actions.insist(partial(_send, actions, payout.id))


def _send(actions: Actions, payout_id: UUID) -> None:
    with transaction() as session:
        drafted = session.get_one(Payout, payout_id).status is PayoutStatus.DRAFTED
        if drafted:  # else the press before this one was heard after all
            sending.send(session, actions.cast.admin, payout_id)
    actions.say("payout", payout_id)
    actions.count("paid out")


def _take_cash_in(actions: Actions) -> None:
    rider = actions.dice.choice(actions.cast.riders)
    with transaction() as session:
        held = cash.held_minor(session, rider.rider_id, CURRENCY)
        if held <= 0:
            return
        cash.take_in(
            session, actions.cast.admin, rider.rider_id, amount_minor=held, currency=CURRENCY
        )
    actions.count("cash handed in")


def _send_again(actions: Actions) -> None:
    """What was drafted and never sent, because we died between; what the bank has done."""
    with transaction() as session:
        waiting = waiting_payouts(session, actions.cast)
        sending.send_all(session, actions.cast.admin, waiting)
    for payout_id in waiting:
        actions.say("payout", payout_id)
    with transaction() as session:
        pay_by_bank(session, actions.cast)


def waiting_payouts(session: Session, cast: Cast) -> list[UUID]:
    return list(
        session.exec(
            select(Payout.id).where(
                col(Payout.payee_id).in_(cast.payees), Payout.status == PayoutStatus.DRAFTED
            )
        )
    )


def pay_by_bank(session: Session, cast: Cast) -> None:
    for payout_id in session.exec(
        select(Payout.id).where(
            col(Payout.payee_id).in_(cast.payees),
            Payout.status == PayoutStatus.SENT,
            Payout.way == BY_BANK,
        )
    ).all():
        sending.mark_paid(session, cast.admin, payout_id, reference="Chaos")


def _any_paid(actions: Actions) -> UUID | None:
    """An order whose money we have, by card or in cash."""
    with transaction() as session:
        return session.exec(
            select(Order.id)
            .join(Payment, col(Payment.order_id) == col(Order.id), isouter=True)
            .where(
                Order.restaurant_id == actions.cast.restaurant_id,
                col(Payment.status).in_(giving.TAKEN) | (col(Order.cash_taken_minor) > 0),
            )
            .order_by(func.random())
        ).first()


def _any_intent(actions: Actions, *statuses: PaymentStatus) -> str | None:
    """Of a payment for food that was delivered, by the gateway's name."""
    with transaction() as session:
        return session.exec(
            select(Payment.intent_ref)
            .join(Order, col(Order.id) == Payment.order_id)
            .where(
                Order.restaurant_id == actions.cast.restaurant_id,
                Order.status == OrderStatus.DELIVERED,
                col(Payment.status).in_(statuses),
            )
            .order_by(func.random())
        ).first()
