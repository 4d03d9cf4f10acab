"""The basket and the checkout as the customer reads them: every line, every price, every choice."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from foodapp.accounts.actors import Visitor
from foodapp.kit import clock, when
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import DomainError
from foodapp.kit.money import Money, shown
from foodapp.kit.text import address_line
from foodapp.kit.words import say, t
from foodapp.menu.labels import listed
from foodapp.orders import basket, cash_limits, charging, crediting, eating
from foodapp.orders.basket import Owner
from foodapp.orders.basket_models import Basket
from foodapp.orders.eating import Mark
from foodapp.orders.ends import PayBy
from foodapp.orders.models import Fulfilment
from foodapp.orders.prices import PriceLine, paid_lines, price_lines, total
from foodapp.orders.quote import Quote, uncached
from foodapp.orders.quoted_lines import QuotedLine
from foodapp.orders.tips import TIP_PERCENT, tip_minor
from foodapp.pictures.showing import Shown
from foodapp.restaurants import opening
from foodapp.restaurants.models import Restaurant
from foodapp.views import pictured
from foodapp.views.customer.order import details_of

DAYS_AHEAD = 7


@dataclass(frozen=True)
class ChosenLine:
    id: str
    name: str
    details: str
    note: str
    quantity: int
    total: str
    shown: Shown
    problem: str
    marks: list[Mark]  # what its customer avoids: in it, perhaps in it, not stated


@dataclass(frozen=True)
class Choice:
    """One of several: a tip, a day, a time."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class Checkout:
    """Blank until it is read."""

    version: str = ""  # changes with the basket
    restaurant_id: str = ""
    restaurant_name: str = ""
    restaurant_slug: str = ""
    restaurant_address: str = ""
    lines: list[ChosenLine] = field(default_factory=list)
    count: int = 0  # portions
    prices: list[PriceLine] = field(default_factory=list)
    total: str = ""
    total_minor: int = 0  # sent back when paying, to be compared, never charged
    is_delivery: bool = True
    offers_delivery: bool = True
    offers_pickup: bool = True
    address: str = ""  # "Städtle 49, 9490 Vaduz"
    address_note: str = ""
    has_address: bool = False
    when: str = ""  # "In 25–35 min", "Sat 9 May 18:40"
    requested_for: str = ""  # ISO, empty: as soon as possible
    latest_minutes: int = 0  # what is promised as soon as possible; sent back when paying
    note: str = ""
    tips: list[Choice] = field(default_factory=list)
    currency: str = ""
    problems: list[str] = field(default_factory=list)
    can_order: bool = False
    minimum_hint: str = ""  # what is missing to the minimum order
    is_open_now: bool = True
    offers_cash: bool = False
    is_cash: bool = False
    cash_note: str = ""  # why this customer cannot pay this in cash
    cash_debt: str = ""  # id of the order for which they owe; empty: they owe nothing
    can_settle: bool = False  # with the store credit that they have
    credit: str = ""  # what the customer could use; empty: none, or paid in cash
    uses_credit: bool = False
    credit_minor: int = 0  # of the total; sent back when paying, to be compared
    paid: list[PriceLine] = field(default_factory=list)  # with credit, by card; empty without
    by_card: str = ""  # what the card pays; empty: nothing
    is_free: bool = False  # nothing is left to pay, and no credit was needed
    code: str = ""  # of a promotion, as it is kept
    code_applies: bool = False
    code_problem: str = ""  # why it takes nothing off
    offer_hints: list[str] = field(default_factory=list)  # what is missing to an offer
    avoids: str = ""  # what the customer avoids: "nuts and milk"; empty: nothing
    warnings: list[str] = field(default_factory=list)  # of it, to be confirmed; sent back


@dataclass(frozen=True)
class CheckoutPage:
    card: Checkout | None  # None: an empty basket
    is_guest: bool


def checkout_page(session: ReadSession, visitor: Visitor) -> CheckoutPage:
    return CheckoutPage(checkout(session, visitor), visitor.user_id is None)


def checkout(session: ReadSession, owner: Owner) -> Checkout | None:
    """None where nothing was chosen yet."""
    chosen = basket.find(session, owner)
    if chosen is None or chosen.restaurant_id is None:
        return None
    # The database's prices, as placing takes them: the screen that pays must not lag.
    priced = uncached(session, chosen, chosen.restaurant_id)
    return _card(session, owner, chosen, priced) if priced.lines else None


