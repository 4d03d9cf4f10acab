"""From a basket to an order: placed once per idempotency key, stock reserved, then authorised."""

import json
import secrets
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, func, literal_column, or_, select, text
from sqlalchemy.orm import make_transient_to_detached
from sqlmodel import Session, col

from foodapp.accounts.actors import PLATFORM, Customer, Platform
from foodapp.accounts.models import User
from foodapp.kit import clock, outbox, shares
from foodapp.kit.errors import DomainError
from foodapp.kit.money import rounded
from foodapp.kit.words import t
from foodapp.orders import (
    arrival,
    cash_limits,
    charging,
    crediting,
    eating,
    endings,
    offers,
    pins,
    stock,
)
from foodapp.orders import basket as baskets
from foodapp.orders.basket_models import Basket
from foodapp.orders.ends import PayBy
from foodapp.orders.events import FirstOrderPlaced, FirstOrderRefused, OrderPlaced, OrderStarted
from foodapp.orders.locking import lock
from foodapp.orders.models import Order, OrderStatus
from foodapp.orders.quote import LINES, QUOTE_ROW, Quote, parameters, quote_from
from foodapp.orders.settings import settings
from foodapp.orders.timeline import ENTRIES, ids, record, record_with
from foodapp.promotions import counting
from foodapp.promotions.counting import Wanted
from foodapp.restaurants import rates, serving
from foodapp.restaurants.serving import ServiceTerms

LATER_MINUTES = 10  # a promise that has moved by no more is the same one
LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"  # none that sounds or looks like another


class PriceChanged(DomainError):
    def __init__(self) -> None:
        super().__init__(t("The price has changed. Please look at your basket again."))


class PromiseChanged(DomainError):
    def __init__(self, minutes: tuple[int, int]) -> None:
        least, most = minutes
        super().__init__(
            t(
                "It takes {least} to {most} minutes by now. Please look again.",
                least=least,
                most=most,
            )
        )


def place(
    session: Session,
    customer: Customer,
    *,
    idempotency_key: str,
    seen_total_minor: int,
    seen_credit_minor: int = 0,
    seen_minutes: int = 0,
    confirmed_warnings: Sequence[str] = (),
) -> Order:
    """Turn the customer's basket into an order awaiting payment; one that needs no card is placed
    at once. The same key again gives the same order. seen_total_minor, how much of it credit pays,
    and the minutes that were promised (0: none were) are what the screen showed: compared, never
    charged. What is cheaper by now is passed on; what is dearer, or later, is asked again.
    confirmed_warnings: what the
    customer ticked of what they avoid, see orders.eating."""
    basket, name, avoids = _basket(session, customer)
    if basket is None or basket.restaurant_id is None:
        if already := _placed_before(session, customer, idempotency_key):
            return already
        raise DomainError(t("Your basket is empty."))
    *facts, earlier = session.execute(_FACTS, _asked(customer, basket, idempotency_key)).one()
    if idempotency_key in earlier:
        return session.get_one(Order, UUID(earlier[idempotency_key]))
    has_counted = _has_counted(facts[LINES])
    priced = quote_from(basket, *facts)
    _check(priced, seen_total_minor, seen_minutes)
    warnings = priced.warnings(avoids)
    eating.check_confirmed(warnings, confirmed_warnings)
    if priced.pay_by is PayBy.CASH:
        cash_limits.check(session, customer.user_id, priced.total_minor, priced.currency)
    zone = ZoneInfo(priced.restaurant.time_zone)
    uses = offers.uses(priced.taken, customer.user_id, zone)
    if earlier:
        _give_up(session, customer, uses, [UUID(one) for one in earlier.values()])
    counting.take(session, uses)
    seen = (seen_total_minor, seen_credit_minor)
    credit_minor = _credit(session, customer, basket, priced, seen)
    order = _order(customer, name, basket, priced, idempotency_key, credit_minor)
    order.avoids, order.confirmed_warnings = avoids, warnings
    counted: set[UUID] = set()
    if has_counted:
        counted = stock.take(session, order.restaurant_id, _portions(priced))
    _write(session, customer, order, _lines(order, priced, counted), uses)
    _tell_refused(session, order, priced)
    crediting.follow(session, order, because="placed")
    if not order.card_minor:
        confirm_held(session, PLATFORM, order)  # there is nothing to wait for
    return order


def _tell_refused(session: Session, order: Order, priced: Quote) -> None:
    for offer in priced.taken.verdict.had_before:
        event = FirstOrderRefused(
            order_id=order.id,
            customer_id=order.customer_id,
            promotion_id=offer.id,
            offer=offer.name,
        )
        outbox.record(session, event)


def _give_up(session: Session, customer: Customer, uses: list[Wanted], earlier: list[UUID]) -> None:
    """The orders that were never paid; what they hold of a promotion is free for this one."""
    if uses:
        counting.hold(session, uses, earlier)
    endings.replace_unpaid(session, customer)


