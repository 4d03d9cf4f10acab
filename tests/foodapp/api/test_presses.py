"""What a rider's phone sends for itself: each press once, in order, and only the rider's own."""

import json
import time
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from sqlmodel import Session, create_engine, select
from starlette.testclient import TestClient

from foodapp.api.presses import MAX_A_WINDOW, MAX_AT_ONCE
from foodapp.dispatch.models import Delivery, DeliveryStatus
from foodapp.kit.once import AppliedPress
from foodapp.orders.models import Order, TimelineEntry
from foodapp.ui.http import routes
from tests.fixtures import rides
from tests.fixtures import world as worlds

HERE = "http://localhost:8000"
ADDRESS = "/api/rider/presses"


@pytest.fixture
def ride(session, world):
    """Ravi is on the way to Nonna."""
    with rides.begun(session, world) as delivery:
        yield delivery


def phone_of(world, name="ravi"):
    cookie = f"sid={world.cookies[name].sid}"
    return TestClient(routes(), base_url=HERE, headers={"origin": HERE, "cookie": cookie})


@pytest.fixture
def phone(world):
    return phone_of(world)


def pressed(ride, verb, said="", *, press_id=None, ago_s=0.0):
    at = (time.time() - ago_s) * 1000
    name = str(press_id or uuid4())
    return {"id": name, "verb": verb, "subject": str(ride.id), "said": said, "at": at}


def told(world, *presses):
    return {
        "rider": str(world.rider.rider_id),
        "sent_at": time.time() * 1000,
        "presses": list(presses),
    }


def refusals(answer):
    assert answer.status_code == 200, answer.text
    return [one["refused"] for one in answer.json()["answers"]]


def test_a_ride_without_a_network_is_carried_out_in_the_order_of_the_presses(
    session, world, ride, phone
):
    pin = session.get_one(Order, ride.order_id).pin
    presses = [
        pressed(ride, "arrive", ago_s=900),
        pressed(ride, "collect", ago_s=800),
        pressed(ride, "at_door", ago_s=90),
        pressed(ride, "hand_over", pin, ago_s=60),
    ]

    answer = phone.post(ADDRESS, json=told(world, *presses))

    assert refusals(answer) == ["", "", "", ""]
    assert [one["id"] for one in answer.json()["answers"]] == [one["id"] for one in presses]
    session.refresh(ride)
    assert ride.status is DeliveryStatus.DELIVERED
    kinds = session.exec(
        select(TimelineEntry.kind)
        .where(TimelineEntry.order_id == ride.order_id)
        .order_by(TimelineEntry.id)
    ).all()
    after = [
        kind
        for kind in kinds
        if kind in ("rider_arrived", "order_collected", "rider_at_door", "order_delivered")
    ]
    assert after == ["rider_arrived", "order_collected", "rider_at_door", "order_delivered"]


def test_the_same_queue_again_changes_nothing_and_is_answered_alike(session, world, ride, phone):
    queue = told(world, pressed(ride, "arrive"), pressed(ride, "collect"))

    first = phone.post(ADDRESS, json=queue)
    again = phone.post(ADDRESS, json=queue)

    assert refusals(first) == refusals(again) == ["", ""]
    kinds = session.exec(
        select(TimelineEntry.kind).where(TimelineEntry.order_id == ride.order_id)
    ).all()
    assert kinds.count("rider_arrived") == kinds.count("order_collected") == 1


def test_one_press_named_twice_in_a_queue_is_one(session, world, ride, phone):
    name = uuid4()
    twice = [pressed(ride, "arrive", press_id=name), pressed(ride, "arrive", press_id=name)]
    assert refusals(phone.post(ADDRESS, json=told(world, *twice))) == ["", ""]


def test_what_came_too_late_is_said_in_a_sentence_and_the_rest_goes_on(session, world, ride, phone):
    ride.status, ride.rider_id = DeliveryStatus.SEARCHING, None  # given to somebody else meanwhile
    session.commit()

    [late, unknown] = refusals(
        phone.post(ADDRESS, json=told(world, pressed(ride, "arrive"), pressed(ride, "dance")))
    )

    assert late == "Pressed without a network, and too late: that delivery is no longer yours."
    assert unknown.startswith("Pressed without a network, and not possible: ")


def test_a_cancelled_ride_says_so(session, world, ride, phone):
    ride.status = DeliveryStatus.CANCELLED
    session.commit()
    [said] = refusals(phone.post(ADDRESS, json=told(world, pressed(ride, "collect"))))
    assert said.endswith("This delivery is already cancelled.")


