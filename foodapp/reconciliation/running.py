"""A run: read the gateway's books, compare what moved, write down what differs."""

from collections import Counter
from datetime import UTC as UTC_ZONE
from datetime import date, datetime, time, timedelta
from uuid import UUID

import structlog
from sqlmodel import Session, col, func, select, text

from foodapp.gateways import registry
from foodapp.gateways.errors import Refused, Unavailable
from foodapp.kit import clock, db, outbox
from foodapp.kit.money import shown
from foodapp.payments.events import BooksDiffer, PaymentDoubted
from foodapp.reconciliation import comparing, fetching
from foodapp.reconciliation.comparing import Compared, Found
from foodapp.reconciliation.models import Difference, DifferenceKind, Run

log = structlog.get_logger(__name__)
QUIET = timedelta(minutes=10)  # what has just moved may be in one book and not yet in the other
AT_ONCE = 200
EQUAL_AGAIN = "The books are equal again."
ONE_AT_A_TIME = 7_102_026  # of pg_advisory_xact_lock: two runs must not write the same difference


def yesterday() -> None:
    """Every night: all that moved since the last run, to the end of yesterday (UTC)."""
    today = clock.now().astimezone(UTC_ZONE).date()
    for gateway in registry.names():
        run_day(gateway, today - timedelta(days=1), catch_up=True)


def run_day(gateway: str, day: date, *, catch_up: bool = False) -> Run:
    """Compare the payments and payouts that moved on this day (UTC). catch_up: and on the days
    since the last run. Opens its own transactions and calls the gateway between them."""
    since = datetime.combine(day, time(), UTC_ZONE)
    until = since + timedelta(days=1)
    started = clock.now()
    with db.transaction() as session:
        last = _last_until(session, gateway)
        run = Run(gateway=gateway, since=since, until=until, started_at=started)
        if catch_up and last:
            run.since = min(since, last)
        read_from = fetching.begin(session, gateway, run.since)
        session.add(run)
    try:
        lines = fetching.read(gateway, read_from, started)
    except (Unavailable, Refused) as failed:
        log.warning("reconciliation.not_read", gateway=gateway, reason=type(failed).__name__)
        return _failed(run.id, failed.code if isinstance(failed, Refused) else UNAVAILABLE)
    return _compare(run.id, lines, quiet_since=started - QUIET)


def _last_until(session: Session, gateway: str) -> datetime | None:
    return session.exec(
        select(func.max(Run.until)).where(
            Run.gateway == gateway, col(Run.finished_at).is_not(None), Run.failure == ""
        )
    ).one()


UNAVAILABLE = "unavailable"  # the gateway did not answer


def _failed(run_id: UUID, why: str) -> Run:
    with db.transaction() as session:
        run = session.get_one(Run, run_id)
        run.finished_at, run.failure = clock.now(), why[:200]
    return run


def _compare(run_id: UUID, lines: int, *, quiet_since: datetime) -> Run:
    with db.transaction() as session:
        run = session.get_one(Run, run_id)
        names = comparing.touched(session, run.gateway, run.since, run.until)
    ours: Counter[str] = Counter()
    theirs: Counter[str] = Counter()
    payments = in_motion = found = 0
    for first in range(0, len(names), AT_ONCE):
        some = names[first : first + AT_ONCE]
        with db.transaction() as session:
            session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ONE_AT_A_TIME})
            done, moving = comparing.compare(session, run.gateway, some, quiet_since)
            for one in done:
                _write_down(session, run, one)
                ours.update(one.ours)
                theirs.update(one.theirs)
                found += len(one.found)
        payments, in_motion = payments + len(done), in_motion + moving
    with db.transaction() as session:
        run = session.get_one(Run, run_id)
        run.finished_at, run.lines_read = clock.now(), lines
        run.payments, run.in_motion, run.found = payments, in_motion, found
        run.ours, run.theirs = dict(ours), dict(theirs)
        if found:
            outbox.record(session, BooksDiffer(run_id=run.id, gateway=run.gateway, found=found))
    log.info("reconciliation.done", gateway=run.gateway, payments=payments, found=found)
    return run


def _write_down(session: Session, run: Run, one: Compared) -> None:
    open_ones = {
        row.kind: row
        for row in session.exec(
            select(Difference)
            .where(
                Difference.gateway == run.gateway,
                Difference.intent_ref == one.name,
                col(Difference.closed_at).is_(None),
            )
            .with_for_update()
        )
    }
    is_new = False
    for found in one.found:
        row = open_ones.pop(found.kind, None)
        if row is not None:
            row.run_id, row.currency = run.id, found.currency
            row.ours_minor, row.theirs_minor = found.ours_minor, found.theirs_minor
        elif not _is_accepted(session, run, one, found):
            session.add(_new(run, one, found))
            is_new = True
    if is_new and one.subject and one.subject.payment:
        # A message that never came? What the gateway tells when asked we follow by ourselves.
        outbox.record(session, PaymentDoubted(payment_id=one.subject.payment.id))
    for gone in open_ones.values():
        gone.closed_at, gone.note = clock.now(), EQUAL_AGAIN


def _is_accepted(session: Session, run: Run, one: Compared, found: Found) -> bool:
    """An admin has closed exactly this before."""
    closed = session.exec(
        select(Difference.id)
        .where(
            Difference.gateway == run.gateway,
            Difference.intent_ref == one.name,
            Difference.kind == found.kind,
            Difference.currency == found.currency,
            Difference.ours_minor == found.ours_minor,
            Difference.theirs_minor == found.theirs_minor,
            col(Difference.closed_by).is_not(None),
        )
        .limit(1)
    )
    return closed.first() is not None


def _new(run: Run, one: Compared, found: Found) -> Difference:
    payment = one.subject.payment if one.subject else None
    payout = one.subject.payout if one.subject else None
    return Difference(
        run_id=run.id,
        gateway=run.gateway,
        intent_ref=one.name,
        kind=DifferenceKind(found.kind),
        payment_id=payment.id if payment else None,
        order_id=payment.order_id if payment else None,
        payout_id=payout.id if payout else None,
        currency=found.currency,
        ours_minor=found.ours_minor,
        theirs_minor=found.theirs_minor,
    )


def told(run: Run) -> str:
    """A run in a sentence or two."""
    days = f"{run.since:%Y-%m-%d}"
    if run.failure:
        return f"{run.gateway} {days}: not finished. {run.failure}"
    sums = ", ".join(
        f"{shown(run.ours.get(currency, 0), currency)} ours,"
        f" {shown(run.theirs.get(currency, 0), currency)} theirs"
        for currency in sorted({*run.ours, *run.theirs})
    )
    return (
        f"{run.gateway} {days}: {run.payments} payments and payouts compared"
        f" ({sums or 'nothing moved'}), {run.found} differ, {run.in_motion} still move and are left"
        " for the next run."
    )