def days(session: ReadSession, owner: Owner) -> list[Choice]:
    """The days on which the basket's restaurant can be ordered from, as ISO dates."""
    now, priced = clock.now(), basket.priced(session, owner)
    if priced is None:
        return []
    zone = priced.hours.zone
    today = now.astimezone(zone).date()
    coming = [today + timedelta(days=n) for n in range(DAYS_AHEAD)]
    return [
        Choice(day.isoformat(), _day_label(day, zone, now), False)
        for day in coming
        if _slots(priced, day, now)
    ]


def slots(session: ReadSession, owner: Owner, day: date) -> list[Choice]:
    """The times of that day, as ISO moments: every quarter of an hour within the opening hours
    that leaves time to cook and, for a delivery, to ride."""
    priced = basket.priced(session, owner)
    if priced is None:
        return []
    return [
        Choice(slot.isoformat(), when.clock_shown(slot, priced.hours.zone), False)
        for slot in _slots(priced, day, clock.now())
    ]


def _slots(priced: Quote, day: date, now: datetime) -> list[datetime]:
    """Not before a pause is over."""
    until = priced.restaurant.paused_until or datetime.min.replace(tzinfo=UTC)
    found = priced.hours.slots(now, day, lead_minutes=priced.minutes[0])
    return [slot for slot in found if slot > until]


def _credit(session: ReadSession, owner: Owner, priced: Quote) -> int:
    """What the customer could use of their store credit."""
    if owner.user_id is None or priced.pay_by is PayBy.CASH:
        return 0
    return crediting.at_hand(session, owner.user_id, priced.currency)


@dataclass(frozen=True)
class Cash:
    """What a customer hears of paying in cash."""

    note: str = ""
    debt: str = ""
    can_settle: bool = False


def _cash(session: ReadSession, owner: Owner, priced: Quote) -> Cash:
    """Asked only where cash is offered at all: one look more at the database."""
    if owner.user_id is None or not priced.offers_cash:
        return Cash()
    standing = cash_limits.standing(session, owner.user_id, priced.currency)
    why_not = standing.why_not(priced.total_minor, priced.currency)
    if why_not is None:
        return Cash()
    owed = standing.owed
    if owed is None or standing.owed_by != owner.user_id:
        return Cash(say(why_not))
    has = crediting.at_hand(session, owner.user_id, owed.currency)
    return Cash(say(why_not), str(standing.owed_order), has >= owed.minor)


def _card(session: ReadSession, owner: Owner, chosen: Basket, priced: Quote) -> Checkout:
    restaurant = priced.restaurant
    now, credit_minor = clock.now(), _credit(session, owner, priced)
    usable = crediting.usable_minor(priced.total_minor, credit_minor, priced.currency)
    used = usable if chosen.use_credit else 0
    rounding, problems = _charged(priced, used)
    cash = _cash(session, owner, priced)
    if cash.note and priced.pay_by is PayBy.CASH:
        problems.append(cash.note)
    by_card = 0 if priced.pay_by is PayBy.CASH else priced.total_minor - used + rounding
    avoids = eating.avoided(session, owner)
    problem = priced.taken.verdict.code_problem
    return Checkout(
        version=chosen.updated_at.isoformat(),
        restaurant_id=str(restaurant.id),
        restaurant_name=restaurant.name,
        restaurant_slug=restaurant.slug,
        restaurant_address=", ".join(part for part in (restaurant.street, restaurant.city) if part),
        lines=[_line(session, line, restaurant, avoids) for line in priced.lines],
        count=sum(line.quantity for line in priced.lines),
        prices=price_lines(priced, is_fee_known=priced.distance_m is not None),
        total=total(priced),
        total_minor=priced.total_minor,
        is_delivery=chosen.fulfilment is Fulfilment.DELIVERY,
        offers_delivery=restaurant.delivers,
        offers_pickup=restaurant.offers_pickup,
        address=address_line(chosen.street, chosen.postcode, chosen.city),
        address_note=chosen.address_note,
        has_address=chosen.lat is not None,
        when=_when(chosen, priced, priced.hours.zone, now),
        requested_for=chosen.requested_for.isoformat() if chosen.requested_for else "",
        latest_minutes=0 if chosen.requested_for else priced.minutes[1],
        note=chosen.note,
        tips=_tips(chosen, priced) if chosen.fulfilment is Fulfilment.DELIVERY else [],
        currency=priced.currency,
        problems=problems,
        can_order=not problems,
        minimum_hint=_minimum_hint(priced, restaurant),
        offers_cash=priced.offers_cash,
        is_cash=priced.pay_by is PayBy.CASH,
        cash_note=cash.note,
        cash_debt=cash.debt,
        can_settle=cash.can_settle,
        credit=shown(credit_minor, priced.currency) if usable else "",
        uses_credit=used > 0,
        credit_minor=used,
        paid=paid_lines(priced.total_minor, used, priced.currency, rounding, priced.pay_by),
        by_card=shown(by_card, priced.currency) if by_card else "",
        is_free=not by_card and not used and priced.pay_by is PayBy.CARD,
        is_open_now=opening.orderable(restaurant, priced.hours, now).now,
        code=chosen.promo_code,
        code_applies=priced.taken.verdict.code_applies,
        code_problem=say(problem) if problem else "",
        offer_hints=[say(hint) for hint in priced.taken.verdict.hints],
        avoids=listed(avoids),
        warnings=priced.warnings(avoids),
    )


