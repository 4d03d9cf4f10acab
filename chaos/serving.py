"""Kitchen, counter and riders, and customers who change their minds."""

from collections.abc import Callable
from functools import partial

from sqlmodel import Session, col, func, select

from chaos.actions import Actions
from chaos.cast import Cast
from foodapp.accounts.actors import Customer, Rider
from foodapp.dispatch import assigning, carrying, doubts, positions, returning, waiting
from foodapp.dispatch.fixes import Fix
from foodapp.dispatch.models import ACTIVE, Delivery, DeliveryStatus
from foodapp.kit import clock
from foodapp.kit.db import transaction
from foodapp.kit.errors import DomainError
from foodapp.kit.geo import Position
from foodapp.orders import endings, kitchen
from foodapp.orders.ends import End
from foodapp.orders.models import OPEN, Fulfilment, Order, OrderStatus

S = OrderStatus
AT_ONCE = 20
NEVER_ANSWERED = 10  # every so manieth order: it expires
Deed = Callable[[Session], object]


def work(actions: Actions) -> None:
    for order in under_way(actions.cast, limit=AT_ONCE):
        deed = _deed(actions, order)
        if deed is None:
            continue
        try:
            actions.insist(partial(_carry_out, actions, order, deed))
        except DomainError as refusal:
            actions.count(f"refused: {type(refusal).__name__}")


def under_way(cast: Cast, *, limit: int) -> list[Order]:
    """Orders of this kitchen that somebody has to do something about, any of them first."""
    with transaction() as session:
        return list(
            session.exec(
                select(Order)
                .where(
                    Order.restaurant_id == cast.restaurant_id,
                    col(Order.status).in_(OPEN - {S.AWAITING_PAYMENT}),
                )
                .order_by(func.random())
                .limit(limit)
            )
        )


def _carry_out(actions: Actions, order: Order, deed: Deed) -> None:
    with transaction() as session:
        done = deed(session)
    if isinstance(done, Order):
        actions.moved(done)
        actions.count(f"orders {done.status.value}")


def _deed(actions: Actions, order: Order) -> Deed | None:
    cast, chance = actions.cast, actions.dice.random()
    match order.status:
        case S.PLACED if order.id.int % NEVER_ANSWERED == 0:
            return None
        case S.PLACED if chance < 0.75:
            return partial(_accept, cast, order)
        case S.PLACED if chance < 0.80:
            return partial(_reject, cast, order)
        case S.PLACED | S.ACCEPTED if chance > 0.97:
            return partial(_changes_mind, _eater(cast, order), order)
        case S.ACCEPTED if chance > 0.95:
            return partial(_cannot_cook, cast, order)
        case S.ACCEPTED if chance < 0.8:
            return partial(_ready, cast, order)
        case S.READY if chance > 0.96:
            return partial(_support_ends, cast, order)
        case S.READY if order.fulfilment is Fulfilment.PICKUP:
            return partial(_over_the_counter, cast, order)
        case S.READY | S.COLLECTED:
            return partial(_ride, actions, order)
    return None


def _eater(cast: Cast, order: Order) -> Customer:
    return next(one for one in cast.eaters if one.user_id == order.customer_id)


def _accept(cast: Cast, order: Order, session: Session) -> Order:
    return kitchen.accept(session, cast.staff, order.id, prep_minutes=10)


def _reject(cast: Cast, order: Order, session: Session) -> Order:
    return kitchen.reject(session, cast.staff, order.id, reason="too_busy")


def _cannot_cook(cast: Cast, order: Order, session: Session) -> Order:
    return kitchen.cancel(session, cast.staff, order.id, reason="too_busy")


def _changes_mind(eater: Customer, order: Order, session: Session) -> Order:
    return endings.cancel(session, eater, order.id, agreed_fee_minor=10**6)


def _ready(cast: Cast, order: Order, session: Session) -> Order:
    return kitchen.ready(session, cast.staff, order.id)


def _support_ends(cast: Cast, order: Order, session: Session) -> Order:
    return endings.cancel_for_support(session, cast.admin, order.id, reason="Chaos wants it.")


def _over_the_counter(cast: Cast, order: Order, session: Session) -> Order:
    kitchen.hand_over(session, cast.staff, order.id, pin=order.pin)
    return session.get_one(Order, order.id)


def _ride(actions: Actions, order: Order, session: Session) -> object:
    """The next step of this delivery: given to a rider, collected, handed over or not."""
    ride = session.exec(select(Delivery).where(Delivery.order_id == order.id)).first()
    if ride is None:
        return None  # its reaction has not run yet
    if ride.status not in ACTIVE:
        rider = actions.dice.choice(actions.cast.riders)
        return assigning.assign(session, actions.cast.admin, order.id, rider_id=rider.rider_id)
    rider = rider_of(actions.cast, ride)
    if order.status is S.READY:
        return carrying.collect(session, rider, ride.id)
    if actions.dice.random() < 0.08:
        _in_vain(actions, order, ride, rider, session)
    else:
        carrying.hand_over(session, rider, ride.id, pin=order.pin)
    return session.get(Order, order.id)


def _in_vain(
    actions: Actions, order: Order, ride: Delivery, rider: Rider, session: Session
) -> None:
    """Nobody waits here for a clock. Some have proof and end it at once, about the others a person
    decides; some of the food comes back."""
    dice = actions.dice
    reason = dice.choice(("wrong_address", "refused", "damaged"))
    if dice.random() < 0.6 and order.lat is not None and order.lng is not None:
        positions.record(session, rider, [Fix(Position(order.lat, order.lng), clock.now(), 8.0)])
        session.flush()
    waiting.begin(session, rider, ride.id, reason=reason)
    ride.wait_until = clock.now()
    carrying.could_not_deliver(session, rider, ride.id, reason=reason)
    if ride.status is DeliveryStatus.IN_DOUBT:
        decide(actions.cast, order, dice.choice(list(doubts.BLAMES)), session)
    if ride.status is DeliveryStatus.FAILED and reason != "damaged" and dice.random() < 0.6:
        ended = session.get_one(Order, order.id)
        if ended.end is End.NOT_HANDED_OVER:
            returning.received(session, actions.cast.staff, order.id)


def decide(cast: Cast, order: Order, blame: str, session: Session) -> Delivery:
    return doubts.decide(session, cast.admin, order.id, blame=blame, reason="Chaos wants it.")


def rider_of(cast: Cast, ride: Delivery) -> Rider:
    return next(one for one in cast.riders if one.rider_id == ride.rider_id)
