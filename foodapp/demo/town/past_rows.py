"""The past as rows of the tables."""

from datetime import datetime, timedelta
from random import Random
from types import SimpleNamespace
from typing import Any, cast

from foodapp.demo.town.bulk import Row
from foodapp.demo.town.founding import new_id
from foodapp.demo.town.past_order import PastOrder
from foodapp.demo.town.rides import Turn
from foodapp.dispatch.deliveries import pay_minor
from foodapp.dispatch.models import Delivery, Offer, Shift
from foodapp.kit.money import rounded
from foodapp.kit.shares import A_BPS
from foodapp.orders.ends import pays_minor
from foodapp.orders.models import Order, OrderLine, OrderStatus, TimelineEntry
from foodapp.orders.placing import LETTERS
from foodapp.payments.models import Payment
from foodapp.restaurants import taxes
from foodapp.restaurants.taxes import TaxClass
from foodapp.reviews.models import DishRating, Review

# In the order in which foreign keys allow them to be written.
TABLES = (Order, OrderLine, TimelineEntry, Payment, Shift, Delivery, Offer, Review, DishRating)
Rows = dict[type[Any], list[Row]]
_BLANK = {
    name: field.default for name, field in Order.model_fields.items() if not field.is_required()
}


def add_order(dice: Random, rows: Rows, order: PastOrder) -> None:
    """A past order with all that hangs on it: lines, timeline, payment, delivery."""
    lines = [_line(dice, order, position) for position in range(len(order.portions))]
    rows[Order].append(_order(dice, order, sum(line["tax_minor"] for line in lines)))
    rows[OrderLine] += lines
    rows[TimelineEntry] += [
        {
            "order_id": order.order_id,
            "at": step.at,
            "kind": step.kind,
            "by": step.by,
            "by_id": step.by_id,
            "facts": step.facts,
        }
        for step in order.steps
    ]
    rows[Payment].append(_payment(dice, order, rows[Order][-1]["to_pay_minor"]))
    if order.terms and "accepted_at" in order.moments:
        _add_delivery(dice, rows, order)


def _order(dice: Random, order: PastOrder, items_tax_minor: int) -> Row:
    shop = order.shop.row
    tax = taxes.terms_of(shop)
    fees_rate = tax.millionths(TaxClass.SERVICE)
    letters = "".join(dice.choices(LETTERS, k=3))
    moments = {name: value for name, value in order.moments.items() if name != "promised"}
    row: Row = {
        "id": order.order_id,
        "number": f"{letters}-{dice.randrange(100):02}",
        "idempotency_key": order.key,
        "customer_id": order.guest.user_id,
        "restaurant_id": shop.id,
        "status": order.status.value,
        "end": order.end.value if order.end else None,
        "fulfilment": "delivery" if order.terms else "pickup",
        "currency": shop.currency,
        "commission_bps": shop.commission_bps,
        "is_tax_included": tax.is_included,
        "items_tax_minor": items_tax_minor,
        "delivery_tax_minor": tax.tax_minor(order.fee_minor, fees_rate),
        "service_tax_minor": tax.tax_minor(order.service_fee_minor, fees_rate),
        "food_discount_minor": 0,
        "delivery_discount_minor": 0,
        "items_minor": order.items_minor,
        "delivery_fee_minor": order.fee_minor,
        "service_fee_minor": order.service_fee_minor,
        "tip_minor": order.tip_minor,
        "total_minor": order.total_minor,
        "customer_name": order.guest.name,
        "distance_m": order.distance_m,
        "pin": f"{dice.randrange(10_000):04}",
        "created_at": order.created_at,
    }
    row |= moments | (_address(order) if order.terms else {})
    row["to_pay_minor"] = pays_minor(as_order(row), order.end) if order.end else order.total_minor
    return row


class _AsOrder(SimpleNamespace):
    commission_rate = Order.commission_rate


def as_order(row: Row) -> Order:
    """The row with names, for rules that read an order: making seven thousand real ones, to be
    thrown away, would take as long as all the rest of the history."""
    return cast(Order, _AsOrder(**_BLANK | row))


def _address(order: PastOrder) -> Row:
    place = order.place
    return {
        "street": place.street,
        "postcode": place.postcode,
        "city": place.city,
        "address_note": place.note,
        "lat": place.lat,
        "lng": place.lng,
    }


def _line(dice: Random, order: PastOrder, position: int) -> Row:
    one = order.portions[position]
    tax = taxes.terms_of(order.shop.row)
    total_minor, rate = one.unit_minor * one.quantity, tax.millionths(one.item.tax_class)
    return {
        "id": new_id(dice),
        "order_id": order.order_id,
        "position": position,
        "item_id": one.item.id,
        "name": one.item.name,
        "variation": one.variation.name if one.variation else "",
        "modifiers": [{"name": m.name, "price_minor": m.price_minor} for m in one.modifiers],
        "quantity": one.quantity,
        "unit_minor": one.unit_minor,
        "total_minor": total_minor,
        "tax_class": one.item.tax_class,
        "tax_bps": rounded(rate, A_BPS),
        "tax_millionths": rate,
        "tax_minor": tax.tax_minor(total_minor, rate),
    }


