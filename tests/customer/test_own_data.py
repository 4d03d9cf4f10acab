"""A copy of one's data and the end of the account, as states through the guard."""

from foodapp.accounts import passwords, sessions
from foodapp.accounts.models import User
from foodapp.privacy import closing
from tests.fixtures.screens import Tab

from customer.account.own_data import OwnData  # isort: skip
from customer.leaving.state import Leaving  # isort: skip

PASSWORD = "a-kettle-of-fish"


def set_password(session, world):
    user_id = sessions.whose(session, world.cookies["cy"])
    session.get_one(User, user_id).password_hash = passwords.hashed(PASSWORD)
    session.commit()


async def test_a_copy_is_asked_for_made_and_offered(session, world, drain_outbox):
    tab = Tab(world.cookies["cy"]).at("/account")
    await tab.call(OwnData, "load")
    await tab.call(OwnData, "ask_for_copy")
    screen = tab.screen(OwnData)
    assert (screen.shown.is_being_made, screen.shown.copy_id) == (True, "")
    drain_outbox()
    session.expire_all()
    await tab.call(OwnData, "refresh")
    assert not screen.shown.is_being_made
    assert screen.shown.copy_id != ""


async def test_an_account_is_asked_to_go_confirmed_and_kept_after_all(session, world):
    set_password(session, world)
    tab = Tab(world.cookies["cy"]).at("/account")
    await tab.call(OwnData, "load")
    screen = tab.screen(OwnData)
    await tab.call(OwnData, "leave", form={"password": "wrong"})
    assert screen.error == "Your current password is not right."
    await tab.call(OwnData, "leave", form={"password": PASSWORD})
    assert (screen.error, screen.shown.is_asked) == ("", True)

    row = closing.mine(session, world.customer)
    path = closing.path_for_mail(session, row.id)
    session.commit()
    page = Tab(world.cookies["cy"]).at(path)
    await page.call(Leaving, "load")
    leaving = page.screen(Leaving)
    assert leaving.shown.leaves_on == ""  # to look changes nothing
    await page.call(Leaving, "confirm")
    assert (leaving.error, leaving.shown.leaves_on != "") == ("", True)
    await page.call(Leaving, "confirm")
    assert "no longer valid" in leaving.error

    await tab.call(OwnData, "call_off")
    assert (screen.shown.leaves_on, screen.shown.is_asked) == ("", False)


async def test_a_stranger_is_led_to_sign_in(session, world):
    led = await Tab().at("/account/delete").call(Leaving, "load")
    assert "/sign-in" in str(led)
