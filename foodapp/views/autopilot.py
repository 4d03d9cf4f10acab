"""What people see of an order's exceptions: the plan for an admin, the questions for its
customer."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlmodel import select

from foodapp.accounts.actors import Admin, Customer, Permission
from foodapp.accounts.models import User
from foodapp.accounts.permissions import require
from foodapp.autopilot import pickup, steering
from foodapp.autopilot.models import Incident
from foodapp.autopilot.plans import PLANS
from foodapp.autopilot.rules import BEING_MADE
from foodapp.dispatch import carrying
from foodapp.dispatch.models import Delivery, DeliveryStatus
from foodapp.kit import clock, when
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import NotFound
from foodapp.kit.money import Money
from foodapp.kit.words import Words, say, t
from foodapp.menu.allergens import Declared, State
from foodapp.menu.labels import allergens_shown, listed
from foodapp.orders import eating, missing, scoped
from foodapp.orders.missing import MissingDish
from foodapp.orders.models import ENDED, Order, OrderLine
from foodapp.restaurants.models import Restaurant


@dataclass(frozen=True)
class StepCard:
    text: str
    state: str  # done, now, later
    note: str  # what is waited for, and until when


@dataclass(frozen=True)
class PlanCard:
    title: str
    steps: list[StepCard]


@dataclass(frozen=True)
class Autopilot:
    """For an admin. Blank until it is read."""

    is_resting: bool = False  # an admin steers by hand
    by: str = ""
    since: str = ""
    can_take_over: bool = False
    plans: list[PlanCard] = field(default_factory=list)


@dataclass(frozen=True)
class AskedDish:
    id: str
    question: str
    price: str
    holds: str  # "Gluten, milk": what is stated to be in the substitute
    warning: str  # a sentence where what the customer avoids is not stated; empty: all is
    seconds: float  # left to answer, when this was read


@dataclass(frozen=True)
class Asked:
    """What the customer is asked, or told to hurry for. Blank: nothing."""

    dishes: list[AskedDish] = field(default_factory=list)
    can_pick_up: bool = False
    pickup_text: str = ""
    door_title: str = ""  # why it cannot be handed over, as the rider says
    door_text: str = ""  # the rider waits, and until when
    can_object: bool = False  # the customer has not said yet that it is not so
    door_seconds: float = 0.0  # left, when this was read


def of_order(session: ReadSession, admin: Admin, order_id: UUID) -> Autopilot:
    """What the autopilot is doing about this order, and whether somebody has taken it over."""
    require(admin, Permission.SEE)
    order = session.get(Order, order_id)
    if order is None:
        raise NotFound("order")
    zone, now = when.town(), clock.now()
    who = session.get(User, order.taken_over_by) if order.taken_over_by else None
    is_resting = order.taken_over_at is not None
    return Autopilot(
        is_resting=is_resting,
        by=who.name if who else "",
        since=when.shown(order.taken_over_at, zone, now) if order.taken_over_at else "",
        can_take_over=order.status not in ENDED and not is_resting,
        plans=[
            _plan(incident, zone, now, is_resting)
            for incident in steering.open_of(session, order.id)
        ],
    )


def _plan(incident: Incident, zone: ZoneInfo, now: datetime, is_resting: bool) -> PlanCard:
    plan = PLANS[incident.kind]
    at = [step.name for step in plan.steps].index(incident.step)
    cards = []
    for place, step in enumerate(plan.steps):
        state = "later" if place > at else "now" if place == at else "done"
        note = ""
        if state == "now" and not is_resting:
            note = say(_waiting(step.waits_for, incident.next_at, zone, now))
        cards.append(StepCard(step.is_done, state, note))
    return PlanCard(plan.title, cards)


def _waiting(what: str, until: datetime | None, zone: ZoneInfo, now: datetime) -> Words:
    if until is None:
        return t("Waiting for {what}", what=what)
    return t("Waiting for {what} until {time}", what=what, time=when.Moment(until, zone, now))


def asked(session: ReadSession, customer: Customer, order_id: UUID) -> Asked:
    """Somebody else's order is simply not there."""
    order = scoped.of_customer(session, customer, order_id)
    restaurant = session.get_one(Restaurant, order.restaurant_id)
    zone = ZoneInfo(restaurant.time_zone)
    can_pick_up = order.status in BEING_MADE and pickup.is_offered(session, order)
    waiting = missing.asked(session, order.id) if order.status in BEING_MADE else []
    return Asked(
        dishes=[_dish(session, order, row, restaurant.name) for row in waiting],
        can_pick_up=can_pick_up,
        pickup_text=_pickup_words(order, restaurant) if can_pick_up else "",
        **_door(session, order, zone),
    )


DOOR = {
    "nobody_there": "Your rider is at the door and nobody opens.",
    "wrong_address": "Your rider cannot find your address.",
    "refused": "Your rider says that you did not want the food.",
    "unsafe": "Your rider says that it is not safe to hand it over.",
    "damaged": "Your rider says that the food was damaged on the way.",
}


def _door(session: ReadSession, order: Order, zone: ZoneInfo) -> dict[str, Any]:
    if order.collected_at is None:
        return {}
    delivery = session.exec(select(Delivery).where(Delivery.order_id == order.id)).one_or_none()
    if delivery is None or delivery.status is not DeliveryStatus.COLLECTED:
        return {}
    until = delivery.wait_until
    if until is None:
        return {}
    waits = t("They wait until {time}, then the order ends.")
    if delivery.objected_at:
        waits = t("They wait until {time}, then our team decides.")
    return {
        "door_title": DOOR[carrying.claim_of(delivery)],
        "door_text": say(waits.with_({"time": f"{until.astimezone(zone):%H:%M}"})),
        "door_seconds": _left(until),
        "can_object": delivery.objected_at is None,
    }


def _dish(session: ReadSession, order: Order, row: MissingDish, restaurant: str) -> AskedDish:
    line = session.get_one(OrderLine, row.line_id)
    less = (line.unit_minor - row.unit_minor) * row.quantity
    declared = Declared.from_json(row.declared)
    unstated = declared.of(State.NOT_STATED, eating.avoided_with(session, order))
    names = listed(unstated, last="or")
    back = t("{amount} goes back to you.", amount=Money(less, order.currency))
    question = t(
        "{restaurant} has run out of {quantity} × {dish}. Would you like {substitute} instead?",
        restaurant=restaurant,
        quantity=row.quantity,
        dish=row.dish,
        substitute=row.substitute,
    )
    warning = t(
        "{restaurant} has not stated whether {substitute} contains {allergens}.",
        restaurant=restaurant,
        substitute=row.substitute,
        allergens=names,
    )
    return AskedDish(
        id=str(row.id),
        question=say(question),
        price=say(back) if less else "At the same price.",
        holds=allergens_shown(declared.contains),
        warning=say(warning) if unstated else "",
        seconds=_left(row.answer_by),
    )


def _pickup_words(order: Order, restaurant: Restaurant) -> str:
    place = ", ".join(part for part in (restaurant.name, restaurant.street) if part)
    return say(
        t(
            "Every rider is busy. If you fetch it yourself at {place}, {amount} for delivery and"
            " tip goes back to you. We keep looking until you decide.",
            place=place,
            amount=Money(pickup.back_minor(order), order.currency),
        )
    )


def _left(until: datetime | None) -> float:
    return max(0.0, round((until - clock.now()).total_seconds(), 1)) if until else 0.0
