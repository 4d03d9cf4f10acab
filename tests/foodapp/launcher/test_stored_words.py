"""Sentences of before become codes (migration m0040), come back, and what is no sentence of ours
stays as somebody wrote it."""

import importlib.util
import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from types import ModuleType
from uuid import uuid4

import psycopg
import pytest

from foodapp.alerts.models import Alert, AlertKind
from foodapp.kit.facts import unpacked
from foodapp.views import end_words, payee_notices
from foodapp.views.console import alert_words
from tests.conftest import TEMPLATE

ROOT = Path(__file__).parents[3]
serial = count(1)
BEFORE, SINCE = "m0039_more_alerts", "m0040_words"
ORDER = "K7P-42"
MINE = "The cook is ill, sorry about that."


def _migration() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        SINCE, ROOT / "alembic" / "versions" / f"{SINCE}.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


OURS = _migration()


@pytest.fixture
def database(migrated) -> Iterator[str]:
    name = f"foodapp_words_{next(serial)}"
    migrated.postgres.create_database(name, template=TEMPLATE)
    yield name
    with migrated.postgres.connect() as admin:
        admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


def alembic(migrated, name: str, *words: str) -> None:
    url = migrated.postgres.owner_url(name)
    ended = subprocess.run(
        [sys.executable, "-m", "alembic", *words],
        cwd=ROOT, env={**os.environ, "DATABASE_URL": url, "DATABASE_OWNER_URL": url},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr


def put(owner: psycopg.Connection, table: str, **known: object) -> None:
    """A row with something in every column that must have something."""
    blanks = {
        "uuid": uuid4,
        "boolean": bool,
        "double precision": float,
        "jsonb": lambda: "{}",
        "character varying": str,
    }
    columns = owner.execute(
        "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = %s"
        " AND is_nullable = 'NO' AND column_default IS NULL AND is_identity = 'NO'"
        " AND table_schema = 'public'",
        [table],
    ).fetchall()
    row = {
        name: blanks.get(kind, int if "int" in kind else lambda: "2026-05-09 10:00+00")()
        for name, kind in columns
    }
    row |= known
    names = ", ".join(f'"{name}"' for name in row)
    spots = ", ".join(["%s"] * len(row))
    owner.execute(f"INSERT INTO {table} ({names}) VALUES ({spots})", list(row.values()))  # noqa: S608


def read(owner: psycopg.Connection, query: str) -> list[tuple[object, ...]]:
    return owner.execute(query).fetchall()


AN_ORDER = {
    "number": ORDER, "currency": "EUR", "customer_name": "Cy", "pin": "1234", "pay_by": "card",
    "fulfilment": "delivery", "idempotency_key": "k", "commission_bps": 0,
}  # fmt: skip


def test_old_sentences_become_codes_and_come_back(migrated, database: str) -> None:
    alembic(migrated, database, "downgrade", BEFORE)
    with migrated.postgres.connect(database) as owner:
        owner.execute("SET session_replication_role = replica")
        busy = "The kitchen is too busy right now."
        rejected = AN_ORDER | {"status": "rejected", "end": "rejected", "ended_by": "restaurant"}
        put(owner, "orders", **rejected, end_reason=busy)
        put(owner, "orders", **rejected, end_reason=MINE)
        never = "Nonna never answered K7P-42; the order ended by itself."
        put(owner, "alerts", kind="order_expired", text=never)
        put(owner, "alerts", kind="no_rider", text=MINE)
        put(owner, "order_timeline", kind="order_failed", by="rider",
            facts='{"reason": "Nobody came to the door."}')  # fmt: skip
        stays = "The payout account stays: •••• 5555 was taken back."
        put(owner, "payee_notices", email="ana@example.org", text=stays)
    alembic(migrated, database, "upgrade", SINCE)
    with migrated.postgres.connect(database) as owner:
        orders = read(owner, "SELECT end_code, end_reason FROM orders ORDER BY end_code")
        assert orders == [("", MINE), ("too_busy", "")]
        assert read(owner, "SELECT code, facts, text FROM alerts ORDER BY code") == [
            ("", {}, MINE),
            ("order_expired", {"order": ORDER, "restaurant": "Nonna"}, ""),
        ]
        assert read(owner, "SELECT facts FROM order_timeline") == [({"reason": "nobody_there"},)]
        [(code, facts)] = read(owner, "SELECT code, facts FROM payee_notices")
        assert (code, facts) == ("stays", {"account": "•••• 5555"})
    alembic(migrated, database, "downgrade", BEFORE)
    with migrated.postgres.connect(database) as owner:
        assert read(owner, "SELECT end_reason FROM orders ORDER BY 1") == [(MINE,), (busy,)]
        assert read(owner, "SELECT text FROM alerts ORDER BY 1") == [(never,), (MINE,)]
        was = read(owner, "SELECT facts ->> 'reason' FROM order_timeline")
        assert was == [("Nobody came to the door.",)]
        assert read(owner, "SELECT text FROM payee_notices") == [(stays,)]


FILLED = {
    "restaurant": "Nonna (am Eck)", "order": ORDER, "rider": "Ravi", "phone": "+423 237 54 00",
    "where": "there by a fix 3 s old", "why": "Nobody came to the door.", "offer": "Welcome",
    "amount": "CHF\xa012.50", "paid": ORDER, "said": "fraud", "gateway": "Stripe",
    "by": "Ada", "name": "Vera", "role": "viewer", "payee": "Nonna", "account": "•••• 5555",
    "count": "3",
}  # fmt: skip


@pytest.mark.parametrize(("kind", "code", "sentence", "more"), OURS.ALERTS)
def test_each_alert_of_before_is_known_again_and_says_the_same(kind, code, sentence, more) -> None:
    text = sentence.format_map(FILLED)
    found = OURS.recognised(kind, text, OURS.ALERTS)
    assert found is not None
    assert found[0] == code
    alert = Alert(kind=AlertKind(kind), code=code, facts=found[1])
    assert unpacked(alert.facts) == found[1]
    assert alert_words.said(alert) == text
    assert OURS.reworded(code, found[1], OURS.ALERTS) == text


@pytest.mark.parametrize("paid", ["a tip", "gift card 0a1b2c3d", ORDER])
def test_what_a_payment_paid_is_known_again(paid: str) -> None:
    text = f"The dispute over €5.00 of {paid} was lost."
    found = OURS.recognised("dispute_ended", text, OURS.ALERTS)
    alert = Alert(kind=AlertKind.DISPUTE_ENDED, code=found[0], facts=found[1])
    assert alert_words.said(alert) == text


def test_a_strangers_sentence_is_left_alone() -> None:
    assert OURS.recognised("no_rider", MINE, OURS.ALERTS) is None
    alert = Alert(kind=AlertKind.NO_RIDER, text=MINE)
    assert alert_words.said(alert) == MINE


def test_migration_and_words_know_the_same_codes() -> None:
    said = {str(end.value): {code: str(one) for code, one in codes.items()}
            for end, codes in end_words.BY_END.items()}  # fmt: skip
    assert said == OURS.ENDS
    codes = {code for _, code, _, _ in OURS.ALERTS}
    assert codes <= set(alert_words.WORDS)  # what came later was never stored as a sentence
    assert len(codes) > 20
    notices = {code: sentence for _, code, sentence, _ in OURS.NOTICES}
    assert {code: words.msgid for code, words in payee_notices.WORDS.items()} == notices
