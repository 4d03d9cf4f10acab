"""What a channel hears of a message later: delivered, opened, come back. Reports come late, twice
and in any order; what is further on stays."""

from uuid import UUID

from sqlmodel import Session, col, select, update

from foodapp.kit import clock
from foodapp.kit.facts import unpacked
from foodapp.notifications.catalogue import CATALOGUE
from foodapp.notifications.kind import ChannelName
from foodapp.notifications.models import (
    BESIDES,
    OPEN,
    REACHED,
    Notification,
    Sending,
    SendingStatus,
)

DEAD = "bounces"  # why: nothing is sent to this address any more
OVER = (SendingStatus.FAILED, SendingStatus.SKIPPED)


def by_ref(session: Session, channel: ChannelName, ref: str) -> Sending | None:
    """The one that a provider knows by this id."""
    mine = select(Sending).where(Sending.channel == channel, Sending.ref == ref)
    return session.exec(mine.where(Sending.ref != "").limit(1)).first()


def sent(session: Session, sending_id: UUID) -> bool:
    return _moved(session, sending_id, SendingStatus.SENT)


def delivered(session: Session, sending_id: UUID) -> bool:
    """It stands on their phone: what would be tried next need not be."""
    return _moved(session, sending_id, SendingStatus.DELIVERED)


def opened(session: Session, sending_id: UUID) -> bool:
    """They have pressed it."""
    return _moved(session, sending_id, SendingStatus.OPENED)


def failed(session: Session, sending_id: UUID, why: str) -> bool:
    """It will not arrive: what is tried next is due now. why: a code."""
    return _moved(session, sending_id, SendingStatus.FAILED, why)


def _moved(session: Session, sending_id: UUID, status: SendingStatus, why: str = "") -> bool:
    row = session.get(Sending, sending_id, with_for_update=True, populate_existing=True)
    if row is None or not row.move_to(status, why=why):
        return False
    follow(session, row)
    return True


def follow(session: Session, row: Sending) -> None:
    """What this row's state means for those that go with it, and for the rungs after it."""
    session.flush()  # those that are looked at below include this one
    with_it = update(Sending).where(col(Sending.gathered_into) == row.id)
    if row.status is SendingStatus.SKIPPED:
        session.exec(with_it.values(gathered_into=None))
    else:
        same = {"status": row.status, "why": row.why, "sent_at": row.sent_at}
        session.exec(with_it.values(**same, failed_at=row.failed_at))
    _lost(session, row)
    if row.rung == BESIDES:
        return
    if row.status in REACHED:
        _stop_waiting(session, row.notification_id)
    elif row.status in OVER and not _rung_goes_on(session, row):
        _next_rung(session, row)


def reached_nobody(session: Session, notification_id: UUID) -> bool:
    """Every channel has failed, or there was none."""
    others = select(Sending.id).where(
        Sending.notification_id == notification_id, col(Sending.status).not_in(OVER)
    )
    return session.exec(others.limit(1)).first() is None


def _lost(session: Session, row: Sending) -> None:
    """Some kinds want to know that they have reached nobody. What was skipped is no longer wanted,
    but for an address that is known to be dead."""
    kind = CATALOGUE.get(row.kind)
    if kind is None or kind.lost is None:
        return
    is_lost = row.status is SendingStatus.FAILED or (row.status in OVER and row.why == DEAD)
    if is_lost and reached_nobody(session, row.notification_id):
        told = session.get_one(Notification, row.notification_id)
        kind.lost(session, unpacked(told.facts))


def has_reached(session: Session, row: Sending) -> bool:
    """They know already: by another channel, or because they have read it."""
    told = session.get_one(Notification, row.notification_id)
    if told.read_at is not None:
        return True
    other = select(Sending.id).where(
        Sending.notification_id == row.notification_id,
        col(Sending.status).in_(REACHED),
        Sending.rung != BESIDES,
    )
    return session.exec(other.limit(1)).first() is not None


def _stop_waiting(session: Session, notification_id: UUID) -> None:
    session.exec(
        update(Sending)
        .where(
            col(Sending.notification_id) == notification_id,
            col(Sending.status) == SendingStatus.WAITING,
        )
        .values(status=SendingStatus.SKIPPED, why="reached", failed_at=clock.now())
    )


def _rung_goes_on(session: Session, row: Sending) -> bool:
    """Another address of the same channel may still reach them."""
    others = select(Sending.id).where(
        Sending.notification_id == row.notification_id,
        Sending.rung == row.rung,
        col(Sending.status).not_in(OVER),
    )
    return session.exec(others.limit(1)).first() is not None


def _next_rung(session: Session, row: Sending) -> None:
    waiting = list(
        session.exec(
            select(Sending)
            .where(
                Sending.notification_id == row.notification_id,
                Sending.status == SendingStatus.WAITING,
            )
            .order_by(col(Sending.rung))
            .with_for_update()
        )
    )
    for other in waiting:
        if other.rung == waiting[0].rung and other.status in OPEN:
            other.due_at = min(other.due_at, clock.now())
