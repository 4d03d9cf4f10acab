"""The second step and passkeys over HTTP."""

import pyotp
import pytest
from starlette.testclient import TestClient

from foodapp.accounts import passwords, sessions
from foodapp.accounts.actors import Cookies
from foodapp.accounts.cookies import value_of
from foodapp.accounts.credentials import authenticator, factors
from foodapp.accounts.models import User
from foodapp.kit import clock
from foodapp.ui.http import routes
from tests.fixtures.authenticator import Authenticator

HERE = "http://localhost:8000"
PASSWORD = "a-kettle-of-fish"
OF = "/api/auth/passkeys"


@pytest.fixture
def cy(session, world):
    user = session.get_one(User, world.customer.user_id)
    user.password_hash = passwords.hashed(PASSWORD)
    session.commit()
    return user


@pytest.fixture
def browser(world):
    return TestClient(routes(), base_url=HERE, follow_redirects=False, headers={"origin": HERE})


@pytest.fixture
def mine(world):
    return {"cookie": f"sid={world.cookies['cy'].sid}"}


@pytest.fixture
def totp(session, world, cy):
    this = sessions.hashed(world.cookies["cy"].sid)
    setup = authenticator.begin(session, world.customer, sign_in=this)
    found = pyotp.TOTP(setup.secret)
    before = found.at(clock.now(), counter_offset=-1)
    authenticator.confirm(session, world.customer, code=before, sign_in=this)
    session.commit()
    return found


@pytest.fixture
def phone(browser, mine, cy):
    device = Authenticator()
    answer = device.make(browser.post(f"{OF}/add/options", json={}, headers=mine).json())
    added = browser.post(f"{OF}/add", json={"answer": answer, "name": "Phone"}, headers=mine)
    assert (added.status_code, added.json()) == (201, {"added": "Phone"})
    return device


def cookie_of(response, kind):
    found = [value_of(one.partition(";")[0], kind) for one in
             response.headers.get_list("set-cookie")]  # fmt: skip
    return next((one for one in found if one), "")


def with_password(browser, **more):
    return browser.post(
        "/api/auth/sign-in", data={"email": "cy@example.org", "password": PASSWORD, **more}
    )


def test_after_the_password_a_code_is_asked_for(session, world, browser, totp):
    half = with_password(browser, next="/orders")
    assert half.headers["location"] == "/sign-in/second-step?next=%2Forders"
    assert cookie_of(half, "sid") == ""
    step = {"cookie": f"step={cookie_of(half, 'step')}"}

    wrong = browser.post(
        "/api/auth/second-step", data={"code": "000000", "next": "/orders"}, headers=step
    )
    assert wrong.headers["location"] == "/sign-in/second-step?error=code&next=%2Forders"
    right = {"code": totp.now(), "next": "/orders"}
    done = browser.post("/api/auth/second-step", data=right, headers=step)
    assert done.headers["location"] == "/orders"
    signed_in = Cookies(sid=cookie_of(done, "sid"))
    assert sessions.customer(session, signed_in) == world.customer


def test_a_code_without_the_password_opens_nothing(browser, totp):
    for cookie in ({}, {"cookie": "step=made-up"}):
        done = browser.post("/api/auth/second-step", data={"code": totp.now()}, headers=cookie)
        assert done.headers["location"] == "/sign-in?error=late"
        assert cookie_of(done, "sid") == ""


def test_the_step_between_is_no_sign_in(session, browser, totp):
    step = cookie_of(with_password(browser), "step")
    assert sessions.whose(session, Cookies(sid=step)) is None


def test_a_passkey_signs_in(session, world, browser, phone):
    options = browser.post(f"{OF}/sign-in/options", json={}).json()
    assert (options["rpId"], options["userVerification"]) == ("localhost", "required")
    assert options["allowCredentials"] == []
    answer = {"answer": phone.sign(options), "next": "/orders"}
    done = browser.post(f"{OF}/sign-in", json=answer)
    assert done.json() == {"signed_in": True, "next": "/orders"}
    signed_in = Cookies(sid=cookie_of(done, "sid"))
    assert sessions.customer(session, signed_in) == world.customer
    assert browser.post(f"{OF}/sign-in", json=answer).status_code == 404


def test_a_passkey_is_the_second_factor(browser, phone):
    step = {"cookie": f"step={cookie_of(with_password(browser), 'step')}"}
    options = browser.post(f"{OF}/second-step/options", json={}, headers=step).json()
    assert len(options["allowCredentials"]) == 1
    done = browser.post(f"{OF}/second-step", json={"answer": phone.sign(options)}, headers=step)
    assert done.json()["signed_in"]
    assert cookie_of(done, "sid")


def test_a_passkey_proves_who_is_signed_in(browser, mine, phone):
    options = browser.post(f"{OF}/prove/options", json={}, headers=mine).json()
    done = browser.post(f"{OF}/prove", json={"answer": phone.sign(options)}, headers=mine)
    assert done.json() == {"proven": True}


def test_what_may_be_a_copy_is_refused_and_remembered(session, world, browser, mine, cy):
    key = Authenticator(counts=True)
    made = key.make(browser.post(f"{OF}/add/options", json={}, headers=mine).json())
    browser.post(f"{OF}/add", json={"answer": made, "name": "Key"}, headers=mine)
    for count, status in ((5, 200), (5, 403), (4, 403), (6, 200)):
        options = browser.post(f"{OF}/sign-in/options", json={}).json()
        answer = {"answer": key.sign(options, count=count)}
        assert browser.post(f"{OF}/sign-in", json=answer).status_code == status
    session.expire_all()
    assert factors.ways(session, world.customer).passkeys[0].is_doubted


def test_strangers_add_and_prove_nothing(browser, cy):
    for door in ("add/options", "add", "prove/options", "prove"):
        assert browser.post(f"{OF}/{door}", json={}).status_code == 401
    assert browser.post(f"{OF}/second-step/options", json={}).status_code == 401


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://localhost:8001"])
def test_another_site_uses_no_passkey(browser, mine, phone, origin):
    for door in ("sign-in/options", "sign-in", "add/options", "add", "prove/options", "prove"):
        refused = browser.post(f"{OF}/{door}", json={}, headers={**mine, "origin": origin})
        assert refused.status_code == 403


@pytest.mark.parametrize(
    "body", [[], 7, "x", {"answer": []}, {"answer": {"id": "x"}}, {"answer": {}, "name": "x" * 401}]
)
def test_what_has_the_wrong_shape_is_refused_in_a_sentence(browser, mine, cy, body):
    for door in ("sign-in", "add", "prove", "second-step"):
        refused = browser.post(f"{OF}/{door}", json=body, headers=mine)
        assert 400 <= refused.status_code < 500
        assert refused.json()["error"].endswith(".")
