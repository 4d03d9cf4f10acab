"""The one way to reach the database: a transaction, opened at the edge of the program."""

import asyncio
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, TypeVarTuple, cast, overload

import psycopg
import structlog
from sqlalchemy import Connection, Engine, TextClause, create_engine, event
from sqlalchemy.engine import Result, ScalarResult, TupleResult
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.sql.selectable import ExecutableReturnsRows
from sqlmodel import Session as Session  # the screens name it from here
from sqlmodel.sql._expression_select_cls import Select, SelectOfScalar

from foodapp.kit.settings import Settings, settings

P = ParamSpec("P")
R = TypeVar("R")
Row = TypeVar("Row", bound=Any)
Columns = TypeVarTuple("Columns")
Looks = ExecutableReturnsRows | TextClause

log = structlog.get_logger(__name__)
AFTER_COMMIT = "after_commit"
RESTING_SINCE = "resting_since"
RESTED_S = 1.0
READING = "reading"


class ReadSession(Protocol):
    """What views are given: it can look, and has no way to change anything. Every Session can be
    read with; what asks for a Session cannot be given one of these, and PostgreSQL refuses what
    would be written in spite of it."""

    @property
    def info(self) -> dict[Any, Any]: ...

    @overload
    def exec(self, statement: Select[*Columns], /) -> TupleResult[tuple[*Columns]]: ...
    @overload
    def exec(self, statement: SelectOfScalar[Row], /) -> ScalarResult[Row]: ...

    def execute(
        self,
        statement: Looks,
        params: Mapping[str, Any] | None = None,
        /,
    ) -> Result[*tuple[Any, ...]]: ...

    def get_bind(self) -> Engine | Connection: ...

    def scalar(self, statement: Looks, params: Mapping[str, Any] | None = None, /) -> Any: ...

    def scalars(
        self, statement: Looks, params: Mapping[str, Any] | None = None, /
    ) -> ScalarResult[Any]: ...

    def get(
        self, entity: type[Row], ident: Any, /, *, populate_existing: bool = False
    ) -> Row | None: ...

    def get_one(
        self, entity: type[Row], ident: Any, /, *, populate_existing: bool = False
    ) -> Row: ...


@cache
def engine() -> Engine:
    """Made on first use, so after the web server has forked its workers."""
    if not settings().database_url:
        raise RuntimeError("DATABASE_URL is not set; start the platform with `make run`.")
    made = create_engine(
        settings().database_url,
        pool_size=settings().db_pool_size,
        max_overflow=most_connections(settings()) - settings().db_pool_size,
        connect_args=_connect_args(),
    )
    ask_after_rest(made)
    return made


def most_connections(chosen: Settings) -> int:
    """Of one process at its busiest. Four web services with two processes each, two of the worker
    and what comes and goes fit into PostgreSQL's usual hundred."""
    return 2 * chosen.db_pool_size


def _connect_args() -> dict[str, object]:
    """A pooler in transaction mode gives each transaction another connection of its own: nothing
    can be prepared on one or asked of it. `foodapp migrate` has set the same for the database."""
    if settings().db_through_pooler:
        return {"connect_timeout": 5, "prepare_threshold": None}
    return {"connect_timeout": 5, "options": "-c timezone=UTC -c lock_timeout=8s"}


def ask_after_rest(engine: Engine) -> None:
    """Ask a connection that has rested whether the server is still there, and make a new one if
    not. One that worked a moment ago is not asked: that would be a round trip an order."""

    @event.listens_for(engine, "checkin")
    def begins_to_rest(_: object, record: ConnectionPoolEntry) -> None:
        record.info[RESTING_SINCE] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def is_awake(connection: DBAPIConnection, record: ConnectionPoolEntry, _: object) -> None:
        since = record.info.get(RESTING_SINCE)
        if since is None or time.monotonic() - since < RESTED_S:
            return
        try:
            engine.dialect.do_ping(connection)
        except psycopg.Error as gone:
            raise InvalidatePoolError from gone


def open_session() -> Session:
    return Session(engine(), expire_on_commit=False)


def open_reading() -> Session:
    """Its transactions are read-only from their BEGIN on."""
    return Session(_looking(engine()), expire_on_commit=False)


@cache
def _looking(engine: Engine) -> Engine:
    """The same connections."""
    return engine.execution_options(postgresql_readonly=True)


def after_commit(session: ReadSession, call: Callable[[], None]) -> None:
    """Run call once this transaction has committed, never if it rolls back. For announcements
    that may be lost (a nudge, a real-time message): what must happen goes through the outbox."""
    session.info.setdefault(AFTER_COMMIT, []).append(call)


@contextmanager
def transaction() -> Iterator[Session]:
    """Commit when the block ends, roll back if it raises. Nothing else in the program commits."""
    with open_session() as session:
        with session.begin():
            yield session
        run_after_commit(session)


@contextmanager
def reading() -> Iterator[ReadSession]:
    """For what people read: one look at the database that changes nothing."""
    with open_reading() as session:
        session.info[READING] = True
        with session.begin():
            yield session
        run_after_commit(session)


def note(session: ReadSession, write: Callable[[Session], object]) -> None:
    """Write in passing what a look leaves behind (when somebody was seen): at once, or in a
    transaction of its own after one that only reads."""
    if READING not in session.info:
        write(cast(Session, session))
        return

    def afterwards() -> None:
        with transaction() as own:
            write(own)

    after_commit(session, afterwards)


def run_after_commit(session: Session) -> None:
    for call in session.info.pop(AFTER_COMMIT, []):
        call()


async def in_transaction(
    run: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs
) -> R:
    """Call run(session, ...) in a transaction of its own, on a thread: the event loop is free."""

    def work() -> R:
        with transaction() as session:
            return run(session, *args, **kwargs)

    return await asyncio.to_thread(work)


async def in_reading(
    look: Callable[Concatenate[ReadSession, P], R], *args: P.args, **kwargs: P.kwargs
) -> R:
    """The same for what only reads."""

    def work() -> R:
        with reading() as session:
            return look(session, *args, **kwargs)

    return await asyncio.to_thread(work)
