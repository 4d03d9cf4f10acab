from http.cookies import SimpleCookie

import pytest
from sqlmodel import select
from starlette.testclient import TestClient

from foodapp.accounts import passwords, sessions
from foodapp.accounts.actors import Cookies, Customer, Visitor
from foodapp.accounts.models import User
from foodapp.api.forms import typed
from foodapp.api.origin import is_own_page
from foodapp.kit import db
from foodapp.kit.errors import NotSignedIn
from foodapp.kit.settings import settings
from foodapp.orders import basket
from foodapp.ui.http import routes
from tests.fixtures import world as worlds

PASSWORD = "a-kettle-of-fish"
HERE = "http://localhost:8000"
NEW = {"email": "cleo@example.org", "password": PASSWORD, "name": "Cleo"}


@pytest.fixture
def browser(world):
    """At its own site, with a visitor cookie, not following redirects."""
    return TestClient(
        routes(),
        base_url=HERE,
        follow_redirects=False,
        headers={"origin": HERE, "cookie": "visitor=v-new"},
    )


def sid_of(response, name="sid"):
    jar = SimpleCookie()
    for header in response.headers.get_list("set-cookie"):
        jar.load(header)
    return jar[name]


def location_of(response):
    assert response.status_code == 303
    return response.headers["location"]


def test_a_form_signs_up_and_leads_on(session, browser):
    response = browser.post("/api/auth/sign-up", data={**NEW, "next": "/checkout"})

    assert location_of(response) == "/checkout"
    cookie = sid_of(response)
    assert (cookie["path"], cookie["samesite"], bool(cookie["httponly"])) == ("/", "Lax", True)
    assert not cookie["secure"]  # this site is http
    user = session.exec(select(User).where(User.email == "cleo@example.org")).one()
    assert sessions.customer(session, Cookies(sid=cookie.value)) == Customer(user.id)


def test_over_https_the_cookie_never_travels_in_the_clear(browser, monkeypatch):
    monkeypatch.setenv("FOODAPP_PUBLIC_URL", "https://food.example")
    settings.cache_clear()
    try:
        response = browser.post(
            "/api/auth/sign-up", data=NEW, headers={"origin": "https://food.example"}
        )
        assert sid_of(response, "__Host-sid")["secure"]
    finally:
        settings.cache_clear()


def test_each_persona_lands_where_it_belongs(session, world, browser):
    for name, actor, persona, home in (
        ("Cy", world.customer, "customer", "/"),
        ("Ana", world.staff, "restaurant", "/restaurant"),
        ("Ravi", world.rider, "rider", "/rider"),
        ("Ada", world.admin, "admin", "/admin"),
    ):
        user = session.get_one(User, actor.user_id)
        user.password_hash = passwords.hashed(PASSWORD)
        session.commit()
        form = {"email": user.email, "password": PASSWORD, "persona": persona}

        assert location_of(browser.post("/api/auth/sign-in", data=form)) == home, name


def test_a_refusal_returns_to_the_form_as_a_code(browser):
    form = {**NEW, "page": "/checkout", "next": "/checkout"}

    for door in ("/api/auth/sign-in", "/api/auth/sign-up"):
        response = browser.post(door, data={**form, "email": "nobody"})
        code = "wrong" if door.endswith("in") else "email"
        assert location_of(response) == f"/checkout?error={code}&next=%2Fcheckout"
        assert "sid=" not in response.headers["set-cookie"]
    assert location_of(browser.post("/api/auth/sign-in", data={})) == "/sign-in?error=input"
    elsewhere = browser.post("/api/auth/sign-in", data={**form, "page": "//evil.example"})
    assert location_of(elsewhere).startswith("/sign-in?error=")


def test_what_was_typed_comes_back_but_never_the_password(browser):
    form = {"email": 'grüße"; @example.org', "name": "Zoë", "password": "not-her-password"}

    response = browser.post("/api/auth/sign-in", data=form)

    cookie = response.headers["set-cookie"]
    assert "httponly" in cookie.lower()
    assert "not-her" not in cookie
    assert typed(cookie.partition(";")[0]) == {
        "email": 'grüße"; @example.org',
        "name": "Zoë",
    }
    assert typed("typed=%%%; sid=x") == {"email": "", "name": ""}


def test_scripts_speak_json(browser):
    script = TestClient(routes(), base_url=HERE)  # no browser: no Origin

    assert script.post("/api/auth/sign-up", json=NEW).json() == {"signed_in": True, "next": "/"}
    wrong = script.post("/api/auth/sign-in", json={**NEW, "password": "not-her-password"})
    assert wrong.status_code == 401
    assert wrong.json() == {"error": "That e-mail and password do not match."}


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://localhost:8000.evil.example", ""]
)
def test_another_site_cannot_sign_anybody_in_or_out(session, world, browser, origin):
    headers = {"origin": origin, "cookie": f"sid={world.cookies['cy'].sid}"}

    for door in ("sign-in", "sign-up", "sign-out"):
        response = browser.post(f"/api/auth/{door}", data=NEW, headers=headers)
        assert response.status_code == 403
        assert "set-cookie" not in response.headers
    assert sessions.customer(session, world.cookies["cy"]) == world.customer


