"""A place for simulations: a database, the gateway, a world."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
import stamina
from sqlalchemy import create_engine


@pytest.fixture
def place(
    migrated: SimpleNamespace,
    _reactions_wait: None,
    valkey: Any,
    tmp_path: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[SimpleNamespace]:
    """A database of its own in which commits are real, but need not wait for the disk."""
    from foodapp.kit import db
    from foodapp.payments import gateways
    from tests.fixtures import world as worlds
    from tests.simulation.wire import Wire, plugged_in

    migrated.postgres.create_database("foodapp_simulation", template="foodapp_template")
    engine = create_engine(
        migrated.postgres.url("foodapp_simulation"),
        connect_args={"options": "-c timezone=UTC -c synchronous_commit=off"},
    )
    monkeypatch.setattr(db, "engine", lambda: engine)
    monkeypatch.setattr(gateways, "gateway", gateways.gateway)  # given back at the end
    stamina.set_testing(True, attempts=2)
    wire = Wire(tmp_path / "gateway")
    with db.transaction() as session:
        world = worlds.build(session)
    with plugged_in(wire):
        yield SimpleNamespace(world=world, wire=wire)
    stamina.set_testing(False)
    wire.close()
    engine.dispose()
    with migrated.postgres.connect() as connection:
        connection.execute("DROP DATABASE foodapp_simulation WITH (FORCE)")
