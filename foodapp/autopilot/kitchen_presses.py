"""What a kitchen presses on its board, also while there was no network: each press is carried out
once, when it arrives."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from urllib.parse import parse_qs
from uuid import UUID

from sqlmodel import Session

from foodapp.accounts.actors import RestaurantStaff
from foodapp.autopilot import proposals, substituting
from foodapp.dispatch import giving, returning
from foodapp.kit import once
from foodapp.kit.errors import NotFound, Unusable
from foodapp.kit.words import Words, t
from foodapp.menu.selling_out import Away
from foodapp.orders import kitchen
from foodapp.orders.pins import PinAnswer
from foodapp.restaurants import pausing

TOO_OLD = timedelta(hours=2)  # the evening has moved on


@dataclass(frozen=True)
class Press:
    subject_id: UUID  # an order, one of its lines, a missing dish, or the restaurant
    said: str
    ago: timedelta


Deed = Callable[[Session, RestaurantStaff, Press], PinAnswer | None]


def apply(
    session: Session,
    staff: RestaurantStaff,
    press_id: UUID,
    *,
    verb: str,
    subject_id: UUID,
    said: str = "",
    ago: timedelta = timedelta(0),
) -> PinAnswer | None:
    """Do what was pressed so long ago. None: done (or done already), and the board shows it; else
    what to say."""
    if verb not in DEEDS:
        raise Unusable
    if not once.in_time(session, staff.user_id, press_id, ago=ago, at_most=TOO_OLD):
        return None
    return DEEDS[verb](session, staff, Press(subject_id, said, ago))


def _accept(session: Session, staff: RestaurantStaff, press: Press) -> None:
    kitchen.accept(
        session, staff, press.subject_id, prep_minutes=_number(press.said, t("The time"))
    )


def _reject(session: Session, staff: RestaurantStaff, press: Press) -> None:
    kitchen.reject(session, staff, press.subject_id, reason=press.said)


def _cancel(session: Session, staff: RestaurantStaff, press: Press) -> None:
    kitchen.cancel(session, staff, press.subject_id, reason=press.said)


def _delay(session: Session, staff: RestaurantStaff, press: Press) -> None:
    kitchen.delay(session, staff, press.subject_id, minutes=_number(press.said, t("The time")))


def _ready(session: Session, staff: RestaurantStaff, press: Press) -> None:
    kitchen.ready(session, staff, press.subject_id)


def _hand_over(session: Session, staff: RestaurantStaff, press: Press) -> PinAnswer:
    if len(press.said) != 4:
        raise Unusable(t("The PIN"))
    _number(press.said, t("The PIN"))
    return kitchen.hand_over(session, staff, press.subject_id, pin=press.said)


def _give(session: Session, staff: RestaurantStaff, press: Press) -> None:
    giving.give(session, staff, press.subject_id)


def _came_back(session: Session, staff: RestaurantStaff, press: Press) -> None:
    returning.received(session, staff, press.subject_id)


def _cannot_make(session: Session, staff: RestaurantStaff, press: Press) -> None:
    """What the form of one line says; the first named field of each kind counts."""
    typed = {name: values[0] for name, values in parse_qs(press.said, max_num_fields=8).items()}
    part = typed.get("part", "")
    if part and part not in proposals.parts_of(session, staff, press.subject_id):
        raise Unusable(t("What has run out"))
    substituting.report(
        session,
        staff,
        press.subject_id,
        quantity=_number(typed.get("quantity", ""), t("The quantity")),
        substitute_id=_id(typed["instead"]) if "instead" in typed else None,
        part=part,
        away=_away(typed.get("away", "")),
    )


def _pack_without(session: Session, staff: RestaurantStaff, press: Press) -> None:
    substituting.do_not_wait(session, staff, press.subject_id)


def _busy(session: Session, staff: RestaurantStaff, press: Press) -> None:
    _own(staff, press)
    pausing.set_busy(session, staff, extra_minutes=_number(press.said, t("The time")))


def _pause(session: Session, staff: RestaurantStaff, press: Press) -> None:
    """As long as was said, from when it was pressed; "tomorrow" until then."""
    _own(staff, press)
    if press.said == "tomorrow":
        pausing.pause_until_tomorrow(session, staff, ago=press.ago)
    else:
        minutes = _number(press.said, t("The time"))
        pausing.pause(session, staff, minutes=minutes, ago=press.ago)


def _resume(session: Session, staff: RestaurantStaff, press: Press) -> None:
    _own(staff, press)
    pausing.resume(session, staff)


def _own(staff: RestaurantStaff, press: Press) -> None:
    """Who works in two restaurants has gone to the other one meanwhile."""
    if press.subject_id != staff.restaurant_id:
        raise NotFound("restaurant")


def _number(said: str, what: Words) -> int:
    if not (said.isascii() and said.isdigit() and len(said) <= 4):
        raise Unusable(what)
    return int(said)


def _away(said: str) -> Away:
    try:
        return Away(said)
    except ValueError as wrong:
        raise Unusable(t("The time")) from wrong


def _id(said: str) -> UUID:
    try:
        return UUID(said)
    except ValueError as wrong:
        raise NotFound("dish") from wrong


DEEDS: Mapping[str, Deed] = MappingProxyType(
    {
        # of an order
        "accept": _accept,  # said: minutes
        "reject": _reject,  # said: the reason
        "cancel": _cancel,  # said: the reason
        "delay": _delay,  # said: minutes
        "ready": _ready,
        "hand_over": _hand_over,  # said: the customer's PIN
        "give": _give,
        "came_back": _came_back,
        # of one of its lines
        "cannot_make": _cannot_make,  # said: a form: quantity, part, away, instead
        # of a missing dish that the customer is asked about
        "pack_without": _pack_without,
        # of the restaurant
        "busy": _busy,  # said: minutes that every promise is longer
        "pause": _pause,  # said: minutes, or "tomorrow"
        "resume": _resume,
    }
)
