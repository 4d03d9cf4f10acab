"""The link of an invitation, as a browser and a mail scanner use it."""

from urllib.parse import parse_qs, urlsplit

import pytest
from sqlmodel import select
from starlette.testclient import TestClient

from foodapp.accounts import invitations, passwords, sessions
from foodapp.accounts.actors import Cookies, StaffRole
from foodapp.accounts.cookies import value_of
from foodapp.accounts.models import Invitation, SignInSession, StaffMember, User
from foodapp.ui.http import routes

HERE = "http://localhost:8000"
CHEF, PASSWORD = "chef@example.org", "a-kettle-of-fish"
ADDRESS = "/api/auth/accept-invitation"


@pytest.fixture
def browser(world):
    return TestClient(routes(), base_url=HERE, follow_redirects=False, headers={"origin": HERE})


@pytest.fixture
def form(session, world):
    link = invitations.invite_staff(
        session, world.admin, world.nonna, email=CHEF, role=StaffRole.OWNER
    )
    session.commit()
    token = parse_qs(urlsplit(link.url).query)["token"][0]
    return {"token": token, "persona": "restaurant", "password": PASSWORD, "name": "Chef"}


def sign_in_of(response) -> str:
    found = [value_of(one.partition(";")[0], "sid") for one in
             response.headers.get_list("set-cookie")]  # fmt: skip
    return next((one for one in found if one), "")


def test_a_form_accepts_signs_in_and_leads_to_the_kitchen(session, world, browser, form):
    response = browser.post(ADDRESS, data=form)

    assert (response.status_code, response.headers["location"]) == (303, "/restaurant")
    staff = sessions.restaurant_staff(session, Cookies(sid=sign_in_of(response)))
    assert (staff.restaurant_id, staff.role) == (world.nonna, StaffRole.OWNER)


def test_to_look_at_a_link_takes_nothing(session, world, browser, form):
    """As scanners of mail do: HEAD, GET, GET."""
    for method in ("HEAD", "GET", "GET"):
        assert browser.request(method, ADDRESS, params=form).status_code in (404, 405)
        assert (
            browser.request(
                method, "/restaurant/accept-invitation", params={"token": form["token"]}
            ).status_code
            < 500
        )
    assert session.exec(select(Invitation)).one().accepted_at is None
    assert browser.post(ADDRESS, data=form).headers["location"] == "/restaurant"


def test_another_site_accepts_nothing(session, world, browser, form):
    evil = browser.post(ADDRESS, data=form, headers={"origin": "https://evil.example"})
    assert evil.status_code == 403
    assert session.exec(select(Invitation)).one().accepted_at is None


def test_a_false_host_does_not_get_into_the_link(session, world, browser):
    link = invitations.invite_staff(
        session, world.admin, world.nonna, email=CHEF, role=StaffRole.OWNER
    )
    assert urlsplit(link.url).netloc == urlsplit(HERE).netloc


def test_somebody_who_is_signed_in_as_another_is_led_back_and_stays_signed_in(
    session, world, browser, form
):
    before = len(session.exec(select(SignInSession)).all())
    cookie = {"cookie": f"sid={world.cookies['sid'].sid}"}
    response = browser.post(ADDRESS, data=form, headers=cookie)

    back = urlsplit(response.headers["location"])
    assert back.path == "/restaurant/accept-invitation"
    assert parse_qs(back.query) == {"token": [form["token"]], "error": ["other"]}
    assert sign_in_of(response) == ""
    assert sessions.customer(session, world.cookies["sid"]) == world.stranger
    assert len(session.exec(select(SignInSession)).all()) == before
    assert session.exec(select(User).where(User.email == CHEF)).first() is None


def test_a_refusal_leads_back_with_the_name_but_never_the_password(session, browser, form):
    response = browser.post(ADDRESS, data=form | {"password": "password123"})

    assert parse_qs(urlsplit(response.headers["location"]).query)["error"] == ["password"]
    assert "password123" not in str(response.headers)
    assert session.exec(select(StaffMember).where(StaffMember.role == StaffRole.OWNER)).all()
    assert session.exec(select(User).where(User.email == CHEF)).first() is None


@pytest.mark.parametrize(
    "broken",
    [{}, {"token": ""}, {"persona": "god"}, {"token": "x" * 101}, {"token": "\0"}, {"name": "\0"}],
)
def test_what_has_the_wrong_shape_is_refused(session, browser, form, broken):
    sent = form | broken if broken else {}
    response = browser.post(ADDRESS, data=sent)
    assert response.status_code == 303
    assert "error=" in response.headers["location"]
    assert session.exec(select(Invitation)).one().accepted_at is None


def test_scripts_speak_json(session, world, browser, form):
    script = TestClient(routes(), base_url=HERE)
    assert script.post(ADDRESS, json=form | {"token": "x"}).status_code == 404
    assert script.post(ADDRESS, json=form).json() == {"signed_in": True, "next": "/restaurant"}
    assert script.post(ADDRESS, json=form).status_code == 404
    chef = session.exec(select(User).where(User.email == CHEF)).one()
    assert passwords.matches(PASSWORD, chef.password_hash)


async def test_a_victim_waits_a_little_and_a_known_browser_not_at_all(
    session, world, browser, monkeypatch
):
    """Twelve wrong passwords from everywhere, through the route: nobody is locked out."""
    import asyncio

    waited: list[float] = []

    async def note(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr(asyncio, "sleep", note)
    monkeypatch.setenv("FOODAPP_TRUSTED_PROXY_HOPS", "1")
    from foodapp.kit.settings import settings

    settings.cache_clear()
    try:
        pair = {"email": "cleo@example.org", "password": PASSWORD, "name": "Cleo"}
        first = browser.post("/api/auth/sign-up", data=pair, headers=_from("192.0.2.1"))
        device = next(one for one in first.headers.get_list("set-cookie") if "device=" in one)
        browser.cookies.clear()
        for n in range(12):
            wrong = pair | {"password": "not-her-password"}
            browser.post("/api/auth/sign-in", data=wrong, headers=_from(f"203.0.113.{n}"))
        cookie = {"cookie": device.partition(";")[0]}
        waited.clear()
        known = browser.post("/api/auth/sign-in", data=pair, headers=_from("198.51.100.1") | cookie)
        browser.cookies.clear()
        strange = browser.post("/api/auth/sign-in", data=pair, headers=_from("198.51.100.2"))
    finally:
        settings.cache_clear()
    assert (known.headers["location"], strange.headers["location"]) == ("/", "/")
    assert waited == [0.0, 8.0]


def _from(address: str) -> dict[str, str]:
    return {"x-forwarded-for": address}
