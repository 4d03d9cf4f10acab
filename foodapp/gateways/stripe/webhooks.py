"""Stripe's events, verified and reduced (docs.stripe.com/webhooks, /api/events/types)."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import stripe

from foodapp.gateways.errors import Forged
from foodapp.gateways.numbers import heard
from foodapp.gateways.protocol import DisputeStatus, GatewayDispute, GatewayState, Message, MoneyAt
from foodapp.gateways.reading import MISSHAPEN, checked, read

OLDEST_S = 300
CARDS_CHANGED = frozenset(
    {
        "payment_method.attached",
        "payment_method.automatically_updated",
        "payment_method.detached",
        "payment_method.updated",
        "setup_intent.succeeded",
    }
)
REFUND_CHANGED = frozenset({"refund.failed", "refund.updated", "charge.refund.updated"})


def verified(body: bytes, signature: str, secret: str, *, is_live: bool) -> Message:
    """Raises Forged unless signed by our secret just now, about our account, and readable."""
    try:
        # Not construct_event: it wraps every value in an object of its own, at ten times the cost.
        stripe.WebhookSignature.verify_header(body, signature, secret, OLDEST_S)
    except (stripe.SignatureVerificationError, *MISSHAPEN) as error:
        raise Forged from error
    told = read(body)
    try:
        # Connect events name an account; we have none yet, so whoever it is, it is not ours.
        if bool(told["livemode"]) is not is_live or told.get("account"):
            raise Forged
        return checked(_message(told))
    except MISSHAPEN as error:
        raise Forged from error


def _message(event: dict[str, Any]) -> Message:
    kind, about = str(event["type"]), event["data"]["object"]
    if kind in CARDS_CHANGED or about.get("mode") == "setup":
        before = event["data"].get("previous_attributes") or {}  # a detached card has no owner
        owner = _ref(about.get("customer") or before.get("customer"))
        return Message(str(event["id"]), kind, payment_id=None, state=None, account_ref=owner)
    return Message(
        event_id=str(event["id"]),
        kind=kind,
        payment_id=_uuid((about.get("metadata") or {}).get("payment_id")),
        state=_state(kind, about),
        page_ref=about["id"] if about["object"] == "checkout.session" else "",
        # A refund that fails is one of several: only all of them say how much is given back.
        doubtful_intent=str(about.get("payment_intent") or "") if kind in REFUND_CHANGED else "",
        intent_ref=_ref(about.get("payment_intent")),
        dispute=dispute_of(about) if about["object"] == "dispute" else None,
        # Of a completed page only the intent says whether the money is held or still on its way.
        look_again=kind == "checkout.session.completed",
    )


def dispute_of(dispute: dict[str, Any]) -> GatewayDispute | None:
    """None for an inquiry (warning_*), which takes no money: docs.stripe.com/api/disputes."""
    told = str(dispute["status"])
    if told.startswith("warning_"):
        return None
    status = DisputeStatus(told) if told in ("won", "lost") else DisputeStatus.OPEN
    due_by = (dispute.get("evidence_details") or {}).get("due_by")
    return GatewayDispute(
        ref=dispute["id"],
        intent_ref=_ref(dispute["payment_intent"]),
        status=status,
        amount_minor=_minor(dispute, "amount"),
        withheld_minor=0 if status is DisputeStatus.WON else _minor(dispute, "amount"),
        currency=dispute["currency"].upper(),
        reason=dispute["reason"],
        answer_by=datetime.fromtimestamp(due_by, UTC) if due_by else None,
    )


def _state(kind: str, about: dict[str, Any]) -> GatewayState | None:
    match kind:
        case "checkout.session.expired":
            return _of_page(about, MoneyAt.NOWHERE)
        case "payment_intent.amount_capturable_updated":
            return _of_intent(about, MoneyAt.HELD)
        case "payment_intent.succeeded":
            return _of_intent(about, MoneyAt.TAKEN)
        case "payment_intent.canceled":
            return _of_intent(about, MoneyAt.RELEASED)
        case "payment_intent.payment_failed":
            return _of_intent(about, MoneyAt.NOWHERE)
        case "charge.refunded":  # a refund that failed makes the sum smaller; forward only
            return GatewayState(
                held=MoneyAt.TAKEN,
                page_open=False,
                intent_ref=about["payment_intent"] or "",
                amount_minor=_minor(about, "amount"),
                currency=about["currency"].upper(),
                taken_minor=_minor(about, "amount_captured"),
                refunded_minor=_minor(about, "amount_refunded"),
            )
    return None


def _of_page(page: dict[str, Any], held: MoneyAt) -> GatewayState:
    return GatewayState(
        held=held,
        page_open=page["status"] == "open",
        intent_ref=page["payment_intent"] or "",
        amount_minor=_minor(page, "amount_total"),
        currency=page["currency"].upper(),
    )


def _of_intent(intent: dict[str, Any], held: MoneyAt) -> GatewayState:
    error = intent.get("last_payment_error") or {}
    return GatewayState(
        held=held,
        page_open=held is MoneyAt.NOWHERE,
        intent_ref=intent["id"],
        amount_minor=_minor(intent, "amount"),
        currency=intent["currency"].upper(),
        taken_minor=_minor(intent, "amount_received"),
        decline=error.get("decline_code") or error.get("code") or "",
    )


def _minor(of: dict[str, Any], name: str) -> int:
    return heard("stripe", of[name], of["currency"])


def _ref(of: Any) -> str:
    """An id, or the object itself where it was expanded."""
    return of if isinstance(of, str) else (of["id"] if of else "")


def _uuid(text: object) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None
