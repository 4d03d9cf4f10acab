from io import BytesIO
from uuid import uuid4

import pytest
from PIL import Image
from sqlmodel import select
from starlette.testclient import TestClient

from foodapp.accounts.actors import StaffRole
from foodapp.accounts.models import StaffMember
from foodapp.kit import media
from foodapp.menu import photos
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


def test_a_dish_has_several_photos_and_the_first_leads(session, world, browser):
    first = browser.post(f"{UPLOAD}?item={world.margherita}", content=photo())
    second = browser.post(f"{UPLOAD}?item={world.margherita}", content=photo())

    assert (first.status_code, second.status_code) == (201, 201)
    session.expire_all()
    assert session.get_one(Item, world.margherita).picture == first.json()["key"]
    for one, form in ((first, "webp"), (second, "avif")):
        shown = browser.get(one.json()["url"].replace("webp", form))
        assert (shown.status_code, shown.headers["content-type"]) == (200, f"image/{form}")
        assert "immutable" in shown.headers["cache-control"]


def test_a_dish_has_no_more_photos_than_it_may(session, world, browser):
    answers = [browser.post(f"{UPLOAD}?item={world.margherita}", content=photo())
               for _ in range(photos.MOST_OF_ITEM + 1)]  # fmt: skip
    assert [one.status_code for one in answers] == [201] * photos.MOST_OF_ITEM + [409]
    assert "remove one first" in answers[-1].json()["error"]


def retouched(browser, photo_id, **said):
    wish = {"crop": [0.25, 0, 0.5, 1], "turn": 0, "brightness": 1.2, "focus": [100, 0], **said}
    return browser.put(f"{UPLOAD}/{photo_id}", json=wish)


def test_a_retouched_photo_has_a_new_address_and_says_where_to_look(session, world, browser):
    before = browser.post(f"{UPLOAD}?item={world.margherita}", content=photo()).json()
    after = retouched(browser, before["id"])

    assert after.status_code == 200
    assert browser.get(before["url"]).status_code == 404
    with Image.open(BytesIO(browser.get(after.json()["url"]).content)) as shown:
        assert shown.size == (300, 400)
    session.expire_all()
    assert session.get_one(Item, world.margherita).picture == f"{after.json()['key']}@100,0"
    source = browser.get(f"{UPLOAD}/{before['id']}")
    assert (source.status_code, source.headers["cache-control"]) == (200, "private, no-store")
    with Image.open(BytesIO(source.content)) as whole:
        assert whole.size == (600, 400)


@pytest.mark.parametrize(
    "said",
    [
        {"crop": [0, 0, 1]},
        {"crop": [0, 0, 2, 1]},
        {"crop": ["x", 0, 1, 1]},
        {"turn": 1e9},
        {"brightness": 100},
        {"focus": [101, 0]},
        {"focus": None},
        {"other": 1},
    ],
)
def test_a_wish_of_another_shape_is_one_sentence(world, browser, said):
    one = browser.post(f"{UPLOAD}?item={world.margherita}", content=photo()).json()
    response = retouched(browser, one["id"], **said)
    assert (response.status_code, [*response.json()]) == (422, ["error"])


def test_a_wish_that_leaves_nothing_changes_nothing(session, world, browser):
    one = browser.post(f"{UPLOAD}?item={world.margherita}", content=photo()).json()
    before = stored()
    assert retouched(browser, one["id"], crop=[0.9, 0.9, 0.1, 0.1]).status_code == 409
    assert stored() == before
    assert browser.get(one["url"]).status_code == 200


def test_nobody_sees_or_changes_the_sources_of_others(session, world, browser):
    one = browser.post(f"{UPLOAD}?item={world.margherita}", content=photo()).json()
    for name in ("cy", "rob"):
        cookie = {"cookie": f"sid={world.cookies[name].sid}"} if name in world.cookies else {}
        there = browser.get(f"{UPLOAD}/{one['id']}", headers=cookie or {"cookie": "sid=x"})
        assert there.status_code in (401, 403, 404)
    assert retouched(browser, uuid4()).status_code == 404
    assert browser.get(f"{UPLOAD}/x").status_code == 422


def test_a_logo_takes_the_place_of_the_one_before(session, world, browser):
    first = browser.post(f"{UPLOAD}?as=logo", content=photo()).json()
    second = browser.post(f"{UPLOAD}?as=logo", content=photo()).json()
    session.expire_all()
    assert session.get_one(Restaurant, world.nonna).logo == second["key"]
    assert session.get_one(Restaurant, world.nonna).picture == ""
    assert browser.get(first["url"]).status_code == 404


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
