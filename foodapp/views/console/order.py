"""One order as somebody who has to help with it sees it: everything that happened, and who."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Uuid, cast, func, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from foodapp.accounts.actors import Admin, Permission
from foodapp.accounts.models import RiderProfile, User
from foodapp.accounts.permissions import require
from foodapp.kit import clock, when
from foodapp.kit.db import ReadSession
from foodapp.kit.money import Money, shown
from foodapp.kit.text import address_line
from foodapp.kit.words import Value, Words, say, t
from foodapp.orders.models import COMES_FROM, ENDED, Order, OrderStatus, TimelineEntry
from foodapp.orders.prices import PriceLine, price_lines, total
from foodapp.restaurants.models import Restaurant
from foodapp.views import end_words, fault_words
from foodapp.views.console import autopilot_words, problems
from foodapp.views.console.order_facts import OrderFacts, facts_of
from foodapp.views.console.orders import OrderRow, ended_words, row_of
from foodapp.views.console.problems import ProblemCard
from foodapp.views.customer.order import BoughtLine, bought_lines

MAX = 200  # entries of a timeline
FEED = 25


@dataclass(frozen=True)
class Happened:
    """state: always done; what foodapp.ui.kit.timeline wants."""

    id: int
    text: str
    by: str
    at: str
    seconds: str  # the exact moment, with seconds
    state: str = "done"
    order_id: str = ""
    number: str = ""
    restaurant: str = ""


@dataclass(frozen=True)
class ConsoleOrder:
    row: OrderRow
    happened: list[Happened] = field(default_factory=list)
    lines: list[BoughtLine] = field(default_factory=list)
    prices: list[PriceLine] = field(default_factory=list)
    total: str = ""
    customer_id: str = ""
    customer_email: str = ""
    customer_phone: str = ""
    restaurant_phone: str = ""
    address: str = ""
    address_note: str = ""
    note: str = ""
    wanted: str = ""  # as soon as possible, or the time
    ended: str = ""
    cancel_fee: str = ""  # what the customer paid for cancelling
    can_cancel: bool = False
    can_renew_pin: bool = False  # it was typed wrong
    problems: list[ProblemCard] = field(default_factory=list)


def console_order(session: ReadSession, admin: Admin, order_id: UUID) -> ConsoleOrder:
    require(admin, Permission.SEE)
    return console_order_of(session, admin, facts_of(session, order_id))


def console_order_of(session: ReadSession, admin: Admin, facts: OrderFacts) -> ConsoleOrder:
    """The order's page, of facts that were read together."""
    order, restaurant, customer = facts.order, facts.restaurant, facts.customer
    zone, now = when.town(), clock.now()
    return ConsoleOrder(
        row=row_of(order, restaurant.name),
        happened=_timeline(session, order),
        lines=bought_lines(session, order),
        prices=price_lines(order),
        total=total(order),
        customer_id=str(customer.id),
        customer_email=customer.email,
        customer_phone=customer.phone,
        restaurant_phone=restaurant.phone,
        address=address_line(order.street, order.postcode, order.city),
        address_note=order.address_note,
        note=order.note,
        wanted=when.shown(order.requested_for, zone, now)
        if order.requested_for
        else "as soon as possible",
        ended=ended_words(order),
        cancel_fee=shown(order.cancel_fee_minor, order.currency) if order.cancel_fee_minor else "",
        can_renew_pin=order.pin_wrong > 0 and order.status not in ENDED,
        can_cancel=order.status in COMES_FROM[OrderStatus.CANCELLED],
        problems=problems.cards_of(admin, facts.cases),
    )


def feed(session: ReadSession, admin: Admin, *, limit: int = FEED) -> list[Happened]:
    """What happened last on the whole platform, newest first."""
    require(admin, Permission.SEE)
    latest = (
        _with_names(Order.number, Restaurant.name)
        .join(Order, col(Order.id) == TimelineEntry.order_id)
        .join(Restaurant, col(Restaurant.id) == Order.restaurant_id)
        .order_by(col(TimelineEntry.id).desc())
        .limit(min(limit, FEED))
    )
    return [
        _happened(entry, _names(entry, by, rider), number, place)
        for entry, by, rider, number, place in session.execute(latest)
    ]


def _timeline(session: ReadSession, order: Order) -> list[Happened]:
    told = (
        _with_names()
        .where(col(TimelineEntry.order_id) == order.id)
        .order_by(col(TimelineEntry.id))
        .limit(MAX)
    )
    return [
        _happened(entry, _names(entry, by, rider), order.number, "")
        for entry, by, rider in session.execute(told)
    ]


def _with_names(*more: Any) -> Select[Any]:
    """Entries, who did it, the rider that it speaks of, and more."""
    person, riding, rider = aliased(User), aliased(RiderProfile), aliased(User)
    rider_id = cast(func.nullif(col(TimelineEntry.facts)["rider_id"].astext, ""), Uuid)
    return (
        select(*[TimelineEntry, col(person.name), col(rider.name), *more])
        .outerjoin(person, col(person.id) == TimelineEntry.by_id)
        .outerjoin(riding, col(riding.id) == rider_id)
        .outerjoin(rider, col(rider.id) == riding.user_id)
    )


