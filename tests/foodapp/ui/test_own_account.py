"""The account page of every persona: how its owner signs in."""

import json
from datetime import timedelta

import pyotp
import pytest

from foodapp.accounts import passwords, sessions
from foodapp.accounts.actors import AdminRole
from foodapp.accounts.credentials import factors
from foodapp.accounts.credentials.models import AuthenticatorApp
from foodapp.accounts.models import AdminGrant, SignInSession, User
from foodapp.kit import clock
from foodapp.kit.settings import settings
from foodapp.notifications.texting.settings import settings as texting
from tests.fixtures import world as worlds
from tests.fixtures.screens import Tab

from admin.overview.state import Overview  # isort: skip
from admin.people.state import People  # isort: skip
from admin.your_account.state import Secure, YourAccount  # isort: skip
from customer.account.state import Security  # isort: skip
from restaurant.account.state import Account as Staffs  # isort: skip
from rider.account.state import Account as Riders  # isort: skip
from foodapp.ui.sign_in import SignIn, Step  # isort: skip

PAGES = {
    "cy": (Security, "/account"),
    "ana": (Staffs, "/restaurant/account"),
    "ravi": (Riders, "/rider/account"),
    "ada": (YourAccount, "/admin/your-account"),
}


@pytest.mark.parametrize("who", PAGES)
async def test_everybody_sets_up_an_app_and_gets_recovery_codes(session, world, who):
    kind, address = PAGES[who]
    tab = Tab(world.cookies[who]).at(address)
    screen = tab.screen(kind)
    await tab.call(kind, "load")
    assert (screen.loaded, screen.ways.has_app) == (True, False)

    await tab.call(kind, "begin_app")
    secret = screen.setup.secret.replace(" ", "")
    assert screen.setup.picture.startswith("data:image/svg+xml")
    await tab.call(kind, "confirm_app", form={"code": "000000"})
    assert screen.form_error.startswith("That code is not right")
    await tab.call(kind, "confirm_app", form={"code": pyotp.TOTP(secret).now()})
    assert (screen.ways.has_app, len(screen.codes), screen.setup.secret) == (True, 10, "")

    await tab.call(kind, "hide_codes")
    await tab.call(kind, "load")
    assert (screen.codes, screen.ways.recovery_codes_left) == ([], 10)


async def test_the_password_is_asked_for_first_and_then_it_goes_on(session, world):
    user = session.get_one(User, world.customer.user_id)
    user.password_hash = passwords.hashed("a-kettle-of-fish")
    row = session.get_one(SignInSession, sessions.hashed(world.cookies["cy"].sid))
    row.proven_at = clock.now() - timedelta(hours=1)
    session.commit()
    tab = Tab(world.cookies["cy"]).at("/account")
    screen = tab.screen(Security)
    await tab.call(Security, "load")
    await tab.call(Security, "begin_app")
    assert (screen.proof_wanted, screen.setup.secret) == (True, "")
    await tab.call(Security, "proven")  # the browser says so; the command judges itself
    assert (screen.proof_wanted, screen.setup.secret) == (True, "")
    await tab.call(Security, "prove", form={"password": "a-kettle-of-fish"})
    assert (screen.proof_wanted, screen.setup.secret != "") == (False, True)


async def test_why_no_code_is_texted_is_said_where_it_was_asked_for(session, world, valkey):
    session.get_one(User, world.customer.user_id).phone = "+41791234567"
    session.commit()
    tab = Tab(world.cookies["cy"]).at("/account")
    screen = tab.screen(Security)
    await tab.call(Security, "load")
    for _ in range(texting().sms_number_hour):
        await tab.call(Security, "text_code")
        assert (screen.coding, screen.form_error) == (True, "")
    await tab.call(Security, "text_code")  # "Text me another", in the dialog
    assert (screen.coding, screen.error) == (True, "")
    assert screen.form_error != ""
    await tab.call(Security, "drop_code")
    await tab.call(Security, "text_code")  # on the page
    assert screen.coding is False
    assert screen.error != ""


