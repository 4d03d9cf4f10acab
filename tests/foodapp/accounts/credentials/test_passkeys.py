"""Passkeys, made and signed with by an authenticator of ours (tests/fixtures/authenticator.py)."""

import json
from datetime import timedelta

import pytest
from sqlmodel import select

from foodapp.accounts import sessions, signing
from foodapp.accounts.actors import Cookies
from foodapp.accounts.credentials import factors, passkeys, proof, second_step
from foodapp.accounts.credentials.events import CredentialChanged
from foodapp.accounts.credentials.models import Passkey
from foodapp.accounts.credentials.passkeys import MaybeCopied, NotThisPasskey
from foodapp.accounts.credentials.tokens import NoLink
from foodapp.accounts.knocking import Came
from foodapp.accounts.models import SignInSession
from foodapp.accounts.permissions import NotProven
from foodapp.accounts.signing import HalfIn, OtherDoor
from foodapp.kit import clock, outbox
from foodapp.kit.errors import NotFound
from foodapp.kit.settings import settings
from tests.fixtures.authenticator import Authenticator

CAME = Came("192.0.2.1", "Firefox")
WWW, BARE = "https://www.food.example", "https://food.example"


@pytest.fixture
def settings_of(monkeypatch):
    def put(**values):
        for name, value in values.items():
            monkeypatch.setenv(f"FOODAPP_{name.upper()}", value)
        settings.cache_clear()

    yield put
    monkeypatch.undo()
    settings.cache_clear()


def add(session, cy, device, name="Phone"):
    options = passkeys.options_to_add(session, cy.person, sign_in=cy.this)
    answer = device.make(options)
    passkeys.add(session, cy.person, answer, name=name, sign_in=cy.this)
    session.flush()
    return answer


def come_in(session, device, persona="customer", cookies=None, **how):
    options = passkeys.options_to_sign_in(session, address=CAME.address)
    answer = device.sign(options, **how)
    return passkeys.sign_in(session, cookies or Cookies(), answer, persona=persona, came=CAME)


@pytest.fixture
def phone(session, cy):
    device = Authenticator()
    add(session, cy, device)
    return device


def test_a_passkey_signs_in_by_itself_and_is_both_factors(session, cy, phone):
    done = come_in(session, phone)
    assert sessions.customer(session, Cookies(sid=done.token)) == cy.person
    row = session.get_one(SignInSession, sessions.hashed(done.token))
    assert row.second_factor_at is not None
    assert outbox.recorded(session, CredentialChanged)[0].what == "passkey_added"


def test_a_phone_that_counts_nothing_signs_in_many_times(session, cy, phone, valkey):
    """exactly/exa#1037: 0 after 0."""
    assert [come_in(session, phone, count=0).user_id for _ in range(5)] == [cy.user.id] * 5
    assert session.exec(select(Passkey)).one().doubted_at is None


@pytest.mark.parametrize("count", [5, 4, 0])
def test_a_counter_that_does_not_go_up_may_be_a_copys(session, cy, count, valkey):
    key = Authenticator(counts=True)
    add(session, cy, key)
    come_in(session, key, count=5)

    assert isinstance(come_in(session, key, count=count), MaybeCopied)
    row = session.exec(select(Passkey)).one()
    assert (row.sign_count, row.doubted_at is not None) == (5, True)
    assert outbox.recorded(session, CredentialChanged)[-1].what == "passkey_doubted"
    assert factors.ways(session, cy.person).passkeys[0].is_doubted
    assert come_in(session, key, count=6).user_id == cy.user.id


def test_a_challenge_is_signed_once(session, cy, phone):
    answer = phone.sign(passkeys.options_to_sign_in(session, address=CAME.address))
    passkeys.sign_in(session, Cookies(), answer, persona="customer", came=CAME)
    with pytest.raises(NoLink):
        passkeys.sign_in(session, Cookies(), answer, persona="customer", came=CAME)


def test_a_challenge_is_over_after_five_minutes(session, cy, phone, time_machine):
    answer = phone.sign(passkeys.options_to_sign_in(session, address=CAME.address))
    time_machine.move_to(clock.now() + timedelta(minutes=5, seconds=1))
    with pytest.raises(NoLink):
        passkeys.sign_in(session, Cookies(), answer, persona="customer", came=CAME)


def test_both_hosts_of_the_domain_sign_in_and_a_third_does_not(session, cy, settings_of, valkey):
    """Steward-Fi/steward#35: made at the bare domain, used at www."""
    settings_of(public_url=BARE, passkey_domain="food.example", passkey_origins=f"{BARE}, {WWW}")
    device = Authenticator(origin=BARE)
    add(session, cy, device)
    for origin in (BARE, WWW):
        device.origin = origin
        assert come_in(session, device).user_id == cy.user.id
    for origin in (
        *("https://evil.example", "https://food.example.evil.example", "http://food.example"),
        *("https://shop.food.example", "https://food.example:8443", "null", ""),
    ):
        device.origin = origin
        valkey.flushall()
        with pytest.raises(NotThisPasskey):
            come_in(session, device)
        with pytest.raises(NotThisPasskey):
            add(session, cy, Authenticator(origin=origin))


def test_a_passkey_of_another_domain_is_none(session, cy, phone):
    options = passkeys.options_to_sign_in(session, address=CAME.address)
    answer = phone.sign(options | {"rpId": "evil.example"})
    with pytest.raises(NotThisPasskey):
        passkeys.sign_in(session, Cookies(), answer, persona="customer", came=CAME)


