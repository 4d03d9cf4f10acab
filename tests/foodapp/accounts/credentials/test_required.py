"""Nobody gets into the console of a platform in production without a second factor."""

from dataclasses import replace
from datetime import timedelta

import pyotp
import pytest
from sqlmodel import select

from foodapp.accounts import first_admin, sessions, signing
from foodapp.accounts.actors import AdminRole, Cookies
from foodapp.accounts.credentials import authenticator, clearing, factors, passkeys
from foodapp.accounts.credentials.clearing import NothingToClear
from foodapp.accounts.credentials.proof import NeedsOne
from foodapp.accounts.knocking import Came
from foodapp.accounts.models import AdminGrant, AuditEntry, SignInSession, User
from foodapp.accounts.permissions import NotProven
from foodapp.accounts.sessions import SecondFactorMissing
from foodapp.accounts.signing import HalfIn
from foodapp.kit import clock
from foodapp.kit.errors import NotAllowed, NotSignedIn
from foodapp.kit.settings import settings
from tests.fixtures import world as worlds
from tests.fixtures.authenticator import Authenticator


@pytest.fixture
def required(monkeypatch):
    monkeypatch.setenv("FOODAPP_ADMIN_SECOND_FACTOR", "true")
    settings.cache_clear()
    yield
    monkeypatch.undo()
    settings.cache_clear()


def this(world):
    return sessions.hashed(world.cookies["ada"].sid)


def set_up(session, world):
    setup = authenticator.begin(session, world.admin, sign_in=this(world))
    session.flush()
    code = pyotp.TOTP(setup.secret).at(clock.now())
    authenticator.confirm(session, world.admin, code=code, sign_in=this(world))
    session.expire_all()


def test_the_demo_does_not_ask_for_one(session, world):
    assert sessions.admin(session, world.cookies["ada"]) == world.admin


def test_an_admin_is_led_to_set_one_up_and_goes_on_from_there(session, world, required):
    with pytest.raises(SecondFactorMissing):
        sessions.admin(session, world.cookies["ada"])
    here = sessions.admin_before_second_factor(session, world.cookies["ada"])
    assert here.user_id == world.admin.user_id

    set_up(session, world)
    assert sessions.admin(session, world.cookies["ada"]) == world.admin


def test_a_passkey_is_one_too(session, world, required):
    options = passkeys.options_to_add(session, world.admin, sign_in=this(world))
    answer = Authenticator().make(options)
    passkeys.add(session, world.admin, answer, name="Key", sign_in=this(world))
    session.expire_all()
    assert sessions.admin(session, world.cookies["ada"]) == world.admin


def test_that_page_is_for_the_console_alone(session, world, required):
    with pytest.raises(NotAllowed):
        sessions.admin_before_second_factor(session, world.cookies["cy"])


def test_others_are_not_asked(session, world, required):
    assert sessions.rider(session, world.cookies["ravi"]) == world.rider
    assert sessions.customer(session, world.cookies["ada"]).user_id == world.admin.user_id


def test_a_sign_in_from_before_it_was_set_up_opens_nothing(session, world, required):
    """In another browser the admin signs in again, with it."""
    user = session.get_one(User, world.admin.user_id)
    elsewhere = Cookies(sid=sessions.open_for(session, user))
    set_up(session, world)
    with pytest.raises(NotSignedIn):
        sessions.admin(session, elsewhere)


def test_the_last_one_stays(session, world, required):
    set_up(session, world)
    with pytest.raises(NeedsOne):
        authenticator.remove(session, world.admin, sign_in=this(world))


def colleague(session, name, role):
    user = worlds.person(session, name)
    session.add(AdminGrant(user_id=user.id, role=role))
    session.flush()
    cookies = Cookies(sid=sessions.open_for(session, user))
    return user, cookies


def lose_phone(session, world):
    owen, cookies = colleague(session, "Owen", AdminRole.OWNER)
    person, mine = sessions.customer(session, cookies), sessions.hashed(cookies.sid)
    setup = authenticator.begin(session, person, sign_in=mine)
    code = pyotp.TOTP(setup.secret).at(clock.now())
    authenticator.confirm(session, person, code=code, sign_in=mine)
    session.flush()
    return owen


def test_another_owner_takes_a_lost_one_off(session, world):
    owen = lose_phone(session, world)
    clearing.clear(session, world.admin, owen.id, reason="Lost the phone, called from home.")
    assert not factors.has(session, owen.id)
    entry = session.exec(select(AuditEntry)).one()
    assert (entry.action, entry.by_id, entry.reason) == (
        "second_factor_cleared",
        world.admin.user_id,
        "Lost the phone, called from home.",
    )
    mine = select(SignInSession).where(SignInSession.user_id == owen.id)
    assert all(row.revoked_at for row in session.exec(mine))


def test_nobody_less_than_an_owner_does(session, world):
    owen = lose_phone(session, world)
    operations = sessions.admin(session, colleague(session, "Opal", AdminRole.OPERATIONS)[1])
    with pytest.raises(NotAllowed):
        clearing.clear(session, operations, owen.id, reason="Please.")
    support = sessions.admin(session, colleague(session, "Sue", AdminRole.SUPPORT)[1])
    with pytest.raises(NotAllowed):
        clearing.clear(session, support, world.customer.user_id, reason="Please.")
    with pytest.raises(NothingToClear):
        clearing.clear(session, operations, world.customer.user_id, reason="Please.")


def test_nor_with_a_password_of_long_ago(session, world):
    owen = lose_phone(session, world)
    long_ago = replace(world.admin, proven_at=clock.now() - timedelta(hours=1))
    with pytest.raises(NotProven):
        clearing.clear(session, long_ago, owen.id, reason="Please.")


def test_whoever_runs_the_machine_does_and_it_is_in_the_audit(session, world):
    owen = lose_phone(session, world)
    said = clearing.by_command(session, email="OWEN@example.org")
    assert said.startswith("owen@example.org signs in with the password alone")
    assert not factors.has(session, owen.id)
    entry = session.exec(select(AuditEntry)).one()
    assert (entry.action, entry.by_name) == ("second_factor_cleared", "command line")


def test_the_command_that_makes_an_admin_says_what_is_next(session, world, required):
    make = {"email": "olive@example.org", "name": "Olive", "password": "a-kettle-of-fish"}
    said = first_admin.make(session, **make)
    assert "There you set up a second factor first" in said
    lost = lose_phone(session, world)
    again = first_admin.make(session, **make | {"email": lost.email, "name": "Owen"})
    assert f"foodapp clear-second-factor --email {lost.email}" in again


def test_an_invitation_does_not_walk_past_it(session, world):
    """accepting goes on as signing in does: the password is the first step."""
    owen = lose_phone(session, world)
    step = signing.go_on(session, Cookies(), owen, Came("192.0.2.1"), persona="admin")
    assert isinstance(step, HalfIn)
