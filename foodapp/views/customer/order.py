"""One order as its customer follows it."""

from dataclasses import dataclass, field
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from foodapp.accounts.actors import Customer
from foodapp.kit import clock
from foodapp.kit.db import ReadSession
from foodapp.kit.money import Money, shown
from foodapp.kit.text import address_line
from foodapp.kit.words import say, t
from foodapp.menu.models import Item
from foodapp.orders import endings, lateness, missing, scoped
from foodapp.orders.ends import PayBy
from foodapp.orders.models import (
    COMES_FROM,
    ENDED,
    Fulfilment,
    Order,
    OrderLine,
    OrderStatus,
)
from foodapp.orders.prices import PriceLine, paid_for, price_lines, total
from foodapp.pictures.showing import Shown
from foodapp.restaurants.models import Restaurant
from foodapp.views import pictured
from foodapp.views.customer.instead import came_to_nothing
from foodapp.views.customer.order_steps import Step, steps
from foodapp.views.customer.order_words import RiderFacts, Story, agreed_minor, words

S = OrderStatus
MAX_LINES = 100
ARRIVES_WITHIN = 10  # minutes: the upper end of the range that is told
WITH_PIN = frozenset({"coming", "at_restaurant", "riding"})


@dataclass(frozen=True)
class BoughtLine:
    id: str
    name: str
    details: str  # size and extras
    note: str
    quantity: int
    total: str
    shown: Shown
    changes: str = ""  # what could not be made, and what came instead


@dataclass(frozen=True)
class Tracking:
    """Display-ready: times by the restaurant's clock, amounts in its currency. Blank until read."""

    id: str = ""
    number: str = ""
    status: str = ""
    headline: str = ""
    detail: str = ""
    money: str = ""
    eta: str = ""  # "18:50 – 19:00"; empty when there is nothing to wait for
    eta_label: str = ""
    steps: list[Step] = field(default_factory=list)
    lines: list[BoughtLine] = field(default_factory=list)
    prices: list[PriceLine] = field(default_factory=list)
    total: str = ""
    paid: list[PriceLine] = field(default_factory=list)  # with credit, by card; empty without
    back: list[PriceLine] = field(default_factory=list)  # what was given back since
    note: str = ""
    ordered_at: str = ""
    restaurant_name: str = ""
    restaurant_slug: str = ""
    restaurant_phone: str = ""
    restaurant_address: str = ""
    restaurant_lat: float = 0.0
    restaurant_lng: float = 0.0
    is_delivery: bool = True
    address: str = ""
    home_lat: float | None = None
    home_lng: float | None = None
    pin: str = ""  # empty until somebody is there to hear it
    is_active: bool = False  # something is still going to happen
    is_unpaid: bool = False  # waits for the card, or never got it
    was_delivered: bool = False
    came_to_nothing: bool = False  # no answer, a no, nobody to bring it: see customer.instead
    late_tip_minor: int = 0
    can_cancel: bool = False
    cancel_fee_minor: int = 0
    cancel_cost: str = ""  # what cancelling now costs, as a sentence


def tracking(
    session: ReadSession, customer: Customer, order_id: UUID, *, rider: RiderFacts | None = None
) -> Tracking:
    """Somebody else's order is simply not there. rider: what dispatch knows, see
    customer.rider."""
    order = scoped.of_customer(session, customer, order_id)
    restaurant = session.get_one(Restaurant, order.restaurant_id)
    story = Story(
        order=order,
        restaurant=restaurant.name,
        zone=ZoneInfo(restaurant.time_zone),
        now=clock.now(),
        rider=rider or RiderFacts(),
        end_code=order.end_code,
    )
    return _card(story, restaurant, bought_lines(session, order))


def bought_lines(session: ReadSession, order: Order) -> list[BoughtLine]:
    """What was bought, in the order of the basket, with what became of each dish since."""
    rows = session.exec(
        select(OrderLine, Item)
        .join(Item, col(Item.id) == OrderLine.item_id, isouter=True)
        .where(OrderLine.order_id == order.id)
        .order_by(col(OrderLine.position))
        .limit(MAX_LINES)
    ).all()
    changes: dict[UUID, list[str]] = {}
    for gone in missing.of(session, [order.id]):
        changes.setdefault(gone.line_id, []).append(missing.words(gone))
    restaurant = session.get_one(Restaurant, order.restaurant_id)
    return [
        BoughtLine(
            id=str(row.id),
            name=row.name,
            details=details_of(row.variation, row.modifiers),
            note=row.note,
            quantity=row.quantity,
            total=shown(row.total_minor, order.currency),
            shown=pictured.of_item(session, dish, restaurant.cuisines),
            changes=", ".join(changes.get(row.id, [])),
        )
        for row, dish in rows
    ]


