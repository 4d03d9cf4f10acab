"""A gateway that is not in use is not listened to."""

import hashlib
import hmac
import json
import time

import pytest
from starlette.testclient import TestClient

from foodapp.gateways import registry
from foodapp.gateways.stripe.settings import DEMO_WEBHOOK_SECRET
from foodapp.kit.settings import whole
from foodapp.ui.http import routes
from tests.foodapp.kit.test_settings import OWN, RAZORPAY

BODY = json.dumps({"id": "evt_1", "type": "payment_intent.succeeded", "data": {"object": {}}})


@pytest.fixture
def razorpay_alone(monkeypatch):
    chosen = whole()(**OWN, **RAZORPAY)
    monkeypatch.setattr(registry, "chosen", lambda: chosen)
    registry.gateway.cache_clear()
    yield
    registry.gateway.cache_clear()


def signed_with_the_public_secret() -> dict[str, str]:
    at = int(time.time())
    mac = hmac.new(DEMO_WEBHOOK_SECRET.encode(), f"{at}.{BODY}".encode(), hashlib.sha256)
    return {"stripe-signature": f"t={at},v1={mac.hexdigest()}"}


@pytest.mark.parametrize(
    ("gateway", "status"), [("stripe", 404), ("paypal", 404), ("razorpay", 400)]
)
def test_only_the_doors_of_gateways_in_use_are_open(session, razorpay_alone, gateway, status):
    web = TestClient(routes())
    answer = web.post(
        f"/api/webhooks/{gateway}", content=BODY, headers=signed_with_the_public_secret()
    )
    assert answer.status_code == status
