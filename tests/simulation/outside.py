"""What machines, banks and time do."""

from datetime import timedelta
from functools import partial
from typing import Any

from foodapp import reactions, worker
from foodapp.gateways import registry
from foodapp.kit import db
from foodapp.kit.outbox import OutboxEntry
from foodapp.kit.outside_call import OutsideCall
from foodapp.payments import webhooks
from tests.simulation.stage import Stage

# Everything the clock starts that may touch an order, its delivery or its money.
JOBS = {
    name: worker.EVERY[name].run
    for name in (
        "orders.expire_unanswered",
        "orders.prompt_silent",
        "orders.abandon_unpaid",
        "dispatch.search",
        "dispatch.end_forgotten_shifts",
        "autopilot.advance",
        "payments.abandon_purchases",
        "payments.look_up_open",
        "payments.look_up_disputes",
        "payments.doubt_unsettled",
        "payments.reconcile",
    )
}
FAULTS = (
    *("drop_before_commit", "drop_after_commit", "409", "429", "500", "500_after_commit"),
    *("500_kept", "refused"),
)
CALLS = ("*", "*capture", "*cancel", "*refund*", "*expire", "GET *", "*transfers", "*orders")
RZP_PAYMENT, RZP_REFUND, RZP_DISPUTE = "rzp.payment", "rzp.refund", "rzp.dispute"
DECIDED = ("won", "lost")  # a dispute
SECONDS = (1, 25, 70, 190, 310, 660, 2200, 26 * 3600, 8 * 86400)


# Webhooks: any of those that wait, in any order.


def tell(stage: Stage, which: int = 0) -> None:
    if waiting := stage.wire.waiting():
        _deliver(stage, waiting[which % len(waiting)])


def tell_and_forget_it(stage: Stage, which: int = 0) -> None:
    """It stays queued, as after a lost answer: it comes again."""
    if waiting := stage.wire.waiting():
        _deliver(stage, waiting[which % len(waiting)], is_heard=False)


def tell_everything(stage: Stage, which: int = 0) -> None:
    while waiting := stage.wire.waiting():
        _deliver(stage, waiting[0])


def _deliver(stage: Stage, seq: int, *, is_heard: bool = True) -> None:
    letter = stage.wire.webhook(seq)
    message = registry.gateway(letter.gateway).verify_webhook(
        letter.body.encode(), dict(letter.headers)
    )
    with db.transaction() as session:
        webhooks.receive(session, letter.gateway, message)
    if is_heard:
        stage.wire.forget(seq)


def lose(stage: Stage, which: int = 0) -> None:
    if waiting := stage.wire.waiting():
        stage.wire.forget(waiting[which % len(waiting)])


# The worker: one reaction that waits, in any order.


def react(stage: Stage, which: int = 0) -> None:
    if waiting := reactions_waiting(stage):
        entry_id, name = waiting[which % len(waiting)]
        stage.tries(lambda: worker.carry_out(entry_id, name))


def die_after_the_call(stage: Stage, which: int = 0) -> None:
    if waiting := reactions_waiting(stage):
        entry_id, name = waiting[which % len(waiting)]
        stage.tries(lambda: _half(entry_id, name))


def react_to_everything(stage: Stage, which: int = 0) -> None:
    """What follows from it, too; what cannot be done now stays."""
    for _ in range(12):
        waiting = reactions_waiting(stage)
        for one in waiting:
            stage.tries(partial(carry_out, *one))
        if not waiting:
            return


def carry_out(entry_id: int, name: str) -> None:
    worker.carry_out(entry_id, name)


def reactions_waiting(stage: Stage) -> list[tuple[int, str]]:
    return [(row.id, row.name) for row in stage.rows(WAITING)]


WAITING = """
SELECT o.id, r.name FROM outbox o CROSS JOIN LATERAL unnest(o.reactions) WITH ORDINALITY r (name, n)
WHERE o.done_at IS NULL AND NOT EXISTS
  (SELECT 1 FROM reactions_done d WHERE d.entry_id = o.id AND d.reaction = r.name)
ORDER BY o.id, r.n
"""


