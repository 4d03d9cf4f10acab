"""A customer hears of a later time before they ask, once a step."""

from datetime import timedelta

import pytest

from foodapp.accounts.actors import PLATFORM
from foodapp.kit import outbox
from foodapp.notifications.telling import told_to
from foodapp.orders import handover, kitchen, lateness
from foodapp.orders.events import Holdup, OrderRunsLate
from foodapp.orders.models import Fulfilment
from tests.fixtures.post import text_of


@pytest.fixture
def cooked(session, world, placed_order):
    """Accepted with 20 minutes; the ride takes some more."""
    order = kitchen.accept(session, world.staff, placed_order.id, prep_minutes=20)
    session.commit()
    return order


@pytest.fixture
def pass_by(session, cooked, time_machine):
    """So many minutes after the kitchen's promise the clock looks: how many are late?"""

    def pass_by(minutes):
        time_machine.move_to(cooked.ready_by + timedelta(minutes=minutes), tick=False)
        found = lateness.tell(session, PLATFORM)
        session.commit()
        return found

    return pass_by


def recorded(session):
    return outbox.recorded(session, OrderRunsLate)


def test_while_a_kitchen_is_in_time_nobody_hears_anything(session, pass_by):
    assert [pass_by(minutes) for minutes in (-19, -1, 0, 4)] == [0, 0, 0, 0]
    assert recorded(session) == []


def test_a_silent_kitchen_is_told_and_its_customer_once_a_step(session, cooked, pass_by):
    promised = cooked.arrive_by
    assert [pass_by(minutes) for minutes in (5, 6, 8, 10)] == [1, 0, 0, 0]
    [first] = recorded(session)
    assert first.by is Holdup.KITCHEN
    assert timedelta(minutes=8) < first.expected_by - promised < timedelta(minutes=20)
    assert (first.expected_by.minute % 5, first.expected_by.second) == (0, 0)

    assert sum(pass_by(minutes) for minutes in range(11, 35)) in (1, 2)
    times = [one.expected_by for one in recorded(session)]
    assert times == sorted(set(times))


def test_a_kitchen_that_moved_the_time_itself_is_not_late(session, world, cooked, pass_by):
    pass_by(5)
    kitchen.delay(session, world.staff, cooked.id, minutes=20)
    session.commit()
    assert cooked.told_until is None
    assert [pass_by(minutes) for minutes in (1, 3)] == [0, 0]
    assert len(recorded(session)) == 1


def test_packed_food_that_nobody_fetches_is_late(session, world, cooked, pass_by):
    kitchen.ready(session, world.staff, cooked.id)
    session.commit()
    assert [pass_by(minutes) for minutes in (0, 4, 6, 7)] == [0, 0, 1, 0]
    assert recorded(session)[0].by is Holdup.UNFETCHED


def test_food_that_is_fetched_late_is_told_with_the_time_that_is_known_now(
    session, world, cooked, pass_by, time_machine
):
    time_machine.move_to(cooked.ready_by + timedelta(minutes=20), tick=False)
    handover.collected(session, world.rider, cooked.id)
    session.commit()
    assert pass_by(20) == 1
    [late] = recorded(session)
    assert late.by is Holdup.RIDER
    assert lateness.expected_by(cooked) == cooked.arrive_by < late.expected_by


def test_a_rider_who_should_be_there_is_late(session, world, cooked, pass_by, time_machine):
    time_machine.move_to(cooked.ready_by, tick=False)
    handover.collected(session, world.rider, cooked.id)
    session.commit()
    way = (cooked.arrive_by - cooked.ready_by) // timedelta(minutes=1)
    assert [pass_by(way + more) for more in (0, 5, 6, 7, 12)] == [0, 0, 1, 0, 0]
    assert lateness.expected_by(cooked) == cooked.told_until


def test_who_comes_for_it_hears_of_a_silent_kitchen_alone(session, world, cooked, pass_by):
    cooked.fulfilment = Fulfilment.PICKUP
    cooked.arrive_by = cooked.ready_by
    session.commit()
    assert pass_by(5) == 1
    kitchen.ready(session, world.staff, cooked.id)
    session.commit()
    assert pass_by(55) == 0


def test_what_is_for_later_or_over_is_not_late(session, world, cooked, pass_by):
    cooked.arrive_by += timedelta(hours=3)
    cooked.ready_by += timedelta(hours=3)
    session.commit()
    assert pass_by(-170) == 0
    kitchen.cancel(session, world.staff, cooked.id, reason="sold_out")
    session.commit()
    assert pass_by(60) == 0


def test_both_are_told_in_words(session, world, cooked, pass_by, post, send_notifications):
    send_notifications()
    post.empty()
    pass_by(5)
    send_notifications()
    pass_by(6)
    send_notifications()

    late = [one for one in told_to(session, world.customer.user_id) if one.kind == "order_late"]
    assert len(late) == 1
    overdue = [one for one in told_to(session, world.staff.user_id) if one.kind == "order_overdue"]
    assert len(overdue) == 1
    assert any("needs more time" in text_of(mail) for mail in post.to("cy@example.org"))
