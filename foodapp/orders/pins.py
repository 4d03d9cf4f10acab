"""The four digits that an order is handed over against, at the door and over the counter: how
often they may be guessed. The count is the order's, whoever types and from how many screens.

Five wrong ones cost a minute; after `pin_most_wrong` in all nobody can type any more. A person
then finds out who has called, and gives the customer a new PIN, with which all guesses are void.
"""

import hmac
import secrets
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlmodel import Session

from foodapp.accounts import audit
from foodapp.accounts.actors import Admin, RestaurantStaff, Rider
from foodapp.kit import clock
from foodapp.kit.errors import DomainError
from foodapp.kit.words import Words, t
from foodapp.orders.events import PinLocked, PinRenewed
from foodapp.orders.locking import lock
from foodapp.orders.models import ENDED, Order
from foodapp.orders.settings import settings
from foodapp.orders.timeline import ids, record

WRONG_AT_ONCE = 5
PAUSE = timedelta(minutes=1)
LOCKED = t(
    "This PIN was typed wrong too often and is locked. Our team is told, and gives the customer"
    " a new one."
)


class PinPaused(DomainError):
    def __init__(self) -> None:
        super().__init__(t("Too many wrong PINs. Please wait a minute and ask the customer again."))


class PinIsLocked(DomainError):
    def __init__(self) -> None:
        super().__init__(LOCKED)


@dataclass(frozen=True)
class PinAnswer:
    """Whether the PIN was right. A wrong one is an answer, not a refusal: it has to be counted,
    and a refusal would undo the count."""

    is_right: bool
    sentence: Words


def check(session: Session, actor: Rider | RestaurantStaff, order: Order, pin: str) -> PinAnswer:
    """The order is locked by the caller."""
    if order.pin_wrong >= settings().pin_most_wrong:
        raise PinIsLocked
    if order.pin_wait_until is not None and clock.now() < order.pin_wait_until:
        raise PinPaused
    if hmac.compare_digest(pin.encode(), order.pin.encode()):
        return PinAnswer(True, t("Handed over. Thank you!"))
    order.pin_wrong += 1
    if order.pin_wrong >= settings().pin_most_wrong:
        record(session, actor, order, PinLocked(**ids(order), wrong=order.pin_wrong))
        return PinAnswer(False, LOCKED)
    if order.pin_wrong % WRONG_AT_ONCE:
        return PinAnswer(False, t("That PIN does not match. Please ask the customer again."))
    order.pin_wait_until = clock.now() + PAUSE
    return PinAnswer(False, PinPaused().words)


def renew(session: Session, admin: Admin, order_id: UUID, *, reason: str) -> Order:
    """The way out: the customer's screen shows another PIN, and it may be typed again."""
    order = lock(session, admin, order_id)
    reason = audit.reason_given(reason)
    if order.status in ENDED:
        raise DomainError(t("This order has ended: nothing is left to hand over."))
    order.pin = _other_than(order.pin)
    order.pin_wrong, order.pin_wait_until = 0, None
    audit.note(session, admin, "pin_renewed", "order", order.id, order.number, reason)
    record(session, admin, order, PinRenewed(**ids(order)))
    return order


def drawn() -> str:
    return f"{secrets.randbelow(10_000):04}"


def _other_than(pin: str) -> str:
    return next(new for new in iter(drawn, "") if new != pin)
