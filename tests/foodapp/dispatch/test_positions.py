import json
from datetime import timedelta
from math import inf, nan

import pytest
import redis
from sqlmodel import select

from foodapp.dispatch import assigning, deliveries, positions, shifts
from foodapp.dispatch.fixes import Fix
from foodapp.dispatch.models import RiderPosition
from foodapp.kit import clock, outbox
from foodapp.kit.geo import Position
from foodapp.orders import kitchen
from foodapp.orders.events import OrderAccepted
from tests.fixtures.world import VADUZ

HERE = Position(47.1420, 9.5209)


@pytest.fixture
def ravi(session, world, valkey):
    shifts.go_online(session, world.rider)
    session.commit()
    return world.rider


def fix(*, lat=HERE.lat, lng=HERE.lng, ago_s=0.0, accuracy=None):
    return Fix(Position(lat, lng), clock.now() - timedelta(seconds=ago_s), accuracy)


@pytest.mark.parametrize(
    "bad",
    [
        fix(lat=nan),
        fix(lng=inf),
        fix(lat=90.5),
        fix(lng=-181),
        fix(accuracy=nan),
        fix(accuracy=-1),
        fix(accuracy=80_000),
        fix(ago_s=-3600),
        fix(ago_s=3700),
    ],
)
def test_what_cannot_be_is_refused(session, ravi, bad):
    with pytest.raises(positions.Implausible):
        positions.record(session, ravi, [bad])

    assert session.exec(select(RiderPosition)).all() == []


def test_the_plausible_ones_of_a_batch_are_taken(session, ravi):
    assert positions.record(session, ravi, [fix(lat=nan), fix(ago_s=60), fix()]) == 2


def test_nobody_is_followed_offline(session, world, valkey):
    with pytest.raises(positions.NotOnline):
        positions.record(session, world.rider, [fix()])


def test_a_row_is_kept_every_ten_seconds(session, ravi):
    positions.record(session, ravi, [fix(ago_s=s) for s in (30, 27, 24, 21, 18, 4)])

    assert len(session.exec(select(RiderPosition)).all()) == 3


def test_riders_are_found_by_distance(session, world, ravi):
    shifts.go_online(session, world.second_rider)
    positions.record(session, ravi, [fix()])
    positions.record(session, world.second_rider, [fix(lat=47.30)])
    session.commit()

    near = positions.near(session, VADUZ, radius_m=5_000, limit=10)

    assert [one.rider_id for one in near] == [ravi.rider_id]
    assert round(near[0].distance_m) == 111


def test_without_valkey_the_rows_in_postgres_are_used(session, ravi, monkeypatch):
    positions.record(session, ravi, [fix()])
    session.commit()
    gone = redis.Redis(host="127.0.0.1", port=1, socket_connect_timeout=0.2)
    monkeypatch.setattr(positions, "valkey", lambda: gone)

    near = positions.near(session, VADUZ, radius_m=5_000, limit=10)

    assert [one.rider_id for one in near] == [ravi.rider_id]
    assert positions.record(session, ravi, [fix()]) == 1
    session.commit()


def test_an_older_position_does_not_replace_a_newer_one(session, ravi):
    positions.record(session, ravi, [fix()])
    session.commit()
    positions.record(session, ravi, [fix(lat=47.2, ago_s=60)])
    session.commit()

    assert positions.latest(session, [ravi.rider_id])[ravi.rider_id].position == HERE


def test_offline_means_out_of_sight(session, ravi):
    positions.record(session, ravi, [fix()])
    session.commit()
    shifts.go_offline(session, ravi)
    session.commit()

    assert positions.near(session, VADUZ, radius_m=5_000, limit=10) == []
    assert positions.latest(session, [ravi.rider_id]) == {}


def test_rows_go_after_an_hour(session, ravi, later):
    positions.record(session, ravi, [fix()])
    assert positions.prune(session) == 0
    later(minutes=61)

    assert positions.prune(session) == 1
    assert session.exec(select(RiderPosition)).all() == []


def test_who_waits_for_a_rider_sees_them_move(session, world, ravi, placed_order, valkey):
    kitchen.accept(session, world.staff, placed_order.id, prep_minutes=20)
    event = outbox.recorded(session, OrderAccepted)[0]
    deliveries.open_delivery(session, event)
    session.commit()
    assigning.assign(session, world.admin, placed_order.id, rider_id=ravi.rider_id)
    session.commit()

    with valkey.pubsub(ignore_subscribe_messages=True) as heard:
        heard.psubscribe("live:*")
        heard.get_message(timeout=60)
        positions.record(session, ravi, [fix()])
        session.commit()
        valkey.publish("live:end", "")
        said = {}
        for message in heard.listen():
            if message["channel"] == "live:end":
                break
            said[message["channel"]] = json.loads(message["data"])

    assert set(said) == {f"live:order:{placed_order.id}", "live:admin"}
    assert said["live:admin"]["rider_id"] == str(ravi.rider_id)
    assert said["live:admin"]["lat"] == HERE.lat


def test_the_gulf_of_guinea_is_not_a_position(session, ravi):
    for _ in range(3):
        positions.record(session, ravi, [fix()])
        assert positions.record(session, ravi, [fix(lat=0.0, lng=0.0, accuracy=10)]) == 0
    session.commit()

    assert positions.latest(session, [ravi.rider_id])[ravi.rider_id].position == HERE


def test_nobody_rides_79_km_in_five_seconds(session, ravi, later):
    positions.record(session, ravi, [fix()])
    later(seconds=5)

    assert positions.record(session, ravi, [fix(lat=47.85)]) == 0
    session.commit()

    assert positions.latest(session, [ravi.rider_id])[ravi.rider_id].position == HERE


def test_a_leap_in_the_middle_of_a_batch_is_left_out(session, ravi):
    way = [fix(ago_s=40), fix(lat=47.85, ago_s=25), fix(lat=47.143, ago_s=10)]

    assert positions.record(session, ravi, way) == 2


def test_a_wrong_first_position_is_overruled_by_those_that_agree(session, ravi, later):
    positions.record(session, ravi, [fix(lat=48.9)])
    session.commit()
    taken = []
    for _ in range(5):
        later(seconds=8)
        taken.append(positions.record(session, ravi, [fix()]))
        session.commit()

    assert taken == [0, 0, 0, 1, 1]
    assert positions.latest(session, [ravi.rider_id])[ravi.rider_id].position == HERE


def test_whoever_stands_still_is_asked_as_long_as_their_phone_reports(session, ravi, later):
    standing = fix()
    positions.record(session, ravi, [standing])
    for _ in range(5):
        later(minutes=2)
        positions.record(session, ravi, [standing])
        session.commit()

    [near] = positions.near(session, VADUZ, radius_m=5_000, limit=10)
    assert near.at == standing.at  # with its true age


def test_where_somebody_was_before_their_shift_says_nothing(session, ravi, later):
    positions.record(session, ravi, [fix(lat=48.9)])
    later(seconds=20)
    shifts.go_offline(session, ravi)
    shifts.go_online(session, ravi)
    later(seconds=1)

    assert positions.record(session, ravi, [fix()]) == 1
