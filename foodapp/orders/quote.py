"""What a basket costs, worked out from the rows of the database. Never a price from the browser."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, case
from sqlalchemy import select as sa_select
from sqlmodel import col, select

from foodapp.kit import worth
from foodapp.kit.db import ReadSession
from foodapp.kit.geo import Position
from foodapp.kit.json_rows import json_list, json_object
from foodapp.kit.money import Money, rounded
from foodapp.kit.words import Words, t
from foodapp.menu.models import Item
from foodapp.menu.reading import CARD, ON_THE_MENU, ItemCard, menu_of
from foodapp.orders import arrival, eating, ends, offers, timing
from foodapp.orders.basket_models import Basket, BasketLine
from foodapp.orders.ends import Part, PayBy
from foodapp.orders.models import Fulfilment
from foodapp.orders.offers import Taken
from foodapp.orders.quoted_lines import Chosen, QuotedLine, Rows, priced
from foodapp.orders.settings import settings
from foodapp.promotions import reading
from foodapp.promotions.terms import Offer
from foodapp.restaurants import delivering, serving, taxes
from foodapp.restaurants.hours import Hours
from foodapp.restaurants.models import Restaurant
from foodapp.restaurants.serving import BY_ID, SERVICE, ServiceTerms
from foodapp.restaurants.taxes import TaxClass, TaxTerms

MAX_LINES = 50
MAX_EURO_CENTS = 2_000_000  # of one order: more is a slip of the finger


@dataclass(frozen=True)
class Quote:
    restaurant: Restaurant
    hours: Hours
    fulfilment: Fulfilment
    lines: list[QuotedLine]
    items_minor: int
    delivery_fee_minor: int
    service_fee_minor: int
    tip_minor: int
    distance_m: int | None
    short_of_minimum_minor: int  # how much is missing to the minimum order
    minutes: tuple[int, int]  # from now to the door or the counter, least and most
    is_tax_included: bool = True
    delivery_tax_minor: int = 0
    service_tax_minor: int = 0
    fees_millionths: int = 0  # the rate of both
    rates: dict[str, int] = field(default_factory=dict)  # as set in the console
    food_discount_minor: int = 0
    delivery_discount_minor: int = 0
    taken: Taken = field(default_factory=Taken)
    wants_cash: bool = False
    problems: list[Words] = field(default_factory=list)  # empty: it can be ordered

    @property
    def currency(self) -> str:
        return self.restaurant.currency

    @property
    def items_tax_minor(self) -> int:
        return sum(line.tax_minor for line in self.lines)

    @property
    def taxes(self) -> list[dict[str, int]]:
        """By rate, highest first: [{"millionths": 190000, "minor": 80}]."""
        sums: Counter[int] = Counter()
        for line in self.lines:
            sums[line.tax_millionths] += line.tax_minor
        sums[self.fees_millionths] += self.delivery_tax_minor + self.service_tax_minor
        return [{"millionths": rate, "minor": sums[rate]} for rate in sorted(sums, reverse=True)]

    @property
    def offers(self) -> list[dict[str, Any]]:
        return self.taken.as_sold()

    def warnings(self, avoids: Sequence[str]) -> list[str]:
        """What somebody who avoids these has to confirm, a sentence each."""
        dishes = [(line.full_name, line.declared) for line in self.lines]
        return eating.warnings(self.restaurant.name, dishes, avoids)

    @property
    def total_minor(self) -> int:
        return ends.total_minor(self)

    @property
    def offers_cash(self) -> bool:
        """To the rider at the door, up to what a rider may hold."""
        allowed = settings().takes_cash and self.restaurant.takes_cash
        is_delivery = self.fulfilment is Fulfilment.DELIVERY
        fits = 0 < self.total_minor <= cash_most_minor(self.currency)
        return allowed and is_delivery and fits

    @property
    def is_cheaper(self) -> bool:
        """By an offer."""
        return self.food_discount_minor + self.delivery_discount_minor > 0

    @property
    def pay_by(self) -> PayBy:
        """As chosen, where it is offered; else by card."""
        return PayBy.CASH if self.wants_cash and self.offers_cash else PayBy.CARD


def cash_most_minor(currency: str) -> int:
    """The setting is in the platform's currency; elsewhere it is about as much."""
    known = settings()
    return worth.like(known.cash_most_minor, known.currency, currency)


def quote(session: ReadSession, basket: Basket, restaurant_id: UUID) -> Quote:
    """Price every line of the basket by the menu that customers are shown, and say what stands in
    the way of ordering it."""
    rows = session.exec(
        select(BasketLine)
        .where(BasketLine.basket_id == basket.id)
        .order_by(*_AS_ADDED)
        .limit(MAX_LINES)
    ).all()
    items = {item.id: item for item in menu_of(session, restaurant_id).items()}
    found = reading.offers_for(
        session, restaurant_id, basket.user_id, basket.promo_code, offers.address_key(basket)
    )
    return _judge(basket, serving.service_terms(session, restaurant_id), rows, items, found)


def uncached(session: ReadSession, basket: Basket, restaurant_id: UUID) -> Quote:
    """The same by the database alone, as placing takes it: no cached menu can be behind."""
    wanted = {"restaurant_id": restaurant_id} | parameters(basket)
    return quote_from(basket, *session.execute(QUOTE_ROW, wanted).one())


def parameters(basket: Basket) -> dict[str, Any]:
    """What QUOTE_ROW wants to know beside the restaurant."""
    return {"basket_id": basket.id} | reading.asked(
        basket.user_id, basket.promo_code, offers.address_key(basket)
    )


