"""Nothing is called the same before it was compared."""

from datetime import date, timedelta

import pytest

from foodapp.gateways import registry
from foodapp.gateways.errors import Unavailable
from foodapp.kit import clock
from foodapp.reconciliation import fetching
from foodapp.reconciliation.models import Run
from foodapp.reconciliation.running import run_day
from foodapp.views.console.standing import standing
from tests.foodapp.reconciliation.conftest import quiet

__all__ = ["quiet"]


@pytest.fixture
def one_gateway(monkeypatch):
    monkeypatch.setattr(registry, "names", lambda: ["stripe"])


def ran(session, *, failure: str = "", finished: bool = True, **counted: int) -> Run:
    now = clock.now()
    run = Run(
        gateway="stripe", since=now - timedelta(days=1), until=now, failure=failure, **counted
    )
    run.finished_at = now if finished else None
    session.add(run)
    session.flush()
    return run


@pytest.mark.usefixtures("one_gateway")
def test_before_the_first_comparison_nothing_is_called_the_same(session, world):
    told = standing(session, world.admin)
    assert told.title == "Not compared yet"
    assert told.text == "Stripe: the first comparison is made tonight."
    ran(session, finished=False)
    assert standing(session, world.admin).text == "Stripe: being compared now."


@pytest.mark.usefixtures("one_gateway")
def test_a_comparison_that_failed_compared_nothing(session, world):
    ran(session, failure="the gateway does not answer")
    told = standing(session, world.admin)
    assert told.title == "Not compared yet"
    assert "could not be made (the gateway does not answer)" in told.text


@pytest.mark.usefixtures("one_gateway")
def test_what_was_compared_is_said_with_its_day_and_its_number(session, world):
    ran(session, payments=12, in_motion=2)
    told = standing(session, world.admin)
    assert told.title == "No open differences"
    assert "12 compared, 2 still moving" in told.text
    ran(session, failure="time-out")
    told = standing(session, world.admin)
    assert told.title == "Not everything is compared"
    assert "12 compared" in told.text
    assert "Since then: the comparison could not be made (time-out)" in told.text


@pytest.mark.usefixtures("one_gateway")
def test_a_day_without_payments_is_not_called_equal(session, world):
    ran(session)
    assert "nothing had moved" in standing(session, world.admin).text


def test_of_two_gateways_one_that_was_not_compared_is_named(session, world, monkeypatch):
    monkeypatch.setattr(registry, "names", lambda: ["stripe", "razorpay"])
    ran(session, payments=3)
    told = standing(session, world.admin)
    assert told.title == "Not everything is compared"
    assert "Razorpay: the first comparison is made tonight." in told.text


@pytest.mark.usefixtures("one_gateway", "paid")
def test_a_night_without_the_gateway_is_said(session, world, monkeypatch):
    def away(*_: object) -> int:
        raise Unavailable

    monkeypatch.setattr(fetching, "read", away)
    run_day("stripe", date(2026, 11, 28))
    session.expire_all()
    assert standing(session, world.admin).title == "Not compared yet"
