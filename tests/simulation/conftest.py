"""A place for simulations, and the gateway in it."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from tests.conftest import TEMPLATE


@pytest.fixture
def place(
    migrated: SimpleNamespace,
    _reactions_wait: None,
    valkey: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Any]:
    from tests.simulation.place import opened

    with opened(migrated.postgres, TEMPLATE, monkeypatch) as there:
        yield there
