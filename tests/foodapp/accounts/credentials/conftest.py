from types import SimpleNamespace

import pytest

from foodapp.accounts import passwords, sessions
from foodapp.accounts.models import User

PASSWORD = "a-kettle-of-fish"


@pytest.fixture
def cy(session, world):
    """With a password; signed in in one browser, and has just proven who they are."""
    user = session.get_one(User, world.customer.user_id)
    user.password_hash = passwords.hashed(PASSWORD)
    session.flush()
    cookies = world.cookies["cy"]
    this = sessions.hashed(cookies.sid)
    return SimpleNamespace(user=user, person=world.customer, cookies=cookies, this=this)
