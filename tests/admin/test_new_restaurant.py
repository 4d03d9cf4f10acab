"""From an empty database to an owner in their kitchen, without SQL: as a new operator does it."""

from urllib.parse import urlsplit

import pytest
from sqlmodel import select
from starlette.testclient import TestClient
from typer.testing import CliRunner

from foodapp.accounts.actors import AdminRole, Cookies, StaffRole
from foodapp.accounts.cookies import value_of
from foodapp.accounts.models import AdminGrant, AuditEntry, StaffMember, User
from foodapp.cli import app as cli
from foodapp.kit import db
from foodapp.restaurants.models import DeliveryFeeBand, Restaurant, RestaurantStatus
from foodapp.ui import live
from foodapp.ui.http import routes
from tests.fixtures.screens import Tab

from admin.new_restaurant.state import NewRestaurant  # isort: skip
from admin.restaurant.state import OneRestaurant  # isort: skip
from foodapp.ui.sign_in.invitation import Invitation  # isort: skip
from restaurant.hours.state import HoursEditor  # isort: skip

HERE = "http://localhost:8000"
PASSWORD = "a-kettle-of-fish"
VADUZ = {"lng": 9.5209, "lat": 47.141}
NONNA = {
    "name": "Nonna",
    "street": "Städtle 5",
    "postcode": "9490",
    "city": "Vaduz",
    "phone": "+423 230 00 00",
    "cuisine": "pizza",
    "email": "chef@example.org",
}


@pytest.fixture(autouse=True)
def _nobody_watches(monkeypatch):
    monkeypatch.setattr(live, "watch", lambda state, *names, **_: None)


def signed_in(response) -> Cookies:
    assert response.status_code == 303
    assert "error=" not in response.headers["location"], response.headers["location"]
    sids = [value_of(one.partition(";")[0], "sid") for one in
            response.headers.get_list("set-cookie")]  # fmt: skip
    return Cookies(sid=next(one for one in sids if one), visitor="v")


async def test_a_new_operator_needs_no_sql(real_transactions, valkey):
    typed = f"olga@example.org\nOlga\n{PASSWORD}\n{PASSWORD}\n"
    made = CliRunner().invoke(cli, ["create-admin"], input=typed)
    assert made.exit_code == 0, made.output

    browser = TestClient(routes(), base_url=HERE, follow_redirects=False, headers={"origin": HERE})
    pair = {"email": "olga@example.org", "password": PASSWORD, "persona": "admin"}
    olga = Tab(signed_in(browser.post("/api/auth/sign-in", data=pair)))
    browser.cookies.clear()

    await olga.at("/admin/restaurants/new").call(NewRestaurant, "load")
    screen = olga.screen(NewRestaurant)
    assert screen.error == ""
    await olga.call(NewRestaurant, "make", form=NONNA)
    assert screen.error == "Please tap the map where its door is."
    await olga.call(NewRestaurant, "move", **VADUZ)
    await olga.call(NewRestaurant, "make", form=NONNA)
    assert (screen.error, screen.invited.email) == ("", "chef@example.org")

    link = urlsplit(screen.invited.url)
    chef = Tab().at(f"{link.path}?{link.query}")
    await chef.call(Invitation, "load", persona="restaurant")
    page = chef.screen(Invitation)
    assert (page.offer.where, page.offer.by, page.as_what) == ("Nonna", "Olga", "as its owner")
    form = {"token": page.token, "persona": "restaurant", "name": "Chef", "password": PASSWORD}
    kitchen = Tab(signed_in(browser.post("/api/auth/accept-invitation", data=form)))
    await kitchen.at("/restaurant/hours").call(HoursEditor, "load")
    assert kitchen.screen(HoursEditor).loaded

    with db.transaction() as session:
        nonna = session.exec(select(Restaurant)).one()
        assert (nonna.slug, nonna.status, nonna.currency, nonna.time_zone, nonna.country) == (
            "nonna", RestaurantStatus.DRAFT, "CHF", "Europe/Vaduz", "LI"
        )  # fmt: skip
        assert (nonna.phone, nonna.cuisines) == ("+4232300000", ["pizza"])
        assert session.exec(select(DeliveryFeeBand)).all()
        owner = session.exec(select(User).where(User.email == "chef@example.org")).one()
        assert session.get_one(StaffMember, (owner.id, nonna.id)).role is StaffRole.OWNER
        nonna.opening_hours = "24/7"
    await olga.at(f"/admin/restaurants/{screen.made}").call(OneRestaurant, "load")
    await olga.call(OneRestaurant, "ask", kind="activate", subject="")
    await olga.call(OneRestaurant, "confirm", form={})
    assert olga.screen(OneRestaurant).place.status == "active"


async def test_what_is_missing_or_wrong_makes_no_restaurant(session, world):
    tab = Tab(world.cookies["ada"]).at("/admin/restaurants/new")
    await tab.call(NewRestaurant, "load")
    await tab.call(NewRestaurant, "move", **VADUZ)
    before = len(session.exec(select(Restaurant)).all())
    for wrong in ({"name": " "}, {"phone": "call me"}, {"cuisine": "rocks"}, {"email": "nobody"}):
        with session.begin_nested() as inner:
            await tab.call(NewRestaurant, "make", form=NONNA | wrong)
            inner.rollback()
        assert tab.screen(NewRestaurant).error != "", wrong
        assert tab.screen(NewRestaurant).made == ""
    assert len(session.exec(select(Restaurant)).all()) == before


async def test_two_of_one_name_have_two_pages(session, world):
    tab = Tab(world.cookies["ada"]).at("/admin/restaurants/new")
    for email in ("one@example.org", "two@example.org"):
        await tab.call(NewRestaurant, "load")
        await tab.call(NewRestaurant, "move", **VADUZ)
        await tab.call(NewRestaurant, "make", form=NONNA | {"email": email, "name": "Nonna"})
        assert tab.screen(NewRestaurant).error == ""
    slugs = session.exec(select(Restaurant.slug).where(Restaurant.name == "Nonna")).all()
    assert len(set(slugs)) == 3
    assert session.exec(select(AuditEntry.action)).all().count("restaurant_founded") == 2


async def test_only_those_who_steer_restaurants_make_them(session, world):
    session.get_one(AdminGrant, world.admin.user_id).role = AdminRole.SUPPORT
    session.commit()
    tab = Tab(world.cookies["ada"]).at("/admin/restaurants/new")
    await tab.call(NewRestaurant, "load")
    await tab.call(NewRestaurant, "move", **VADUZ)
    await tab.call(NewRestaurant, "make", form=NONNA)
    assert tab.screen(NewRestaurant).error == "Your account cannot do that."
