"""Whoever can make us send cannot make us pay without end."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest
import redis
from sqlmodel import Session, select

from foodapp.kit.db import transaction
from foodapp.kit.settings import settings
from foodapp.notifications.texting import limits, stops
from foodapp.notifications.texting.models import SmsDay, SmsStop, StoppedBy

NUMBER = "+41791234567"


@contextmanager
def allowed(**most: int) -> Iterator[None]:
    """Everything without end, but for these."""
    names = ("day_minor", "number_hour", "number_day", "prefix_hour", "address_hour")
    with pytest.MonkeyPatch.context() as patch:
        for name in names:
            patch.setenv(f"FOODAPP_SMS_{name.upper()}", str(most.get(name, 1_000_000)))
        patch.setenv("FOODAPP_SMS_PART_MINOR", "8")
        settings.cache_clear()
        yield
    settings.cache_clear()


def goes(session: Session, number: str, address: str = "") -> bool:
    try:
        limits.count(session, number, "1", address=address)
    except limits.TooManyTexts:
        return False
    return True


def many(at: int) -> str:
    """Numbers that have nothing in common."""
    return f"+4179{at:03d}4567"


def everywhere(at: int) -> str:
    return f"198.51.100.{at}"


@pytest.mark.parametrize(
    ("most", "numbers", "addresses", "sends"),
    [
        ({"number_hour": 4}, lambda at: NUMBER, everywhere, 4),
        ({"number_day": 7}, lambda at: NUMBER, everywhere, 7),
        ({"prefix_hour": 5}, lambda at: f"+4179123{at:04d}", everywhere, 5),
        ({"address_hour": 6}, many, lambda at: "198.51.100.7", 6),
        ({"address_hour": 6}, many, lambda at: f"2001:db8::{at:x}", 6),  # one household
        ({"day_minor": 80}, many, everywhere, 10),
        ({"day_minor": 0}, many, everywhere, 0),
    ],
)
def test_of_a_hundred_only_the_allowed_few_go(
    session: Session, valkey: Any, most: Any, numbers: Any, addresses: Any, sends: int
) -> None:
    with allowed(**most):
        went = [goes(session, numbers(at), addresses(at)) for at in range(100)]
        assert went == [True] * sends + [False] * (100 - sends)
        assert limits.TooManyTexts("budget").status == 429


def test_money_is_counted_by_what_a_text_costs(session: Session, valkey: Any) -> None:
    with allowed(day_minor=100):
        limits.count(session, NUMBER, "🍕" * 66)  # two parts
        limits.count(session, NUMBER, "x" * 160)
        [day] = session.exec(select(SmsDay)).all()
        assert (day.spent_minor, day.messages) == (24, 2)
        with pytest.raises(limits.TooManyTexts) as refused:
            limits.count(session, NUMBER, "я" * 670)  # ten parts: 80
        assert refused.value.why == "budget"
        limits.count(session, NUMBER, "x")  # the rest is still there


def test_two_at_once_do_not_both_have_the_last_of_the_money(
    real_transactions: str, valkey: Any
) -> None:
    def ask(at: int) -> bool:
        with transaction() as own:
            return goes(own, many(at))

    with allowed(day_minor=40), ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(ask, range(24))) == 5


def test_what_nobody_counts_is_not_sent(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = redis.Redis.from_url("redis://127.0.0.1:9")
    monkeypatch.setattr(limits, "valkey", lambda: gone)
    with allowed(), pytest.raises(redis.RedisError):
        limits.count(session, NUMBER, "x")


@pytest.mark.parametrize(
    "word", ["STOP", "stop", " Stop! ", "STOP.", "UNSUBSCRIBE", "stop all", "ＳＴＯＰ"]
)
def test_stop_is_heard_once_and_start_ends_it(session: Session, word: str) -> None:
    stops.answered(session, NUMBER, word)
    stops.answered(session, NUMBER, "STOP")
    stops.stop(session, NUMBER, StoppedBy.NETWORK)
    [row] = session.exec(select(SmsStop)).all()
    assert (row.number, row.by) == (NUMBER, StoppedBy.WORD)
    assert stops.is_stopped(session, NUMBER)
    stops.answered(session, "+41 (0)79 123 45 67", "Start")
    assert not stops.is_stopped(session, NUMBER)


@pytest.mark.parametrize("text", ["please stop by the door", "nonstop", "", "stopp den Bus", "no"])
def test_other_words_mean_nothing(session: Session, text: str) -> None:
    stops.answered(session, NUMBER, text)
    assert not stops.is_stopped(session, NUMBER)


def test_twilio_knows_the_word_in_other_languages(session: Session) -> None:
    stops.answered(session, NUMBER, "ARRÊT", said_by_twilio="STOP")
    assert stops.is_stopped(session, NUMBER)
    stops.answered(session, NUMBER, "hallo", said_by_twilio="START")
    assert not stops.is_stopped(session, NUMBER)
