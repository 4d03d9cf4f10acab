"""What a kitchen presses on its board, also while there was no network: each press is carried out
once, when it arrives."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from types import MappingProxyType
from uuid import UUID

from sqlmodel import Session

from foodapp.accounts.actors import RestaurantStaff
from foodapp.kit import once
from foodapp.kit.errors import DomainError, Unusable
from foodapp.kit.words import t
from foodapp.orders import kitchen
from foodapp.orders.pins import PinAnswer

Deed = Callable[[Session, RestaurantStaff, UUID, str], PinAnswer | None]
TOO_OLD = timedelta(hours=2)  # the evening has moved on


class PressTooOld(DomainError):
    def __init__(self) -> None:
        super().__init__(t("What you pressed is too old to be carried out. Please press again."))


def apply(
    session: Session,
    staff: RestaurantStaff,
    press_id: UUID,
    *,
    verb: str,
    order_id: UUID,
    said: str = "",
    ago: timedelta = timedelta(0),
) -> PinAnswer | None:
    """Do what was pressed so long ago. None: done (or done already), and the board shows it; else
    what to say."""
    if verb not in DEEDS:
        raise Unusable
    if ago > TOO_OLD:
        raise PressTooOld
    if not once.first_time(session, staff.user_id, press_id):
        return None
    return DEEDS[verb](session, staff, order_id, said)


def _accept(session: Session, staff: RestaurantStaff, order_id: UUID, said: str) -> None:
    kitchen.accept(session, staff, order_id, prep_minutes=_minutes(said))


def _reject(session: Session, staff: RestaurantStaff, order_id: UUID, said: str) -> None:
    kitchen.reject(session, staff, order_id, reason=said)


def _delay(session: Session, staff: RestaurantStaff, order_id: UUID, said: str) -> None:
    kitchen.delay(session, staff, order_id, minutes=_minutes(said))


def _ready(session: Session, staff: RestaurantStaff, order_id: UUID, said: str) -> None:
    kitchen.ready(session, staff, order_id)


def _hand_over(session: Session, staff: RestaurantStaff, order_id: UUID, said: str) -> PinAnswer:
    if not (said.isascii() and said.isdigit() and len(said) == 4):
        raise Unusable(t("The PIN"))
    return kitchen.hand_over(session, staff, order_id, pin=said)


def _minutes(said: str) -> int:
    if not (said.isascii() and said.isdigit() and len(said) <= 3):
        raise Unusable(t("The time"))
    return int(said)


DEEDS: Mapping[str, Deed] = MappingProxyType(
    {
        "accept": _accept,  # said: minutes
        "reject": _reject,  # said: the reason
        "delay": _delay,  # said: minutes
        "ready": _ready,
        "hand_over": _hand_over,  # said: the customer's PIN
    }
)
