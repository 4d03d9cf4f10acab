from datetime import timedelta

import pytest
from sqlmodel import select

from foodapp.accounts import passwords, people, sessions, signing
from foodapp.accounts.actors import Cookies, Customer
from foodapp.accounts.demo_signins import DEMO_PASSWORD, demo_signins
from foodapp.accounts.limits import TooManyTries, network_of
from foodapp.accounts.models import User
from foodapp.kit.errors import DomainError, NotSignedIn
from foodapp.kit.settings import Mode, Settings

PASSWORD = "a-kettle-of-fish"
NOBODY = Cookies()


def sign_up(session, email="cleo@example.org", name="Cleo", password=PASSWORD, ip="192.0.2.1"):
    return signing.sign_up(
        session, NOBODY, email=email, password=password, name=name, address=ip, device="Firefox"
    )


def sign_in(
    session,
    email="cleo@example.org",
    password=PASSWORD,
    ip="192.0.2.1",
    persona="customer",
    cookies=NOBODY,
):
    return signing.sign_in(
        session, cookies, email=email, password=password, persona=persona, address=ip
    )


def refusal(session, **attempt):
    with pytest.raises(DomainError) as refused:
        sign_in(session, **attempt)
    return type(refused.value), str(refused.value)


def test_a_person_signs_up_and_is_signed_in(session, world):
    done = sign_up(session, email="  Cleo@Example.org ", name=" Cleo\0  Mar\u202etin ")

    user = session.get_one(User, done.user_id)
    assert (user.email, user.name) == ("cleo@example.org", "Cleo Martin")
    assert sessions.customer(session, Cookies(sid=done.token)) == Customer(user.id)
    assert PASSWORD not in user.password_hash
    assert user.password_hash.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_an_email_is_one_account_whatever_its_capitals(session, world):
    sign_up(session)

    with pytest.raises(signing.AlreadyKnown):
        sign_up(session, email="CLEO@EXAMPLE.ORG")


def test_the_answer_to_an_unknown_email_is_the_answer_to_a_wrong_password(session, world):
    disabled = session.get_one(User, sign_up(session, email="gone@example.org").user_id)
    disabled.disabled_at = disabled.created_at
    sign_up(session)

    answers = {
        refusal(session, password="not-her-password"),
        refusal(session, email="nobody@example.org"),
        refusal(session, email="no address at all"),
        refusal(session, email="gone@example.org"),
        refusal(session, password="x" * 5_000),
        refusal(session, password="\udc80\0"),
    }

    assert answers == {(signing.WrongPair, "That e-mail and password do not match.")}


def test_an_unknown_email_costs_as_much_work_as_a_known_one(session, world, monkeypatch):
    sign_up(session)
    asked = []
    verify = passwords._hasher.verify
    monkeypatch.setattr(
        passwords._hasher, "verify", lambda *pair: asked.append(pair[1]) or verify(*pair)
    )

    refusal(session, password="not-her-password")
    refusal(session, email="nobody@example.org")

    assert [one.rpartition("$")[0].rpartition("$")[0] for one in asked] == [
        "$argon2id$v=19$m=19456,t=2,p=1"
    ] * 2


def test_five_wrong_passwords_close_the_account_for_a_quarter_of_an_hour(
    session, world, time_machine
):
    time_machine.move_to("2026-05-04T12:00:00+00:00", tick=False)
    sign_up(session)
    for n in range(5):
        refusal(session, password="not-her-password", ip=f"192.0.2.{n + 10}")

    for ip in ("192.0.2.20", "198.51.100.7"):
        assert refusal(session, ip=ip)[0] is TooManyTries  # even with the right one

    time_machine.shift(timedelta(minutes=15, seconds=1))
    assert sign_in(session, ip="192.0.2.21").token


def test_an_unknown_email_is_limited_like_a_known_one(session, world):
    for n in range(5):
        refusal(session, email="nobody@example.org", ip=f"192.0.2.{n + 10}")

    assert refusal(session, email="nobody@example.org", ip="192.0.2.30")[0] is TooManyTries


def test_the_right_password_forgives_earlier_slips(session, world):
    sign_up(session)
    for round_ in range(3):
        for n in range(3):
            refusal(session, password="not-her-password", ip=f"192.0.2.{round_ * 10 + n}")
        assert sign_in(session, ip=f"198.51.100.{round_}").token


def test_ten_attempts_a_minute_close_an_address(session, world, time_machine):
    time_machine.move_to("2026-05-04T12:00:00+00:00", tick=False)
    for n in range(10):
        refusal(session, email=f"guess{n}@example.org", ip="192.0.2.99")

    assert refusal(session, email="guess11@example.org", ip="192.0.2.99")[0] is TooManyTries
    assert refusal(session, email="guess11@example.org", ip="192.0.2.98")[0] is signing.WrongPair

    time_machine.shift(timedelta(seconds=61))
    assert refusal(session, email="guess12@example.org", ip="192.0.2.99")[0] is signing.WrongPair