def details_of(variation: str, modifiers: list[dict[str, object]]) -> str:
    """Large · Salami, Olives"""
    extras = ", ".join(str(modifier["name"]) for modifier in modifiers)
    return " · ".join(part for part in (variation, extras) if part)


def _card(story: Story, restaurant: Restaurant, lines: list[BoughtLine]) -> Tracking:
    order, told = story.order, words(story)
    can_cancel = order.status in COMES_FROM[S.CANCELLED] and order.status is not S.AWAITING_PAYMENT
    return Tracking(
        id=str(order.id),
        number=order.number,
        status=order.status.value,
        headline=told.headline,
        detail=told.detail,
        money=told.money,
        eta=_eta(story),
        eta_label="Arrives" if story.is_delivery else "Ready",
        steps=steps(story),
        lines=lines,
        prices=price_lines(order),
        total=total(order),
        paid=paid_for(order),
        back=_back(order),
        note=order.note,
        ordered_at=story.at(order.created_at).shown(),
        restaurant_name=restaurant.name,
        restaurant_slug=restaurant.slug,
        restaurant_phone=restaurant.phone,
        restaurant_address=address_line(restaurant.street, restaurant.postcode, restaurant.city),
        restaurant_lat=restaurant.lat,
        restaurant_lng=restaurant.lng,
        is_delivery=story.is_delivery,
        address=address_line(order.street, order.postcode, order.city),
        home_lat=order.lat if story.is_delivery else None,
        home_lng=order.lng if story.is_delivery else None,
        pin=_pin(story),
        is_active=order.status not in ENDED,
        is_unpaid=order.status in (S.AWAITING_PAYMENT, S.UNPAID),
        was_delivered=order.status is S.DELIVERED,
        came_to_nothing=came_to_nothing(order),
        late_tip_minor=order.late_tip_minor,
        can_cancel=can_cancel,
        cancel_fee_minor=endings.cancel_fee_minor(order) if can_cancel else 0,
        cancel_cost=_cancel_cost(order) if can_cancel else "",
    )


def _eta(story: Story) -> str:
    """A range to the door, a time at the counter; empty before the kitchen has promised."""
    order = story.order
    if order.status in ENDED or order.accepted_at is None:
        return ""
    if order.fulfilment is Fulfilment.PICKUP:
        is_known = order.ready_by and order.status is S.ACCEPTED
        return story.about(order.ready_by).shown() if is_known and order.ready_by else ""
    expected = lateness.expected_by(order)
    if expected is None:
        return ""
    least = max(expected, story.now)
    most = least.timestamp() + ARRIVES_WITHIN * 60
    latest = story.about(least.fromtimestamp(most, least.tzinfo))
    return f"{story.about(least).shown()} – {latest.shown()}"


def _pin(story: Story) -> str:
    """Said at the door or at the counter, so shown when somebody is there to hear it."""
    order = story.order
    if order.status in ENDED or order.accepted_at is None:
        return ""
    if story.is_delivery and story.rider.stage not in WITH_PIN and order.collected_at is None:
        return ""
    return order.pin


def _back(order: Order) -> list[PriceLine]:
    not_brought = order.total_minor - agreed_minor(order)
    if not (order.reduced_minor or order.credited_minor or not_brought):
        return []
    card = order.reduced_minor - order.credited_minor
    amounts = [
        ("Not charged" if order.payment_lost_at else "No delivery, no tip", -not_brought),
        ("Given back", -card),
        ("Given as store credit", -order.credited_minor),
    ]
    lines = [(label, minor) for label, minor in amounts if minor < 0]
    return [
        PriceLine(label, shown(minor, order.currency))
        for label, minor in [*lines, ("You pay", order.price_minor)]
    ]


def _cancel_cost(order: Order) -> str:
    fee = endings.cancel_fee_minor(order)
    if fee == 0:
        return "Cancelling now is free."
    cost, back = Money(fee, order.currency), Money(order.total_minor - fee, order.currency)
    if order.pay_by is PayBy.CASH:
        return say(
            t(
                "The kitchen has started: if you cancel now you owe {cost}, and pay by card only"
                " until that is settled.",
                cost=cost,
            )
        )
    return say(
        t(
            "The kitchen has started: cancelling now costs {cost}, and {back} comes back to you.",
            cost=cost,
            back=back,
        )
    )
