from sqlmodel import select

from foodapp.dispatch import offers, shifts
from foodapp.dispatch.models import Shift
from tests.foodapp.dispatch.riding import search


def test_going_online_twice_is_one_shift(session, world):
    first = shifts.go_online(session, world.rider)
    second = shifts.go_online(session, world.rider)

    assert first.id == second.id
    assert len(session.exec(select(Shift)).all()) == 1


def test_going_offline_twice_changes_nothing(session, world):
    shifts.go_online(session, world.rider)

    assert shifts.go_offline(session, world.rider) is not None
    assert shifts.go_offline(session, world.rider) is None


def test_a_shift_nobody_hears_of_ends_by_itself(session, world, online, later):
    online(world.rider)
    later(minutes=29)
    assert shifts.end_forgotten(session) == 0
    later(minutes=2)

    assert shifts.end_forgotten(session) == 1
    assert not shifts.is_online(session, world.rider)


def test_who_is_still_heard_of_stays_online(session, world, online, later):
    online(world.rider)
    later(minutes=31)
    online(world.rider)

    assert shifts.end_forgotten(session) == 0


def test_who_carries_something_stays_online(session, world, wanted, online, later):
    online(world.rider)
    offers.accept(session, world.rider, search(session).id)
    later(minutes=40)

    assert shifts.end_forgotten(session) == 0