def _line(
    session: ReadSession, line: QuotedLine, restaurant: Restaurant, avoids: list[str]
) -> ChosenLine:
    return ChosenLine(
        id=str(line.line_id),
        name=line.name,
        details=details_of(line.variation, line.modifiers),
        note=line.note,
        quantity=line.quantity,
        total=shown(line.total_minor, restaurant.currency),
        shown=_shown(session, line, restaurant),
        problem=say(line.problem) if line.problem else "",
        marks=eating.marks(line.declared, avoids),
    )


def _shown(session: ReadSession, line: QuotedLine, restaurant: Restaurant) -> Shown:
    return pictured.of_item(session, line.dish, restaurant.cuisines)


def _tips(chosen: Basket, priced: Quote) -> list[Choice]:
    amounts = {0: "No tip"}
    for percent in TIP_PERCENT:
        minor = tip_minor(priced.items_minor, percent, priced.currency)
        amounts.setdefault(minor, shown(minor, priced.currency))
    if chosen.tip_minor not in amounts:
        amounts[chosen.tip_minor] = shown(chosen.tip_minor, priced.currency)
    return [
        Choice(str(minor), label, minor == chosen.tip_minor)
        for minor, label in sorted(amounts.items())
    ]


def _when(chosen: Basket, priced: Quote, zone: ZoneInfo, now: datetime) -> str:
    if chosen.requested_for:
        text = when.shown(chosen.requested_for, zone, now)
        if text[0].isalpha():
            return text[0].upper() + text[1:]
        return say(t("Today {time}", time=text))
    least, most = priced.minutes
    return say(t("In {least}–{most} min", least=least, most=most))


def _day_label(day: date, zone: ZoneInfo, now: datetime) -> str:
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=zone)
    label = when.day_shown(noon, zone, now)
    return label[0].upper() + label[1:]


def _charged(priced: Quote, credit_minor: int) -> tuple[int, list[str]]:
    """By how much the rest is rounded so that it can be paid, and what is in the way: each sentence
    once, in the order in which they can be put right."""
    problems = [say(one) for one in dict.fromkeys(priced.problems)]
    if priced.pay_by is PayBy.CASH:
        return charging.cash_rounding(priced.total_minor, priced.currency), problems
    left = priced.total_minor - credit_minor
    try:
        cheaper = priced.is_cheaper
        return charging.card_rounding(left, priced.currency, is_cheaper=cheaper), problems
    except DomainError as no:
        return 0, problems or [say(no.words)]


def _minimum_hint(priced: Quote, restaurant: Restaurant) -> str:
    if not priced.short_of_minimum_minor:
        return ""
    return say(
        t(
            "{missing} more to reach the minimum order of {least}.",
            missing=Money(priced.short_of_minimum_minor, priced.currency),
            least=Money(restaurant.min_order_minor, priced.currency),
        )
    )
