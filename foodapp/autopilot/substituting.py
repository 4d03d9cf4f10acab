"""A dish is missing: the kitchen says so, may propose another, and the customer decides."""

from datetime import timedelta
from uuid import UUID

from sqlmodel import Session, select

from foodapp.accounts.actors import Customer, RestaurantStaff
from foodapp.autopilot import proposals, steering, taking_off
from foodapp.autopilot.models import Kind
from foodapp.autopilot.rules import BEING_MADE
from foodapp.autopilot.settings import settings
from foodapp.kit import clock
from foodapp.kit.errors import DomainError, NotFound, Unusable
from foodapp.kit.words import t
from foodapp.menu import selling_out
from foodapp.menu.allergens import Declared, State
from foodapp.menu.selling_out import Away
from foodapp.orders import eating, missing, stock
from foodapp.orders.events import DishMissing, SubstituteAnswered
from foodapp.orders.locking import lock
from foodapp.orders.missing import MissingDish
from foodapp.orders.missing import State as Answer
from foodapp.orders.models import Order, OrderLine
from foodapp.orders.timeline import ids, record


class NotToPropose(DomainError):
    """Says nothing of what the customer has declared."""

    def __init__(self) -> None:
        super().__init__(t("This dish cannot be proposed for this order. Please choose another."))


class NotStated(DomainError):
    def __init__(self) -> None:
        super().__init__(
            t(
                "It is not stated whether this contains what you avoid. Please say that you want it"
                " all the same, or leave it out."
            )
        )


class RanOutToo(DomainError):
    def __init__(self, substitute: str) -> None:
        super().__init__(t("{dish} has just run out, too. Please leave it out.", dish=substitute))


class TooLate(DomainError):
    def __init__(self) -> None:
        super().__init__(
            t("The time to choose is over: the dish is taken off, and money goes back.")
        )


def report(
    session: Session,
    staff: RestaurantStaff,
    line_id: UUID,
    *,
    quantity: int,
    substitute_id: UUID | None = None,
    part: str = "",
    away: Away = Away.TOMORROW,
) -> MissingDish:
    """The kitchen cannot make so many portions of this line. Without a substitute they are taken
    off at once and paid back by the restaurant; with one the customer has some minutes. Nobody
    else can order it from now on: part is what ran out, its size or one of its options by name,
    empty for the dish; away says for how long."""
    order, line = proposals.line_of(session, staff.restaurant_id, line_id)
    order = lock(session, staff, order.id)
    if order.status not in BEING_MADE:
        raise DomainError(t("A dish can be taken off only while the order is being made."))
    left = line.quantity - missing.portions(session, order.id)[line.id]
    if type(quantity) is not int or quantity < 1:
        raise Unusable(t("The quantity"))
    if quantity > left:
        raise DomainError(
            t("Only {left} × {dish} can still be taken off.", left=left, dish=line.name)
        )
    row = MissingDish(
        order_id=order.id,
        line_id=line.id,
        dish=_name(line),
        quantity=quantity,
        state=Answer.TAKEN_OFF,
    )
    if line.item_id is not None:
        selling_out.run_out(session, staff, line.item_id, part=part, away=away)
        session.flush()  # what runs out together is not proposed
    if substitute_id is not None:
        _propose(session, order, line, row, substitute_id)
    session.add(row)
    session.flush()  # what follows counts it
    facts = {"dish": row.dish, "quantity": quantity, "substitute": row.substitute}
    event = DishMissing.model_validate(ids(order) | facts | {"answer_by": row.answer_by})
    record(session, staff, order, event)
    if row.state is Answer.ASKED:
        steering.begin(session, order, Kind.DISH_MISSING, row.id)
    else:
        taking_off.take_off(session, staff, order, row, because=Answer.TAKEN_OFF)
    return row


