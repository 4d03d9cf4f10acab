"""The Celery side of the program: jobs are shells round the domain."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from celery.schedules import crontab
from celery.signals import setup_logging
from sqlmodel import Session

from foodapp import reactions, tables  # noqa: F401 - tables: relations need every model loaded
from foodapp.accounts.actors import PLATFORM
from foodapp.accounts.credentials import tokens
from foodapp.applications import forgetting
from foodapp.autopilot import steering
from foodapp.cards import syncing
from foodapp.cases import photos
from foodapp.chat import unheard
from foodapp.discovery import portions
from foodapp.dispatch import positions, searching, shifts
from foodapp.kit import clock, heartbeat, logs, once, outbox, private_files, quiet
from foodapp.kit.celery import celery
from foodapp.kit.db import transaction
from foodapp.kit.outbox import Event, OutboxEntry
from foodapp.kit.outside_call import OutsideCall, Reaction
from foodapp.menu import illustrating
from foodapp.notifications import queueing, sending
from foodapp.notifications.kind import ChannelName
from foodapp.notifications.webpush import devices
from foodapp.orders import eating, endings, lateness
from foodapp.payments import disputes, polling
from foodapp.payments.giftcards import presents
from foodapp.payments.purchases import starting
from foodapp.payouts import changing, drafting, invoicing
from foodapp.privacy import closing
from foodapp.reconciliation import running

SWEEP_AT_ONCE = 200
KEEP_DONE = timedelta(days=30)
FORGET_AT_ONCE = 5_000


@dataclass(frozen=True)
class Job:
    """Something done again and again by the clock. At most one round waits in the queue: a round
    nobody took before the next is due is dropped."""

    every: float | crontab  # seconds, or a time of day (UTC)
    run: Callable[[], None]
    queue: str = "celery"


def sweep() -> None:
    """Send again what nobody has finished: the message was lost, or its worker died."""
    with transaction() as session:
        overdue = outbox.take_overdue(session, limit=SWEEP_AT_ONCE)
    for entry_id, names in overdue:
        reactions.send(entry_id, names)


def forget() -> None:
    """Delete what was done long ago, in slices, so that no lock is held for long."""
    while True:
        with transaction() as session:
            gone = outbox.forget_done(session, clock.now() - KEEP_DONE, FORGET_AT_ONCE)
        if gone < FORGET_AT_ONCE:
            return


def draft_week() -> None:
    drafting.draft_week()


def write_invoices() -> None:
    invoicing.write_month()


def forget_portions() -> None:
    with transaction() as session:
        portions.forget(session)


def tell_lateness() -> None:
    with transaction() as session:
        lateness.tell(session, PLATFORM)


def in_batches(step: Callable[[Session], int]) -> Callable[[], None]:
    """Run step in one transaction after another until it finds nothing more to do."""

    def run() -> None:
        while True:
            with transaction() as session:
                if not step(session):
                    return

    return run


def send_by(channel: ChannelName) -> Callable[[], None]:
    def run() -> None:
        sending.send_due(channel)

    return run


# Everything the clock starts. Add a line here; the name is the job's name in logs.
EVERY: dict[str, Job] = {
    "outbox.sweep": Job(2.0, sweep),
    "outbox.forget": Job(crontab(hour="3", minute="30"), forget),
    "orders.forget_portions": Job(crontab(hour="3", minute="40"), forget_portions),
    "orders.forget_avoids": Job(crontab(hour="3", minute="50"), in_batches(eating.forget)),
    "push.forget_signed_out": Job(600.0, in_batches(devices.forget_signed_out)),
    "orders.expire_unanswered": Job(5.0, in_batches(endings.expire_unanswered)),
    "orders.prompt_silent": Job(5.0, in_batches(endings.prompt_silent)),
    "orders.tell_lateness": Job(15.0, tell_lateness),
    "orders.abandon_unpaid": Job(60.0, in_batches(endings.abandon_unpaid)),
    "dispatch.search": Job(2.0, searching.search_all),
    "dispatch.end_forgotten_shifts": Job(60.0, in_batches(shifts.end_forgotten)),
    "dispatch.prune_positions": Job(300.0, in_batches(positions.prune)),
    "chat.tell_unread": Job(5.0, in_batches(unheard.tell)),
    "cases.forget_photos": Job(crontab(minute="50"), in_batches(photos.forget_old)),
    "autopilot.advance": Job(2.0, steering.advance_all),
    "payments.send_presents": Job(5.0, in_batches(presents.send_due)),
    "payments.abandon_purchases": Job(60.0, in_batches(starting.abandon)),
    "payments.look_up_open": Job(10.0, polling.look_up_open),
    "payments.look_up_saved_cards": Job(10.0, syncing.look_up_open),
    "payments.look_up_disputes": Job(3600.0, disputes.look_up),
    "payments.doubt_unsettled": Job(60.0, in_batches(polling.doubt_unsettled)),
    "payouts.settle_accounts": Job(60.0, in_batches(changing.settle_due)),
    "payouts.draft_week": Job(crontab(minute="10"), draft_week),
    "payouts.write_invoices": Job(crontab(minute="40"), write_invoices),
    "payments.reconcile": Job(crontab(hour="2", minute="10"), running.yesterday),
    "accounts.forget_tokens": Job(crontab(hour="4", minute="10"), in_batches(tokens.forget_old)),
    # A queue and a worker of their own: a mail server that hangs holds up no order.
    **{queueing.job(name): Job(1.0, send_by(name), queue=queueing.QUEUE) for name in ChannelName},
    # A queue of its own, so that a long queue of work does not look like a stalled worker.
    "applications.forget": Job(crontab(hour="4", minute="0"), in_batches(forgetting.forget)),
    "privacy.delete_accounts": Job(crontab(minute="20"), in_batches(closing.carry_out)),
    "kit.forget_files": Job(
        crontab(hour="4", minute="10"), in_batches(private_files.forget_expired)
    ),
    "kit.forget_presses": Job(crontab(hour="3", minute="40"), in_batches(once.forget)),
    "menu.illustrate": Job(300.0, in_batches(illustrating.renew_some)),
    "kit.heartbeat": Job(5.0, heartbeat.beat, queue=heartbeat.QUEUE),
}


@celery.task(  # type: ignore[untyped-decorator]
    name="outbox.react",
    autoretry_for=(Exception,),  # any fault: later may go better, and the entry stays open
    retry_backoff=1,
    retry_backoff_max=60,
    max_retries=5,  # then the sweep goes on, at most every ten minutes, for as long as it takes
)
def react(entry_id: int, name: str) -> None:
    carry_out(entry_id, name)


def carry_out(entry_id: int, name: str) -> None:
    """One reaction to one entry. Once: its claim is written in the transaction of its effect."""
    with transaction() as session:
        entry = session.get(OutboxEntry, entry_id)
        if entry is None or entry.done_at is not None:
            return
        kind, reaction = _look_up(entry.event, name)
        event = kind.decoded(session, entry.payload)
        if event is None:
            _conclude(session, entry_id, name, lambda: None)
            return
        if not isinstance(reaction, OutsideCall):
            _conclude(session, entry_id, name, lambda: reaction(session, event))
            return
        if outbox.is_done(session, entry_id, name):
            return
        request = reaction.prepare(session, event)
        if request is None:
            _conclude(session, entry_id, name, lambda: None)
            return
    result = reaction.call(request, f"{entry_id}:{name}")
    with transaction() as session:
        _conclude(session, entry_id, name, lambda: reaction.finish(session, event, result))


def _look_up(event: str, name: str) -> tuple[type[Event], Reaction | OutsideCall]:
    found = reactions.named(event)
    if found is None or name not in found[1]:
        raise LookupError(f"{event} was recorded for the reaction {name}, which no longer exists")
    return found[0], found[1][name]


def _conclude(session: Session, entry_id: int, name: str, effect: Callable[[], None]) -> None:
    """Claim, effect and the entry's end in one transaction. The claim comes first: of two workers
    with the same message the second waits there, and then finds it done."""
    if outbox.first_time(session, entry_id, name):
        effect()
        outbox.finish_if_last(session, entry_id)


def _register(name: str, job: Job) -> None:
    celery.task(name=name)(job.run)
    expires_s = job.every if isinstance(job.every, float) else 3600.0
    celery.conf.beat_schedule[name] = {
        "task": name,
        "schedule": job.every,
        "options": {"expires": max(expires_s, 5.0), "queue": job.queue},
    }


@setup_logging.connect  # type: ignore[untyped-decorator]
def _log_like_the_rest(**_: object) -> None:
    logs.configure()
    quiet.configure()


celery.conf.beat_schedule = {}
for _name, _job in EVERY.items():
    _register(_name, _job)
reactions.assemble()
