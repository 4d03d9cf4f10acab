"""The gateway's memory: one SQLite file, so that a killed gateway comes back with every cent.

Objects are kept as Stripe shows them, one JSON document each. Keys that begin with "_" are ours
and never leave the gateway.
"""

import json
import random
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha512
from pathlib import Path
from typing import Any

from foodapp.kit import clock

Obj = dict[str, Any]

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
SCHEMA = """
create table if not exists facts (name text primary key, value text not null);
create table if not exists objects (
    seq integer primary key autoincrement, id text not null unique, kind text not null,
    parent text, status text, due integer, body text not null);
create index if not exists objects_by_kind on objects (kind, seq);
create index if not exists objects_by_parent on objects (parent, kind, seq);
create index if not exists objects_due on objects (due) where due is not null;
create table if not exists replies (
    key text primary key, fingerprint text not null, status integer not null,
    body text not null, request_id text not null, made_at integer not null);
create table if not exists faults (
    seq integer primary key autoincrement, target text not null, kind text not null,
    match text not null, calls integer, rate real not null, seconds real not null);
create table if not exists deliveries (
    seq integer primary key autoincrement, event text not null, due real not null,
    attempts integer not null default 0, twist text not null default '', done integer);
create index if not exists deliveries_due on deliveries (due) where done is null;
"""


class Books:
    """One connection to the books; each thread opens its own."""

    def __init__(self, folder: Path, seed: str = "") -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.connection = sqlite3.connect(
            folder / "books.sqlite3", isolation_level=None, timeout=10, check_same_thread=False
        )
        # WAL survives a killed process with synchronous=NORMAL; only a power cut could cost us.
        self.connection.executescript("pragma journal_mode=wal; pragma synchronous=normal;")
        self.connection.executescript(SCHEMA)
        with self.transaction():
            if self.fact("seed") is None:
                self.set_fact("seed", seed or secrets.token_hex(8))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        self.connection.execute("begin immediate")
        try:
            yield
        except BaseException:
            self.connection.execute("rollback")
            raise
        self.connection.execute("commit")

    def close(self) -> None:
        self.connection.close()

    def now(self) -> int:
        """Seconds since 1970 by the gateway's own clock, which tests may move."""
        return int(clock.now().timestamp()) + int(self.fact("shift_s") or 0)

    def fact(self, name: str) -> str | None:
        row = self.connection.execute("select value from facts where name = ?", [name]).fetchone()
        return None if row is None else str(row[0])

    def set_fact(self, name: str, value: str) -> None:
        self.connection.execute("insert or replace into facts values (?, ?)", [name, value])

    def new_id(self, prefix: str, length: int = 24) -> str:
        """Unpredictable to the platform, the same again for the same seed."""
        drawn = int(self.fact("ids_drawn") or 0) + 1
        self.set_fact("ids_drawn", str(drawn))
        number = int.from_bytes(sha512(f"{self.fact('seed')}:{drawn}".encode()).digest())
        letters = []
        for _ in range(length):
            number, letter = divmod(number, len(ALPHABET))
            letters.append(ALPHABET[letter])
        return f"{prefix}_{''.join(letters)}"

    def chance(self) -> random.Random:
        """Dice of this moment, repeatable by seed and count of draws."""
        return random.Random(self.new_id("dice"))

    def put(self, obj: Obj, *, parent: str | None = None, due: int | None = None) -> Obj:
        """Write an object; due is when time alone will change it (expiry), None for never."""
        self.connection.execute(
            "insert into objects (id, kind, parent, status, due, body) values (?, ?, ?, ?, ?, ?)"
            " on conflict (id) do update set status = excluded.status, due = excluded.due,"
            " body = excluded.body",
            [obj["id"], kind_of(obj), parent, obj.get("status"), due, json.dumps(obj)],
        )
        return obj

    def forget(self, kind: str) -> None:
        """As if none of this kind had ever been."""
        self.connection.execute("delete from objects where kind = ?", [kind])

    def forget_all(self, seed: str) -> None:
        """New books. Numbers of rows go on: a postman under way closes a delivery by its number."""
        for table in ("facts", "objects", "replies", "faults", "deliveries"):
            self.connection.execute(f"delete from {table}")  # noqa: S608
        self.set_fact("seed", seed)

    def find(self, kind: str, object_id: str) -> Obj | None:
        row = self.connection.execute(
            "select body from objects where id = ? and kind = ?", [object_id, kind]
        ).fetchone()
        return None if row is None else _loaded(row[0])

    def children(self, kind: str, parent: str) -> list[Obj]:
        rows = self.connection.execute(
            "select body from objects where parent = ? and kind = ? order by seq", [parent, kind]
        )
        return [_loaded(row[0]) for row in rows]

    def newest_first(self, kind: str, parent: str | None = None) -> Iterator[Obj]:
        where, values = ("and parent = ?", [parent]) if parent else ("", [])
        rows = self.connection.execute(
            f"select body from objects where kind = ? {where} order by seq desc",  # noqa: S608
            [kind, *values],
        )
        return (_loaded(row[0]) for row in rows)

    def due(self) -> list[Obj]:
        """Objects whose time is over."""
        rows = self.connection.execute(
            "select body from objects where due <= ? order by due, seq", [self.now()]
        )
        return [_loaded(row[0]) for row in rows]


def kind_of(obj: Obj) -> str:
    """Stripe's objects name their kind; for Razorpay's we keep it ourselves."""
    kind: str = obj.get("_kind") or obj["object"]
    return kind


def _loaded(body: str) -> Obj:
    obj: Obj = json.loads(body)
    return obj


def shown(obj: Any) -> Any:
    """The object as the platform may see it, without our own notes."""
    if isinstance(obj, dict):
        return {key: shown(value) for key, value in obj.items() if not key.startswith("_")}
    if isinstance(obj, list):
        return [shown(value) for value in obj]
    return obj
