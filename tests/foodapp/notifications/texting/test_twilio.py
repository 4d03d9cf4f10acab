"""Twilio's HTTP, spoken to a network of our own: taken once, refused for what it is, and never
twice when an answer is lost."""

from uuid import UUID, uuid4

import httpx
import pytest
from pydantic import ValidationError

from foodapp.kit.settings import settings, whole
from foodapp.notifications.texting import twilio
from foodapp.notifications.texting.twilio import Answer, Text, send
from tests.fixtures.texts import Network

NUMBER = "+41791234567"
ID = UUID(int=7)


def nothing() -> None:
    """Nobody minds."""


def text(body: str = "Your rider is at the door.") -> Text:
    return Text(ID, NUMBER, body, lives_s=600)


def test_a_message_is_taken_once_and_says_where_to_report(network: Network) -> None:
    steps: list[str] = []
    answer = send(text("Grüße, Ana & Cy 🍕"), lambda: steps.append("handed over"))
    [taken] = network.texts()
    assert answer == Answer("taken", sid=taken["id"])
    assert (taken["to"], taken["body"]) == (NUMBER, "Grüße, Ana & Cy 🍕")
    assert taken["_callback"] == f"{settings().public_url}/api/sms/twilio/status?sending={ID}"
    assert steps == ["handed over"]


@pytest.mark.parametrize(
    ("code", "fate"),
    [
        *((21211, "dead"), (21614, "dead"), (21408, "dead"), (21610, "stopped")),
        *((20429, "later"), (21602, "refused"), (20003, "refused"), (99999, "refused")),
    ],
)
def test_a_refusal_is_read_for_what_it_is(network: Network, code: int, fate: str) -> None:
    network.behave(code=code, retry_after="9")
    answer = send(text(), nothing)
    assert (answer.fate, answer.code) == (fate, str(code))
    assert network.texts() == []
    assert answer.after_s == (9.0 if fate == "later" else None)


def test_an_answer_that_was_lost_is_looked_for(network: Network) -> None:
    network.behave(drops="after")
    answer = send(text(), nothing)
    [taken] = network.texts()
    assert answer == Answer("taken", sid=taken["id"])


def test_what_was_not_taken_may_be_sent_again(network: Network) -> None:
    network.behave(drops="before")
    assert send(text(), nothing) == Answer("later", "502")
    network.behave(status=503)
    assert send(text(), nothing) == Answer("later", "503")
    assert network.texts() == []


def test_another_message_to_the_same_number_is_not_taken_for_it(network: Network) -> None:
    assert send(text("The first."), nothing).fate == "taken"
    network.behave(drops="before")
    assert send(text("The second."), nothing).fate == "later"


def test_what_may_be_on_its_way_is_not_sent_again(
    network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It never answers, and is not there when it is asked."""

    def silent(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadTimeout("silence", request=request)

    mute = httpx.Client(transport=httpx.MockTransport(silent))
    monkeypatch.setattr(twilio, "_client", lambda: mute)
    assert send(text(), nothing) == Answer("unknown", "ReadTimeout")


def test_nobody_there_is_tried_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOODAPP_TWILIO_API_BASE", "http://127.0.0.1:9")
    settings.cache_clear()
    assert send(text(), nothing) == Answer("later", "unreachable")
    settings.cache_clear()


@pytest.mark.parametrize(
    "facts",
    [
        {"twilio_account": "AC" + "0" * 32},
        {"twilio_account": "AC" + "0" * 32, "twilio_token": "x"},
        {"twilio_account": "no account", "twilio_token": "x", "twilio_sender": "MG1"},
        {"twilio_account": "AC" + "0" * 32, "twilio_token": "x", "twilio_sender": "0791234567"},
        {"twilio_account": "AC" + "0" * 32, "twilio_token": "x", "twilio_sender": "Saffron"},
    ],
)
def test_half_an_account_is_refused_at_the_start(facts: dict[str, str]) -> None:
    with pytest.raises(ValidationError, match=r"(?i)twilio"):
        whole()(**facts)


def test_a_messaging_service_sends_too(network: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    form = twilio._form(twilio.Account("AC", "t", "MG123", ""), text())
    assert form["MessagingServiceSid"] == "MG123"
    assert "From" not in form
    assert 60 <= int(form["ValidityPeriod"]) <= 14_400
    assert send(Text(uuid4(), NUMBER, "x", lives_s=-5), nothing).fate == "taken"