def test_a_wrong_pin_is_told_and_counted_once(session, world, ride, phone):
    order = session.get_one(Order, ride.order_id)
    wrong = "0000" if order.pin != "0000" else "1111"
    queue = told(
        world,
        pressed(ride, "arrive"),
        pressed(ride, "collect"),
        pressed(ride, "hand_over", wrong),
    )

    [*_, said] = refusals(phone.post(ADDRESS, json=queue))
    phone.post(ADDRESS, json=queue)

    assert said == "That PIN does not match. Please ask the customer again."
    session.refresh(order)
    assert order.pin_wrong == 1


def test_what_was_pressed_yesterday_is_not_carried_out(world, ride, phone):
    [said] = refusals(
        phone.post(ADDRESS, json=told(world, pressed(ride, "arrive", ago_s=24 * 3600)))
    )
    assert "too old" in said


def test_a_phone_whose_clock_is_wrong_is_believed_by_the_difference(session, world, ride, phone):
    hours = 5 * 3_600_000
    queue = told(world, pressed(ride, "arrive", ago_s=10))
    queue["sent_at"] += hours
    queue["presses"][0]["at"] += hours
    assert refusals(phone.post(ADDRESS, json=queue)) == [""]


def test_the_presses_of_one_rider_wait_while_another_is_signed_in(session, world, ride, phone):
    """A phone that is handed on."""
    queue = told(world, pressed(ride, "arrive"))
    queue["rider"] = str(uuid4())

    answer = phone.post(ADDRESS, json=queue)

    assert answer.status_code == 403
    assert session.exec(select(AppliedPress)).all() == []


@pytest.mark.parametrize(("who", "status"), [("cy", 403), ("ana", 403)])
def test_nobody_but_a_rider_has_this_door(world, ride, who, status):
    answer = phone_of(world, who).post(ADDRESS, json=told(world, pressed(ride, "arrive")))
    assert answer.status_code == status


def test_who_is_signed_out_is_told_so_and_keeps_the_queue(world, ride):
    nobody = TestClient(routes(), base_url=HERE, headers={"origin": HERE})
    answer = nobody.post(ADDRESS, json=told(world, pressed(ride, "arrive")))
    assert (answer.status_code, "error" in answer.json()) == (401, True)


def test_another_site_cannot_press(world, ride, phone):
    answer = phone.post(
        ADDRESS,
        json=told(world, pressed(ride, "arrive")),
        headers={"origin": "https://evil.example"},
    )
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "change",
    [
        {"presses": []},
        {"presses": [{}] * (MAX_AT_ONCE + 1)},
        {"presses": "all"},
        {"rider": "ravi"},
        {"sent_at": -1},
        {"sent_at": 1e300},
        {"sent_at": None},
    ],
)
def test_what_is_no_queue_is_refused(world, ride, phone, change):
    answer = phone.post(ADDRESS, json=told(world, pressed(ride, "arrive")) | change)
    assert (answer.status_code, "error" in answer.json()) == (422, True)


@pytest.mark.parametrize("raw", [b"", b"[]", b"null", b"\xff\xfe", b"{" * 5_000])
def test_what_is_no_json_is_refused(phone, raw):
    answer = phone.post(ADDRESS, content=raw, headers={"content-type": "application/json"})
    assert answer.status_code == 422


def test_nobody_tries_pins_without_end(world, ride, phone):
    queue = told(world, pressed(ride, "still_riding"))
    statuses = {phone.post(ADDRESS, json=queue).status_code for _ in range(2 * MAX_A_WINDOW + 2)}
    assert statuses == {200, 429}


def test_both_triggers_at_once_carry_each_press_out_once(real_transactions, valkey):
    """The page's queue and the browser's own wake-up, ten times at the same moment."""
    with Session(create_engine(real_transactions), expire_on_commit=False) as session:
        world = worlds.build(session)
        session.commit()
        with rides.begun(session, world) as ride:
            queue = told(world, pressed(ride, "arrive"), pressed(ride, "collect"))
            sent = json.dumps(queue)

            def send(_):
                headers = {"content-type": "application/json"}
                return phone_of(world).post(ADDRESS, content=sent, headers=headers)

            with ThreadPoolExecutor(8) as pool:
                answers = list(pool.map(send, range(8)))

            assert all(refusals(answer) == ["", ""] for answer in answers)
            session.expire_all()
            assert session.get_one(Delivery, ride.id).status is DeliveryStatus.COLLECTED
            kinds = session.exec(
                select(TimelineEntry.kind).where(TimelineEntry.order_id == ride.order_id)
            ).all()
            assert kinds.count("rider_arrived") == kinds.count("order_collected") == 1
