"""The rows of one order that its page in the console is made of, in one round trip."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from foodapp.accounts.models import RiderProfile, User
from foodapp.cases.models import Case
from foodapp.dispatch.models import Delivery
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import NotFound
from foodapp.kit.json_rows import json_list, json_object
from foodapp.orders.models import Order
from foodapp.payments.models import Payment
from foodapp.payments.refunds.models import Adjustment
from foodapp.restaurants.models import Restaurant


@dataclass(frozen=True)
class OrderFacts:
    """payment: None where none was begun. delivery: None where nobody has to bring it (yet).
    cases: what its customer complained of, as console.problems reads it."""

    order: Order
    restaurant: Restaurant
    customer: User
    payment: Payment | None
    delivery: Delivery | None
    rider: User | None
    cases: list[dict[str, Any]]


def facts_of(session: ReadSession, order_id: UUID) -> OrderFacts:
    """For whoever may see every order."""
    customer, rider = aliased(User), aliased(User)
    found = session.execute(
        select(Order, Restaurant, customer, Payment, Delivery, rider, _cases())
        .join(Restaurant, col(Restaurant.id) == Order.restaurant_id)
        .join(customer, col(customer.id) == Order.customer_id)
        .outerjoin(Payment, col(Payment.order_id) == Order.id)
        .outerjoin(Delivery, col(Delivery.order_id) == Order.id)
        .outerjoin(RiderProfile, col(RiderProfile.id) == Delivery.rider_id)
        .outerjoin(rider, col(rider.id) == RiderProfile.user_id)
        .where(col(Order.id) == order_id)
    ).one_or_none()
    if found is None:
        raise NotFound("order")
    return OrderFacts(*found)


def _cases() -> ColumnElement[Any]:
    facts = json_object(
        id=Case.id,
        dish=Case.dish,
        quantity=Case.quantity,
        fault=Case.fault,
        text=Case.text,
        has_photo=col(Case.photo) != "",
        proposed_minor=Case.proposed_minor,
        given_minor=Adjustment.amount_minor,
        currency=Case.currency,
        back_to=Case.back_to,
        bearer=Case.bearer,
        outcome=Case.outcome,
        is_at_once=Case.is_at_once,
        has_asked=col(Case.adjustment_id).is_not(None),
        reason=Case.reason,
    )
    return (
        select(json_list(facts, col(Case.opened_at), col(Case.id)))
        .select_from(Case)
        .outerjoin(Adjustment, col(Adjustment.id) == Case.adjustment_id)
        .where(col(Case.order_id) == Order.id)
        .correlate(Order)
        .scalar_subquery()
    )