def confirm_authorised(session: Session, platform: Platform, order_id: UUID) -> bool:
    """The money is held: ask the restaurant. False when the order has ended meanwhile, so that
    the hold must be released."""
    return confirm_held(session, platform, lock(session, platform, order_id))


def confirm_held(session: Session, platform: Platform, order: Order) -> bool:
    """The same for an order that this transaction holds already."""
    if order.status is not OrderStatus.AWAITING_PAYMENT:
        return order.placed_at is not None and order.ended_at is None
    placed_at = clock.now()
    # Read before, so that all is one UPDATE.
    service = serving.service_terms(session, order.restaurant_id)
    order.move_to(OrderStatus.PLACED)
    order.placed_at, order.answer_by = placed_at, _answer_by(service, placed_at)
    order.arrive_by = _arrive_by(service, order, placed_at)
    # What the customer chose since stays only if it is another restaurant's.
    baskets.empty_of(session, order.customer_id, order.restaurant_id)
    record(session, PLATFORM, order, OrderPlaced(**ids(order), answer_by=order.answer_by))
    if offers.is_first(order) and order.card_minor:
        outbox.record(session, FirstOrderPlaced(order_id=order.id))
    return True


def _basket(session: Session, customer: Customer) -> tuple[Basket | None, str, list[str]]:
    """The basket, its owner's name, and what they avoid. Held, so that of two clicks side by side
    the second one waits and then finds the order."""
    found = session.execute(_BASKET, {"user_id": customer.user_id}).one_or_none()
    return (found[0], found[1], list(found[2])) if found else (None, "", [])


_BASKET = (
    select(Basket, col(User.name), col(User.allergens))
    .join(User, col(User.id) == Basket.user_id)
    .where(col(Basket.user_id) == bindparam("user_id"))
    .with_for_update(of=Basket)
    .execution_options(populate_existing=True)
)


def _placed_before(session: Session, customer: Customer, idempotency_key: str) -> Order | None:
    return session.scalars(
        select(Order).where(
            col(Order.customer_id) == customer.user_id,
            col(Order.idempotency_key) == idempotency_key,
        )
    ).one_or_none()


def _asked(customer: Customer, basket: Basket, idempotency_key: str) -> dict[str, Any]:
    return {
        "customer_id": customer.user_id,
        "idempotency_key": idempotency_key,
        "restaurant_id": basket.restaurant_id,
    } | parameters(basket)


# {key: id} of the order of this key and of those still unpaid. Read once the basket is held:
# nobody else can add one.
_EARLIER = (
    select(
        func.coalesce(
            func.json_object_agg(col(Order.idempotency_key), col(Order.id)),
            literal_column("'{}'::json"),
        )
    )
    .where(
        col(Order.customer_id) == bindparam("customer_id"),
        or_(
            col(Order.idempotency_key) == bindparam("idempotency_key"),
            col(Order.status) == OrderStatus.AWAITING_PAYMENT,
        ),
    )
    .scalar_subquery()
)
_FACTS = QUOTE_ROW.add_columns(_EARLIER)


def _has_counted(lines: list[dict[str, Any]]) -> bool:
    """Of the lines of QUOTE_ROW. A dish that is counted from now on is counted after this order."""
    return any(line["card"] and line["card"]["stock"] is not None for line in lines)


def _check(priced: Quote, seen_total_minor: int, seen_minutes: int) -> None:
    if priced.problems:
        raise DomainError(priced.problems[0])
    if priced.total_minor > seen_total_minor:
        raise PriceChanged
    if seen_minutes and priced.minutes[1] > seen_minutes + LATER_MINUTES:
        raise PromiseChanged(priced.minutes)


def _credit(
    session: Session, customer: Customer, basket: Basket, priced: Quote, seen: tuple[int, int]
) -> int:
    """How much of it store credit pays."""
    is_cash, total, used = priced.pay_by is PayBy.CASH, priced.total_minor, 0
    if basket.use_credit and not is_cash:
        used = crediting.to_use(session, customer.user_id, priced.currency, total)
    seen_total, seen_credit = seen
    if used > seen_credit or total - used > seen_total - seen_credit:
        raise crediting.CreditChanged
    return used


def _rounding(priced: Quote, credit_minor: int) -> int:
    """Raises a DomainError where no card can pay the rest."""
    if priced.pay_by is PayBy.CASH:
        return 0
    left = priced.total_minor - credit_minor
    return charging.card_rounding(left, priced.currency, is_cheaper=priced.is_cheaper)


