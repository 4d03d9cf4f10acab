"""What a rider sees: offline or online, the offer held out to them, the delivery they have."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from foodapp.accounts.actors import Rider
from foodapp.dispatch import returning
from foodapp.dispatch.carrying import claim_of
from foodapp.dispatch.models import ACTIVE, Delivery, DeliveryStatus, Offer, OfferStatus, Shift
from foodapp.dispatch.offers import ANSWER_WITHIN
from foodapp.kit import clock, money
from foodapp.kit.db import ReadSession
from foodapp.kit.geo import shown_way
from foodapp.kit.text import address_line, town_line
from foodapp.kit.words import say, t
from foodapp.orders import arrival, missing
from foodapp.orders.ends import End
from foodapp.orders.missing import MissingDish, State
from foodapp.orders.models import Order, OrderLine, OrderStatus
from foodapp.restaurants import typed
from foodapp.restaurants.models import Restaurant
from foodapp.views import end_words
from foodapp.views.rider import earnings

SAID_FOR = timedelta(minutes=10)  # how long the screen says that a delivery was cancelled
AREA_DIGITS = 3  # of a degree: about 100 m, before the rider has accepted


@dataclass(frozen=True)
class OfferCard:
    id: str = ""  # empty: no offer
    seconds_left: float = 0.0  # when this was read
    seconds: float = ANSWER_WITHIN.total_seconds()
    pay: str = ""
    ride_pay: str = ""
    tip: str = ""  # empty: none
    restaurant: str = ""
    restaurant_street: str = ""
    dropoff_area: str = ""  # never the house before the offer is accepted
    to_restaurant: str = ""
    ride: str = ""
    minutes: int = 0  # from here to the door, roughly
    ready: str = ""  # "18:40"
    pickup: tuple[float, float] = (0.0, 0.0)  # lng, lat
    dropoff: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True)
class JobItem:
    quantity: int
    name: str
    details: str


@dataclass(frozen=True)
class Job:
    id: str = ""  # of the delivery; empty: none
    order_id: str = ""
    number: str = ""
    status: str = ""
    restaurant: str = ""
    restaurant_address: str = ""
    restaurant_phone: str = ""
    customer: str = ""  # as a person would be called at the door
    street: str = ""
    city: str = ""
    address_note: str = ""
    contents: list[JobItem] = field(default_factory=list)
    item_count: int = 0
    is_asked: bool = False  # is all well?
    wait_seconds: float = 0.0  # at the door, when this was read
    is_waiting: bool = False  # by the clock of what is said below
    claim: str = ""  # why it cannot be handed over, in words
    objected: bool = False  # the customer says that they are there
    return_pay: str = ""  # for bringing back what could not be handed over
    is_ready: bool = False
    ready: str = ""
    arrive: str = ""
    distance: str = ""
    pay: str = ""
    ride_pay: str = ""
    tip: str = ""
    cash: str = ""  # to be taken at the door; empty: paid by card
    pickup: tuple[float, float] = (0.0, 0.0)  # lng, lat
    dropoff: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True)
class Home:
    rider_id: UUID
    is_online: bool
    is_leaving: bool  # goes offline when the delivery is over
    offer: OfferCard
    job: Job
    cancelled_id: str  # of a delivery that was cancelled a moment ago; empty: none
    cancelled: str
    today: str
    today_count: int


def home(session: ReadSession, rider: Rider) -> Home:
    job = _job(session, rider)
    cancelled_id, cancelled = ("", "") if job.id else _just_cancelled(session, rider)
    shown, count = earnings.today(session, rider)
    return Home(
        rider_id=rider.rider_id,
        is_online=(shift := _shift(session, rider)) is not None,
        is_leaving=shift is not None and shift.leaving_at is not None,
        offer=_offer(session, rider),
        job=job,
        cancelled_id=cancelled_id,
        cancelled=cancelled,
        today=shown,
        today_count=count,
    )


def _shift(session: ReadSession, rider: Rider) -> Shift | None:
    return session.exec(
        select(Shift).where(Shift.rider_id == rider.rider_id, col(Shift.ended_at).is_(None))
    ).first()


def what_became(session: ReadSession, rider: Rider, delivery_id: UUID) -> str:
    """Of a delivery that is over, for its rider: handed over by a press that was sent while the
    screen looked elsewhere, or not handed over. Empty where there is nothing to say."""
    found = session.exec(
        select(Delivery, Order, Restaurant.name)
        .join(Order, col(Order.id) == Delivery.order_id)
        .join(Restaurant, col(Restaurant.id) == Delivery.restaurant_id)
        .where(Delivery.id == delivery_id, Delivery.rider_id == rider.rider_id)
    ).one_or_none()
    if found is None:
        return ""
    delivery, order, restaurant = found
    if delivery.status is DeliveryStatus.IN_DOUBT:
        doubt = t(
            "{order} could not be handed over. Our team looks into it before anybody is paid."
            " Please bring the food back to {restaurant}.",
            order=order.number,
            restaurant=restaurant,
        )
        return say(doubt)
    if delivery.status is DeliveryStatus.DELIVERED:
        earned = money.Money(delivery.pay_minor + delivery.tip_minor, delivery.currency)
        return say(t("Delivered. You earned {pay}.", pay=earned))
    if delivery.status is not DeliveryStatus.FAILED:
        return ""
    paid = money.Money(delivery.pay_minor, delivery.currency)
    if order.end is not End.NOT_HANDED_OVER:
        failed = t("{order} could not be handed over. Your ride is paid: {paid}.")
        return say(failed.with_({"order": order.number, "paid": paid}))
    nobody = t(
        "Nobody took {order}. Your ride is paid: {paid}. Back at {restaurant} it pays {back} more.",
        order=order.number,
        paid=paid,
        restaurant=restaurant,
        back=money.Money(returning.ride_back_minor(delivery), delivery.currency),
    )
    return say(nobody)


def _offer(session: ReadSession, rider: Rider) -> OfferCard:
    found = session.exec(
        select(Offer, Delivery, Order, Restaurant)
        .join(Delivery, col(Delivery.id) == Offer.delivery_id)
        .join(Order, col(Order.id) == Delivery.order_id)
        .join(Restaurant, col(Restaurant.id) == Delivery.restaurant_id)
        .where(
            Offer.rider_id == rider.rider_id,
            Offer.status == OfferStatus.OPEN,
            Offer.answer_by > clock.now(),
        )
    ).one_or_none()
    if found is None:
        return OfferCard()
    offer, delivery, order, restaurant = found
    to_restaurant = arrival.ride_minutes(offer.to_restaurant_m) - arrival.HANDOVER_MINUTES
    return OfferCard(
        id=str(offer.id),
        seconds_left=round((offer.answer_by - clock.now()).total_seconds(), 1),
        pay=money.shown(offer.pay_minor, delivery.currency),
        ride_pay=money.shown(delivery.pay_minor, delivery.currency),
        tip=_tip(delivery),
        restaurant=restaurant.name,
        restaurant_street=restaurant.street,
        dropoff_area=area_of(order),
        to_restaurant=shown_way(offer.to_restaurant_m),
        ride=shown_way(delivery.distance_m),
        minutes=to_restaurant + arrival.ride_minutes(delivery.distance_m),
        ready=_clock(order.ready_by, restaurant),
        pickup=(restaurant.lng, restaurant.lat),
        dropoff=(
            round(order.lng or restaurant.lng, AREA_DIGITS),
            round(order.lat or restaurant.lat, AREA_DIGITS),
        ),
    )


def area_of(order: Order) -> str:
    """The street without its house, and the town: Städtle, 9490 Vaduz."""
    street = typed.read(order.street).street
    return address_line(street, order.postcode, order.city)


def _job(session: ReadSession, rider: Rider) -> Job:
    found = session.exec(
        select(Delivery, Order, Restaurant)
        .join(Order, col(Order.id) == Delivery.order_id)
        .join(Restaurant, col(Restaurant.id) == Delivery.restaurant_id)
        .where(Delivery.rider_id == rider.rider_id, col(Delivery.status).in_(ACTIVE))
        .order_by(col(Delivery.assigned_at))
        .limit(1)
    ).first()
    if found is None:
        return Job()
    delivery, order, restaurant = found
    changes = missing.of(session, [order.id])
    lines = session.exec(
        select(OrderLine).where(OrderLine.order_id == order.id).order_by(col(OrderLine.position))
    ).all()
    return Job(
        id=str(delivery.id),
        order_id=str(order.id),
        number=order.number,
        status=delivery.status.value,
        restaurant=restaurant.name,
        restaurant_address=address_line(restaurant.street, restaurant.postcode, restaurant.city),
        restaurant_phone=restaurant.phone,
        customer=order.customer_name,
        street=order.street,
        city=town_line(order.postcode, order.city),
        address_note=order.address_note,
        is_asked=delivery.asked_at is not None,
        is_waiting=delivery.wait_until is not None,
        claim=end_words.in_vain(claim_of(delivery)) if delivery.wait_until else "",
        objected=delivery.objected_at is not None,
        wait_seconds=_left(delivery.wait_until),
        return_pay=money.shown(returning.ride_back_minor(delivery), delivery.currency),
        contents=(contents := _in_the_bag(lines, changes)),
        item_count=sum(item.quantity for item in contents),
        is_ready=order.status is OrderStatus.READY,
        ready=_clock(order.ready_by, restaurant),
        arrive=_clock(order.arrive_by, restaurant),
        distance=shown_way(delivery.distance_m),
        pay=money.shown(delivery.pay_minor + delivery.tip_minor, delivery.currency),
        ride_pay=money.shown(delivery.pay_minor, delivery.currency),
        tip=_tip(delivery),
        cash=money.shown(order.cash_due_minor, order.currency) if order.cash_due_minor else "",
        pickup=(restaurant.lng, restaurant.lat),
        dropoff=(order.lng or restaurant.lng, order.lat or restaurant.lat),
    )


def _in_the_bag(lines: Sequence[OrderLine], changes: Sequence[MissingDish]) -> list[JobItem]:
    """What to look for: what was ordered less what is missing, and what comes instead."""
    gone: Counter[UUID] = Counter()
    for row in changes:
        gone[row.line_id] += row.quantity
    ordered = [_item(line, line.quantity - gone[line.id]) for line in lines]
    instead = [
        JobItem(row.quantity, row.substitute, say(t("instead of {dish}", dish=row.dish)))
        for row in changes
        if row.state is State.ACCEPTED
    ]
    return [item for item in ordered if item.quantity] + instead


def _item(line: OrderLine, quantity: int) -> JobItem:
    """Notes are the kitchen's."""
    details: Sequence[str] = [line.variation, *(str(one["name"]) for one in line.modifiers)]
    return JobItem(quantity, line.name, ", ".join(part for part in details if part))


def _left(until: datetime | None) -> float:
    return max(0.0, round((until - clock.now()).total_seconds(), 1)) if until else 0.0


def _just_cancelled(session: ReadSession, rider: Rider) -> tuple[str, str]:
    found = session.exec(
        select(Delivery.id, Order.number)
        .join(Order, col(Order.id) == Delivery.order_id)
        .where(
            Delivery.rider_id == rider.rider_id,
            Delivery.status == DeliveryStatus.CANCELLED,
            col(Delivery.ended_at) > clock.now() - SAID_FOR,
        )
        .order_by(col(Delivery.ended_at).desc())
        .limit(1)
    ).first()
    if found is None:
        return "", ""
    delivery_id, number = found
    return str(delivery_id), say(
        t("Order {order} was cancelled. You are free again.", order=number)
    )


def _tip(delivery: Delivery) -> str:
    return money.shown(delivery.tip_minor, delivery.currency) if delivery.tip_minor else ""


def _clock(at: datetime | None, restaurant: Restaurant) -> str:
    """By the clock on the restaurant's wall, which is the rider's too."""
    return f"{at.astimezone(ZoneInfo(restaurant.time_zone)):%H:%M}" if at else ""
