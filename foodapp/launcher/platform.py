"""`foodapp run`: everything, in order, with one sentence when something is in the way."""

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import psycopg
import redis

from foodapp.kit import heartbeat
from foodapp.kit.settings import Settings
from foodapp.kit.valkey import why_it_loses_jobs
from foodapp.launcher import (
    CannotStart,
    chore,
    explain,
    extensions,
    frontend,
    letters,
    migrating,
    migrations,
    ports,
    programs,
    rights,
)
from foodapp.launcher import postgres as pg
from foodapp.launcher import valkey as vk
from foodapp.launcher.chore import Chore
from foodapp.launcher.program import Program
from foodapp.launcher.record import Record
from foodapp.launcher.supervisor import Stopped, Supervisor, Watchdog

Database = psycopg.Connection[tuple[object, ...]]


class Progress(Protocol):
    """How the operator is told; the command line draws it."""

    def step(self, what: str) -> AbstractContextManager[object]: ...

    def note(self, line: str) -> None: ...

    def ready(self, urls: Mapping[str, str], took_s: float) -> None: ...


@dataclass(frozen=True)
class FirstStep:
    """Done before the programs start, if it is still needed."""

    what: str
    command: Sequence[str]  # of the foodapp command line
    needed: Callable[[Database], bool]


@dataclass(frozen=True)
class Addresses:
    """Of the servers; they hold passwords."""

    database: str  # as the programs sign in
    owner: str  # as migrations do
    redis: str
    cache: str


def migrate_first(database_url: str) -> FirstStep:
    versions, app = programs.ROOT / "alembic" / "versions", rights.Role.of(database_url)

    def needed(database: Database) -> bool:
        return not (migrations.are_done(database, versions) and rights.are_given(database, app))

    return FirstStep("Bringing the database up to date", ["migrate"], needed)


