from datetime import timedelta

import pytest

from foodapp.reconciliation import running as runs
from tests.foodapp.payments.conftest import (
    gateway,
    inbox,
    paid,
    pay,
    refund_of,
    settled,
    take_in,
    unpaid,
)

__all__ = [
    "gateway", "inbox", "paid", "pay", "refund_of", "settled", "take_in", "unpaid",
]  # fmt: skip


@pytest.fixture(autouse=True)
def quiet(monkeypatch):
    """What has just moved is compared at once."""
    monkeypatch.setattr(runs, "QUIET", timedelta(minutes=-1))
