"""Codes of an app: RFC 6238, and each opens one thing (neiliro/neiliro#55)."""

from datetime import timedelta
from threading import Barrier, Thread

import pyotp
import pytest
from sqlmodel import select

from foodapp.accounts import knocking, sessions, signing
from foodapp.accounts.actors import PLATFORM, Cookies
from foodapp.accounts.credentials import authenticator, factors, proof, second_step, tokens
from foodapp.accounts.credentials.authenticator import WrongCode
from foodapp.accounts.credentials.events import CredentialChanged
from foodapp.accounts.credentials.models import AuthenticatorApp, RecoveryCode
from foodapp.accounts.knocking import Came
from foodapp.accounts.limits import TooManyTries
from foodapp.accounts.models import SignInSession
from foodapp.accounts.permissions import NotProven
from foodapp.accounts.signing import HalfIn
from foodapp.kit import clock, db, outbox
from tests.fixtures import world as worlds
from tests.foodapp.accounts.credentials.conftest import PASSWORD

CAME = Came("192.0.2.1", "Firefox")


@pytest.fixture
def app(session, cy, time_machine):
    """Cy's, set up five minutes ago; the clock stands."""
    now = clock.now().replace(second=10, microsecond=0)
    time_machine.move_to(now - timedelta(minutes=5), tick=False)
    totp = set_up(session, cy.person, cy.this)
    time_machine.move_to(now, tick=False)
    return totp


def set_up(session, person, sign_in):
    setup = authenticator.begin(session, person, sign_in=sign_in)
    totp = pyotp.TOTP(setup.secret)
    session.flush()
    authenticator.confirm(session, person, code=code(totp), sign_in=sign_in)
    return totp


def code(totp, steps=0):
    return totp.at(clock.now(), counter_offset=steps)


def half_in(session, password=PASSWORD):
    knock = knocking.knock(session, email="cy@example.org", address="192.0.2.1", device_cookie="")
    return signing.sign_in(session, Cookies(), knock, password=password, persona="customer")


def with_code(session, typed):
    half = half_in(session)
    assert isinstance(half, HalfIn)
    return second_step.by_code(session, Cookies(), token=half.token, code=typed, came=CAME)[0]


def test_the_password_alone_no_longer_signs_in(session, cy, app):
    before = session.exec(select(SignInSession)).all()
    half = half_in(session)
    assert isinstance(half, HalfIn)
    assert session.exec(select(SignInSession)).all() == before
    assert second_step.look(session, token=half.token).has_app


def test_a_code_signs_in_and_the_sign_in_knows_it(session, cy, app):
    done = with_code(session, code(app))
    assert sessions.customer(session, Cookies(sid=done.token)) == cy.person
    row = session.get_one(SignInSession, sessions.hashed(done.token))
    assert row.second_factor_at is not None


def test_one_code_opens_one_log_in(session, cy, app):
    with_code(session, code(app))
    with pytest.raises(WrongCode):
        with_code(session, code(app))


@pytest.mark.parametrize("order", [(0, -1, 1), (1, 0, -1), (-1, 0, 1)])
def test_the_step_before_and_the_one_after_are_accepted_once(session, cy, app, order):
    for near in order:
        with_code(session, code(app, near))
        with pytest.raises(WrongCode):
            with_code(session, code(app, near))


@pytest.mark.parametrize("far", [-3, -2, 2, 3])
def test_codes_of_other_times_are_refused(session, cy, app, far):
    with pytest.raises(WrongCode):
        with_code(session, code(app, far))


def test_a_code_that_was_used_is_refused_in_the_next_step_too(session, cy, app, time_machine):
    used = code(app)
    with_code(session, used)
    time_machine.move_to(clock.now() + timedelta(seconds=30), tick=False)
    with pytest.raises(WrongCode):
        with_code(session, used)


def test_the_code_that_set_the_app_up_opens_nothing_else(session, cy, time_machine):
    time_machine.move_to(clock.now().replace(second=10, microsecond=0), tick=False)
    totp = set_up(session, cy.person, cy.this)
    with pytest.raises(WrongCode):
        with_code(session, code(totp))


@pytest.mark.parametrize("typed", ["", "000000", "١٢٣٤٥٦", "\0", "\udc80", "1" * 40, "12345"])
def test_what_is_no_code_is_refused(session, cy, app, typed):
    with pytest.raises(WrongCode):
        with_code(session, typed)


def test_codes_are_guessed_a_few_times_only_wherever_from(session, cy, app):
    for _ in range(5):
        with pytest.raises(WrongCode):
            with_code(session, "000000")
    with pytest.raises(TooManyTries):
        with_code(session, code(app))


