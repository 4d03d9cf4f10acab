"""How a play comes to its end: the gateway behaves, everybody does their work, time goes on."""

from datetime import timedelta

from testgateway import totals
from tests.simulation import customers, kitchens, offices, outside, riders
from tests.simulation.stage import Stage

DAY = 86_400
ENDED = ("delivered", "unpaid", "rejected", "expired", "cancelled", "failed")
# Long enough for every clock of the platform: look-ups, answers, pages, searches, holds.
# Twice days: what a bank has paid late lapses a day after that.
WAITS = (61, 700, 61, 2200, 61, 3601, 61, 61, 8 * DAY, 61, 3601, 61, 2 * DAY, 3601, *[61] * 6)
LIFE = 1_000  # reactions that follow from one another without end are a fault


def come_to_rest(stage: Stage) -> None:
    stage.wire.behave()
    stage.renew_gateway()
    for seconds in WAITS:
        settle_down(stage)
        _work(stage)
        settle_down(stage)
        if not (waits_for := unrest(stage)):
            _nothing_more_happens(stage)
            return
        stage.wait(timedelta(seconds=seconds))
        outside.run_all_jobs(stage)
    raise AssertionError(f"never at rest: {waits_for} of {stage.now}")


def settle_down(stage: Stage) -> None:
    """All that was sent is heard, and all reactions are carried out: none may fail now."""
    for _ in range(LIFE):
        stage.wire.catch_up()
        outside.tell_everything(stage)
        waiting = outside.reactions_waiting(stage)
        if not waiting:
            return
        for entry_id, name in waiting:
            outside.carry_out(entry_id, name)
    raise AssertionError(f"reactions that never end: {waiting}")


def _work(stage: Stage) -> None:
    """Everybody brings to an end what waits for them."""
    now = stage.now
    if now.taken_over_at:
        offices.hand_back(stage)
    if now.status in ("accepted", "ready"):
        _finish_cooking(stage)
    elif now.delivery == "in_doubt":
        offices.decide(stage)
    elif now.status == "collected":
        riders.hand_over(stage)
    outside.decide_dispute(stage)
    offices.approve(stage)
    offices.decline(stage)  # what cannot be approved
    offices.send(stage)
    offices.mark_paid(stage)
    if now.refund_trouble:
        offices.turn_into_credit(stage)


def _finish_cooking(stage: Stage) -> None:
    customers.leave_it_out(stage)
    if stage.now.fulfilment == "pickup":
        kitchens.ready(stage)
        kitchens.hand_over(stage)
    else:
        offices.cancel(stage)


def unrest(stage: Stage) -> list[str]:
    """What is not over yet."""
    now = stage.now
    found = {
        "an order without an end": now.status not in ENDED,
        "money that is not where the order wants it": _is_unsettled(stage),
        "a refund that an admin has to decide": now.refund_trouble,
        "something at a bank": stage.wire.is_due(),
        "a dispute that we have not heard of": _is_unheard(stage),
        "a refund that failed unheard": _has_failed_unheard(stage),
        **dict.fromkeys(stage.values(OPEN), True),
    }
    return [name for name, is_so in found.items() if is_so]


def _is_unsettled(stage: Stage) -> bool:
    now = stage.now
    if now.payment is None or now.payment == "charged_back":
        return False
    keep = min(now.to_pay_minor, now.card_minor)
    return bool(now.captured_minor - now.refunded_minor != keep)


def _is_unheard(stage: Stage) -> bool:
    """A dispute whose messages were lost: the clock asks every hour. One about nothing (its payment
    was given back) is none to us."""
    known = {row.ref: row.status for row in stage.rows("SELECT ref, status FROM disputes")}
    decided = [one for one in outside.disputes(stage) if one["status"] in outside.DECIDED]
    return any(known.get(one["id"]) != one["status"] for one in decided if one["amount"])


def _has_failed_unheard(stage: Stage) -> bool:
    """Its message was lost: the books of both are compared every night."""
    theirs = sum(row["failed_refunded"] for row in totals.by_payment(stage.wire.books))
    [ours] = stage.values("SELECT coalesce(sum(refund_failed_minor), 0)::bigint FROM payments")
    return bool(ours != theirs)


OPEN = """
SELECT 'trouble: ' || kind FROM troubles WHERE closed_at IS NULL
UNION ALL SELECT 'a missing dish' FROM missing_dishes WHERE state = 'asked'
UNION ALL SELECT 'an offer' FROM offers WHERE status = 'open'
UNION ALL SELECT 'a delivery: ' || status FROM deliveries
  WHERE status NOT IN ('delivered', 'failed', 'returned', 'cancelled')
UNION ALL SELECT 'a refund that waits' FROM adjustments WHERE decision = 'waiting'
UNION ALL SELECT 'a purchase: ' || status FROM purchases
  WHERE status IN ('awaiting_payment', 'held')
UNION ALL SELECT 'a payment: ' || status FROM payments WHERE status IN ('authorised', 'disputed')
UNION ALL SELECT 'a payout: ' || status FROM payouts WHERE status IN ('drafted', 'sent')
"""


def _nothing_more_happens(stage: Stage) -> None:
    """An hour later the clock finds nothing to do."""
    before = set(stage.values(TRACES))
    stage.wait(timedelta(hours=1, minutes=1))
    outside.run_all_jobs(stage)
    moved = sorted(set(stage.values(TRACES)) - before)
    assert not moved, f"something still moves: {moved}"


TRACES = """
SELECT 'event ' || id || ': ' || event FROM outbox
UNION ALL SELECT 'move ' || id || ': ' || machine || ' to ' || went_to FROM moves
UNION ALL SELECT 'journal ' || id || ': ' || kind || ' because of ' || because
  FROM ledger_journals
  WHERE kind <> 'gateway_fee' -- which the night takes over, whenever it comes
UNION ALL SELECT 'timeline ' || id || ': ' || kind FROM order_timeline
"""
