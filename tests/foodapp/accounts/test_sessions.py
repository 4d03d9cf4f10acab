"""How long a sign-in for work lasts, and what counts as a password just entered."""

from datetime import timedelta

import pytest

from foodapp.accounts import limits, permissions, sessions, signing
from foodapp.accounts import passwords as passwords_
from foodapp.accounts.models import SignInSession, User
from foodapp.accounts.settings import settings
from foodapp.kit.errors import NotSignedIn

WORK = {
    "ana": (sessions.restaurant_staff, "staff_idle_minutes"),
    "ravi": (sessions.rider, "rider_idle_minutes"),
    "ada": (sessions.admin, "admin_idle_minutes"),
}
PASSWORD = "a-kettle-of-fish"


@pytest.fixture
def noon(time_machine):
    time_machine.move_to("2026-05-04T12:00:00+00:00", tick=False)
    return time_machine


@pytest.mark.parametrize("who", WORK)
def test_a_sign_in_for_work_ends_when_nobody_uses_it(session, noon, world, who):
    sign_in, setting = WORK[who]
    idle = timedelta(minutes=getattr(settings(), setting))
    for _ in range(3):  # used now and then it lasts
        noon.shift(idle - timedelta(minutes=1))
        assert sign_in(session, world.cookies[who])
        session.expire_all()

    noon.shift(idle + timedelta(minutes=1))
    with pytest.raises(NotSignedIn):
        sign_in(session, world.cookies[who])


def test_a_customer_stays_signed_in_for_a_month(session, noon, world):
    noon.shift(timedelta(days=29))
    assert sessions.customer(session, world.cookies["cy"])
    noon.shift(timedelta(days=2))
    with pytest.raises(NotSignedIn):
        sessions.customer(session, world.cookies["cy"])


def test_a_page_that_asks_by_itself_keeps_nobody_signed_in(session, noon, world):
    idle = timedelta(minutes=settings().admin_idle_minutes)
    asking = sessions.by_itself.set(True)
    try:
        for _ in range(3):
            noon.shift(idle / 4)
            sessions.admin(session, world.cookies["ada"])
            session.expire_all()
        noon.shift(idle / 2)
        with pytest.raises(NotSignedIn):
            sessions.admin(session, world.cookies["ada"])
    finally:
        sessions.by_itself.reset(asking)


def test_use_is_noted_once_a_minute(session, noon, world):
    def seen():
        session.expire_all()
        return session.get_one(SignInSession, sessions.hashed(world.cookies["ada"].sid)).seen_at

    first = seen()
    noon.shift(timedelta(seconds=30))
    sessions.admin(session, world.cookies["ada"])
    assert seen() == first
    noon.shift(timedelta(seconds=31))
    sessions.admin(session, world.cookies["ada"])
    assert seen() == first + timedelta(seconds=61)


def test_a_password_entered_long_ago_is_asked_again(session, noon, world):
    ada = session.get_one(User, world.admin.user_id)
    ada.password_hash = passwords_.hashed(PASSWORD)
    this = sessions.hashed(world.cookies["ada"].sid)
    permissions.recently_proven(sessions.admin(session, world.cookies["ada"]))

    noon.shift(timedelta(minutes=settings().reauth_minutes + 1))
    late = sessions.admin(session, world.cookies["ada"])
    with pytest.raises(permissions.NotProven):
        permissions.recently_proven(late)
    with pytest.raises(signing.WrongPassword):
        signing.prove_again(session, late, password="not-her-password", sign_in=this)
    signing.prove_again(session, late, password=PASSWORD, sign_in=this)
    session.expire_all()
    permissions.recently_proven(sessions.admin(session, world.cookies["ada"]))


def test_proving_one_sign_in_proves_no_other(session, noon, world):
    ada = session.get_one(User, world.admin.user_id)
    ada.password_hash = passwords_.hashed(PASSWORD)
    theirs = sessions.hashed(world.cookies["ana"].sid)
    before = session.get_one(SignInSession, theirs).proven_at
    noon.shift(timedelta(hours=1))

    signing.prove_again(session, world.admin, password=PASSWORD, sign_in=theirs)

    session.expire_all()
    assert session.get_one(SignInSession, theirs).proven_at == before


def test_a_stolen_sign_in_does_not_guess_the_password_for_ever(session, noon, world):
    this = sessions.hashed(world.cookies["ada"].sid)
    for _ in range(5):
        with pytest.raises(signing.WrongPassword):
            signing.prove_again(session, world.admin, password="guess", sign_in=this)
    with pytest.raises(limits.TooManyTries):
        signing.prove_again(session, world.admin, password="guess", sign_in=this)