def quote_from(
    basket: Basket,
    row: Restaurant,
    bands: list[Any],
    days: list[Any],
    rates: dict[str, int],
    lines: list[dict[str, Any]],
    found: list[dict[str, Any]],
) -> Quote:
    """By what QUOTE_ROW has brought."""
    cards = [line.pop("card") for line in lines]
    items = {card["id"]: ItemCard.model_validate(card) for card in cards if card}
    rows = [Chosen(UUID(line.pop("id")), UUID(line.pop("item_id")), **line) for line in lines]
    service = serving.terms_of(row, bands, days, rates)
    return _judge(basket, service, rows, items, reading.offers_of(found))


_AS_ADDED = (col(BasketLine.added_at), col(BasketLine.id))
_LINES = (
    sa_select(
        json_list(
            json_object(
                **{one.name: col(getattr(BasketLine, one.name)) for one in fields(Chosen)},
                card=case((col(Item.id).is_not(None), CARD)),
            ),
            *_AS_ADDED,
        )
    )
    .select_from(BasketLine)
    .outerjoin(
        Item,
        and_(
            col(Item.id) == BasketLine.item_id,
            col(Item.restaurant_id) == Restaurant.id,
            ON_THE_MENU,
        ),
    )
    .where(col(BasketLine.basket_id) == bindparam("basket_id"))
    .correlate(Restaurant)
    .scalar_subquery()
)
# A shop, the lines of a basket with their dishes, and the offers: all that a price depends on, in
# one look.
LINES = len(SERVICE)  # where they stand in QUOTE_ROW
QUOTE_ROW = (
    sa_select(*SERVICE, _LINES, reading.OFFERS)
    .where(BY_ID)
    .execution_options(populate_existing=True)
)


def _judge(
    basket: Basket,
    service: ServiceTerms,
    rows: Rows,
    items: dict[str, ItemCard],
    found: list[Offer],
) -> Quote:
    restaurant = service.row
    tax = taxes.terms_of(restaurant, service.rates)
    lines = priced(rows, items, tax)
    items_minor = sum(line.total_minor for line in lines)
    problems = [line.problem for line in lines if line.problem]
    fee_minor, distance, reach = _delivery(basket, service)
    taken = offers.judged(found, basket, restaurant, items_minor, fee_minor)
    lines = _discounted(lines, taken.off_minor(Part.FOOD), tax)
    fee_off_minor = taken.off_minor(Part.DELIVERY)
    problems += reach
    prep = restaurant.prep_minutes + restaurant.busy_extra_minutes
    minutes = arrival.minutes_range(prep, distance)
    problems += timing.problems(service, basket.requested_for, minutes[0])
    short = max(0, restaurant.min_order_minor - items_minor) if lines else 0
    if not lines:
        problems.append(t("Your basket is empty."))
    elif short and basket.fulfilment is Fulfilment.DELIVERY:
        problems.append(t("Your basket is below the minimum order."))
    most_minor = worth.about(MAX_EURO_CENTS, restaurant.currency)
    if items_minor + basket.tip_minor > most_minor:
        most = Money(most_minor, restaurant.currency)
        problems.append(t("One order is {most} at most.", most=most))
    service_minor = rounded(items_minor * settings().service_fee_bps, 10_000)
    fees_rate = tax.millionths(TaxClass.SERVICE)
    return Quote(
        restaurant=restaurant,
        hours=service.hours,
        fulfilment=basket.fulfilment,
        lines=lines,
        items_minor=items_minor,
        delivery_fee_minor=fee_minor,
        service_fee_minor=service_minor,
        tip_minor=basket.tip_minor if basket.fulfilment is Fulfilment.DELIVERY else 0,
        distance_m=distance,
        short_of_minimum_minor=short if basket.fulfilment is Fulfilment.DELIVERY else 0,
        minutes=minutes,
        is_tax_included=tax.is_included,
        delivery_tax_minor=tax.tax_minor(fee_minor - fee_off_minor, fees_rate),
        service_tax_minor=tax.tax_minor(service_minor, fees_rate),
        fees_millionths=fees_rate,
        rates=service.rates,
        food_discount_minor=taken.off_minor(Part.FOOD),
        delivery_discount_minor=fee_off_minor,
        taken=taken,
        wants_cash=basket.pay_by is PayBy.CASH,
        problems=problems,
    )


def _discounted(lines: list[QuotedLine], off_minor: int, tax: TaxTerms) -> list[QuotedLine]:
    """Each line with its part of the discount; taxed at what is paid for it."""
    if not off_minor:
        return lines
    parts = offers.spread(off_minor, [line.total_minor for line in lines])
    return [
        replace(
            line,
            discount_minor=part,
            tax_minor=tax.tax_minor(line.total_minor - part, line.tax_millionths),
        )
        for line, part in zip(lines, parts, strict=True)
    ]


def _delivery(basket: Basket, service: ServiceTerms) -> tuple[int, int | None, list[Words]]:
    """(fee, distance, problems) of bringing this basket to its address."""
    restaurant = service.row
    if basket.fulfilment is Fulfilment.PICKUP:
        if restaurant.offers_pickup:
            return 0, None, []
        return 0, None, [t("{restaurant} does not offer pick-up.", restaurant=restaurant.name)]
    if basket.lat is None or basket.lng is None:
        return 0, None, [t("Please add your address.")]
    place = Position(basket.lat, basket.lng)
    terms = delivering.terms(restaurant, service.bands, place)
    if terms is None:
        return 0, None, [delivering.OutOfReach(restaurant.name).words]
    return terms.fee_minor, terms.distance_m, []
