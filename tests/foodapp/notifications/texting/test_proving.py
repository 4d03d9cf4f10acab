"""A telephone number is its owner's once a code that it was sent has come back."""

import re
from datetime import timedelta

import pytest
from sqlmodel import select

from foodapp.accounts import limits as tries
from foodapp.accounts import phones
from foodapp.accounts.credentials import phone_codes
from foodapp.accounts.credentials.models import Purpose, SingleUseToken
from foodapp.accounts.credentials.phone_codes import WrongPhoneCode
from foodapp.accounts.models import User
from foodapp.accounts.phones import PhoneProof
from foodapp.kit import clock
from foodapp.kit.errors import DomainError, TooMany
from foodapp.kit.outbox import OutboxEntry
from foodapp.notifications.models import Notification, Sending
from foodapp.notifications.texting import proving, stops
from foodapp.notifications.texting.limits import TooManyTexts
from foodapp.notifications.texting.models import StoppedBy
from foodapp.views.own_account import own_account
from tests.foodapp.notifications.texting.test_limits import allowed, everywhere

NUMBER = "+41791234567"
CODE = re.compile(r"\d{6}")


@pytest.fixture(autouse=True)
def _with_a_number(session, world):
    phones.change(session, world.customer, phone="+41 (0)79 123 45 67")
    tries.forget_phone_code(world.customer.user_id)
    session.commit()


def ask(session, person, address="192.0.2.1"):
    proving.ask(session, person, persona="customer", address=address)
    session.commit()


def asked(session, person, address):
    """Whether a code is on its way, and if not, what was said."""
    try:
        ask(session, person, address)
    except TooMany as refusal:
        session.rollback()
        return f"{refusal.status} {refusal}"
    return ""


def code_of(network):
    return CODE.search(network.texts()[-1]["body"])[0]


def is_proven(session, person):
    session.expire_all()
    return phones.is_proven(session, person.user_id)


def test_the_code_that_came_proves_the_number(session, world, network, send_notifications):
    ask(session, world.customer)
    send_notifications()
    [text] = network.texts()
    assert text["to"] == NUMBER
    assert not is_proven(session, world.customer)

    phone_codes.use(session, world.customer, code=f" {code_of(network)} ")
    session.commit()
    card = own_account(session, world.customer, this="").phone
    assert (card.number, card.is_proven) == (NUMBER, True)
    with pytest.raises(WrongPhoneCode):  # once
        phone_codes.use(session, world.customer, code=code_of(network))
    with pytest.raises(DomainError, match="confirmed already"):
        ask(session, world.customer)


def test_the_code_stands_in_the_message_alone(session, world, network, send_notifications):
    ask(session, world.customer)
    send_notifications()
    session.expire_all()
    code = re.compile(rf"\b{code_of(network)}\b")
    for kind in (SingleUseToken, Notification, Sending, OutboxEntry):
        rows = "".join(row.model_dump_json() for row in session.exec(select(kind)))
        assert not code.search(rows)
    [row] = session.exec(select(SingleUseToken)).all()
    assert len(row.token_hash) == 64
    assert row.expires_at - row.created_at == timedelta(minutes=10)


def test_a_code_is_of_one_account_and_one_number(session, world, network, send_notifications):
    ask(session, world.customer)
    send_notifications()
    phones.change(session, world.stranger, phone=NUMBER)
    session.commit()
    with pytest.raises(WrongPhoneCode):
        phone_codes.use(session, world.stranger, code=code_of(network))
    phones.change(session, world.customer, phone="+41 79 765 43 21")
    session.commit()
    with pytest.raises(WrongPhoneCode):
        phone_codes.use(session, world.customer, code=code_of(network))
    assert session.exec(select(PhoneProof)).all() == []


def test_another_number_is_not_sent_the_code_of_the_first(
    session, world, network, send_notifications
):
    ask(session, world.customer)
    phones.change(session, world.customer, phone="+41 79 765 43 21")
    session.commit()
    send_notifications()
    assert network.texts() == []


def test_a_newer_code_takes_the_place_of_an_older_one(session, world, network, send_notifications):
    for _ in range(2):
        ask(session, world.customer)
        send_notifications()
    first, second = (CODE.search(text["body"])[0] for text in network.texts())
    if first != second:
        with pytest.raises(WrongPhoneCode):
            phone_codes.use(session, world.customer, code=first)
    phone_codes.use(session, world.customer, code=second)
    assert is_proven(session, world.customer)


