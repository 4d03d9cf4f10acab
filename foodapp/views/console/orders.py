"""All orders of the platform, as its console lists them."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, or_
from sqlmodel import col, select

from foodapp.accounts.actors import Admin, Permission
from foodapp.accounts.permissions import require
from foodapp.kit import clock, when
from foodapp.kit.db import ReadSession
from foodapp.kit.money import shown
from foodapp.kit.paging import behind
from foodapp.kit.text import begins_a_word, one_line
from foodapp.kit.words import Words, n, say, t
from foodapp.orders.models import OPEN, EndedBy, Fulfilment, Order, OrderStatus
from foodapp.restaurants.models import Restaurant
from foodapp.views import end_words

S = OrderStatus
PAGE = 50
LIVE = OPEN - {S.AWAITING_PAYMENT}
WORDS = {
    S.AWAITING_PAYMENT: "Not paid yet",
    S.PLACED: "New",
    S.ACCEPTED: "Cooking",
    S.READY: "Ready",
    S.COLLECTED: "On the way",
    S.DELIVERED: "Delivered",
    S.UNPAID: "Never paid",
    S.REJECTED: "Rejected",
    S.EXPIRED: "No answer",
    S.CANCELLED: "Cancelled",
    S.FAILED: "Not handed over",
}
WENT_WRONG = frozenset({S.REJECTED, S.EXPIRED, S.CANCELLED, S.FAILED})


class OrderFilter(StrEnum):
    ALL = "all"
    LIVE = "live"
    LATE = "late"
    NEW = "new"  # the restaurant has yet to answer
    COOKING = "cooking"
    ON_THE_WAY = "on_the_way"
    DELIVERED = "delivered"
    ENDED = "ended"  # rejected, expired, cancelled, failed
    UNPAID = "unpaid"


ENDED_BY: dict[EndedBy | None, Words] = {
    EndedBy.CUSTOMER: t("Ended by the customer."),
    EndedBy.RESTAURANT: t("Ended by the restaurant."),
    EndedBy.RIDER: t("Ended by the rider."),
    EndedBy.SUPPORT: t("Ended by support."),
    EndedBy.PLATFORM: t("Ended by the platform."),
    None: t("Ended."),
}
SAYS_WHO = frozenset({"changed_mind"})  # codes whose words say by whom


@dataclass(frozen=True)
class OrderRow:
    id: str
    number: str
    status: str
    words: str
    look: str  # of its badge: quiet, accent, done, act
    restaurant_id: str
    restaurant: str
    customer: str
    total: str
    at: str  # by the platform's clock
    due: str  # what the customer was told; empty when ended
    is_late: bool
    is_delivery: bool
    waits: str  # "4 min": since it was placed; empty when ended


@dataclass(frozen=True)
class OrderPage:
    rows: list[OrderRow]
    next_after: str  # id of the last row; empty where nothing follows


def orders(
    session: ReadSession,
    admin: Admin,
    *,
    which: OrderFilter = OrderFilter.ALL,
    search: str = "",
    restaurant_id: UUID | None = None,
    after: UUID | None = None,
    limit: int = PAGE,
) -> OrderPage:
    """Newest first, by pages. search: an order's number, or the beginning of a word of the
    customer's name. after: next_after of the page before."""
    require(admin, Permission.SEE)
    limit = min(limit, PAGE)
    conditions = [*_which(which), *_matching(search)]
    if restaurant_id is not None:
        conditions.append(col(Order.restaurant_id) == restaurant_id)
    if after is not None:
        keys = (col(Order.created_at), col(Order.id))
        conditions.append(behind(session, keys, Order.id == after, descending=True))
    rows = session.exec(
        select(Order, Restaurant.name)
        .join(Restaurant, col(Restaurant.id) == Order.restaurant_id)
        .where(*conditions)
        .order_by(col(Order.created_at).desc(), col(Order.id).desc())
        .limit(limit + 1)
    ).all()
    cards = [row_of(order, name) for order, name in rows[:limit]]
    return OrderPage(cards, cards[-1].id if len(rows) > limit else "")


