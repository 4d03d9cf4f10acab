"""A rider's bank account, from their own screen: the password, the wait, and taking it back."""

from datetime import timedelta

import pytest
from sqlmodel import select

from foodapp.accounts import passwords, sessions
from foodapp.accounts.models import SignInSession, User
from foodapp.payouts.models import AccountChange
from foodapp.ui import live
from tests.fixtures.screens import Tab

from rider.earnings.state import Earned  # isort: skip

FORM = {"holder": "Ravi", "bank_account": "DE89 3704 0044 0532 0130 00"}
PASSWORD = "a-kettle-of-fish"


@pytest.fixture(autouse=True)
def _nobody_watches(monkeypatch):
    monkeypatch.setattr(live, "watch", lambda state, *names, **_: None)


async def test_a_rider_changes_the_account_with_their_password_and_takes_it_back(session, world):
    session.get_one(User, world.rider.user_id).password_hash = passwords.hashed(PASSWORD)
    mine = session.get_one(SignInSession, sessions.hashed(world.cookies["ravi"].sid))
    mine.proven_at -= timedelta(hours=1)
    session.commit()
    tab = Tab(world.cookies["ravi"]).at("/rider/earnings")
    await tab.call(Earned, "load")
    screen = tab.screen(Earned)
    await tab.call(Earned, "change_account")
    await tab.call(Earned, "save_account", form=FORM)
    assert (screen.proof_wanted, screen.changing) == (True, True)
    assert session.exec(select(AccountChange)).all() == []

    await tab.call(Earned, "prove", form={"password": PASSWORD})
    assert (screen.proof_wanted, screen.changing, screen.error) == (False, False, "")
    assert (screen.change.wanted, screen.change.is_mine) == ("•••• 3000", True)
    assert screen.account.bank_account == ""  # not in force yet

    await tab.call(Earned, "end_change")
    assert screen.change.id == ""
    await tab.call(Earned, "confirm_change")
    assert screen.error == "We could not find that change of account."
