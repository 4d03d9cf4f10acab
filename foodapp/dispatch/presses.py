"""What riders press on the way, also while there was no network: each press is carried out once,
when it arrives."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from types import MappingProxyType
from uuid import UUID

from sqlmodel import Session

from foodapp.accounts.actors import Rider
from foodapp.dispatch import carrying, waiting, watching
from foodapp.kit import once
from foodapp.kit.errors import DomainError
from foodapp.kit.words import t
from foodapp.orders.pins import PinAnswer

Deed = Callable[[Session, Rider, UUID, str, timedelta], PinAnswer | None]
TOO_OLD = timedelta(hours=6)


def apply(
    session: Session,
    rider: Rider,
    press_id: UUID,
    *,
    verb: str,
    delivery_id: UUID,
    said: str = "",
    ago: timedelta = timedelta(0),
) -> PinAnswer | None:
    """Do what was pressed so long ago. None: done (or done already); else what to say."""
    if verb not in DEEDS:
        raise DomainError(t("That cannot be done here."))
    if not once.in_time(session, rider.user_id, press_id, ago=ago, at_most=TOO_OLD):
        return None
    return DEEDS[verb](session, rider, delivery_id, said, ago)


def _arrive(session: Session, rider: Rider, ident: UUID, said: str, ago: timedelta) -> None:
    carrying.arrive(session, rider, ident, ago=ago)


def _collect(session: Session, rider: Rider, ident: UUID, said: str, ago: timedelta) -> None:
    carrying.collect(session, rider, ident, ago=ago)


def _give_back(session: Session, rider: Rider, ident: UUID, said: str, ago: timedelta) -> None:
    carrying.give_back(session, rider, ident)


def _at_door(session: Session, rider: Rider, ident: UUID, said: str, ago: timedelta) -> None:
    carrying.at_door(session, rider, ident, ago=ago)


def _hand_over(session: Session, rider: Rider, ident: UUID, said: str, ago: timedelta) -> PinAnswer:
    return carrying.hand_over(session, rider, ident, pin=said)


def _could_not(session: Session, rider: Rider, ident: UUID, said: str, ago: timedelta) -> None:
    waiting.begin(session, rider, ident, reason=said, ago=ago)


def _they_came(session: Session, rider: Rider, ident: UUID, said: str, ago: timedelta) -> None:
    waiting.they_came(session, rider, ident)


def _still_riding(session: Session, rider: Rider, ident: UUID, said: str, ago: timedelta) -> None:
    watching.still_riding(session, rider, ident)


DEEDS: Mapping[str, Deed] = MappingProxyType(
    {
        "arrive": _arrive,
        "collect": _collect,
        "give_back": _give_back,
        "at_door": _at_door,
        "hand_over": _hand_over,
        "could_not_deliver": _could_not,
        "they_came": _they_came,
        "still_riding": _still_riding,
    }
)
