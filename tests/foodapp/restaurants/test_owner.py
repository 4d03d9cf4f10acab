"""What an owner says about the restaurant: profile, hours, pause, zones."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import select

from foodapp.accounts.actors import RestaurantStaff, StaffRole
from foodapp.kit import clock
from foodapp.kit.errors import DomainError, NotAllowed, NotFound
from foodapp.realtime import topics
from foodapp.realtime.announce import WORDS
from foodapp.restaurants import approving, hours_editing, pausing, profile, zones
from foodapp.restaurants.cuisines import CUISINES
from foodapp.restaurants.hours_week import Week
from foodapp.restaurants.models import DeliveryFeeBand, Restaurant
from foodapp.restaurants.zones import Zone

ZONE = Zone(True, True, 3000, [], [(1500, 200), (4000, 450)], 1500)
SQUARE = [(9.51, 47.13), (9.53, 47.13), (9.53, 47.15), (9.51, 47.15)]


@pytest.fixture
def cook(world):
    return RestaurantStaff(world.staff.user_id, world.nonna, StaffRole.KITCHEN)


def nonna(session, world):
    return session.get_one(Restaurant, world.nonna)


def test_a_profile_is_edited_and_an_import_keeps_off(session, world):
    now = profile.of(session, world.staff)
    profile.edit(
        session,
        world.staff,
        replace(now, name=" Nonna  Rosa ", phone="232 00 00", cuisines=["pizza", "pizza"]),
    )

    row = nonna(session, world)
    assert (row.name, row.phone, row.cuisines) == ("Nonna Rosa", "+4232320000", ["pizza"])
    assert row.owner_edited_at is not None


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "x" * 121},
        {"name": "\ud800"},
        {"phone": "call me"},
        {"website": "javascript:alert(1)"},
        {"website": 'https://x.y"onload='},
        {"cuisines": ["<b>"]},
        {"cuisines": list(CUISINES)[:7]},
        {"lat": float("nan")},
        {"lng": 181.0},
        {"prep_minutes": 0},
        {"prep_minutes": 2**40},
    ],
    ids=str,
)
def test_a_wrong_profile_is_refused(session, world, wrong):
    with pytest.raises(DomainError):
        profile.edit(session, world.staff, replace(profile.of(session, world.staff), **wrong))


def test_the_kitchen_role_edits_nothing_of_this(session, world, cook):
    for command in (
        lambda: profile.edit(session, cook, profile.of(session, cook)),
        lambda: zones.edit(session, cook, ZONE),
        lambda: hours_editing.set_text(session, cook, "24/7"),
        lambda: hours_editing.set_special_day(session, cook, clock.now().date(), hours="off"),
        lambda: hours_editing.of(session, cook),
        lambda: pausing.pause(session, cook, minutes=30),
        lambda: pausing.pause_until_tomorrow(session, cook),
        lambda: pausing.resume(session, cook),
    ):
        with pytest.raises(NotAllowed):
            command()


def test_a_pause_ends_by_itself_or_by_hand(session, world):
    row = pausing.pause(session, world.staff, minutes=30)
    assert timedelta(minutes=29) < row.paused_until - clock.now() <= timedelta(minutes=30)

    assert pausing.resume(session, world.staff).paused_until is None


@pytest.mark.parametrize("minutes", [0, -15, 7, 2**40])
def test_a_pause_has_one_of_three_lengths(session, world, minutes):
    with pytest.raises(DomainError, match="15, 30 or 60"):
        pausing.pause(session, world.staff, minutes=minutes)


def test_until_tomorrow_is_tomorrows_first_opening(session, world, time_machine):
    nonna(session, world).opening_hours = "Mo-Su 11:00-14:00,18:00-01:00"
    time_machine.move_to(datetime(2026, 11, 23, 20, 0, tzinfo=UTC), tick=False)

    row = pausing.pause_until_tomorrow(session, world.staff)
    assert row.paused_until == datetime(2026, 11, 24, 10, 0, tzinfo=UTC)  # 11:00 in Vaduz


def test_the_cooks_may_ask_for_more_time(session, world, cook):
    assert pausing.set_busy(session, cook, extra_minutes=20).busy_extra_minutes == 20
    with pytest.raises(DomainError):
        pausing.set_busy(session, cook, extra_minutes=1000)


def test_a_zone_replaces_the_one_before(session, world):
    zones.edit(session, world.staff, replace(ZONE, service_area=SQUARE))

    card = zones.of(session, world.staff)
    assert card.zone == replace(ZONE, service_area=SQUARE)
    others = session.exec(
        select(DeliveryFeeBand).where(DeliveryFeeBand.restaurant_id == world.rival)
    ).all()
    assert len(others) == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"delivers": False, "offers_pickup": False},
        {"radius_m": 0},
        {"radius_m": 2**40},
        {"min_order_minor": -1},
        {"min_order_minor": 2**40},
        {"bands": [(1000, -1)]},
        {"bands": [(0, 100)]},
        {"bands": [(1000, 100), (1000, 200)]},
        {"bands": [(n * 100, 100) for n in range(1, 11)]},
        {"service_area": SQUARE[:2]},
        {"service_area": [SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3]]},
        {"service_area": [SQUARE[0]] * 4},
        {"service_area": [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0)]},
        {"service_area": [(float("nan"), 47.0), *SQUARE]},
        {"service_area": [(float("inf"), 47.0), *SQUARE]},
        {"service_area": SQUARE * 60},
    ],
    ids=lambda wrong: str(wrong)[:40],
)
def test_a_zone_that_makes_no_sense_is_refused(session, world, wrong):
    with pytest.raises(DomainError):
        zones.edit(session, world.staff, replace(ZONE, **wrong))


def test_a_week_becomes_hours(session, world):
    days = (((("11:00", "14:00"),),) * 6) + ((),)
    hours_editing.set_week(session, world.staff, Week(days, closed_on_holidays=True))

    assert nonna(session, world).opening_hours == "Mo-Sa 11:00-14:00; PH closed"
    card = hours_editing.of(session, world.staff)
    assert card.week == Week(days, closed_on_holidays=True)
    assert card.knows_holidays


@pytest.mark.parametrize("text", ["", "Mo", "+423 232 00 00", "Mo 10:00-10:00", "x" * 2000, "\0"])
def test_hours_that_cannot_be_read_are_refused(session, world, text):
    with pytest.raises(DomainError):
        hours_editing.set_text(session, world.staff, text)
    assert nonna(session, world).opening_hours == "24/7"


def test_a_special_day_is_set_changed_and_removed(session, world):
    day = clock.now().date() + timedelta(days=3)
    hours_editing.set_special_day(session, world.staff, day, hours="off", note="Wedding")
    hours_editing.set_special_day(session, world.staff, day, hours="10:00-14:00")

    [card] = hours_editing.of(session, world.staff).special_days
    assert (card.day, card.hours, card.note) == (day.isoformat(), "10:00-14:00", "")
    with pytest.raises(NotFound):
        hours_editing.remove_special_day(session, world.rival_staff, day)
    hours_editing.remove_special_day(session, world.staff, day)
    assert hours_editing.of(session, world.staff).special_days == []


@pytest.mark.parametrize("day", [date(2001, 1, 1), date(9999, 12, 31)])
def test_a_special_day_lies_ahead(session, world, day):
    with pytest.raises(DomainError, match="Choose a day"):
        hours_editing.set_special_day(session, world.staff, day, hours="off")


def test_what_its_customers_would_see_is_read_again_on_their_pages(session, world):
    """They listen to topics.menu: what an owner or the console changes is said there."""
    for change in (
        lambda: pausing.pause(session, world.staff, minutes=30),
        lambda: zones.edit(session, world.staff, ZONE),
        lambda: approving.suspend(session, world.admin, world.nonna, reason="closed for good"),
    ):
        session.info.pop(WORDS, None)
        change()
        assert (topics.menu(world.nonna), "{}") in session.info[WORDS]