async def test_every_other_device_is_signed_out_with_one_press(session, world):
    user = session.get_one(User, world.customer.user_id)
    sessions.open_for(session, user, device="Chrome on Android")
    session.commit()
    tab = Tab(world.cookies["cy"]).at("/account")
    await tab.call(Security, "load")
    assert len(tab.screen(Security).devices) == 2
    await tab.call(Security, "sign_out_others")
    assert [one.is_this for one in tab.screen(Security).devices] == [True]
    assert sessions.customer(session, world.cookies["cy"]) == world.customer


async def test_nobody_sees_the_account_of_another_role(session, world):
    for who, (kind, address) in PAGES.items():
        for stranger in set(PAGES) - {who}:
            tab = Tab(world.cookies[stranger]).at(address)
            await tab.call(kind, "load")
            seen = tab.screen(kind).ways.email
            assert seen in ("", f"{stranger}@example.org"), (kind, stranger)


async def test_an_admin_without_a_second_factor_is_led_to_one(session, world, monkeypatch):
    monkeypatch.setenv("FOODAPP_ADMIN_SECOND_FACTOR", "true")
    settings.cache_clear()
    try:
        tab = Tab(world.cookies["ada"]).at("/admin")
        led = await tab.call(Overview, "load")
        assert "/admin/secure" in json.dumps([str(value) for _, value in led.args])
        tab.at("/admin/secure")
        await tab.call(Secure, "load")
        assert tab.screen(Secure).loaded
        await tab.call(Secure, "begin_app")
        secret = tab.screen(Secure).setup.secret.replace(" ", "")
        await tab.call(Secure, "confirm_app", form={"code": pyotp.TOTP(secret).now()})
        session.expire_all()
        assert factors.has(session, world.admin.user_id)
        tab.at("/admin")
        await tab.call(Overview, "load")
        assert tab.screen(Overview).loaded
        other = Tab(world.cookies["cy"]).at("/admin/secure")
        await other.call(Secure, "load")
        assert not other.screen(Secure).loaded
    finally:
        monkeypatch.undo()
        settings.cache_clear()


@pytest.mark.parametrize("step", ["forgotten", "reset", "link", "confirm", "second-step"])
@pytest.mark.parametrize("token", ["", "made-up", "x" * 5_000, "%00", "%F0%9F"])
async def test_a_page_around_signing_in_is_shown_to_anybody(session, world, step, token):
    tab = Tab().at(f"/rider/sign-in/{step}?token={token}&error=<b>&next=//evil.example")
    await tab.call(Step, "load", persona="rider")
    screen = tab.screen(Step)
    assert (screen.loaded, screen.step, screen.email, screen.next) == (True, step, "", "/rider")
    assert "<b>" not in screen.sentence


async def test_an_address_that_is_none_of_them_shows_nothing(world):
    tab = Tab().at("/sign-in/anything")
    await tab.call(Step, "load", persona="customer")
    assert tab.screen(Step).step == ""


async def test_what_was_done_is_said_by_code_alone(world):
    tab = Tab().at("/sign-in?said=reset")
    await tab.call(SignIn, "load", persona="customer")
    assert tab.screen(SignIn).note == "Your password is changed. Please sign in with it."
    tab.at("/sign-in?said=<b>")
    await tab.call(SignIn, "load", persona="customer")
    assert tab.screen(SignIn).note == ""


async def test_an_owner_takes_a_colleagues_second_factor_off_in_the_console(session, world):
    colleague = worlds.person(session, "Owen")
    session.add(AdminGrant(user_id=colleague.id, role=AdminRole.SUPPORT))
    session.add(
        AuthenticatorApp(user_id=colleague.id, sealed_secret=b"x", confirmed_at=clock.now())
    )
    session.commit()
    tab = Tab(world.cookies["ada"]).at("/admin/people")
    await tab.call(People, "load")
    await tab.call(People, "ask", kind="clear", subject=str(colleague.id))
    await tab.call(People, "confirm", form={"reason": "Lost the phone."})
    session.expire_all()
    assert not factors.has(session, colleague.id)