def _names(entry: TimelineEntry, by: str | None, rider: str | None) -> dict[str, str]:
    """Of everybody this entry speaks of, by user id and by rider id."""
    named = {str(entry.by_id): by, str(entry.facts.get("rider_id")): rider}
    return {ident: name for ident, name in named.items() if name is not None}


def _happened(entry: TimelineEntry, names: dict[str, str], number: str, place: str) -> Happened:
    tell = SENTENCES.get(entry.kind)
    zone = when.town()
    name = names.get(str(entry.by_id), "")
    return Happened(
        id=entry.id or 0,
        text=say(tell(entry.facts, names)) if tell else entry.kind.replace("_", " ").capitalize(),
        by=f"{name}, {entry.by}" if name else say(t("the {actor}", actor=entry.by)),
        at=when.shown(entry.at, zone, clock.now()),
        seconds=f"{entry.at.astimezone(zone):%H:%M:%S}",
        order_id=str(entry.order_id),
        number=number,
        restaurant=place,
    )


Sentence = Callable[[dict[str, Any], dict[str, str]], Words]


def _because(said: Words, facts: dict[str, Any]) -> Words:
    reason = str(facts.get("reason", ""))
    if not reason:
        return said
    return t("{said}: {why}", said=said, why=end_words.IN_BRIEF.get(reason, reason))


def _amount(facts: dict[str, Any]) -> Money:
    return Money(facts["amount_minor"], facts["currency"])


def _refunded(facts: dict[str, Any]) -> Words:
    values: dict[str, Value] = {
        "amount": _amount(facts),
        "where": t("as store credit") if facts["back_to"] == "credit" else t("the way it was paid"),
        "bearer": BEARERS[facts["bearer"]],
    }
    if not facts["what"]:
        return t("{amount} given back {where}, borne by {bearer}").with_(values)
    back = t("{amount} given back {where} for {what}, borne by {bearer}", what=facts["what"])
    return back.with_(values)


def _rider(facts: dict[str, Any], names: dict[str, str]) -> Value:
    return names.get(str(facts.get("rider_id"))) or t("A rider")


BEARERS = {
    "platform": t("the platform"),
    "restaurant": t("the restaurant"),
    "rider": t("the rider"),
}
SENTENCES: dict[str, Sentence] = {
    "order_started": lambda facts, _: t(
        "Checked out for {total}", total=Money(facts["total_minor"], facts["currency"])
    ),
    "order_placed": lambda facts, _: t(
        "Paid and sent to the restaurant, which has until {until}",
        until=when.told(facts["answer_by"]),
    ),
    "order_unpaid": lambda facts, _: _because(t("Never paid"), facts),
    "restaurant_prompted": lambda *_: t("No answer yet, so the restaurant was reminded"),
    "order_accepted": lambda facts, _: t(
        "Accepted with {minutes} minutes, ready by {ready}",
        minutes=facts["prep_minutes"],
        ready=when.told(facts["ready_by"]),
    ),
    "order_delayed": lambda facts, _: t(
        "Needs longer, ready by {ready}", ready=when.told(facts["ready_by"])
    ),
    "order_runs_late": lambda facts, _: t(
        "Late by the clock: the customer was told {at}", at=when.told(facts["expected_by"])
    ),
    "order_ready": lambda *_: t("Ready and packed"),
    "rider_assigned": lambda facts, names: t("{rider} brings it", rider=_rider(facts, names)),
    "rider_left": lambda facts, names: t("{rider} no longer brings it", rider=_rider(facts, names)),
    "rider_arrived": lambda *_: t("The rider is at the restaurant"),
    "no_rider_found": lambda *_: t("No rider found in time; the search goes on"),
    "order_collected": lambda *_: t("Collected by the rider"),
    "order_delivered": lambda *_: t("Handed over"),
    "order_rejected": lambda facts, _: _because(t("Rejected"), facts),
    "order_expired": lambda *_: t("Ended, because the restaurant never answered"),
    "order_cancelled": lambda facts, _: _because(t("Cancelled"), facts),
    **autopilot_words.SENTENCES,
    "problem_reported": lambda facts, _: t(
        "Complained of {count} × {dish}: {fault}",
        count=facts["quantity"],
        dish=facts["dish"],
        fault=fault_words.FAULTS[facts["fault"]],
    ),
    "problem_decided": lambda facts, _: (
        t("Support gave something back for {dish}", dish=facts["dish"])
        if facts["is_given"]
        else t("Support gave nothing back for {dish}", dish=facts["dish"])
    ),
    "refund_asked": lambda facts, _: t(
        "A refund of {amount} was asked for; a second person decides", amount=_amount(facts)
    ),
    "refund_declined": lambda facts, _: t(
        "The refund of {amount} was declined", amount=_amount(facts)
    ),
    "refund_credited": lambda facts, _: t(
        "The card could not take {amount} back, so it became store credit", amount=_amount(facts)
    ),
    "tip_raised": lambda facts, _: t("{amount} tipped afterwards", amount=_amount(facts)),
    "order_refunded": lambda facts, _: _refunded(facts),
    "payment_lost": lambda facts, _: t(
        "{amount} could not be taken: the hold on the card had lapsed", amount=_amount(facts)
    ),
    "order_failed": lambda facts, _: t(
        "Could not be handed over: {why}", why=end_words.in_vain(facts["reason"])
    ),
}
