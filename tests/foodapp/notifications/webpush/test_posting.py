"""One push, to services that behave and to some that do not."""

import time
from dataclasses import replace
from datetime import timedelta
from email.utils import format_datetime

import httpx
import pytest

from foodapp.kit import clock
from foodapp.notifications.webpush import posting, signing
from foodapp.notifications.webpush.encrypting import BrowserKeys
from foodapp.notifications.webpush.payloads import Note, topic, written
from foodapp.notifications.webpush.posting import Fate, Letter, Outcome, Urgency, post
from foodapp.notifications.webpush.settings import settings
from tests.fixtures.push_service import FakeBrowser, PushService, allowed

NOTE = Note("one", "Nonna", "Your order is confirmed.", "/orders/1", "order-1", at_ms=1)


def letter(browser: FakeBrowser, note: Note = NOTE) -> Letter:
    keys = BrowserKeys(browser.p256dh, browser.auth)
    return Letter(browser.endpoint, keys, written(note), topic(note.tag), 60, Urgency.HIGH)


def test_a_browser_reads_what_was_written(push_service: PushService) -> None:
    phone = push_service.browser()
    push_service.trusted["phone"] = signing.public_key()
    assert post(letter(phone)) == Outcome(Fate.TAKEN)
    [came] = phone.came
    assert came.note["title"] == "Nonna"
    assert came.headers["ttl"] == "60"
    assert came.headers["urgency"] == "high"
    assert len(came.headers["topic"]) == 32
    assert came.claims["sub"] == settings().push_subject


def test_each_service_is_told_its_own_origin() -> None:
    services = [PushService() for _ in range(3)]
    with allowed(*services):
        before = settings().model_dump_json()
        for _ in range(2):  # the second time from what is remembered
            for service in services:
                assert post(letter(service.browser())).fate is Fate.TAKEN
        assert settings().model_dump_json() == before
    for service in services:
        assert [one.claims["aud"] for one in service.browser().came] == [service.url] * 2
        assert all(one.claims["exp"] < time.time() + 24 * 3600 for one in service.browser().came)
        assert service.refused == []
        service.close()


@pytest.mark.parametrize("status", [404, 410])
def test_nobody_there_is_gone(push_service: PushService, status: int) -> None:
    phone = push_service.browser()
    phone.answers = [status]
    assert post(letter(phone)) == Outcome(Fate.GONE, str(status))


@pytest.mark.parametrize("status", [429, 500, 502, 503])
@pytest.mark.parametrize(
    ("said", "seconds"),
    [("7", 7), (" 120 ", 120), ("", 30), ("soon", 30), ("-5", 30), ("9" * 400, 12 * 3600)],
)
def test_who_is_busy_is_left_alone_as_long_as_it_asks(
    push_service: PushService, status: int, said: str, seconds: int
) -> None:
    phone = push_service.browser()
    phone.answers, phone.retry_after = [status], said
    outcome = post(letter(phone))
    assert (outcome.fate, outcome.code) == (Fate.LATER, str(status))
    assert outcome.wait_until is not None
    assert abs(outcome.wait_until - clock.now() - timedelta(seconds=seconds)).total_seconds() < 3


@pytest.mark.parametrize(("minutes", "wait"), [(3, 3), (-3, 0), (10_000, 720)])
def test_it_may_name_a_date(push_service: PushService, minutes: int, wait: int) -> None:
    phone = push_service.browser()
    at = clock.now() + timedelta(minutes=minutes)
    phone.answers, phone.retry_after = [503], format_datetime(at, usegmt=False)
    outcome = post(letter(phone))
    assert outcome.wait_until is not None
    left = outcome.wait_until - clock.now()
    assert abs(left - timedelta(minutes=wait)) < timedelta(seconds=5)


@pytest.mark.parametrize("status", [400, 401, 403, 413])
def test_what_is_refused_is_not_tried_again(push_service: PushService, status: int) -> None:
    phone = push_service.browser()
    phone.answers = [status]
    assert post(letter(phone)) == Outcome(Fate.REFUSED, str(status))


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_where_it_points_nobody_goes(push_service: PushService, status: int) -> None:
    phone = push_service.browser()
    phone.answers = [status]
    assert post(letter(phone)).fate is Fate.REFUSED
    assert phone.asked == 1
    assert push_service.refused == []  # nobody asked for what it pointed to


def test_who_never_answers_is_not_waited_for(
    push_service: PushService, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = httpx.Client(timeout=httpx.Timeout(0.2), follow_redirects=False)
    monkeypatch.setattr(posting, "_client", lambda: short)
    phone = push_service.browser()
    phone.answers = [0]
    outcome = post(letter(phone))
    assert (outcome.fate, outcome.code) == (Fate.LATER, "timeout")
    assert max(posting.TIMEOUT.as_dict().values()) <= 5


def test_who_is_not_there_is_tried_later(push_service: PushService) -> None:
    phone = push_service.browser()
    to = letter(phone)
    push_service.close()
    outcome = post(to)
    assert (outcome.fate, outcome.code) == (Fate.LATER, "unreachable")


def test_a_host_that_was_taken_off_the_list_is_not_called(push_service: PushService) -> None:
    to = letter(push_service.browser())
    with allowed():
        assert post(to) == Outcome(Fate.REFUSED, "host")
    assert push_service.browser().asked == 0


def test_two_thousand_emoji_still_arrive(push_service: PushService) -> None:
    phone = push_service.browser()
    assert post(letter(phone, replace(NOTE, body="🍕" * 2_000))).fate is Fate.TAKEN
    assert set(phone.came[0].note["body"]) == {"🍕", "…"}