def test_from_two_requests_at_once_one_is_signed_in(real_transactions, valkey):
    with db.transaction() as session:
        user = worlds.person(session, "Twice")
        this = sessions.hashed(sessions.open_for(session, user))
        session.flush()
        person = sessions.customer_behind(PLATFORM, user.id)
        setup = authenticator.begin(session, person, sign_in=this)
        totp = pyotp.TOTP(setup.secret)
        authenticator.confirm(
            session, person, code=totp.at(clock.now(), counter_offset=-1), sign_in=this
        )
        halves = [
            signing.go_on(session, Cookies(), user, CAME, persona="customer") for _ in range(2)
        ]
    typed, both, got = totp.at(clock.now()), Barrier(2), []

    def come_in(half) -> None:
        both.wait()
        try:
            with db.transaction() as session:
                second_step.by_code(session, Cookies(), token=half.token, code=typed, came=CAME)
            got.append("in")
        except (WrongCode, second_step.TooLate, tokens.NoLink):
            got.append("refused")

    threads = [Thread(target=come_in, args=[half]) for half in halves]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(got) == ["in", "refused"]


def test_a_recovery_code_works_once_however_it_is_typed(session, cy, app):
    codes = proof.renew_codes(session, cy.person, sign_in=cy.this)
    assert len(set(codes)) == 10
    typed = codes[0].upper().replace("-", " ")
    with_code(session, typed)
    with pytest.raises(WrongCode):
        with_code(session, codes[0])
    assert factors.ways(session, cy.person).recovery_codes_left == 9
    assert outbox.recorded(session, CredentialChanged)[-1].what == "recovery_code_used"


def test_recovery_codes_of_before_and_of_others_are_worth_nothing(session, world, cy, app):
    old = proof.renew_codes(session, cy.person, sign_in=cy.this)
    proof.renew_codes(session, cy.person, sign_in=cy.this)
    with pytest.raises(WrongCode):
        with_code(session, old[0])
    theirs = sessions.hashed(world.cookies["sid"].sid)
    set_up(session, world.stranger, theirs)
    of_another = proof.renew_codes(session, world.stranger, sign_in=theirs)
    with pytest.raises(WrongCode):
        with_code(session, of_another[0])


def test_neither_the_secret_nor_a_code_is_stored_as_it_is(session, cy, app):
    codes = proof.renew_codes(session, cy.person, sign_in=cy.this)
    row = session.get_one(AuthenticatorApp, cy.user.id)
    assert app.secret.encode() not in row.sealed_secret
    hashes = session.exec(select(RecoveryCode.code_hash)).all()
    assert not set(codes) & set(hashes)


def test_a_sealed_secret_opens_nothing_in_another_persons_row(session, world, cy, app):
    from foodapp.kit.sealing import Unopened

    row = session.get_one(AuthenticatorApp, cy.user.id)
    session.add(
        AuthenticatorApp(
            user_id=world.stranger.user_id,
            sealed_secret=row.sealed_secret,
            confirmed_at=clock.now(),
        )
    )
    session.flush()
    with pytest.raises(Unopened):
        authenticator.use(session, world.stranger.user_id, code(app))


def test_without_it_the_password_is_enough_again(session, cy, app):
    authenticator.remove(session, cy.person, sign_in=cy.this)
    assert not isinstance(half_in(session), HalfIn)
    assert factors.ways(session, cy.person).recovery_codes_left == 0


def test_a_sign_in_left_open_changes_nothing(session, cy, app, time_machine):
    time_machine.move_to(clock.now() + timedelta(minutes=25), tick=False)
    for change in (authenticator.begin, authenticator.remove, proof.renew_codes):
        with pytest.raises(NotProven):
            change(session, cy.person, sign_in=cy.this)


def test_the_step_between_is_over_after_ten_minutes(session, cy, app, time_machine):
    half = half_in(session)
    time_machine.move_to(clock.now() + timedelta(minutes=10, seconds=1), tick=False)
    assert not second_step.look(session, token=half.token).has_app
    with pytest.raises(second_step.TooLate):
        second_step.by_code(session, Cookies(), token=half.token, code=code(app), came=CAME)


def test_another_password_ends_the_step_between(session, cy, app):
    half = half_in(session)
    signing.change_password(
        session, cy.person, current=PASSWORD, new="an-umbrella-for-two", keep=cy.this
    )
    with pytest.raises(second_step.TooLate):
        second_step.by_code(session, Cookies(), token=half.token, code=code(app), came=CAME)