@dataclass
class Platform:
    settings: Settings
    progress: Progress
    steps: Sequence[FirstStep] = ()
    simulate: bool = False  # let the demo town live

    def __post_init__(self) -> None:
        self.began = time.monotonic()
        self.data: Path = self.settings.data_dir.absolute()
        self.record = Record(self.data / "platform.json", mode=self.settings.mode)
        self.supervisor = Supervisor(self.data / "logs", say=self.progress.note)
        self.supervisor.changed = self._write_record

    def run(self) -> None:
        """Returns when somebody has asked it to stop and everything has stopped."""
        self._look_round()
        self.supervisor.stop_on_signals()
        try:
            at = self._start_servers()
            env = programs.environment(self.settings, at.database, at.redis, at.cache)
            self._prepare(at, env)
            self._start_programs(env, at.redis)
            self.progress.ready(self.record.urls, time.monotonic() - self.began)
            self.supervisor.watch()
        except Stopped:
            self.progress.note("Stopped before everything was up.")
        finally:
            with self.progress.step("Stopping"):
                self.supervisor.stop()
            self.record.forget()

    def _look_round(self) -> None:
        """Everything that can be refused before anything has been started."""
        (self.data / "logs").mkdir(parents=True, exist_ok=True)
        self.record.refuse_a_second_run()
        explain.need_room(self.data)
        ports.need(self.settings.port, self.settings.host, "FOODAPP_PORT")
        if programs.has_gateway(self.settings):
            ports.need(self.settings.gateway_port, ports.LOOPBACK, "FOODAPP_GATEWAY_PORT")

    def _start_servers(self) -> "Addresses":
        """The embedded ones, side by side, unless the operator names others."""
        database_url, redis_url = self.settings.database_url, self.settings.redis_url
        owner_url, cache_url = self.settings.migration_url, self.settings.cache_url
        embedded: list[Program] = []
        postgres = None if database_url else pg.prepare(self.data / "postgres", self._port(15_432))
        if postgres:
            if not postgres.home.is_relative_to(self.data) and postgres.account:
                self.progress.note(
                    f"The database is kept in {postgres.home}: it runs as "
                    f"{postgres.account.name}, who cannot enter {self.data}."
                )
            embedded.append(postgres.program())
            database_url, owner_url = postgres.url(), postgres.owner_url()
        if not redis_url:
            valkey = vk.prepare(self.data / "valkey", self._port(16_379))
            embedded.append(valkey.program())
            redis_url = valkey.url
            if not cache_url:
                cache = vk.prepare_cache(self.data / "cache", self._port(16_879))
                embedded.append(cache.program())
                cache_url = cache.url
        at = Addresses(database_url, owner_url, redis_url, cache_url)
        self.record.urls = {
            "database": database_url,
            "database_owner": owner_url,
            "redis": redis_url,
            "cache": cache_url,
        }
        if embedded:
            with self.progress.step("Starting the databases"):
                self.supervisor.start(*embedded)
        if postgres:
            postgres.create_database()
            postgres.let_programs_in()
            postgres.assert_durable()
            self._teach_letters(postgres)
        _need_valkey(redis_url)
        return at

    def _teach_letters(self, postgres: pg.Postgres) -> None:
        """A database of an earlier version finds no word in another script."""
        with postgres.connect(pg.DATABASE) as database:
            if extensions.knows_letters(database):
                return
        with self.progress.step("Teaching the database the letters of every script"):
            said = letters.teach(postgres, programs.ROOT)
        self.progress.note(said)

    def _port(self, usual: int) -> int:
        """For a server of ours. Platforms that start side by side differ in the port that people
        type, so they do not reach for the same one here while neither listens yet."""
        return ports.first_free(usual + self.settings.port % 500)

    def _prepare(self, at: "Addresses", env: Mapping[str, str]) -> None:
        """The database and the screens know nothing of each other: side by side."""
        build = None if frontend.is_built(programs.ROOT, self.data) else self._begin_build(env)
        try:
            for step in [migrate_first(at.database), *self.steps]:
                with migrations.connect(at.owner) as database:
                    needed = step.needed(database)
                if needed:
                    log = self.supervisor.log_of(step.command[0])
                    told = {**env, "DATABASE_OWNER_URL": at.owner}
                    self._finish(chore.begin(step.what, ["foodapp.cli", *step.command], told, log))
            with migrations.connect(at.owner) as database:
                for sentence in migrating.complaints(database, rights.Role.of(at.database)):
                    self.progress.note(sentence)
            if build:
                self._finish(build)
                frontend.mark_built(programs.ROOT, self.data)
        finally:
            if build:
                build.end()

    def _begin_build(self, env: Mapping[str, str]) -> Chore:
        what = "Building the screens (about half a minute, only after changes)"
        return chore.begin(what, ["foodapp.ui.build"], env, self.supervisor.log_of("frontend"))

    def _finish(self, work: Chore) -> None:
        with self.progress.step(work.what):
            try:
                work.finish(lambda: self.supervisor.stop_wanted)
            finally:
                work.end()

    def _start_programs(self, env: Mapping[str, str], redis_url: str) -> None:
        """What the first page needs comes first, and has the processor to itself."""
        first = [programs.web(self.settings, env)]
        if programs.has_gateway(self.settings):
            first.append(programs.gateway(self.settings, env))
            self.record.urls["gateway"] = self.settings.test_gateway_url
        self.record.urls["web"] = self.settings.public_url
        self.record.urls["local"] = (
            f"http://{programs.here(self.settings.host)}:{self.settings.port}"
        )
        client = redis.Redis.from_url(redis_url, socket_connect_timeout=1, socket_timeout=1)
        self.supervisor.watchdogs = [
            Watchdog(("worker", "beat"), lambda: heartbeat.silent_s(client), programs.STALLED_S)
        ]
        with self.progress.step("Starting the platform"):
            self.supervisor.start(*first)
            self.supervisor.start(programs.worker(env), programs.beat(self.data, env))
            self.supervisor.start(programs.notifier(env))
            if self.simulate and self.settings.is_demo:
                self.supervisor.start(programs.town(env))

    def _write_record(self) -> None:
        self.record.write(
            {name: child.process.pid for name, child in self.supervisor.children.items()}
        )


def _need_valkey(url: str) -> None:
    client = redis.Redis.from_url(url, socket_connect_timeout=3, socket_timeout=3)
    try:
        complaint = why_it_loses_jobs(client)
    except redis.RedisError as error:
        raise CannotStart(f"The server in REDIS_URL does not answer: {error}.") from error
    finally:
        client.close()
    if complaint:
        raise CannotStart(complaint)
