import json
import time

import pytest
from sqlmodel import select
from starlette.testclient import TestClient

from foodapp.api.positions import MAX_A_WINDOW
from foodapp.dispatch import positions, shifts
from foodapp.dispatch.models import RiderPosition
from foodapp.ui.http import routes

HERE = "http://localhost:8000"


@pytest.fixture
def phone(session, world):
    """Ravi's, online."""
    shifts.go_online(session, world.rider)
    session.commit()
    cookie = f"sid={world.cookies['ravi'].sid}"
    return TestClient(routes(), base_url=HERE, headers={"origin": HERE, "cookie": cookie})


def place(*, ago_ms=0.0, clock_ms=0.0, **facts):
    return {"lat": 47.142, "lng": 9.5209, "at": now_ms() + clock_ms - ago_ms, **facts}


def now_ms():
    return time.time() * 1000


def body(*places, clock_ms=0.0):
    return {"sent_at": now_ms() + clock_ms, "positions": list(places)}


def test_a_position_is_recorded(session, world, phone):
    response = phone.post("/api/rider/position", json=body(place(accuracy=12.5)))

    assert (response.status_code, response.json()) == (200, {"taken": 1})
    seen = positions.latest(session, [world.rider.rider_id])[world.rider.rider_id]
    assert (seen.position.lat, seen.position.lng) == (47.142, 9.5209)


def test_what_was_kept_while_offline_comes_at_once(session, world, phone):
    kept = [place(ago_ms=ms) for ms in (120_000, 100_000, 80_000, 0)]

    assert phone.post("/api/rider/position", json=body(*kept)).json() == {"taken": 4}
    assert len(session.exec(select(RiderPosition)).all()) == 4


def test_a_phone_whose_clock_is_wrong_can_ride(session, world, phone):
    hour = 3_600_000
    response = phone.post(
        "/api/rider/position", json=body(place(clock_ms=5 * hour), clock_ms=5 * hour)
    )

    assert response.json() == {"taken": 1}


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"[]",
        b'{"sent_at": 1, "positions": []}',
        b'{"sent_at": 1, "positions": [{"lat": "x", "lng": 1, "at": 1}]}',
        b'{"sent_at": 1e300, "positions": [{"lat": 1, "lng": 1, "at": 1e300}]}',
        b'{"sent_at": 1, "positions": [{"lat": 1, "lng": 1, "at": -5}]}',
        b"\xff\xfe",
    ],
)
def test_what_is_no_report_is_refused(phone, raw):
    response = phone.post(
        "/api/rider/position", content=raw, headers={"content-type": "application/json"}
    )

    assert response.status_code == 422
    assert "error" in response.json()


def test_what_cannot_be_true_is_refused(session, phone):
    nan = json.dumps(body(place(lat=float("nan"))))
    for content in (nan, json.dumps(body(place(lat=91.0))), json.dumps(body(place(ago_ms=-60e3)))):
        response = phone.post(
            "/api/rider/position", content=content, headers={"content-type": "application/json"}
        )
        assert response.status_code == 422

    assert session.exec(select(RiderPosition)).all() == []


def test_only_an_online_rider_reports(session, world, phone):
    cy = {"cookie": f"sid={world.cookies['cy'].sid}"}
    rita = {"cookie": f"sid={world.cookies['rita'].sid}"}
    said = body(place())

    assert phone.post("/api/rider/position", json=said, headers={"cookie": ""}).status_code == 401
    assert phone.post("/api/rider/position", json=said, headers=cy).status_code == 403
    assert phone.post("/api/rider/position", json=said, headers=rita).status_code == 409


def test_another_site_cannot_report(phone):
    response = phone.post(
        "/api/rider/position", json=body(place()), headers={"origin": "https://evil.example"}
    )

    assert response.status_code == 403


def test_a_flood_is_refused(phone):
    statuses = [
        phone.post("/api/rider/position", json=body(place())).status_code
        for _ in range(2 * MAX_A_WINDOW + 1)  # a window may end on the way
    ]

    assert 429 in statuses
