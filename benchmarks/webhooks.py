"""A gateway that talks a lot: signed messages verified, stored and carried out, many at once."""

import json
import random
import time
from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import stripe
from sqlmodel import col, insert, select

from benchmarks import bare
from benchmarks.crowd import PROCESSES, Load, together
from benchmarks.figures import Figure, spread_ms, times
from foodapp.kit.db import transaction
from foodapp.kit.settings import DEMO_STRIPE_KEY, DEMO_WEBHOOK_SECRET
from foodapp.orders.models import Order, OrderStatus
from foodapp.payments import webhooks
from foodapp.payments.gateways.stripe_gateway import StripeGateway
from foodapp.payments.models import Payment

Signed = tuple[bytes, str]  # body, signature
PAYMENTS = 2_000
QUIET = 16_000


def measure(url: str) -> list[Figure]:
    """Works on the orders that `placing` has left unpaid."""
    payments = open_payments(PAYMENTS)
    base = bare.commits_a_second(url, PROCESSES)
    told = [one for payment in payments for one in of_one_payment(payment)]
    random.Random(4).shuffle(told)
    lively = together(receive_all, shares(told))
    quiet = together(receive_all, shares(nothing_new(QUIET)))
    return [
        figure(
            "webhooks with their effects",
            lively,
            base,
            "six messages a payment, shuffled: a hold that places its order, its page, two of them "
            "again, two of kinds that we do not act on",
        ),
        figure(
            "webhooks that tell nothing new",
            quiet,
            base,
            "kinds that we do not act on, each sent twice",
        ),
    ]


def figure(what: str, load: Load, base: float, mix: str) -> Figure:
    return Figure(
        what,
        f"{load.a_second:.0f} a second; {spread_ms(load.waits)} (p50 / p99)",
        f"{PROCESSES} processes at once: verified, parsed, stored in the transaction of their "
        f"effect; {mix}; {load.cpu_ms:.1f} ms of a process's CPU each",
        f"{base:.0f} one-row commits a second ({times(base, load.a_second)} as many)",
    )


def receive_all(share: list[Signed]) -> Iterator[None]:
    gateway = StripeGateway(DEMO_STRIPE_KEY, webhook_secret=DEMO_WEBHOOK_SECRET)
    for body, signature in share:
        message = gateway.verify_webhook(body, {"stripe-signature": signature})
        with transaction() as session:
            webhooks.receive(session, "stripe", message)
        yield


def shares(told: list[Signed]) -> list[list[Signed]]:
    return [told[n::PROCESSES] for n in range(PROCESSES)]


def open_payments(count: int) -> list[Payment]:
    """Of unpaid orders, as the customer's way to the gateway's page leaves them."""
    with transaction() as session:
        orders = session.exec(
            select(Order)
            .outerjoin(Payment, col(Payment.order_id) == Order.id)
            .where(Order.status == OrderStatus.AWAITING_PAYMENT, col(Payment.id).is_(None))
            .limit(count)
        ).all()
        payments = [
            Payment(
                order_id=order.id,
                amount_minor=order.total_minor,
                currency=order.currency,
                page_ref=f"cs_{order.id.hex}",
            )
            for order in orders
        ]
        session.execute(insert(Payment), [payment.model_dump() for payment in payments])
    return payments


def of_one_payment(payment: Payment) -> list[Signed]:
    intent, page = _intent(payment), _page(payment)
    hold = _signed("payment_intent.amount_capturable_updated", intent)
    done = _signed("checkout.session.completed", page)
    others = [_signed(kind, intent) for kind in ("payment_intent.created", "charge.succeeded")]
    return [hold, hold, done, done, *others]


def nothing_new(count: int) -> list[Signed]:
    """Each of them twice."""
    new = [
        _signed("charge.updated", {"object": "charge", "id": uuid4().hex})
        for _ in range(count // 2)
    ]
    mixed = new * 2
    random.Random(5).shuffle(mixed)
    return mixed


def _intent(payment: Payment) -> dict[str, Any]:
    return {
        "id": f"pi_{payment.order_id.hex}",
        "object": "payment_intent",
        "amount": payment.amount_minor,
        "amount_received": 0,
        "amount_capturable": payment.amount_minor,
        "currency": payment.currency.lower(),
        "metadata": _names(payment.id, payment.order_id),
        "status": "requires_capture",
    }


def _page(payment: Payment) -> dict[str, Any]:
    return {
        "id": payment.page_ref,
        "object": "checkout.session",
        "amount_total": payment.amount_minor,
        "currency": payment.currency.lower(),
        "metadata": _names(payment.id, payment.order_id),
        "payment_intent": f"pi_{payment.order_id.hex}",
        "status": "complete",
    }


def _names(payment_id: UUID, order_id: UUID) -> dict[str, str]:
    return {"payment_id": str(payment_id), "order_id": str(order_id)}


def _signed(kind: str, about: dict[str, Any]) -> Signed:
    event = {
        "id": f"evt_{uuid4().hex}",
        "object": "event",
        "type": kind,
        "livemode": False,
        "created": int(time.time()),
        "data": {"object": about},
    }
    body = json.dumps(event)
    return body.encode(), stripe.WebhookSignature.generate_signature_header(
        body, DEMO_WEBHOOK_SECRET
    )
