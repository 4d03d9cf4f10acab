"""A missing dish leaves the order: the restaurant bears it, and the platform approves by itself."""

import structlog
from sqlmodel import Session

from foodapp.accounts.actors import PLATFORM, Customer, Platform, RestaurantStaff
from foodapp.kit.errors import DomainError
from foodapp.kit.money import rounded
from foodapp.orders import endings, locking, missing
from foodapp.orders.events import OrderCollected, SubstituteAnswered
from foodapp.orders.missing import MissingDish, State
from foodapp.orders.models import Order, OrderLine
from foodapp.orders.timeline import ids, record
from foodapp.payments.refunds import giving, lines
from foodapp.payments.refunds.models import Bearer

log = structlog.get_logger(__name__)
KIND = "missing_item"
CHEAPER = "cheaper_substitute"
NOTHING_LEFT = "nothing_left"
Actor = Platform | Customer | RestaurantStaff


def take_off(
    session: Session, actor: Actor, order: Order, row: MissingDish, *, because: State
) -> None:
    """The order is locked by the caller. When nothing is left of it, it is cancelled instead."""
    if row.state is State.ASKED:
        row.answer(because)
        session.flush()  # what is asked below counts it
    facts = {"dish": row.dish, "quantity": row.quantity, "substitute": row.substitute}
    if row.substitute:
        event = SubstituteAnswered.model_validate(ids(order) | facts | {"answer": because.value})
        record(session, actor, order, event)
    if order.status in endings.COOKING and missing.is_all_gone(session, order.id):
        endings.cancel_for_restaurant(session, PLATFORM, order.id, code=NOTHING_LEFT)
        return
    there = next(one for one in lines.left(session, order) if one.line.id == row.line_id)
    if quantity := min(row.quantity, there.quantity):
        _give(session, order, lines={row.line_id: quantity}, kind=KIND, what=row.dish)


def at_collection(session: Session, event: OrderCollected) -> None:
    """Reaction: the rider has the food, so what was still asked is answered by what is in the
    bag; and cash is right at the door."""
    order = locking.lock(session, PLATFORM, event.order_id)
    for row in missing.asked(session, order.id):
        take_off(session, PLATFORM, order, row, because=State.LAPSED)


def give_difference(session: Session, order: Order, row: MissingDish) -> None:
    """A cheaper substitute: what it costs less goes back."""
    line = session.get_one(OrderLine, row.line_id)
    there = next(one for one in lines.left(session, order) if one.line.id == line.id)
    worth = rounded(there.worth_minor * row.quantity, line.quantity)
    less = line.unit_minor - row.unit_minor
    amount = rounded(worth * less, line.unit_minor) if line.unit_minor else 0
    if amount > 0:
        _give(session, order, amount_minor=amount, kind=CHEAPER, what=row.substitute)


def _give(session: Session, order: Order, *, what: str, **how: object) -> None:
    """Support may have given everything back already: then there is nothing to do."""
    try:
        giving.give(
            session,
            PLATFORM,
            order.id,
            bearer=Bearer.RESTAURANT,
            reason=what,  # said by kind: views.console.refunds
            **how,  # type: ignore[arg-type]
        )
    except DomainError as refusal:
        log.info("autopilot.nothing_to_give_back", order=str(order.id), because=refusal.words.msgid)