def test_a_form_without_an_origin_is_refused(browser):
    plain = TestClient(routes(), base_url=HERE)

    assert plain.post("/api/auth/sign-up", data=NEW).status_code == 403


@pytest.mark.parametrize(
    "goal",
    [
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example",
        "/\t/evil.example",
        "javascript:alert(1)",
        "evil",
        "",
        "/api/auth/sign-out",
        "/ü",
        "/a\r\nset-cookie: sid=x",
    ],
)
def test_nobody_is_led_to_another_site(browser, goal):
    assert not is_own_page(goal)
    form = {**NEW, "next": goal}
    assert location_of(browser.post("/api/auth/sign-up", data=form)) == "/"


def test_the_way_back_may_be_any_page_of_ours():
    for page in ("/", "/checkout", "/r/nonna?item=3", "/orders/0b1c#map", "/search?q=a%20b"):
        assert is_own_page(page)


def test_the_visitors_basket_comes_along(session, world, browser):
    visitor = Visitor(sessions.hashed("v-new"), None)
    worlds.fill_basket(session, world, visitor)
    session.commit()

    response = browser.post("/api/auth/sign-up", data=NEW)

    customer = sessions.customer(session, Cookies(sid=sid_of(response).value))
    priced = basket.priced(session, customer)
    assert [line.name for line in priced.lines] == ["Margherita"]
    assert basket.priced(session, visitor) is None


def test_a_refused_sign_in_leaves_the_basket_alone(session, world, browser):
    visitor = Visitor(sessions.hashed("v-new"), None)
    worlds.fill_basket(session, world, visitor)
    session.commit()

    browser.post("/api/auth/sign-in", data={**NEW, "email": "nobody@example.org"})

    assert basket.priced(session, visitor) is not None


def test_signing_out_forgets_the_cookie_and_the_session(session, world, browser):
    headers = {"cookie": f"sid={world.cookies['cy'].sid}"}

    response = browser.post("/api/auth/sign-out", data={"next": "/sign-in"}, headers=headers)

    assert location_of(response) == "/sign-in"
    assert (sid_of(response).value, sid_of(response)["max-age"]) == ("", "0")
    with pytest.raises(NotSignedIn):
        sessions.customer(session, world.cookies["cy"])
    assert location_of(browser.post("/api/auth/sign-out")) == "/"


def test_only_posts_change_a_sign_in(world, browser):
    for door in ("sign-in", "sign-up", "sign-out"):
        assert browser.get(f"/api/auth/{door}").status_code in (404, 405)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"\xff\xfe", "application/x-www-form-urlencoded"),
        (b"&".join(b"a=1" for _ in range(50)), "application/x-www-form-urlencoded"),
        (b"email=a%00b&password=%ED%A0%80&name=%00", "application/x-www-form-urlencoded"),
        (b"[" * 9_000, "application/json"),
        (b"[]", "application/json"),
        (b'{"email": ["a"], "password": {}}', "application/json"),
        (b'{"email": "\\ud800", "password": "\\u0000"}', "application/json"),
        (b'{"email": "a@b.example", "password": "x", "persona": "god"}', "application/json"),
    ],
)
def test_hostile_bodies_end_in_one_sentence(browser, body, kind):
    response = browser.post("/api/auth/sign-in", content=body, headers={"content-type": kind})

    if response.status_code == 303:
        assert "error=" in response.headers["location"]
    else:
        assert response.status_code in (401, 422)
        assert response.json()["error"].endswith(".")


@pytest.mark.parametrize(
    ("hops", "forwarded", "counted"),
    [
        (0, "203.0.113.5", "testclient"),
        (1, "203.0.113.5", "203.0.113.5"),
        (1, "10.9.9.9, 203.0.113.5", "203.0.113.5"),
        (2, "10.9.9.9, 203.0.113.5, 10.0.0.1", "203.0.113.5"),
        (2, "203.0.113.5", "testclient"),
        (1, None, "testclient"),
    ],
)
def test_only_our_own_proxies_are_believed(monkeypatch, hops, forwarded, counted):
    from starlette.requests import Request

    from foodapp.api import origin

    monkeypatch.setattr(origin, "settings", lambda: type("S", (), {"trusted_proxy_hops": hops}))
    headers = [(b"x-forwarded-for", forwarded.encode())] if forwarded else []
    request = Request({"type": "http", "headers": headers, "client": ("testclient", 1)})

    assert origin.address_of(request) == counted


def test_a_lost_race_for_an_email_is_a_sentence_too(session, world, browser):
    browser.post("/api/auth/sign-up", data=NEW)

    again = browser.post("/api/auth/sign-up", data=NEW)

    assert location_of(again) == "/sign-up?error=known"
    with db.transaction() as fresh:
        assert len(fresh.exec(select(User).where(User.email == NEW["email"])).all()) == 1
