"""Which chats somebody may see and write in. A stranger's is simply not there."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlmodel import col, select

from foodapp.accounts.actors import Admin, Customer, Permission, RestaurantStaff, Rider
from foodapp.accounts.permissions import require
from foodapp.chat.models import Kind, Side, Thread
from foodapp.chat.settings import settings
from foodapp.dispatch.models import Delivery
from foodapp.kit import clock
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import NotFound
from foodapp.orders import scoped as orders
from foodapp.orders.models import Order

Person = Customer | Rider | RestaurantStaff
Writer = Person | Admin


@dataclass(frozen=True)
class Place:
    """A chat as a page names it: what is left to say is known by who asks. order_id: of the kinds
    that are about one."""

    kind: Kind
    order_id: UUID | None = None


@dataclass(frozen=True)
class Ground:
    """A chat that this person may be in, whether or not a line of it exists."""

    key: str
    kind: Kind
    subject_id: UUID
    is_open: bool = True
    is_under_way: bool = False  # the order that it is about
    order_id: UUID | None = None
    customer_id: UUID | None = None
    rider_id: UUID | None = None
    restaurant_id: UUID | None = None


def side_of(who: Writer) -> Side:
    match who:
        case Customer():
            return Side.CUSTOMER
        case Rider():
            return Side.RIDER
        case RestaurantStaff():
            return Side.RESTAURANT
        case Admin():
            return Side.SUPPORT


def ground(session: ReadSession, who: Person, place: Place) -> Ground:
    """NotFound for what is none of this person's business: another's order, a delivery that was
    taken away, a kind that they have no part in."""
    match who, place.kind:
        case Customer(), Kind.CUSTOMER_RIDER if place.order_id:
            return _with_rider(session, orders.of_customer(session, who, place.order_id))
        case Customer(), Kind.CUSTOMER_SUPPORT if place.order_id:
            return about_order(orders.of_customer(session, who, place.order_id))
        case Customer(), Kind.CUSTOMER_SUPPORT:
            return of_customer(who.user_id)
        case Rider(), Kind.CUSTOMER_RIDER if place.order_id:
            return _with_customer(session, who, place.order_id)
        case Rider(), Kind.RIDER_SUPPORT if place.order_id is None:
            return of_rider(who.rider_id)
        case RestaurantStaff(), Kind.RESTAURANT_SUPPORT if place.order_id is None:
            return of_restaurant(who.restaurant_id)
    raise NotFound("chat")


def of_customer(user_id: UUID) -> Ground:
    kind = Kind.CUSTOMER_SUPPORT
    return Ground(f"{kind}:{user_id}", kind, user_id, customer_id=user_id)


def of_rider(rider_id: UUID) -> Ground:
    kind = Kind.RIDER_SUPPORT
    return Ground(f"{kind}:{rider_id}", kind, rider_id, rider_id=rider_id)


def of_restaurant(restaurant_id: UUID) -> Ground:
    kind = Kind.RESTAURANT_SUPPORT
    return Ground(f"{kind}:{restaurant_id}", kind, restaurant_id, restaurant_id=restaurant_id)


def about_order(order: Order) -> Ground:
    """Its customer with support."""
    kind = Kind.CUSTOMER_SUPPORT
    return Ground(
        f"{kind}:{order.id}",
        kind,
        order.id,
        _is_open(order, timedelta(days=settings().chat_support_days)),
        order_id=order.id,
        customer_id=order.customer_id,
        restaurant_id=order.restaurant_id,
    )


def for_support(session: ReadSession, admin: Admin, thread_id: UUID) -> Thread:
    """Any chat. What is read leaves a row in the audit log: see supporting.note_reading."""
    require(admin, Permission.STEER_ORDERS)
    thread = session.get(Thread, thread_id)
    if thread is None:
        raise NotFound("chat")
    return thread


def existing(session: ReadSession, ground: Ground) -> Thread | None:
    return session.exec(select(Thread).where(Thread.key == ground.key)).one_or_none()


def _with_rider(session: ReadSession, order: Order) -> Ground:
    rider_id = session.exec(
        select(Delivery.rider_id).where(Delivery.order_id == order.id)
    ).one_or_none()
    if rider_id is None:
        raise NotFound("chat")
    return _between(order, rider_id)


def _with_customer(session: ReadSession, rider: Rider, order_id: UUID) -> Ground:
    """While the delivery is theirs: who was relieved has no part in it any more."""
    order = session.exec(
        select(Order)
        .join(Delivery, col(Delivery.order_id) == Order.id)
        .where(Order.id == order_id, Delivery.rider_id == rider.rider_id)
    ).one_or_none()
    if order is None:
        raise NotFound("chat")
    return _between(order, rider.rider_id)


def _between(order: Order, rider_id: UUID) -> Ground:
    """Each rider of an order has a chat of their own: the next one does not read what was said."""
    return Ground(
        f"{Kind.CUSTOMER_RIDER}:{order.id}:{rider_id}",
        Kind.CUSTOMER_RIDER,
        order.id,
        _is_open(order, timedelta(minutes=settings().chat_rider_minutes)),
        is_under_way=order.ended_at is None,
        order_id=order.id,
        customer_id=order.customer_id,
        rider_id=rider_id,
        restaurant_id=order.restaurant_id,
    )


def _is_open(order: Order, after: timedelta) -> bool:
    return order.ended_at is None or clock.now() < order.ended_at + after