def _half(entry_id: int, name: str) -> None:
    """What a worker that is killed between its call and its end has done."""
    with db.transaction() as session:
        entry = session.get(OutboxEntry, entry_id)
        assert entry is not None
        found = reactions.named(entry.event)
        assert found is not None
        event, reaction = found[0].model_validate(entry.payload), found[1][name]
        if not isinstance(reaction, OutsideCall):
            return
        request = reaction.prepare(session, event)
    if request is not None:
        reaction.call(request, f"{entry_id}:{name}")


# The clock.


def run_a_job(stage: Stage, which: int = 0) -> None:
    stage.tries(JOBS[sorted(JOBS)[which % len(JOBS)]])


def run_all_jobs(stage: Stage, which: int = 0) -> None:
    for run in JOBS.values():
        stage.tries(run)


def time_passes(stage: Stage, which: int = 0) -> None:
    stage.wait(timedelta(seconds=SECONDS[which % len(SECONDS)]))


# The gateway and the banks behind it.


def fail_next(stage: Stage, which: int = 0) -> None:
    stage.wire.fault(FAULTS[which % len(FAULTS)], CALLS[which // len(FAULTS) % len(CALLS)])


def dispute(stage: Stage, which: int = 0) -> None:
    """Of money that was captured, once."""
    books = stage.wire.books
    for charge in books.newest_first("charge"):
        if charge["captured"] and not charge["disputed"]:
            stage.wire.control("disputes", payment=charge["payment_intent"])
    for payment in books.newest_first(RZP_PAYMENT):
        if payment["captured"] and not books.children(RZP_DISPUTE, payment["id"]):
            stage.wire.control("disputes", payment=payment["id"])


def decide_dispute(stage: Stage, which: int = 0) -> None:
    for ref in disputes_open(stage):
        stage.wire.control("disputes/close", dispute=ref, won=bool(which % 2))


def send_a_refund_back(stage: Stage, which: int = 0) -> None:
    made = [one["id"] for one in stage.wire.books.newest_first("refund")]
    made += _given_by_razorpay(stage)
    if made:
        stage.wire.control("refunds/fail", refund=made[which % len(made)])


def _given_by_razorpay(stage: Stage) -> list[str]:
    """Refunds of what was captured; what lapsed was never ours."""
    books = stage.wire.books
    captured = {one["id"] for one in books.newest_first(RZP_PAYMENT) if one["captured"]}
    return [one["id"] for one in books.newest_first(RZP_REFUND) if one["payment_id"] in captured]


def pay_after_all(stage: Stage, which: int = 0) -> None:
    """A try that failed turns out to have been paid: Razorpay's late authorisation."""
    tries = [one["id"] for one in stage.wire.books.newest_first(RZP_PAYMENT)]
    if tries:
        stage.wire.control("late", payment=tries[which % len(tries)])


def disputes_open(stage: Stage) -> list[str]:
    return [one["id"] for one in disputes(stage) if one["status"] not in DECIDED]


def disputes(stage: Stage) -> list[dict[str, Any]]:
    """As the gateways have them."""
    books = stage.wire.books
    return [*books.newest_first("dispute"), *books.newest_first(RZP_DISPUTE)]


ACTS = {
    "the gateway tells": tell,
    "the gateway tells, and will again": tell_and_forget_it,
    "the gateway tells everything": tell_everything,
    "a message is lost": lose,
    "the worker reacts": react,
    "the worker dies after its call": die_after_the_call,
    "the worker reacts to everything": react_to_everything,
    "a job runs": run_a_job,
    "all jobs run": run_all_jobs,
    "time passes": time_passes,
    "the next call fails": fail_next,
    "a bank disputes it": dispute,
    "a bank decides": decide_dispute,
    "a bank sends a refund back": send_a_refund_back,
    "a bank has paid after all": pay_after_all,
}
