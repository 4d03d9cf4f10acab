"""What an operator may set, and how a wrong one is told."""

import os
import subprocess
import sys

import pytest
from pydantic import ValidationError

from foodapp.gateways.razorpay.settings import DEMO_RAZORPAY_WEBHOOK_SECRET
from foodapp.gateways.stripe.settings import DEMO_WEBHOOK_SECRET
from foodapp.kit import refused
from foodapp.kit.settings import DEMO_SECRET, Mode, whole
from foodapp.orders.settings import OrderSettings
from tests.fixtures.site import ROOT

OWN = {"mode": "production", "secret_key": "s" * 40, "public_url": "https://town.example"}
STRIPE = {"stripe_secret_key": "sk_live_x", "stripe_webhook_secret": "whsec_x"}
RAZORPAY = {
    "razorpay_key_id": "rzp_live_x",
    "razorpay_key_secret": "s",
    "razorpay_webhook_secret": "w",
    "razorpay_account_id": "acc_x",
}
PROGRAMS = {
    "cli": ["foodapp.cli", "migrate"],
    "serve": ["foodapp.ui.serve"],
    "worker": ["celery", "-A", "foodapp.worker:celery", "worker", "-c", "1"],
    "beat": ["celery", "-A", "foodapp.worker:celery", "beat", "--pidfile="],
    "alembic": ["alembic", "upgrade", "head"],
    "run": ["foodapp.cli", "run"],
}


def bare_environment() -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if not key.startswith("FOODAPP_")}


def test_who_says_nothing_is_in_production(monkeypatch):
    monkeypatch.delenv("FOODAPP_MODE")
    assert whole().model_fields["mode"].default is Mode.PRODUCTION
    with pytest.raises(ValueError, match="Production needs its own value for FOODAPP_SECRET_KEY"):
        whole()()


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_refused_setting_is_a_sentence_and_no_traceback(program, tmp_path):
    told = {"FOODAPP_DATA_DIR": str(tmp_path)}
    wrong = {"FOODAPP_PORT": "eighty", "FOODAPP_TIP_DAYS": "-1", "FOODAPP_MODE": "demo"}
    for given, sentences in (
        ({}, ["Production needs its own value for FOODAPP_SECRET_KEY, FOODAPP_STRIPE_SECRET_KEY"]),
        (wrong, ["FOODAPP_PORT is refused: ", "FOODAPP_TIP_DAYS is refused: "]),
    ):
        done = subprocess.run(
            [sys.executable, "-m", *PROGRAMS[program]],
            cwd=ROOT,
            env={**bare_environment(), **told, **given},
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert done.returncode == 1
        assert "Traceback" not in done.stdout + done.stderr
        said = done.stderr.strip().splitlines()
        assert len(said) == len(sentences), done.stderr
        assert all(line.startswith(one) for line, one in zip(said, sentences, strict=True))


def test_a_refusal_never_repeats_the_value():
    with pytest.raises(ValidationError) as caught:
        whole()(mode="demo", secret_key=["hunter2-is-a-secret"], port="hunter2")
    said = refused.sentences(caught.value, whole())
    assert "hunter2" not in said
    assert said.count("is refused: ") == 2


def test_what_is_set_to_nothing_is_not_set(monkeypatch):
    """Compose passes every setting on, and most of them empty."""
    for name in ("DB_POOL_SIZE", "TAKES_CASH", "BRAND_NAME", "TIME_ZONE", "ACCEPT_MINUTES"):
        monkeypatch.setenv(f"FOODAPP_{name}", "")
    chosen = whole()()
    assert (chosen.brand_name, chosen.time_zone) == ("Saffron", "Europe/Berlin")
    assert isinstance(chosen, OrderSettings)
    assert chosen.takes_cash


def test_razorpay_alone_needs_nothing_of_stripe_and_opens_no_door_for_it():
    chosen = whole()(**OWN, **RAZORPAY)
    assert chosen.gateway_by_currency == {"*": "razorpay", "INR": "razorpay"}
    assert chosen.gateways_with_keys == ("razorpay",)
    assert whole()(**OWN, **RAZORPAY, payment_gateways="INR=razorpay").gateway_by_currency == {
        "*": "razorpay",
        "INR": "razorpay",
    }


def test_stripe_alone_opens_no_door_for_razorpay():
    assert whole()(**OWN, **STRIPE).gateways_with_keys == ("stripe",)


@pytest.mark.parametrize("public", [DEMO_WEBHOOK_SECRET, "", " "])
def test_no_gateway_that_has_a_key_listens_with_a_public_secret(public):
    """Also where the choice of gateways sends it no payment: it still hears of old ones."""
    half = {**STRIPE, "stripe_webhook_secret": public}
    with pytest.raises(ValueError, match="FOODAPP_STRIPE_WEBHOOK_SECRET"):
        whole()(**OWN, **RAZORPAY, **half, payment_gateways="*=razorpay")
    half = {**RAZORPAY, "razorpay_webhook_secret": public or DEMO_RAZORPAY_WEBHOOK_SECRET}
    if public != DEMO_WEBHOOK_SECRET:
        with pytest.raises(ValueError, match="FOODAPP_RAZORPAY_WEBHOOK_SECRET"):
            whole()(**OWN, **STRIPE, **half, payment_gateways="*=stripe")


def test_a_gateway_that_is_chosen_without_keys_is_refused():
    with pytest.raises(ValueError, match="FOODAPP_STRIPE_SECRET_KEY"):
        whole()(**OWN, **RAZORPAY, payment_gateways="*=stripe")


def test_the_demos_key_is_no_key_in_production():
    with pytest.raises(ValueError, match="FOODAPP_SECRET_KEY"):
        whole()(**{**OWN, "secret_key": DEMO_SECRET}, **STRIPE)
