"""A place for simulations, and the gateway in it."""

import time
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
import stamina

from tests.conftest import TEMPLATE


@pytest.fixture
def place(
    migrated: SimpleNamespace,
    _reactions_wait: None,
    valkey: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Any]:
    from foodapp.payments import gateways
    from foodapp.payments.gateways import breaker
    from tests.simulation.place import Place
    from tests.simulation.wire import Wire, plugged_in

    monkeypatch.setattr(gateways, "gateway", gateways.gateway)  # given back at the end
    # The breaker's pause, too, is over when the clock of the play says so.
    monkeypatch.setattr(breaker, "time", SimpleNamespace(monotonic=lambda: time.time()))
    stamina.set_testing(True, attempts=2)
    wire = Wire()
    there = Place(migrated.postgres, TEMPLATE, wire)
    with plugged_in(wire):
        yield there
    stamina.set_testing(False)
    there.close()
    wire.close()
