"""What somebody wants to hear of, by which channel, and when they want to sleep."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, select

from foodapp.accounts.actors import Admin, Customer, RestaurantStaff, Rider
from foodapp.kit import clock, when
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import DomainError, NotFound
from foodapp.kit.personas import Persona
from foodapp.kit.words import t
from foodapp.notifications.catalogue import CATALOGUE
from foodapp.notifications.kind import ChannelName, Kind, Urgency
from foodapp.notifications.models import Choice, QuietHours

Person = Customer | RestaurantStaff | Rider | Admin
DAY_MIN = 24 * 60


class MustHear(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(t("This cannot be turned off: it is about your account or your money."))


@dataclass(frozen=True)
class Preferences:
    """Of one person. quiet: minutes after midnight by the town's clock, from and until."""

    choices: dict[tuple[str, ChannelName], bool]
    quiet: tuple[int, int] | None = None

    def wants(self, kind: Kind, channel: ChannelName) -> bool:
        return kind.is_essential or self.choices.get((kind.name, channel), True)

    def may_ring_from(self, kind: Kind, at: datetime) -> datetime:
        """at, or the end of the quiet hours that it falls into; what cannot wait rings."""
        if self.quiet is None or kind.urgency is Urgency.NOW:
            return at
        begins, ends = self.quiet
        local = at.astimezone(when.town())
        minute = local.hour * 60 + local.minute
        if (minute - begins) % DAY_MIN >= (ends - begins) % DAY_MIN:
            return at
        morning = local.replace(hour=ends // 60, minute=ends % 60, second=0, microsecond=0)
        if morning <= local:
            morning += timedelta(days=1)
        return morning.astimezone(at.tzinfo)


ALL = Preferences({})


def of(session: ReadSession, user_id: UUID | None) -> Preferences:
    """Without an account there is nothing to choose."""
    if user_id is None:
        return ALL
    rows = session.exec(select(Choice).where(Choice.user_id == user_id))
    night = session.get(QuietHours, user_id)
    quiet = (night.from_minute, night.until_minute) if night else None
    return Preferences({(row.kind, row.channel): row.is_on for row in rows}, quiet)


def of_audience(persona: Persona) -> list[Kind]:
    """What this persona may choose about, in the catalogue's order."""
    return [kind for kind in CATALOGUE.values() if kind.audience == persona and kind.channels]


def choose(
    session: Session, actor: Person, kind_name: str, *, channel: ChannelName, is_on: bool
) -> None:
    """One kind by one channel, from now on."""
    choose_for(session, actor.user_id, kind_name, channel=channel, is_on=is_on)


def choose_for(
    session: Session, user_id: UUID, kind_name: str, *, channel: ChannelName, is_on: bool
) -> None:
    """For whoever holds a signed link of theirs, too."""
    kind = CATALOGUE.get(kind_name)
    if kind is None or channel not in kind.channels:
        raise NotFound("notification")
    if kind.is_essential:
        raise MustHear
    values = {"is_on": is_on, "chosen_at": clock.now()}
    put = insert(Choice).values(user_id=user_id, kind=kind_name, channel=channel, **values)
    session.execute(
        put.on_conflict_do_update(index_elements=["user_id", "kind", "channel"], set_=values)
    )


def stop_news(session: Session, user_id: UUID, *, kinds: Iterable[Kind]) -> None:
    """No more of these by e-mail. What is about an order, money or the account still comes."""
    for kind in kinds:
        if kind.is_news and ChannelName.MAIL in kind.channels:
            choose_for(session, user_id, kind.name, channel=ChannelName.MAIL, is_on=False)


def sleep(session: Session, actor: Person, *, from_minute: int, until_minute: int) -> None:
    """Nothing that can wait rings between these; equal: it may ring at any time."""
    night = session.get(QuietHours, actor.user_id, with_for_update=True)
    if from_minute == until_minute:
        if night is not None:
            session.delete(night)
        return
    values = {"from_minute": from_minute % DAY_MIN, "until_minute": until_minute % DAY_MIN}
    put = insert(QuietHours).values(user_id=actor.user_id, **values)
    session.execute(put.on_conflict_do_update(index_elements=["user_id"], set_=values))