def late(session: ReadSession, admin: Admin, *, limit: int = 20) -> list[OrderRow]:
    """Past what the customer was told, the longest overdue first."""
    require(admin, Permission.SEE)
    rows = session.exec(
        select(Order, Restaurant.name)
        .join(Restaurant, col(Restaurant.id) == Order.restaurant_id)
        .where(*_which(OrderFilter.LATE))
        .order_by(col(Order.arrive_by))
        .limit(limit)
    )
    return [row_of(order, name) for order, name in rows]


def row_of(order: Order, restaurant: str) -> OrderRow:
    """A line of the list of orders, by the town's clock."""
    zone, now = when.town(), clock.now()
    is_live = order.status in LIVE
    due = order.arrive_by if order.status in OPEN else None
    return OrderRow(
        id=str(order.id),
        number=order.number,
        status=order.status.value,
        words=words_of(order),
        look=_look(order.status),
        restaurant_id=str(order.restaurant_id),
        restaurant=restaurant,
        customer=order.customer_name,
        total=shown(order.total_minor, order.currency),
        at=when.shown(order.created_at, zone, now),
        due=when.shown(due, zone, now) if due else "",
        is_late=is_live and due is not None and due < now,
        is_delivery=order.fulfilment is Fulfilment.DELIVERY,
        waits=minutes(now - (order.placed_at or order.created_at)) if is_live else "",
    )


def words_of(order: Order) -> str:
    if order.status is S.DELIVERED and order.fulfilment is Fulfilment.PICKUP:
        return "Picked up"
    return WORDS[order.status]


def minutes(lasted: timedelta) -> str:
    """4 min, 1 h 5 min, 2 days."""
    whole = max(int(lasted.total_seconds() // 60), 0)
    if whole < 60:
        return say(t("{minutes} min", minutes=whole))
    if whole < 24 * 60:
        return say(t("{hours} h {minutes} min", hours=whole // 60, minutes=whole % 60))
    return say(n("{count} day", "{count} days", whole // (24 * 60)))


def ended_words(order: Order) -> str:
    """Who ended it and why; empty while it goes on, and after a hand-over."""
    if order.ended_at is None or order.status is S.DELIVERED:
        return ""
    why = end_words.why(order)
    if order.end_code in SAYS_WHO:
        return why
    return f"{say(ENDED_BY[order.ended_by])} {why}".strip()


def _look(status: OrderStatus) -> str:
    if status in WENT_WRONG:
        return "act"
    if status is S.DELIVERED:
        return "done"
    return "accent" if status in LIVE else "quiet"


def _which(which: OrderFilter) -> list[Any]:
    status = col(Order.status)
    match which:
        case OrderFilter.LIVE:
            return [status.in_(LIVE)]
        case OrderFilter.LATE:
            on_the_way = (S.ACCEPTED, S.READY, S.COLLECTED)
            return [status.in_(on_the_way), col(Order.arrive_by) < clock.now()]
        case OrderFilter.NEW:
            return [status == S.PLACED]
        case OrderFilter.COOKING:
            return [status.in_((S.ACCEPTED, S.READY))]
        case OrderFilter.ON_THE_WAY:
            return [status == S.COLLECTED]
        case OrderFilter.DELIVERED:
            return [status == S.DELIVERED]
        case OrderFilter.ENDED:
            return [status.in_(WENT_WRONG)]
        case OrderFilter.UNPAID:
            return [status.in_((S.AWAITING_PAYMENT, S.UNPAID))]
        case _:
            return []


def _matching(search: str) -> list[Any]:
    words = one_line(search, 80).split()[:5]
    if not words:
        return []
    name = func.searchable(col(Order.customer_name))
    by_name = [name.op("~")(func.searchable(begins_a_word(word))) for word in words]
    number = col(Order.number) == "".join(words).lstrip("#").upper()[:8]
    return [or_(number, and_(*by_name))]
