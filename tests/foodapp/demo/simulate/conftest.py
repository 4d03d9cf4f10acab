"""The payments' own fixtures: the simulation pays at the same gateway."""

from tests.foodapp.payments.conftest import gateway, inbox

__all__ = ["gateway", "inbox"]
