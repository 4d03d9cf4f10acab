"""Photos in a chat: whoever is in it sends and sees them, and nobody else."""

from io import BytesIO
from uuid import uuid4

import pytest
from PIL import Image
from sqlmodel import func, select
from starlette.testclient import TestClient

from foodapp.chat.models import ChatLine
from foodapp.dispatch.models import Delivery
from foodapp.kit import media
from foodapp.ui.http import routes
from foodapp.ui.limits import Limits

HERE = "http://localhost:8000"


def photo(kind="JPEG", size=(600, 400), **more) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "orange").save(out, kind, **more)
    return out.getvalue()


@pytest.fixture
def browser(world):
    def of(name: str) -> TestClient:
        cookies = {"cookie": f"sid={world.cookies[name].sid}"} if name else {}
        return TestClient(Limits(routes()), base_url=HERE, headers={"origin": HERE, **cookies})

    return of


@pytest.fixture
def place(session, world, placed_order):
    """Ravi has Cy's order."""
    delivery = Delivery(
        order_id=placed_order.id,
        restaurant_id=world.nonna,
        rider_id=world.rider.rider_id,
        distance_m=900,
        currency="CHF",
        pay_minor=500,
        search_from=placed_order.created_at,
        search_until=placed_order.created_at,
    )
    session.add(delivery)
    session.commit()
    return f"kind=customer_rider&order={placed_order.id}"


def send(browser, side, place, data=None, client=None):
    address = f"/api/chat/{side}/photo?{place}&client={client or uuid4()}"
    return browser.post(address, content=photo() if data is None else data)


def stored() -> int:
    return len(list(media.settings().media_dir.rglob("*.webp")))


def test_a_photo_is_seen_by_both_and_by_nobody_else(session, world, browser, place):
    sent = send(browser("cy"), "customer", place)
    assert (sent.status_code, sent.json()) == (201, {"number": 1})

    for name, side in (("cy", "customer"), ("ravi", "rider")):
        shown = browser(name).get(f"/api/chat/{side}/photo/1?{place}&size=s")
        assert (shown.status_code, shown.headers["content-type"]) == (200, "image/webp")
        assert shown.headers["x-content-type-options"] == "nosniff"
        assert shown.headers["cache-control"].startswith("private")
    for name, side in (("sid", "customer"), ("rita", "rider"), ("ana", "restaurant")):
        assert browser(name).get(f"/api/chat/{side}/photo/1?{place}").status_code == 404
    assert browser("").get(f"/api/chat/customer/photo/1?{place}").status_code == 401
    key = session.exec(select(ChatLine.photo)).one()
    assert browser("cy").get(f"/media/{key}-m.webp").status_code == 404
    thread = session.exec(select(ChatLine.thread_id)).one()
    of_thread = f"/api/chat/support/photo/1?thread={thread}"
    assert browser("ada").get(of_thread).status_code == 200
    assert browser("cy").get(of_thread).status_code == 403


def test_a_photo_sent_again_is_stored_once(session, world, browser, place):
    client, before = uuid4(), stored()
    for _ in range(3):
        assert send(browser("cy"), "customer", place, client=client).json() == {"number": 1}
    assert session.exec(select(func.count()).select_from(ChatLine)).one() == 1
    assert stored() == before + len(media.SIZES)


NO_PICTURES = {
    "script in a drawing": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "a page": b"<!doctype html><script>alert(1)</script>",
    "a page behind a picture's first bytes": b"\x89PNG\r\n\x1a\n<script>alert(1)</script>",
    "an archive": b"PK\x03\x04" + b"\0" * 300,
    "nothing": b"",
    "another kind": photo("GIF"),
}


@pytest.mark.parametrize("data", NO_PICTURES.values(), ids=NO_PICTURES)
def test_what_is_no_picture_is_refused_whatever_it_is_called(session, browser, place, data):
    before = stored()
    address = f"/api/chat/customer/photo?{place}&client={uuid4()}"
    said = browser("cy").post(address, content=data, headers={"content-type": "image/png"})

    assert said.status_code == 422
    assert "photo" in said.json()["error"]
    assert (session.exec(select(ChatLine)).all(), stored()) == ([], before)


def test_a_picture_may_hide_a_page_which_is_not_kept(session, browser, place):
    hidden = photo("PNG") + b"<script>alert(1)</script>"
    assert send(browser("cy"), "customer", place, hidden).status_code == 201
    key = session.exec(select(ChatLine.photo)).one()
    assert b"script" not in media.find_private(key, "l").read_bytes()


def test_nothing_is_read_for_a_stranger_or_another_site(session, world, browser, place):
    before = stored()
    assert send(browser("sid"), "customer", place).status_code == 404
    assert send(browser("rita"), "rider", place).status_code == 404
    elsewhere = browser("cy").post(
        f"/api/chat/customer/photo?{place}&client={uuid4()}",
        content=photo(),
        headers={"origin": "https://evil.example"},
    )
    assert elsewhere.status_code == 403
    assert send(browser("cy"), "customer", place, b"\xff" * (13 * 2**20)).status_code == 413
    assert stored() == before


@pytest.mark.parametrize("address", ["", "kind=x", "kind=customer_rider", "kind=customer_support"])
def test_an_address_that_says_nothing_useful_is_refused(session, browser, address):
    said = browser("cy").post(f"/api/chat/customer/photo?{address}", content=photo())
    assert said.status_code in (404, 422)
