"""What somebody reads of their own data: the copy that can be fetched, the deletion that waits."""

from dataclasses import dataclass, field

from foodapp.accounts.actors import Customer
from foodapp.kit import clock, when
from foodapp.kit.db import ReadSession
from foodapp.kit.words import say
from foodapp.privacy import closing, exporting, waiting


@dataclass(frozen=True)
class OwnData:
    copy_id: str = ""  # of one that can be fetched
    copy_until: str = ""
    is_being_made: bool = False
    is_asked: bool = False  # a deletion, and the mail is on its way
    leaves_on: str = ""  # the day, once it is confirmed
    waits_for: list[str] = field(default_factory=list)  # why it may be later


def own_data(session: ReadSession, customer: Customer) -> OwnData:
    """Of the latest copy that was asked for, and of a deletion that is not called off."""
    zone, now = when.town(), clock.now()
    copy = exporting.latest(session, customer)
    can_fetch = copy is not None and copy.file_id is not None and copy.expires_at is not None
    leaving = closing.mine(session, customer)
    is_confirmed = leaving is not None and leaving.confirmed_at is not None
    return OwnData(
        copy_id=str(copy.id) if copy is not None and can_fetch else "",
        copy_until=when.shown(copy.expires_at, zone, now)
        if copy is not None and copy.expires_at is not None
        else "",
        is_being_made=copy is not None and copy.made_at is None,
        is_asked=leaving is not None and not is_confirmed,
        leaves_on=when.day_shown(leaving.due_at, zone, now)
        if leaving is not None and leaving.due_at is not None
        else "",
        waits_for=[
            say(waiting.REASONS[code].words)
            for code in (leaving.waits_for if leaving is not None else [])
            if code in waiting.REASONS
        ],
    )
