"""The payments' own fixtures: the simulation pays at the same gateway."""

from tests.foodapp.payments.conftest import gateway, inbox, running

__all__ = ["gateway", "inbox", "running"]