def test_without_valkey_the_limits_still_hold(session, world, monkeypatch):
    from limits.storage import RedisStorage
    from limits.strategies import MovingWindowRateLimiter

    from foodapp.accounts import limits

    gone = MovingWindowRateLimiter(RedisStorage("redis://127.0.0.1:1", socket_connect_timeout=0.2))
    monkeypatch.setattr(limits, "_shared", lambda: gone)
    limits._own.cache_clear()
    for n in range(5):
        refusal(session, email="nobody@example.org", ip=f"192.0.2.{n + 10}")

    assert refusal(session, email="nobody@example.org", ip="192.0.2.30")[0] is TooManyTries
    limits._own.cache_clear()


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("fe80::1%eth0", "fe80::"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("somebody", "unknown"),
        ("", "unknown"),
    ],
)
def test_a_household_counts_as_one_address(address, network):
    assert network_of(address) == network


@pytest.mark.parametrize(
    "weak", ["short", "1234567890", "aaaaaaaaaaaa", "cleo@example.org", "Qwertyuiop", "x" * 201]
)
def test_a_weak_password_is_refused(session, world, weak):
    with pytest.raises(passwords.WeakPassword):
        sign_up(session, password=weak)


@pytest.mark.parametrize(
    "broken", ["", "cleo", "cleo@", "a@b", "x" * 300 + "@example.org", "a\0@b.c"]
)
def test_what_is_no_email_is_refused(session, world, broken):
    with pytest.raises(people.NotAnEmail):
        sign_up(session, email=broken)


@pytest.mark.parametrize("nameless", ["", "   ", "\0\0", "\u202e", "\ud800", "..."])
def test_what_is_no_name_is_refused(session, world, nameless):
    with pytest.raises(people.NoName):
        sign_up(session, name=nameless)


def test_a_cookie_planted_before_sign_in_is_worth_nothing_after_it(session, world):
    sign_up(session)
    planted = world.cookies["sid"]  # an attacker's own session, put into the victim's browser

    done = sign_in(session, cookies=planted)

    assert done.token != planted.sid
    with pytest.raises(NotSignedIn):
        sessions.customer(session, planted)


def test_a_persona_signs_in_at_its_own_door(session, world):
    sign_up(session)
    staff = session.get_one(User, world.staff.user_id)
    staff.password_hash = passwords.hashed(PASSWORD)

    assert sign_in(session, email=staff.email, persona="restaurant").user_id == staff.id
    for persona in ("restaurant", "rider", "admin"):
        assert refusal(session, persona=persona)[0] is signing.OtherDoor
    with pytest.raises(signing.WrongPair):  # the door is named only to whom the account belongs
        sign_in(session, password="not-her-password", persona="admin")


def test_signing_out_ends_this_sign_in_alone(session, world):
    first, second = sign_up(session), sign_in(session)

    signing.sign_out(session, Cookies(sid=first.token))

    with pytest.raises(NotSignedIn):
        sessions.customer(session, Cookies(sid=first.token))
    assert sessions.customer(session, Cookies(sid=second.token))
    signing.sign_out(session, NOBODY)


def test_a_new_password_ends_every_other_sign_in(session, world):
    here, elsewhere = sign_up(session), sign_in(session)
    customer = Customer(here.user_id)

    with pytest.raises(DomainError, match="current password"):
        change(session, customer, here, current="not-her-password")
    with pytest.raises(passwords.WeakPassword):
        change(session, customer, here, new="short")
    change(session, customer, here)

    assert sessions.customer(session, Cookies(sid=here.token)) == customer
    with pytest.raises(NotSignedIn):
        sessions.customer(session, Cookies(sid=elsewhere.token))
    assert refusal(session)[0] is signing.WrongPair
    assert sign_in(session, password="a-new-kettle-of-fish").token


def change(session, customer, here, current=PASSWORD, new="a-new-kettle-of-fish"):
    signing.change_password(
        session, customer, current=current, new=new, keep=sessions.hashed(here.token)
    )


def test_the_demo_password_opens_nothing_in_production(session, world, monkeypatch):
    from foodapp.accounts import demo_signins as module

    sign_up(session, password=DEMO_PASSWORD)
    assert demo_signins("customer")
    production = Settings.model_construct(mode=Mode.PRODUCTION)
    monkeypatch.setattr(module, "settings", lambda: production)

    assert demo_signins("customer") == []
    assert refusal(session, password=DEMO_PASSWORD)[0] is signing.WrongPair
    with pytest.raises(passwords.WeakPassword):
        sign_up(session, email="new@example.org", password=DEMO_PASSWORD)


def test_two_people_cannot_sign_up_with_one_email_at_once(real_transactions, valkey):
    from concurrent.futures import ThreadPoolExecutor

    from foodapp.kit import db

    def attempt(_):
        try:
            with db.transaction() as session:
                return sign_up(session).user_id
        except signing.AlreadyKnown:
            return None

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(attempt, range(4)))

    assert sum(one is not None for one in found) == 1
    with db.transaction() as session:
        assert len(session.exec(select(User)).all()) == 1
