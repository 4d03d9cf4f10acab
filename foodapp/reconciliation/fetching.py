"""Reading the gateway's books into our own table, page by page."""

from datetime import datetime, timedelta

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, func, select

from foodapp.gateways import registry
from foodapp.gateways.protocol import BookLine
from foodapp.kit import clock, db
from foodapp.payments.models import Payment
from foodapp.reconciliation.models import GatewayLine, Run

OVERLAP = timedelta(hours=26)  # a hold may be taken a day after it was made, and be told of then
MAX_PAGES = 10_000


def read(gateway: str, since: datetime, until: datetime) -> int:
    """Keep every line within that time that we do not have; returns how many were new. Calls the
    gateway between transactions of its own: call it outside any."""
    after, new = "", 0
    for _ in range(MAX_PAGES):
        page = registry.gateway(gateway).books(since, until, after)
        with db.transaction() as session:
            new += _keep(session, gateway, page.lines)
        if not page.next_after:
            return new
        after = page.next_after
    raise RuntimeError(f"the books of {gateway} have no end")


def begin(session: Session, gateway: str, since: datetime) -> datetime:
    """From when to read: behind the last finished run, or with the first payment."""
    known = session.exec(
        select(func.max(Run.until)).where(
            Run.gateway == gateway, col(Run.finished_at).is_not(None), Run.failure == ""
        )
    ).one()
    first = session.exec(
        select(func.min(Payment.created_at)).where(
            Payment.gateway == gateway, col(Payment.intent_ref).is_not(None)
        )
    ).one()
    return min(since, known or first or since) - OVERLAP


def _keep(session: Session, gateway: str, lines: list[BookLine]) -> int:
    if not lines:
        return 0
    rows = [
        {
            "gateway": gateway,
            "ref": line.ref,
            "at": line.at,
            "kind": line.kind,
            "intent_ref": line.intent_ref,
            "amount_minor": line.amount_minor,
            "fee_minor": line.fee_minor,
            "currency": line.currency,
            "read_at": clock.now(),
        }
        for line in lines
    ]
    put = insert(GatewayLine).values(rows).on_conflict_do_nothing()
    return len(session.scalars(put.returning(col(GatewayLine.ref))).all())
