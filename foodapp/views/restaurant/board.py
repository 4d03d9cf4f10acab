"""The restaurant's live board: every order that is being answered, cooked, or waited for."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import col, or_, select

from foodapp.accounts.actors import RestaurantStaff
from foodapp.accounts.models import StaffMember
from foodapp.kit import clock, when
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import NotFound
from foodapp.kit.money import shown
from foodapp.kit.words import Words, say, t
from foodapp.menu.allergens import Declared
from foodapp.menu.labels import listed
from foodapp.menu.models import Item
from foodapp.orders import eating, missing
from foodapp.orders.eating import Mark
from foodapp.orders.missing import MissingDish, State
from foodapp.orders.models import Fulfilment, Order, OrderLine, OrderStatus
from foodapp.pictures.showing import Shown
from foodapp.restaurants import opening
from foodapp.restaurants.models import Restaurant
from foodapp.views import pictured

OPEN_LIMIT = 120
DONE_LIMIT = 20
DONE_FOR = timedelta(hours=3)  # how long an ended order stays in sight
ALLERGY = re.compile(r"allerg|intoleran|anaphyla|coeliac|celiac|zöliak", re.IGNORECASE)
LIVE = (OrderStatus.PLACED, OrderStatus.ACCEPTED, OrderStatus.READY)
SEEN_AFTER = (
    OrderStatus.COLLECTED,
    OrderStatus.DELIVERED,
    OrderStatus.REJECTED,
    OrderStatus.EXPIRED,
    OrderStatus.CANCELLED,
    OrderStatus.FAILED,
)


@dataclass(frozen=True)
class Substitute:
    """A dish that the customer took for a missing one: made like any other line."""

    id: str
    quantity: int
    name: str  # with its size
    modifiers: list[str]
    allergens: list[str]
    traces: list[str]
    marks: list[Mark]


@dataclass(frozen=True)
class BoardLine:
    id: str
    quantity: int  # as ordered
    can_miss: int  # portions that are still to be made, and may be taken off
    changes: list[str]  # "1 could not be made", "1 × Panna cotta instead"
    instead: list[Substitute]  # what is made in the place of those that are missing
    asked_id: str  # of the missing dish that waits for the customer; empty: none
    name: str  # with its size: "Margherita, Large"
    shown: Shown
    modifiers: list[str]
    parts: list[str]  # what of it may run out, beside the dish: its size and its options
    note: str
    allergens: list[str]  # it contains, as it was sold
    traces: list[str]
    marks: list[Mark]  # of what this customer avoids


@dataclass(frozen=True)
class BoardCard:
    id: str
    number: str
    customer: str  # first name
    is_delivery: bool
    note: str
    mentions_allergy: bool  # in any of its notes: shown in red
    avoids: str  # "nuts and milk", as the customer has declared; empty: nothing
    lines: list[BoardLine]
    portions: int  # to be made
    total: str  # as things stand, without what is off
    placed_at: str  # these are ISO UTC, empty where there is none
    answer_by: str
    answer_by_shown: str  # ..._shown: on the restaurant's clock: "19:30", "Tue 19:30"
    was_prompted: bool
    requested_for: str
    requested_shown: str
    accepted_at: str
    ready_by: str
    ready_by_shown: str
    ready_at: str
    status: str
    outcome: str  # what became of it, for the done ones: "Delivered 18:42", "Cancelled: ..."
    suggested_minutes: int  # prep time to accept with


@dataclass(frozen=True)
class Board:
    restaurant: str
    now: str  # ISO UTC: screens count down from the server's clock
    opening: str  # "Open until 22:00"
    is_open: bool
    paused_until: str  # ISO UTC; empty: not paused
    paused_shown: str  # "18:40"
    busy_extra_minutes: int
    time_zone: str
    new: list[BoardCard] = field(default_factory=list)
    cooking: list[BoardCard] = field(default_factory=list)
    ready: list[BoardCard] = field(default_factory=list)
    scheduled: list[BoardCard] = field(default_factory=list)
    done: list[BoardCard] = field(default_factory=list)


def of(session: ReadSession, staff: RestaurantStaff) -> Board:
    """Oldest first in every column, the done ones latest first. Four round trips, whatever the
    number of orders."""
    restaurant = session.exec(
        select(Restaurant).where(Restaurant.id == staff.restaurant_id)
    ).one_or_none()
    if restaurant is None:
        raise NotFound("restaurant")
    now = clock.now()
    orders = _live(session, restaurant) + _done(session, restaurant, now)
    lines = _lines(session, orders, restaurant)
    hours = opening.hours_of(session, restaurant)
    paused = restaurant.paused_until if _is_after(restaurant.paused_until, now) else None
    board = Board(
        restaurant=restaurant.name,
        now=now.isoformat(),
        opening=hours.words(now),
        is_open=hours.is_open(now),
        paused_until=paused.isoformat() if paused else "",
        paused_shown=_at(paused, hours.zone, now),
        busy_extra_minutes=restaurant.busy_extra_minutes,
        time_zone=restaurant.time_zone,
    )
    for order in orders:
        column: list[BoardCard] = getattr(board, _column(order, now))
        column.append(_card(order, lines[order.id], restaurant, hours.zone, now))
    return board


def my_restaurants(session: ReadSession, staff: RestaurantStaff) -> list[tuple[str, str]]:
    """(id, name) of every restaurant this person works in, for the switch."""
    rows = session.exec(
        select(Restaurant.id, Restaurant.name)
        .join(StaffMember, col(StaffMember.restaurant_id) == Restaurant.id)
        .where(StaffMember.user_id == staff.user_id)
        .order_by(col(Restaurant.name))
        .limit(50)
    ).all()
    return [(str(ident), name) for ident, name in rows]


def _live(session: ReadSession, restaurant: Restaurant) -> list[Order]:
    return list(
        session.exec(
            select(Order)
            .where(Order.restaurant_id == restaurant.id, col(Order.status).in_(LIVE))
            .order_by(col(Order.placed_at))
            .limit(OPEN_LIMIT)
        )
    )


def _done(session: ReadSession, restaurant: Restaurant, now: datetime) -> list[Order]:
    since = now - DONE_FOR
    return list(
        session.exec(
            select(Order)
            .where(
                Order.restaurant_id == restaurant.id,
                col(Order.status).in_(SEEN_AFTER),
                col(Order.placed_at) > now - timedelta(days=9),
                or_(col(Order.ended_at) > since, col(Order.collected_at) > since),
            )
            .order_by(col(Order.collected_at).desc().nulls_last(), col(Order.ended_at).desc())
            .limit(DONE_LIMIT)
        )
    )


def _lines(
    session: ReadSession, orders: list[Order], restaurant: Restaurant
) -> dict[UUID, list[BoardLine]]:
    found: dict[UUID, list[BoardLine]] = defaultdict(list)
    avoids = {order.id: order.avoids for order in orders}
    if not (order_ids := list(avoids)):
        return found
    rows = session.exec(
        select(OrderLine, Item)
        .join(Item, col(Item.id) == OrderLine.item_id, isouter=True)
        .where(col(OrderLine.order_id).in_(order_ids))
        .order_by(col(OrderLine.position))
    ).all()
    gone: dict[UUID, list[MissingDish]] = defaultdict(list)
    for row in missing.of(session, order_ids):
        gone[row.line_id].append(row)
    for line, dish in rows:
        stated = _stated(line, dish.allergens if dish else [])
        picture = pictured.of_item(session, dish, restaurant.cuisines)
        found[line.order_id].append(
            _line(line, picture, stated, gone[line.id], avoids[line.order_id])
        )
    return found


def _stated(line: OrderLine, on_the_menu: Sequence[str]) -> Declared:
    """As it was sold; of an order from before that was kept, what the menu says it contains."""
    if line.declared is None:
        return Declared(contains=tuple(on_the_menu))
    return Declared.from_json(line.declared)


def _line(
    line: OrderLine,
    picture: Shown,
    stated: Declared,
    gone: list[MissingDish],
    avoids: list[str],
) -> BoardLine:
    asked = [row for row in gone if row.state is State.ASKED]
    return BoardLine(
        id=str(line.id),
        quantity=line.quantity,
        can_miss=line.quantity - sum(row.quantity for row in gone),
        changes=[missing.words(row) for row in gone],
        instead=[_substitute(row, avoids) for row in gone if row.state is State.ACCEPTED],
        asked_id=str(asked[0].id) if asked else "",
        name=f"{line.name}, {line.variation}" if line.variation else line.name,
        shown=picture,
        modifiers=[str(one["name"]) for one in line.modifiers],
        parts=line.parts,
        note=line.note,
        allergens=list(stated.contains),
        traces=list(stated.traces),
        marks=eating.marks(stated, avoids),
    )


def _substitute(row: MissingDish, avoids: list[str]) -> Substitute:
    stated = Declared.from_json(row.declared)
    return Substitute(
        id=str(row.id),
        quantity=row.quantity,
        name=row.substitute,
        modifiers=[str(one["name"]) for one in row.modifiers],
        allergens=list(stated.contains),
        traces=list(stated.traces),
        marks=eating.marks(stated, avoids),
    )


def _to_make(line: BoardLine) -> int:
    return line.can_miss + sum(one.quantity for one in line.instead)


def _column(order: Order, now: datetime) -> str:
    if order.status is OrderStatus.PLACED:
        return "new"
    if order.status is OrderStatus.READY:
        return "ready"
    if order.status is not OrderStatus.ACCEPTED:
        return "done"
    return "scheduled" if _is_after(start_by(order), now) else "cooking"


def start_by(order: Order) -> datetime | None:
    """When cooking has to begin for an accepted order wanted later; None for one wanted now."""
    if order.requested_for is None or order.ready_by is None:
        return None
    return order.ready_by - timedelta(minutes=order.prep_minutes or 0)


def _card(
    order: Order, lines: list[BoardLine], restaurant: Restaurant, zone: Any, now: datetime
) -> BoardCard:
    notes = [order.note, *(line.note for line in lines)]
    return BoardCard(
        id=str(order.id),
        number=order.number,
        customer=order.customer_name.split(" ")[0],
        is_delivery=order.fulfilment is Fulfilment.DELIVERY,
        note=order.note,
        mentions_allergy=any(ALLERGY.search(note) for note in notes),
        avoids=listed(order.avoids),
        lines=lines,
        portions=sum(_to_make(line) for line in lines),
        total=shown(order.price_minor, order.currency),
        placed_at=_iso(order.placed_at),
        answer_by=_iso(order.answer_by),
        answer_by_shown=_at(order.answer_by, zone, now),
        was_prompted=order.prompted_at is not None,
        requested_for=_iso(order.requested_for),
        requested_shown=_at(order.requested_for, zone, now),
        accepted_at=_iso(order.accepted_at),
        ready_by=_iso(order.ready_by),
        ready_by_shown=_at(order.ready_by, zone, now),
        ready_at=_iso(order.ready_at),
        status=order.status.value,
        outcome=_outcome(order, zone, now),
        suggested_minutes=_suggested(restaurant),
    )


def _suggested(restaurant: Restaurant) -> int:
    """What the kitchen usually needs, and what it said it needs more; in steps of five."""
    minutes = restaurant.prep_minutes + restaurant.busy_extra_minutes
    return min(max(5 * round(minutes / 5), 5), 120)


def _outcome(order: Order, zone: Any, now: datetime) -> str:
    at = order.collected_at if order.status is OrderStatus.COLLECTED else order.ended_at
    said = _became(order)
    return say(said.with_({"at": _at(at, zone, now)})) if said else ""


def _became(order: Order) -> Words | None:
    match order.status:
        case OrderStatus.COLLECTED:
            return t("On its way since {at}")
        case OrderStatus.DELIVERED if order.fulfilment is Fulfilment.PICKUP:
            return t("Picked up {at}")
        case OrderStatus.DELIVERED:
            return t("Delivered {at}")
        case OrderStatus.REJECTED:
            return t("Rejected {at}")
        case OrderStatus.EXPIRED:
            return t("Not answered, ended {at}")
        case OrderStatus.CANCELLED:
            return t("Cancelled {at}")
        case OrderStatus.FAILED:
            return t("Could not be delivered {at}")
        case _:
            return None


def _is_after(moment: datetime | None, now: datetime) -> bool:
    return moment is not None and moment > now


def _iso(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""


def _at(moment: datetime | None, zone: Any, now: datetime) -> str:
    """On the restaurant's clock, with the day where it is another one."""
    if moment is None:
        return ""
    local = moment.astimezone(zone)
    same_day = local.date() == now.astimezone(zone).date()
    clock = when.clock_shown(local, zone)
    return clock if same_day else f"{when.Day(local.date(), 'EEE').shown()} {clock}"