def test_origins_that_are_not_of_the_domain_are_refused_at_start(settings_of):
    for origins in ("https://evil.example", "http://www.food.example", f"{BARE}/sign-in"):
        settings_of(public_url=BARE, passkey_domain="food.example", passkey_origins=origins)
        with pytest.raises(SystemExit, match="PASSKEY_ORIGINS"):
            settings()


def test_without_a_finger_or_a_pin_it_is_only_the_second_factor(session, cy):
    key = Authenticator(is_verified=False)
    add(session, cy, key)
    with pytest.raises(NotThisPasskey):
        come_in(session, key)

    half = signing.go_on(session, Cookies(), cy.user, CAME, persona="customer")
    assert isinstance(half, HalfIn)
    assert second_step.look(session, token=half.token).has_passkey
    answer = key.sign(second_step.passkey_options(session, token=half.token))
    done, _ = second_step.by_passkey(session, Cookies(), answer, token=half.token, came=CAME)
    assert done.user_id == cy.user.id


def test_the_passkey_of_another_is_no_second_factor(session, world, cy, phone):
    half = signing.go_on(session, Cookies(), cy.user, CAME, persona="customer")
    other, sid = Authenticator(), sessions.hashed(world.cookies["sid"].sid)
    options = passkeys.options_to_add(session, world.stranger, sign_in=sid)
    passkeys.add(session, world.stranger, other.make(options), name="", sign_in=sid)
    answer = other.sign(second_step.passkey_options(session, token=half.token))
    with pytest.raises(NotThisPasskey):
        second_step.by_passkey(session, Cookies(), answer, token=half.token, came=CAME)


def test_a_challenge_of_signing_in_proves_nobody_who_is_signed_in(session, cy, phone):
    """And the other way round: each is asked of somebody."""
    answer = phone.sign(passkeys.options_to_sign_in(session, address=CAME.address))
    with pytest.raises(NotThisPasskey):
        passkeys.prove_again(session, cy.person, answer, sign_in=cy.this)
    answer = phone.sign(passkeys.options_of(session, cy.user.id))
    with pytest.raises(NotThisPasskey):
        passkeys.sign_in(session, Cookies(), answer, persona="customer", came=CAME)


def test_a_passkey_proves_who_it_is_before_money_moves(session, cy, phone):
    row = session.get_one(SignInSession, cy.this)
    row.proven_at = clock.now() - timedelta(hours=1)
    session.flush()
    with pytest.raises(NotProven):
        proof.needed(session, cy.person, cy.this)
    answer = phone.sign(passkeys.options_of(session, cy.user.id))
    assert passkeys.prove_again(session, cy.person, answer, sign_in=cy.this) is None
    session.refresh(row)
    proof.needed(session, cy.person, cy.this)


def test_of_a_console_it_opens_what_its_owner_may_open(session, world, cy, phone):
    with pytest.raises(OtherDoor):
        come_in(session, phone, persona="admin")


def test_one_that_is_added_twice_or_to_another_account_is_refused(session, world, cy, phone):
    with pytest.raises(NotThisPasskey):
        add(session, cy, phone)
    sid = sessions.hashed(world.cookies["sid"].sid)
    mine = passkeys.options_to_add(session, cy.person, sign_in=cy.this)
    with pytest.raises(NotThisPasskey):
        passkeys.add(session, world.stranger, Authenticator().make(mine), name="", sign_in=sid)


def test_a_closed_account_is_not_opened_by_a_passkey(session, cy, phone):
    cy.user.disabled_at = clock.now()
    session.flush()
    with pytest.raises(NotThisPasskey):
        come_in(session, phone)


def test_one_that_was_removed_opens_nothing_and_nobody_removes_anothers(session, world, cy, phone):
    row = session.exec(select(Passkey)).one()
    with pytest.raises(NotFound):
        passkeys.remove(
            session, world.stranger, row.id, sign_in=sessions.hashed(world.cookies["sid"].sid)
        )
    passkeys.remove(session, cy.person, row.id, sign_in=cy.this)
    with pytest.raises(NotThisPasskey):
        come_in(session, phone)


def test_a_name_is_shown_as_it_was_typed_on_one_line(session, cy):
    add(session, cy, Authenticator(), name="  My\n<b>phone</b>\u202e\0 ")
    assert factors.ways(session, cy.person).passkeys[0].name == "My <b>phone</b>"


HOSTILE = [
    {}, {"id": "x"}, {"id": 1, "rawId": [], "response": {}, "type": "public-key"},
    {"id": "eA", "rawId": "eA", "type": "public-key", "response": {"clientDataJSON": "e30"}},
]  # fmt: skip


def broken(answer):
    """Each part of a good answer, spoilt in turn."""
    for part in answer["response"]:
        for wrong in ("", "AAAA", "!", None, 7, "A" * 4_000):
            yield json.loads(json.dumps(answer | {"response": answer["response"] | {part: wrong}}))


def test_what_no_authenticator_would_send_is_refused(session, cy, phone, valkey):
    made = Authenticator().make(passkeys.options_to_add(session, cy.person, sign_in=cy.this))
    signed = phone.sign(passkeys.options_to_sign_in(session, address=CAME.address))
    for answer in [*HOSTILE, *broken(made)]:
        with pytest.raises((NotThisPasskey, NoLink)), session.begin_nested():
            passkeys.add(session, cy.person, answer, name="", sign_in=cy.this)
    for answer in [*HOSTILE, *broken(signed)]:
        if answer.get("response", {}).get("userHandle", "") is None:
            continue  # need not be there
        valkey.flushall()
        with pytest.raises((NotThisPasskey, NoLink)), session.begin_nested():
            passkeys.sign_in(session, Cookies(), answer, persona="customer", came=CAME)
