"""Where a simulation plays: one database for each opening, in which the play has come that far,
and in which every run forgets what it did.

A run is one transaction that is rolled back; the program's own transactions are savepoints in it.
So runs never see each other, and what comes before the opening is played once for all of them.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import psycopg
import pytest
import stamina
import time_machine
from sqlalchemy import Connection, create_engine, pool
from sqlmodel import Session, text

from foodapp.gateways import breaker, registry
from foodapp.kit import clock, db
from foodapp.kit.valkey import valkey
from tests.fixtures import world as worlds
from tests.simulation import riders
from tests.simulation.openings import OPENINGS
from tests.simulation.stage import Cast, Stage
from tests.simulation.wire import Wire, plugged_in

BEGIN = datetime(2026, 11, 24, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Scene:
    """A play that has come to its opening: the rows, the gateway's books, the hour, who plays."""

    connection: Connection
    books: bytes
    at: datetime
    cast: Cast


class Place:
    def __init__(self, postgres: Any, template: str, wire: Wire) -> None:
        self._postgres, self._template, self._wire = postgres, template, wire
        self._scenes: dict[str, Scene] = {}
        self._database = ""
        # One engine for all databases, so that a statement is compiled once.
        self._engine = create_engine(
            postgres.url(), creator=self._connected, poolclass=pool.NullPool
        )

    def _connected(self) -> Any:
        return psycopg.connect(
            self._postgres.url(self._database).replace("+psycopg", ""),
            options="-c timezone=UTC -c synchronous_commit=off",
        )

    @contextmanager
    def run(self, opening: str) -> Iterator[Stage]:
        """Play on from this opening, and forget it."""
        scene = self._scenes.get(opening) or self._prepared(opening)
        self._wire.remember(scene.books)
        valkey().flushall()
        outer = scene.connection.begin()
        with time_machine.travel(scene.at, tick=False) as travel, in_one(scene.connection):
            stage = Stage(scene.cast, self._wire, travel, scene.connection)
            # Where riders are stands in Valkey alone, which every run begins empty.
            for rider in stage.riders:
                riders.is_somewhere(stage, rider)
            try:
                yield stage
            finally:
                outer.rollback()

    def _prepared(self, opening: str) -> Scene:
        self._database = f"foodapp_play_{len(self._scenes)}"
        self._postgres.create_database(self._database, template=self._template)
        connection = self._engine.connect()
        self._wire.remember(b"")
        valkey().flushall()
        outer = connection.begin()
        with time_machine.travel(BEGIN, tick=False) as travel, in_one(connection):
            with db.transaction() as session:
                cast = Cast.of(session, worlds.build(session))
            stage = Stage(cast, self._wire, travel, connection)
            OPENINGS[opening](stage)
            connection.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
            scene = Scene(connection, self._wire.memory(), clock.now(), stage.cast)
        outer.commit()
        self._scenes[opening] = scene
        return scene

    def close(self) -> None:
        for scene in self._scenes.values():
            scene.connection.close()
        with self._postgres.connect() as connection:
            for place in range(len(self._scenes)):
                connection.execute(f"DROP DATABASE foodapp_play_{place} WITH (FORCE)")


@contextmanager
def opened(postgres: Any, template: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    """On this server, whose template has been migrated, with the gateway's wire in its socket."""
    monkeypatch.setattr(registry, "gateway", registry.gateway)  # given back at the end
    # The breaker's pause, too, is over when the clock of the play says so.
    monkeypatch.setattr(breaker, "time", SimpleNamespace(monotonic=lambda: time.time()))
    stamina.set_testing(True, attempts=2)
    wire = Wire()
    there = Place(postgres, template, wire)
    with plugged_in(wire):
        yield there
    stamina.set_testing(False)
    there.close()
    wire.close()


@contextmanager
def in_one(connection: Connection) -> Iterator[None]:
    """Every transaction of the program is a savepoint of this connection's."""
    usual: Callable[[], Session] = db.open_session
    db.open_session = lambda: Session(
        connection, expire_on_commit=False, join_transaction_mode="create_savepoint"
    )
    try:
        yield
    finally:
        db.open_session = usual