def test_a_code_is_good_for_ten_minutes(session, world, network, send_notifications, monkeypatch):
    ask(session, world.customer)
    send_notifications()
    later = clock.now() + timedelta(minutes=10, seconds=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    with pytest.raises(WrongPhoneCode):
        phone_codes.use(session, world.customer, code=code_of(network))


@pytest.mark.parametrize("typed", ["", "x", "12345", "\0", "٠" * 6, "²" * 6, "9" * 5_000])
def test_what_is_no_code_is_refused_in_one_sentence(session, world, typed):
    with pytest.raises(WrongPhoneCode, match="does not fit"):
        phone_codes.use(session, world.customer, code=typed)


def test_few_codes_are_tried_and_then_not_even_the_right_one(
    session, world, network, send_notifications
):
    ask(session, world.customer)
    send_notifications()
    right = code_of(network)
    for at in range(5):
        with pytest.raises(WrongPhoneCode):
            phone_codes.use(session, world.customer, code=f"{(int(right) + at + 1) % 10**6:06}")
    with pytest.raises(tries.TooManyTries):
        phone_codes.use(session, world.customer, code=right)
    assert not is_proven(session, world.customer)


def test_a_number_that_was_handed_on_is_of_whoever_shows_it_now(
    session, world, network, send_notifications
):
    for person in (world.customer, world.stranger):
        phones.change(session, person, phone="+61 (0)412 345 678")
        session.commit()
        ask(session, person)
        send_notifications()
        phone_codes.use(session, person, code=code_of(network))
        session.commit()
    assert is_proven(session, world.stranger)
    assert not is_proven(session, world.customer)


@pytest.mark.parametrize(
    ("most", "number", "address", "sends"),
    [
        ({"number_hour": 4}, lambda at: NUMBER, everywhere, 4),
        ({"prefix_hour": 5}, lambda at: f"+4179123{at:04d}", everywhere, 5),
        ({"address_hour": 6}, lambda at: f"+4179{at:03d}4567", lambda at: "198.51.100.7", 6),
        ({"address_hour": 6}, lambda at: f"+4179{at:03d}4567", everywhere, 6),  # one account
        ({"day_minor": 80}, lambda at: f"+4179{at:03d}4567", everywhere, 10),
    ],
    ids=["number", "prefix", "address", "account", "money"],
)  # fmt: skip
def test_of_a_hundred_requests_few_are_sent_and_the_rest_hear_one_sentence(
    session, world, network, send_notifications, most, number, address, sends
):
    said = []
    with allowed(**most):
        for at in range(100):
            phones.change(session, world.customer, phone=number(at))
            session.commit()
            said.append(asked(session, world.customer, address(at)))
    assert said.count("") == sends
    assert set(said) == {"", "429 No more text messages for now. Please try again later."}


def test_what_was_counted_when_it_was_asked_for_is_not_counted_again(
    session, world, network, send_notifications
):
    with allowed(number_hour=1, day_minor=8):
        ask(session, world.customer)
        send_notifications()
        assert len(network.texts()) == 1
        with pytest.raises(TooManyTexts):
            ask(session, world.customer)


@pytest.mark.parametrize(
    "phone", ["", "+49 30 901820", "+1 907 486 4171 ext. 101", "+1 900 234 5678"]
)
def test_a_number_that_no_message_reaches_is_named_and_costs_nothing(
    session, world, network, phone
):
    phones.change(session, world.customer, phone=phone)
    session.commit()
    with pytest.raises(DomainError, match="of a mobile phone"):
        ask(session, world.customer)
    assert not own_account(session, world.customer, this="").phone.can_be_texted


def test_who_has_stopped_us_is_told_how_to_go_on(session, world, network, send_notifications):
    stops.stop(session, NUMBER, StoppedBy.WORD)
    session.commit()
    with pytest.raises(DomainError, match="Answer START"):
        ask(session, world.customer)
    stops.answered(session, NUMBER, "START")
    ask(session, world.customer)
    send_notifications()
    assert len(network.texts()) == 1


def test_a_closed_account_is_sent_no_code(session, world, network, send_notifications):
    ask(session, world.customer)
    session.get_one(User, world.customer.user_id).disabled_at = clock.now()
    session.commit()
    send_notifications()
    assert network.texts() == []
    mine = select(SingleUseToken).where(SingleUseToken.purpose == Purpose.PROVE_PHONE)
    assert session.exec(mine).all() == []
