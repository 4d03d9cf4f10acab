from io import BytesIO
from uuid import uuid4

import pytest
from PIL import Image
from sqlmodel import select
from starlette.testclient import TestClient

from foodapp.accounts.actors import StaffRole
from foodapp.accounts.models import StaffMember
from foodapp.kit import media
from foodapp.menu.models import Item
from foodapp.restaurants.models import Restaurant
from foodapp.ui.http import routes

HERE = "http://localhost:8000"
UPLOAD = "/api/restaurant/photo"


def photo() -> bytes:
    out = BytesIO()
    Image.new("RGB", (600, 400), "orange").save(out, "JPEG")
    return out.getvalue()


@pytest.fixture
def browser(world):
    return TestClient(
        routes(),
        base_url=HERE,
        headers={"origin": HERE, "cookie": f"sid={world.cookies['ana'].sid}"},
    )


def stored() -> int:
    return len(list(media.settings().media_dir.rglob("*.webp")))


def test_a_dish_gets_its_photo_and_loses_the_one_before(session, world, browser):
    first = browser.post(f"{UPLOAD}?item={world.margherita}", content=photo())
    second = browser.post(f"{UPLOAD}?item={world.margherita}", content=photo())

    assert (first.status_code, second.status_code) == (201, 201)
    session.expire_all()
    assert session.get_one(Item, world.margherita).picture == second.json()["key"]
    assert browser.get(first.json()["url"]).status_code == 404
    shown = browser.get(second.json()["url"])
    assert (shown.status_code, shown.headers["content-type"]) == (200, "image/webp")
    assert "immutable" in shown.headers["cache-control"]


def test_without_a_dish_it_is_the_restaurants_own(session, world, browser):
    key = browser.post(UPLOAD, content=photo()).json()["key"]
    session.expire_all()
    assert session.get_one(Restaurant, world.nonna).picture == key


@pytest.mark.parametrize("item", ["ribs", "unknown", "x"])
def test_a_photo_for_a_dish_that_is_not_ours_is_not_kept(session, world, browser, item):
    chosen = {"ribs": world.ribs, "unknown": uuid4()}.get(item, item)
    before = stored()
    response = browser.post(f"{UPLOAD}?item={chosen}", content=photo())
    assert response.status_code in (404, 422)
    assert stored() == before


def test_strangers_customers_and_cooks_upload_nothing(session, world, browser):
    member = session.exec(select(StaffMember).where(StaffMember.restaurant_id == world.nonna)).one()
    cy = {"cookie": f"sid={world.cookies['cy'].sid}"}
    assert browser.post(UPLOAD, content=photo(), headers={"cookie": "sid=x"}).status_code == 401
    assert browser.post(UPLOAD, content=photo(), headers=cy).status_code == 403
    member.role = StaffRole.KITCHEN
    session.commit()
    assert browser.post(UPLOAD, content=photo()).status_code == 403


def test_another_site_cannot_make_the_browser_upload(browser):
    response = browser.post(UPLOAD, content=photo(), headers={"origin": "https://evil.example"})
    assert response.status_code == 403


def test_what_is_no_photo_is_one_sentence(browser):
    response = browser.post(UPLOAD, content=b"<svg/>")
    assert (response.status_code, response.json()) == (422, {"error": str(media.NotAPhoto())})


def test_an_endless_body_is_cut_off(browser):
    response = browser.post(UPLOAD, content=(b"\0" * 1_000_000 for _ in range(20)))
    assert response.status_code == 413


@pytest.mark.parametrize("name", ["..%2f..%2fetc%2fpasswd", "x", "%00", f"{'0' * 32}-s.webp"])
def test_other_names_are_not_found(browser, name):
    assert browser.get(f"/media/{name}").status_code == 404