def _order(
    customer: Customer,
    name: str,
    basket: Basket,
    priced: Quote,
    idempotency_key: str,
    credit_minor: int,
) -> Order:
    commission = rates.commission_millionths(priced.restaurant, priced.rates)
    return Order(
        number=_number(),
        idempotency_key=idempotency_key,
        customer_id=customer.user_id,
        restaurant_id=priced.restaurant.id,
        fulfilment=basket.fulfilment,
        currency=priced.currency,
        items_minor=priced.items_minor,
        delivery_fee_minor=priced.delivery_fee_minor,
        service_fee_minor=priced.service_fee_minor,
        tip_minor=priced.tip_minor,
        food_discount_minor=priced.food_discount_minor,
        delivery_discount_minor=priced.delivery_discount_minor,
        offers=priced.offers,
        is_tax_included=priced.is_tax_included,
        items_tax_minor=priced.items_tax_minor,
        delivery_tax_minor=priced.delivery_tax_minor,
        service_tax_minor=priced.service_tax_minor,
        total_minor=priced.total_minor,
        to_pay_minor=priced.total_minor,
        pay_by=priced.pay_by,
        credit_used_minor=credit_minor,
        rounding_minor=_rounding(priced, credit_minor),
        taxes=priced.taxes,
        commission_bps=rounded(commission, shares.A_BPS),
        commission_millionths=commission,
        commission_tax_millionths=rates.commission_tax_millionths(priced.rates),
        customer_name=name,
        street=basket.street,
        postcode=basket.postcode,
        city=basket.city,
        address_note=basket.address_note,
        lat=basket.lat,
        lng=basket.lng,
        distance_m=priced.distance_m,
        note=basket.note,
        pin=pins.drawn(),
        requested_for=basket.requested_for,
        arrive_by=basket.requested_for or clock.now() + timedelta(minutes=priced.minutes[1]),
    )


def _portions(priced: Quote) -> Counter[UUID]:
    wanted: Counter[UUID] = Counter()
    for line in priced.lines:
        wanted[line.item_id] += line.quantity
    return wanted


def _lines(order: Order, priced: Quote, counted: set[UUID]) -> list[dict[str, Any]]:
    """Rows of OrderLine."""
    return [
        {
            "id": uuid4(),
            "order_id": order.id,
            "position": position,
            "item_id": line.item_id,
            "name": line.name,
            "variation": line.variation,
            "modifiers": line.modifiers,
            "quantity": line.quantity,
            "unit_minor": line.unit_minor,
            "total_minor": line.total_minor,
            "discount_minor": line.discount_minor,
            "tax_class": line.tax_class,
            "tax_bps": rounded(line.tax_millionths, shares.A_BPS),
            "tax_millionths": line.tax_millionths,
            "tax_minor": line.tax_minor,
            "note": line.note,
            "declared": line.declared.as_json(),
            "stock_taken": line.item_id in counted,
        }
        for position, line in enumerate(priced.lines)
    ]


def _write(
    session: Session,
    customer: Customer,
    order: Order,
    lines: list[dict[str, Any]],
    uses: list[Wanted],
) -> None:
    """The order, its lines, the promotions it used and what tells of it, in one statement. From
    here on the session knows the order as one that it has read."""
    started = OrderStarted(**ids(order), total_minor=order.total_minor, currency=order.currency)
    rows = {
        "placed": order.model_dump_json(),
        "lines": json.dumps(lines, default=str),
        "uses": json.dumps(offers.rows(order, uses, order.created_at), default=str),
    }
    record_with(session, _PLACED, customer, order, started, **rows)
    make_transient_to_detached(order)
    session.add(order)


_PLACED = text(
    """
    WITH placed AS (
      INSERT INTO orders
      SELECT * FROM json_populate_record(CAST(NULL AS orders), CAST(:placed AS json))
    ), lines AS (
      INSERT INTO order_lines
      SELECT * FROM json_populate_recordset(CAST(NULL AS order_lines), CAST(:lines AS json))
    ), uses AS (
      INSERT INTO promotion_uses
      SELECT * FROM json_populate_recordset(CAST(NULL AS promotion_uses), CAST(:uses AS json))
    ),
    """  # noqa: S608 - constants of ours
    + ENTRIES
)


def _number() -> str:
    letters = "".join(secrets.choice(LETTERS) for _ in range(3))
    return f"{letters}-{secrets.randbelow(100):02}"


def _arrive_by(service: ServiceTerms, order: Order, placed_at: datetime) -> datetime:
    """Counted from when it was paid: whoever took half an hour on the payment page is promised no
    less time than the kitchen needs."""
    prep = service.row.prep_minutes + service.row.busy_extra_minutes
    least, most = arrival.minutes_range(prep, order.distance_m)
    if order.requested_for is None:
        return placed_at + timedelta(minutes=most)
    return max(order.requested_for, placed_at + timedelta(minutes=least))


def _answer_by(service: ServiceTerms, placed_at: datetime) -> datetime:
    """The restaurant has accept_minutes, counted from its opening when it is closed now."""
    hours = service.hours
    begins = placed_at if hours.is_open(placed_at) else hours.opens_next(placed_at) or placed_at
    return begins + timedelta(minutes=settings().accept_minutes)
