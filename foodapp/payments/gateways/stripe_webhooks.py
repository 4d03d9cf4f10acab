"""Stripe's events, verified and reduced (docs.stripe.com/webhooks, /api/events/types)."""

import json
from typing import Any
from uuid import UUID

import stripe

from foodapp.payments.gateways.errors import Forged
from foodapp.payments.gateways.protocol import Held, Message, Truth

OLDEST_S = 300
REFUND_CHANGED = frozenset({"refund.failed", "refund.updated", "charge.refund.updated"})


def verified(body: bytes, signature: str, secret: str, *, is_live: bool) -> Message:
    try:
        # Not construct_event: it wraps every value in an object of its own, at ten times the cost.
        stripe.WebhookSignature.verify_header(body, signature, secret, OLDEST_S)
        told = json.loads(body)
        # Connect events name an account; we have none yet, so whoever it is, it is not ours.
        if bool(told["livemode"]) is not is_live or told.get("account"):
            raise Forged
        return _message(told)
    except (stripe.SignatureVerificationError, ValueError, KeyError, TypeError) as error:
        raise Forged from error


def _message(event: dict[str, Any]) -> Message:
    kind, about = str(event["type"]), event["data"]["object"]
    return Message(
        event_id=str(event["id"]),
        kind=kind,
        payment_id=_uuid((about.get("metadata") or {}).get("payment_id")),
        truth=_truth(kind, about),
        page_ref=about["id"] if about["object"] == "checkout.session" else "",
        # A refund that fails is one of several: only all of them say how much is given back.
        doubtful_intent=str(about.get("payment_intent") or "") if kind in REFUND_CHANGED else "",
    )


def _truth(kind: str, about: dict[str, Any]) -> Truth | None:
    match kind:
        case "checkout.session.completed":
            # Cards only, captured by hand: a completed page means a hold.
            return _of_page(about, Held.HELD)
        case "checkout.session.expired":
            return _of_page(about, Held.NOWHERE)
        case "payment_intent.amount_capturable_updated":
            return _of_intent(about, Held.HELD)
        case "payment_intent.succeeded":
            return _of_intent(about, Held.TAKEN)
        case "payment_intent.canceled":
            return _of_intent(about, Held.RELEASED)
        case "payment_intent.payment_failed":
            return _of_intent(about, Held.NOWHERE)
        case "charge.refunded":
            return Truth(
                held=Held.TAKEN,
                page_open=False,
                intent_ref=about["payment_intent"] or "",
                amount_minor=about["amount"],
                currency=about["currency"].upper(),
                taken_minor=about["amount_captured"],
                refunded_minor=about["amount_refunded"],
            )
    return None


def _of_page(page: dict[str, Any], held: Held) -> Truth:
    return Truth(
        held=held,
        page_open=page["status"] == "open",
        intent_ref=page["payment_intent"] or "",
        amount_minor=page["amount_total"],
        currency=page["currency"].upper(),
    )


def _of_intent(intent: dict[str, Any], held: Held) -> Truth:
    error = intent.get("last_payment_error") or {}
    return Truth(
        held=held,
        page_open=held is Held.NOWHERE,
        intent_ref=intent["id"],
        amount_minor=intent["amount"],
        currency=intent["currency"].upper(),
        taken_minor=intent["amount_received"],
        decline=error.get("decline_code") or error.get("code") or "",
    )


def _uuid(text: object) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None