def accept(
    session: Session, customer: Customer, missing_id: UUID, *, although_not_stated: bool = False
) -> MissingDish:
    """The substitute instead: never dearer than what it replaces, and what it costs less goes
    back. although_not_stated: the customer was told that it is not stated to be free of what they
    avoid, and wants it all the same."""
    order, row = _asked(session, customer, missing_id)
    stated = proposals.stated_now(session, order, row)
    if stated is None or row.substitute_id is None:
        raise RanOutToo(row.substitute)
    _judge(session, order, row, stated, although_not_stated)
    try:
        counted = stock.take(session, order.restaurant_id, {row.substitute_id: row.quantity})
    except stock.SoldOut as gone:
        raise RanOutToo(row.substitute) from gone
    row.declared = stated.as_json()
    row.answer(Answer.ACCEPTED)
    row.stock_taken = row.substitute_id in counted
    _close(session, order, row)
    facts = {"dish": row.dish, "quantity": row.quantity, "substitute": row.substitute}
    event = SubstituteAnswered.model_validate(ids(order) | facts | {"answer": "accepted"})
    record(session, customer, order, event)
    taking_off.give_difference(session, order, row)
    return row


def decline(session: Session, customer: Customer, missing_id: UUID) -> MissingDish:
    """Leave it out: the money goes back."""
    order, row = _asked(session, customer, missing_id)
    taking_off.take_off(session, customer, order, row, because=Answer.DECLINED)
    _close(session, order, row)
    return row


def do_not_wait(session: Session, staff: RestaurantStaff, missing_id: UUID) -> MissingDish:
    """The kitchen packs without it rather than wait for the answer."""
    order, row = _locked(session, staff, missing_id)
    if row.state is not Answer.ASKED:
        raise DomainError(t("The customer has answered already."))
    taking_off.take_off(session, staff, order, row, because=Answer.TAKEN_OFF)
    _close(session, order, row)
    return row


def _propose(
    session: Session, order: Order, line: OrderLine, row: MissingDish, substitute_id: UUID
) -> None:
    found = proposals.possible(session, order, line)
    chosen = next((one for one in found if one.item.id == substitute_id), None)
    if chosen is None:
        raise NotToPropose
    row.state = Answer.ASKED
    row.substitute_id = chosen.item.id
    row.substitute = chosen.name
    row.substitute_size = chosen.variation.id if chosen.variation else None
    row.modifiers = [{"id": one.id, "name": one.name} for one in chosen.options]
    row.declared = chosen.declared.as_json()
    row.unit_minor = min(chosen.price_minor, line.unit_minor)  # dearer: the restaurant's gift
    row.answer_by = clock.now() + timedelta(seconds=settings().substitute_answer_seconds)


def _asked(session: Session, customer: Customer, missing_id: UUID) -> tuple[Order, MissingDish]:
    order, row = _locked(session, customer, missing_id)
    if row.state is not Answer.ASKED:
        raise missing.AlreadyAnswered(row.state)
    is_over = row.answer_by is not None and clock.now() >= row.answer_by
    if order.status not in BEING_MADE or (is_over and order.taken_over_at is None):
        raise TooLate
    return order, row


def _locked(
    session: Session, actor: Customer | RestaurantStaff, missing_id: UUID
) -> tuple[Order, MissingDish]:
    order_id = session.exec(
        select(MissingDish.order_id).where(MissingDish.id == missing_id)
    ).one_or_none()
    if order_id is None:
        raise NotFound("dish")
    order = lock(session, actor, order_id)
    return order, session.get_one(MissingDish, missing_id, populate_existing=True)


def _close(session: Session, order: Order, row: MissingDish) -> None:
    for incident in steering.open_of(session, order.id):
        if incident.subject_id == row.id:
            incident.close()


def _judge(
    session: Session, order: Order, row: MissingDish, stated: Declared, although_not_stated: bool
) -> None:
    """By what is stated and avoided now, not when it was proposed."""
    avoids = eating.avoided_with(session, order)
    if any(stated.state(one) in (State.CONTAINS, State.TRACES) for one in avoids):
        raise DomainError(
            t(
                "{dish} contains something you avoid. Please leave it out.",
                dish=row.substitute,
            )
        )
    if not (stated.is_free(avoids) or although_not_stated):
        raise NotStated


def _name(line: OrderLine) -> str:
    return f"{line.name}, {line.variation}"[:120] if line.variation else line.name
