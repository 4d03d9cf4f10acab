"""The orders that need somebody of the platform, found in one round trip."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CompoundSelect, Select, func, literal, select, union_all
from sqlmodel import col

from foodapp.accounts.models import RiderProfile, User
from foodapp.dispatch.models import Delivery, DeliveryStatus
from foodapp.kit import clock
from foodapp.kit.db import ReadSession
from foodapp.orders.models import Order, OrderStatus
from foodapp.restaurants.models import Restaurant
from foodapp.views.console.deliveries import STATUS
from foodapp.views.console.orders import LIVE, OrderRow, row_of

EACH = 20  # of a kind
ABOUT = 50  # that alerts are about


class Kind(IntEnum):
    """The most urgent first: an order that is in trouble twice is named for the first."""

    NO_RIDER = 0  # nobody was found in time
    SILENT = 1  # unanswered although the restaurant was reminded
    LATE = 2  # past what the customer was told
    ALERT = 3  # an alert is about it


@dataclass(frozen=True)
class Troubled:
    """rider: who brings it, or how far the search is; empty where nobody has to bring it."""

    row: OrderRow
    kind: Kind
    rider: str


def in_trouble(session: ReadSession, *, about: Sequence[UUID]) -> list[Troubled]:
    """Each order once; within a kind those that wait longest first. about: the orders that alerts
    are about, named while they go on."""
    found = _found(about).subquery()
    rows = session.execute(
        select(Order, col(Restaurant.name), col(Delivery.status), col(User.name), found.c.kind)
        .join(found, found.c.id == Order.id)
        .join(Restaurant, col(Restaurant.id) == Order.restaurant_id)
        .outerjoin(Delivery, col(Delivery.order_id) == Order.id)
        .outerjoin(RiderProfile, col(RiderProfile.id) == Delivery.rider_id)
        .outerjoin(User, col(User.id) == RiderProfile.user_id)
        .order_by(found.c.kind, found.c.place)
    )
    once: dict[UUID, Troubled] = {}
    for order, restaurant, status, name, kind in rows:
        rider = name or (STATUS[DeliveryStatus(status)] if status else "")
        once.setdefault(order.id, Troubled(row_of(order, restaurant), Kind(kind), rider))
    return list(once.values())


def _found(about: Sequence[UUID]) -> CompoundSelect[Any]:
    status = col(Order.status)
    on_the_way = (OrderStatus.ACCEPTED, OrderStatus.READY, OrderStatus.COLLECTED)
    nobody = col(Delivery.status) == DeliveryStatus.UNASSIGNED
    silent = (status == OrderStatus.PLACED) & col(Order.prompted_at).is_not(None)
    late = status.in_(on_the_way) & (col(Order.arrive_by) < clock.now())
    told = col(Order.id).in_(about[:ABOUT]) & status.in_(LIVE)
    return union_all(
        _first(Kind.NO_RIDER, col(Delivery.order_id), col(Delivery.opened_at)).where(nobody),
        _first(Kind.SILENT, col(Order.id), col(Order.placed_at)).where(silent),
        _first(Kind.LATE, col(Order.id), col(Order.arrive_by)).where(late),
        _first(Kind.ALERT, col(Order.id), col(Order.created_at), ABOUT).where(told),
    )


def _first(kind: Kind, order_id: Any, since: Any, most: int = EACH) -> Select[Any]:
    place = func.row_number().over(order_by=since).label("place")
    return (
        select(order_id.label("id"), literal(int(kind)).label("kind"), place)
        .order_by(since)
        .limit(most)
    )