def _payment(dice: Random, order: PastOrder, to_pay_minor: int) -> Row:
    """Authorised when placed, captured when accepted, void or given back when it came to nothing.
    The references look like Stripe's and lead nowhere: the test gateway knows nothing of them."""
    ref = f"{dice.getrandbits(96):024x}"
    moments, created_at = order.moments, order.created_at
    row: Row = {
        "id": new_id(dice),
        "order_id": order.order_id,
        "gateway": "stripe",
        "amount_minor": order.total_minor,
        "currency": order.shop.row.currency,
        "page_ref": f"cs_test_town{ref}",
        "created_at": created_at,
        "looked_up_at": order.ends_at,
    }
    if order.status is OrderStatus.UNPAID:
        return row | {"status": "failed", "failed_at": order.ends_at, "failure": "expired"}
    row |= {"intent_ref": f"pi_town{ref}", "authorised_at": moments["placed_at"]}
    soon = order.ends_at + timedelta(seconds=1)
    if "accepted_at" not in moments:
        return row | {"status": "voided", "voided_at": soon}
    row |= {
        "status": "captured",
        "captured_at": moments["accepted_at"] + timedelta(seconds=1),
        "captured_minor": order.total_minor,
    }
    back = order.total_minor - to_pay_minor
    if not back:
        return row
    status = "refunded" if back == order.total_minor else "part_refunded"
    return row | {"status": status, "refunded_minor": back, "refunded_at": soon}


def _add_delivery(dice: Random, rows: Rows, order: PastOrder) -> None:
    if order.terms is None:
        return
    moments, delivery_id = order.moments, new_id(dice)
    opened_at = moments["accepted_at"] + timedelta(milliseconds=200)
    row: Row = {
        "id": delivery_id,
        "order_id": order.order_id,
        "restaurant_id": order.shop.row.id,
        "distance_m": order.terms.distance_m,
        "currency": order.shop.row.currency,
        "pay_minor": pay_minor(order.terms.distance_m, order.shop.row.currency),
        "tip_minor": order.tip_minor,
        "opened_at": opened_at,
        "search_from": opened_at,
        "search_until": opened_at + timedelta(minutes=10),
        "status": "cancelled",
        "ended_at": order.ends_at,
    }
    if order.ride is not None:
        row |= _ridden(order)
        _add_offers(dice, rows, order, delivery_id, int(row["pay_minor"]) + order.tip_minor)
    rows[Delivery].append(row)


def _ridden(order: PastOrder) -> Row:
    ride, moments = order.ride, order.moments
    if ride is None:
        raise ValueError(f"nobody rode for {order.key}")
    is_failed = order.status is OrderStatus.FAILED
    return {
        "status": "failed" if is_failed else "delivered",
        "rider_id": ride.turn.rider.rider_id,
        "assigned_at": ride.assigned_at,
        "arrived_at": ride.arrives_at,
        "collected_at": moments["collected_at"],
        "delivered_at": moments.get("delivered_at"),
        "failed_reason": moments["end_code"] if is_failed else "",
    }


def _add_offers(
    dice: Random, rows: Rows, order: PastOrder, delivery_id: Any, pay_minor: int
) -> None:
    """The offer that was accepted, and before it the one that was not."""
    if order.ride is None:
        return
    answered_at = order.ride.assigned_at
    offered_at = answered_at - timedelta(seconds=dice.randint(3, 15))
    metres = order.ride.to_restaurant_m
    asked = [(order.ride.turn.rider, "accepted", offered_at, answered_at)]
    if order.ride.declined_by:
        earlier = offered_at - timedelta(seconds=12)
        asked.insert(0, (order.ride.declined_by, "declined", earlier, offered_at))
    rows[Offer] += [
        {
            "id": new_id(dice),
            "delivery_id": delivery_id,
            "rider_id": rider.rider_id,
            "status": status,
            "to_restaurant_m": metres,
            "pay_minor": pay_minor,
            "offered_at": at,
            "answer_by": at + timedelta(seconds=45),
            "answered_at": until,
        }
        for rider, status, at, until in asked
    ]


def shift(dice: Random, turn: Turn, now: datetime) -> Row:
    return {
        "id": new_id(dice),
        "rider_id": turn.rider.rider_id,
        "started_at": turn.starts,
        "ended_at": min(max(turn.ends, turn.busy_until), now),
    }
