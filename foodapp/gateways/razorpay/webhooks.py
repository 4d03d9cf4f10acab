"""Razorpay's events, verified and reduced (razorpay.com/docs/webhooks, /webhooks/validate-test).

The signature covers the body; the event's id comes in a header beside it. So a body that is sent
again under another id gets through the door, and finds nothing left to do: payments move forward.
"""

import hmac
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from foodapp.gateways.errors import Forged
from foodapp.gateways.numbers import heard
from foodapp.gateways.protocol import DisputeStatus, GatewayDispute, GatewayState, Message, MoneyAt
from foodapp.gateways.reading import MISSHAPEN, checked, read
from foodapp.kit import clock

OLDEST_S = 25 * 3600  # an event keeps its time, and is sent again for a day
FUTURE_S = 300

OF_PAYMENT = frozenset(
    {"payment.authorized", "payment.captured", "payment.failed", "order.paid"}
    | {f"refund.{what}" for what in ("created", "processed", "speed_changed")}
)


def verified(body: bytes, headers: dict[str, Any], *, secret: str, account_id: str) -> Message:
    """Raises Forged unless signed by our secret, about our account, not older than a day,
    and readable."""
    signed = hmac.new(secret.encode(), body, sha256).hexdigest().encode()
    told = str(headers.get("x-razorpay-signature", "")).encode()
    event_id = str(headers.get("x-razorpay-event-id", ""))
    if not hmac.compare_digest(signed, told) or not event_id:
        raise Forged
    event = read(body)
    try:
        age_s = clock.now().timestamp() - event["created_at"]
        if event["account_id"] != account_id or not -FUTURE_S <= age_s <= OLDEST_S:
            raise Forged
        return checked(_message(event_id, event))
    except MISSHAPEN as error:
        raise Forged from error


def _message(event_id: str, event: dict[str, Any]) -> Message:
    kind, payload = str(event["event"]), event["payload"]
    payment = payload["payment"]["entity"] if "payment" in payload else None
    return Message(
        event_id=event_id,
        kind=kind,
        payment_id=None,  # a payment does not carry the notes of its order
        state=state_of(payment) if payment and kind in OF_PAYMENT else None,
        page_ref=(payment or {}).get("order_id") or "",
        dispute=dispute_of(payload["dispute"]["entity"]) if "dispute" in payload else None,
        # A refund that fails is one of several: only all of them say how much is given back.
        doubtful_intent=payment["id"] if payment and kind == "refund.failed" else "",
    )


def dispute_of(dispute: dict[str, Any]) -> GatewayDispute:
    """Razorpay withholds the money when it says so (amount_deducted), as a rule only of a dispute
    that is lost. `closed` ends an inquiry that cost nothing."""
    status = {
        "won": DisputeStatus.WON,
        "closed": DisputeStatus.WON,
        "lost": DisputeStatus.LOST,
    }.get(dispute["status"], DisputeStatus.OPEN)
    due_by = dispute.get("respond_by")
    return GatewayDispute(
        ref=dispute["id"],
        intent_ref=dispute["payment_id"],
        status=status,
        amount_minor=_minor(dispute, "amount"),
        withheld_minor=0 if status is DisputeStatus.WON else _minor(dispute, "amount_deducted"),
        currency=dispute["currency"].upper(),
        reason=dispute["reason_code"],
        answer_by=datetime.fromtimestamp(due_by, UTC) if due_by else None,
    )


def state_of(payment: dict[str, Any]) -> GatewayState:
    """What a payment says of itself. A try that came to nothing is not named (intent_ref), since
    the next one on the same order may be the one that counts."""
    where = held(payment)
    is_nowhere = where is MoneyAt.NOWHERE
    return GatewayState(
        held=where,
        page_open=is_nowhere,
        intent_ref="" if is_nowhere else payment["id"],
        amount_minor=_minor(payment, "amount"),
        currency=payment["currency"].upper(),
        taken_minor=_minor(payment, "amount") if payment["captured"] else 0,
        refunded_minor=_refunded(payment) if payment["captured"] else 0,
        decline=(payment.get("error_reason") or payment.get("error_code") or "")
        if is_nowhere
        else "",
    )


def _refunded(payment: dict[str, Any]) -> int:
    """null before the first refund."""
    return heard("razorpay", payment["amount_refunded"] or 0, payment["currency"])


def _minor(of: dict[str, Any], name: str) -> int:
    return heard("razorpay", of[name], of["currency"])


def held(payment: dict[str, Any]) -> MoneyAt:
    match payment["status"]:
        case "captured" | "refunded" if payment["captured"]:
            return MoneyAt.TAKEN
        case "refunded":  # never captured: it lapsed
            return MoneyAt.RELEASED
        case "authorized":
            return MoneyAt.HELD
    return MoneyAt.NOWHERE  # created, failed
