import time
from datetime import timedelta

import pytest
from pydantic import SecretStr
from sqlmodel import select

from foodapp.accounts import knocking, limits, passwords, people, sessions, signing
from foodapp.accounts.actors import Cookies, Customer
from foodapp.accounts.demo_signins import DEMO_PASSWORD, demo_signins
from foodapp.accounts.limits import TooManyTries, network_of
from foodapp.accounts.models import User
from foodapp.kit import keys
from foodapp.kit.errors import DomainError, NotSignedIn
from foodapp.kit.settings import Mode, Settings, settings

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
    device="",
):
    knock = knocking.knock(session, email=email, address=ip, device_cookie=device)
    return signing.sign_in(session, cookies, knock, password=password, persona=persona)


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


def knock(session, email="cleo@example.org", ip="192.0.2.1", device=""):
    return knocking.knock(session, email=email, address=ip, device_cookie=device)


def guess_from_everywhere(session, email="cleo@example.org", times=12):
    for n in range(times):
        refusal(session, email=email, password="not-her-password", ip=f"203.0.113.{n + 10}")


def test_wrong_passwords_from_anywhere_slow_strangers_down_and_lock_nobody_out(session, world):
    sign_up(session)
    guess_from_everywhere(session)

    late = knock(session, ip="198.51.100.7")
    assert late.wait_s == limits.LONGEST_WAIT_S
    assert sign_in(session, ip="198.51.100.8").token  # the right one, from an unknown place


def test_a_device_that_was_signed_in_before_does_not_wait_for_strangers(session, world):
    done = sign_up(session)
    guess_from_everywhere(session)

    here = knock(session, ip="198.51.100.7", device=knocking.proof_of(done.email))
    assert (here.wait_s, here.known.partition(" ")[0]) == (0.0, "device")


def test_an_address_that_was_signed_in_from_before_does_not_wait_for_strangers(session, world):
    sign_up(session, ip="192.0.2.77")
    guess_from_everywhere(session)

    here = knock(session, ip="192.0.2.77")
    assert (here.wait_s, bool(here.known)) == (0.0, True)
    assert knock(session, ip="192.0.2.78").wait_s > 0


def test_a_device_has_a_count_of_its_own_and_is_a_stranger_above_it(session, world):
    mine = knocking.proof_of(sign_up(session).email)
    for n in range(5):
        refusal(session, password="not-her-password", ip=f"192.0.2.{n + 10}", device=mine)

    assert knock(session, ip="192.0.2.30", device=mine).known == ""
    other = knocking.proof_of("cleo@example.org")
    assert knock(session, ip="192.0.2.31", device=other).known
    assert sign_in(session, ip="192.0.2.32", device=mine).token


@pytest.mark.parametrize(
    "forged",
    ["", ".", "..", "a.b.c", "\ud800", "x" * 4_000, "1.9999999999.0", "00.nan." + "0" * 64],
)
def test_a_device_cookie_that_we_did_not_make_is_a_strangers(session, world, forged):
    assert knock(session, device=forged).known == ""


def test_a_device_cookie_is_one_accounts_and_ends(session, world, time_machine):
    time_machine.move_to("2026-05-04T12:00:00+00:00", tick=False)
    mine = knocking.proof_of("cleo@example.org")
    assert knock(session, device=mine).known
    assert not knock(session, email="nora@example.org", device=mine).known

    time_machine.shift(timedelta(days=181))
    assert not knock(session, device=mine).known


def test_a_device_stays_known_while_the_old_key_is_believed(session, world, monkeypatch):
    mine = knocking.proof_of("cleo@example.org")
    now = settings().model_copy(
        update={
            "secret_key": SecretStr("another"),
            "previous_secret_keys": settings().secret_key,
        }
    )
    monkeypatch.setattr(keys, "settings", lambda: now)
    assert knock(session, device=mine).known
    gone = now.model_copy(update={"previous_secret_keys": SecretStr("")})
    monkeypatch.setattr(keys, "settings", lambda: gone)
    assert not knock(session, device=mine).known


def test_one_address_alone_is_stopped_at_an_account(session, world, time_machine):
    time_machine.move_to("2026-05-04T12:00:00+00:00", tick=False)
    sign_up(session, ip="192.0.2.77")
    for _ in range(2):
        for _ in range(10):
            refusal(session, password="not-her-password", ip="203.0.113.5")
        time_machine.shift(timedelta(seconds=61))

    assert refusal(session, ip="203.0.113.5")[0] is TooManyTries
    assert sign_in(session, ip="203.0.113.6").token

    time_machine.shift(timedelta(minutes=15, seconds=1))
    assert sign_in(session, ip="203.0.113.5").token


def test_an_unknown_email_slows_strangers_down_like_a_known_one(session, world):
    sign_up(session)
    guess_from_everywhere(session, "nobody@example.org", times=8)
    guess_from_everywhere(session, "cleo@example.org", times=8)

    waits = {knock(session, email=f"{who}@example.org", ip="198.51.100.7").wait_s
             for who in ("nobody", "cleo")}  # fmt: skip
    assert len(waits) == 1
    assert waits.pop() > 0


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

    gone = MovingWindowRateLimiter(RedisStorage("redis://127.0.0.1:1", socket_connect_timeout=0.2))
    monkeypatch.setattr(limits, "_shared", lambda: gone)
    limits._own.cache_clear()
    for n in range(8):
        refusal(session, email="nobody@example.org", ip=f"192.0.2.{n + 10}")

    assert knock(session, email="nobody@example.org", ip="192.0.2.30").wait_s > 0
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
    "weak",
    [
        *("short", "1234567890", "aaaaaaaaaaaa", "cleo@example.org", "Qwertyuiop", "x" * 201),
        # From the lists that are tried first, and what people make of them.
        *("password123", "iloveyou1234", "3rjs1la7qe", "basketball", "qwerty123456", "P@ssw0rd123"),
        *("sunshine2024", "Winter2026!", "liverpool1", "1q2w3e4r5t6y", "zaq12wsxcde3"),
        *("trustno1trustno1", "йцукенгшщз", "пароль12345", "ｐａｓｓｗｏｒｄ123", "hunter2hunter2"),
        *("cleo@example.org1", "Cleo123456", "saffron2026"),
    ],
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


def test_a_long_password_is_judged_in_no_time():
    began = time.process_time()
    passwords.check("9 lives of a cat, and counting; " * 6, "cleo@example.org", name="Cleo")
    assert time.process_time() - began < 1


@pytest.mark.parametrize("sign", ["\u212a", "\uff4b", "\u24da", "\u1d4f", "\U0001d42b"])
def test_a_sign_that_only_looks_like_a_letter_is_not_its_mailbox(session, world, sign):
    sign_up(session, email="quack@example.org")
    with pytest.raises(people.NotAnEmail):
        sign_up(session, email=f"quac{sign}@example.org")
    assert refusal(session, email=f"quac{sign}@example.org")[0] is signing.WrongPair
    with pytest.raises(people.NotAnEmail):
        people.email(f"quack@examp{sign}le.org")


def test_an_address_in_another_script_is_one():
    assert people.email("Zoë@Exämple.org") == "zoë@exämple.org"
    assert people.email("zoe\u0308@example.org") == people.email("zo\u00eb@example.org")


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
