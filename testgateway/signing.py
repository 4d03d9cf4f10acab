"""An event as it goes over the wire: its body, and the headers that prove where it is from.

Stripe: docs.stripe.com/webhooks#verify-manually. Razorpay: razorpay.com/docs/webhooks/validate-test
(the signature covers the body alone; the event's id is a header).
"""

import hmac
import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from foodapp.gateways.razorpay.settings import RazorpaySettings
from foodapp.gateways.stripe.settings import StripeSettings
from foodapp.kit import clock
from foodapp.kit.settings import declared
from testgateway.books import Obj, shown

STRANGER = "secret_of_a_stranger"
OLD_S = {"stripe": 3600, "razorpay": 7 * 86_400}


@dataclass(frozen=True)
class Letter:
    gateway: str
    body: str
    headers: dict[str, str]


def letter(event: Obj, twists: list[str]) -> Letter:
    """twists: see faults.WEBHOOK_FAULTS."""
    if event.get("_kind"):
        return _of_razorpay(event, twists)
    told = _twisted(shown(event), twists)
    if "wrong_account" in twists:
        told["account"] = "acct_of_a_stranger"
    if "live_mode" in twists:
        told["livemode"] = True
    body = json.dumps(told)
    # Real time, not the gateway's: the platform compares it with its own clock.
    signed_at = int(clock.now().timestamp())
    if "old_timestamp" in twists:
        signed_at -= OLD_S["stripe"]
    secret = declared(StripeSettings).stripe_webhook_secret
    mac = _mac(f"{signed_at}.{body}", secret.get_secret_value(), twists)
    return Letter("stripe", body, _headers() | {"stripe-signature": f"t={signed_at},v1={mac}"})


def _of_razorpay(event: Obj, twists: list[str]) -> Letter:
    told = _twisted(event["body"], twists)
    told["created_at"] = int(clock.now().timestamp())
    if "old_timestamp" in twists:
        told["created_at"] -= OLD_S["razorpay"]
    if "wrong_account" in twists:
        told["account_id"] = "acc_of_a_stranger"
    body = json.dumps(told)
    secret = declared(RazorpaySettings).razorpay_webhook_secret
    mac = _mac(body, secret.get_secret_value(), twists)
    proof = {"x-razorpay-signature": mac, "x-razorpay-event-id": event["id"]}
    return Letter("razorpay", body, _headers() | proof)


def _headers() -> dict[str, str]:
    return {"content-type": "application/json"}


def _mac(text: str, secret: str, twists: list[str]) -> str:
    key = STRANGER if "bad_signature" in twists else secret
    return hmac.new(key.encode(), text.encode(), sha256).hexdigest()


def _twisted(event: Obj, twists: list[str]) -> Obj:
    """A copy, with amounts one too high or another currency throughout, as asked."""
    told: Obj = json.loads(json.dumps(event))
    _twist(told, twists)
    return told


def _twist(part: Any, twists: list[str]) -> None:
    if isinstance(part, list):
        for one in part:
            _twist(one, twists)
    if not isinstance(part, dict):
        return
    for name, value in part.items():
        if "wrong_amount" in twists and name.startswith("amount") and isinstance(value, int):
            part[name] = value + 1
        elif "wrong_currency" in twists and name == "currency":
            other = "eur" if value.lower() == "usd" else "usd"
            part[name] = other.upper() if value.isupper() else other
        else:
            _twist(value, twists)
