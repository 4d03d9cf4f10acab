"""Where riders were when they said that they had done something, and what that is worth."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlmodel import col, select

from foodapp.alerts.models import Alert, AlertKind
from foodapp.dispatch import carrying, doubts, evidence, giving, offers, presses, waiting
from foodapp.dispatch.evidence import Evidence, Step, Verdict
from foodapp.dispatch.models import DeliveryStatus, Shift
from foodapp.kit.errors import DomainError, NotFound
from foodapp.kit.geo import Position
from foodapp.orders.ends import End, pays_minor
from foodapp.orders.models import Order, OrderStatus
from foodapp.views.console import alert_words
from foodapp.views.restaurant import riders
from tests.fixtures.world import HOME, VADUZ
from tests.foodapp.dispatch.riding import in_vain, search, stands_at

ABROAD = Position(48.1374, 11.5755)  # Munich
BERN = Position(46.9480, 7.4474)


@pytest.fixture
def mine(session, world, wanted, online):
    """Ravi has accepted the delivery."""
    online(world.rider)
    delivery = offers.accept(session, world.rider, search(session).id)
    session.commit()
    return delivery


@pytest.fixture
def bagged(session, world, mine):
    """Ravi has the food."""
    carrying.collect(session, world.rider, mine.id)
    session.commit()
    return mine


@pytest.fixture
def abroad(session, world, later):
    """Ravi's phone is in Munich, and has been for a while."""

    def go():
        later(minutes=61)  # nobody has heard of them since
        stands_at(session, world.rider, ABROAD)

    return go


def kept(session, delivery):
    rows = session.exec(
        select(Evidence)
        .where(Evidence.delivery_id == delivery.id)
        .order_by(col(Evidence.recorded_at))
    )
    return {row.step: row for row in rows}


def order_of(session, delivery):
    return session.get_one(Order, delivery.order_id, populate_existing=True)


def alerts(session, kind):
    return [alert_words.said(row) for row in session.exec(select(Alert).where(Alert.kind == kind))]


def test_each_step_keeps_distance_accuracy_and_time_of_the_fix(session, world, mine, later):
    later(seconds=30)
    stands_at(session, world.rider, VADUZ, accuracy_m=12.0)
    carrying.arrive(session, world.rider, mine.id)
    carrying.collect(session, world.rider, mine.id)
    later(seconds=60)
    stands_at(session, world.rider, HOME.at, accuracy_m=9.0)
    carrying.at_door(session, world.rider, mine.id)
    session.commit()

    found = kept(session, mine)
    assert [found[step].verdict for step in (Step.ARRIVED, Step.COLLECTED, Step.AT_DOOR)] == [
        Verdict.NEAR
    ] * 3
    assert (found[Step.ARRIVED].distance_m, found[Step.ARRIVED].accuracy_m) == (0, 12.0)
    assert found[Step.AT_DOOR].fix_at is not None


@pytest.mark.parametrize("verb", [carrying.arrive, carrying.collect])
def test_whoever_is_abroad_has_neither_arrived_nor_collected(session, world, mine, abroad, verb):
    abroad()
    with pytest.raises(carrying.TooFar, match="from Nonna"):
        verb(session, world.rider, mine.id)
    session.rollback()

    assert mine.status is DeliveryStatus.ASSIGNED
    assert order_of(session, mine).status is OrderStatus.ACCEPTED


def test_the_restaurants_word_is_the_way_out_of_a_wrong_phone(session, world, mine, abroad):
    abroad()
    with pytest.raises(NotFound):
        giving.give(session, world.rival_staff, mine.order_id)

    giving.give(session, world.staff, mine.order_id)

    assert mine.status is DeliveryStatus.COLLECTED
    assert order_of(session, mine).status is OrderStatus.COLLECTED


def test_nothing_is_given_to_nobody(session, world, wanted):
    with pytest.raises(giving.NobodyToGiveTo):
        giving.give(session, world.staff, wanted.order_id)


def test_without_a_fix_the_food_is_collected_and_a_person_hears_of_it(
    session, world, mine, later, drain_outbox
):
    later(minutes=4)
    carrying.collect(session, world.rider, mine.id)
    session.commit()
    drain_outbox()

    assert mine.status is DeliveryStatus.COLLECTED
    assert kept(session, mine)[Step.COLLECTED].verdict is Verdict.UNKNOWN
    [text] = alerts(session, AlertKind.RIDER_UNPROVEN)
    assert text.startswith("Ravi says they have collected")


@pytest.mark.parametrize(
    ("metres", "accuracy", "verdict"),
    [
        (0, 0, Verdict.NEAR),
        (150, 0, Verdict.NEAR),
        (151, 0, Verdict.FAR),
        (340, 190, Verdict.NEAR),
        (900, 1_000, Verdict.UNKNOWN),  # may be there, may be anywhere
        (900, 4_999, Verdict.UNKNOWN),
        (5_000, 4_000, Verdict.FAR),
    ],
)
def test_a_blurred_fix_proves_neither_one_nor_the_other(metres, accuracy, verdict):
    assert evidence.judged(metres, accuracy) is verdict


def test_every_reason_has_its_clock(session, world, bagged, later):
    stands_at(session, world.rider, HOME.at)
    for reason in carrying.REASONS:
        with pytest.raises(carrying.StillWaiting):
            carrying.could_not_deliver(session, world.rider, bagged.id, reason=reason)
        waiting.begin(session, world.rider, bagged.id, reason=reason)
        with pytest.raises(carrying.StillWaiting):
            carrying.could_not_deliver(session, world.rider, bagged.id, reason=reason)
        waiting.they_came(session, world.rider, bagged.id)

    assert set(waiting.CLOCKS) == set(carrying.REASONS)
    assert order_of(session, bagged).status is OrderStatus.COLLECTED


def test_a_clock_for_one_reason_ends_no_order_for_another(session, world, bagged, later):
    waiting.begin(session, world.rider, bagged.id, reason="damaged")
    later(minutes=6)

    with pytest.raises(carrying.StillWaiting):
        carrying.could_not_deliver(session, world.rider, bagged.id, reason="refused")


def test_refused_from_abroad_is_decided_by_a_person_and_costs_nobody_anything_before(
    session, world, bagged, abroad, later, drain_outbox
):
    abroad()
    waiting.begin(session, world.rider, bagged.id, reason="refused")
    later(minutes=3)
    stands_at(session, world.rider, ABROAD)
    carrying.could_not_deliver(session, world.rider, bagged.id, reason="refused")
    session.commit()
    drain_outbox()

    assert bagged.status is DeliveryStatus.IN_DOUBT
    order = order_of(session, bagged)
    assert (order.status, order.end) == (OrderStatus.COLLECTED, None)
    [text] = alerts(session, AlertKind.DELIVERY_DOUBTED)
    assert "did not want it" in text
    assert "away" in text


@pytest.mark.parametrize(
    ("reason", "place", "is_believed"),
    [
        ("refused", HOME.at, True),
        ("unsafe", HOME.at, True),
        ("unsafe", VADUZ, False),
        ("damaged", VADUZ, True),
        ("damaged", BERN, False),
    ],
)
def test_only_who_was_there_all_the_time_is_believed(
    session, world, bagged, later, reason, place, is_believed
):
    later(minutes=61)
    stands_at(session, world.rider, place)
    waiting.begin(session, world.rider, bagged.id, reason=reason)
    later(minutes=3)
    stands_at(session, world.rider, place)
    carrying.could_not_deliver(session, world.rider, bagged.id, reason=reason)

    wanted = DeliveryStatus.FAILED if is_believed else DeliveryStatus.IN_DOUBT
    assert bagged.status is wanted


def test_whoever_left_before_the_clock_ran_out_is_not_believed(session, world, bagged, later):
    later(seconds=60)
    stands_at(session, world.rider, HOME.at)
    waiting.begin(session, world.rider, bagged.id, reason="nobody_there")
    later(minutes=6)
    carrying.could_not_deliver(session, world.rider, bagged.id, reason="nobody_there")

    assert bagged.status is DeliveryStatus.IN_DOUBT  # no fix of that time


def test_a_customer_who_contradicts_is_heard(session, world, bagged, later):
    later(seconds=60)
    stands_at(session, world.rider, HOME.at)
    with pytest.raises(DomainError, match="still on the way"):
        waiting.object_to(session, world.customer, bagged.order_id)
    waiting.begin(session, world.rider, bagged.id, reason="refused")
    with pytest.raises(NotFound):
        waiting.object_to(session, world.stranger, bagged.order_id)
    waiting.object_to(session, world.customer, bagged.order_id)
    later(minutes=3)
    stands_at(session, world.rider, HOME.at)

    carrying.could_not_deliver(session, world.rider, bagged.id, reason="refused")

    assert bagged.status is DeliveryStatus.IN_DOUBT


@pytest.fixture
def doubted(session, world, bagged, later):
    waiting.begin(session, world.rider, bagged.id, reason="refused")
    later(minutes=3)
    carrying.could_not_deliver(session, world.rider, bagged.id, reason="refused")
    session.commit()
    assert bagged.status is DeliveryStatus.IN_DOUBT
    return bagged


@pytest.mark.parametrize(
    ("blame", "end", "status"),
    [
        ("customer", End.NOT_HANDED_OVER, DeliveryStatus.FAILED),
        ("nobody", End.DAMAGED, DeliveryStatus.FAILED),
        ("rider", End.NOT_BROUGHT, DeliveryStatus.CANCELLED),
        ("delivered", End.DELIVERED, DeliveryStatus.DELIVERED),
    ],
)
def test_a_person_decides_whose_doing_it_was(session, world, doubted, blame, end, status):
    doubts.decide(session, world.admin, doubted.order_id, blame=blame, reason="Called them.")

    order = order_of(session, doubted)
    assert (order.end, doubted.status) == (end, status)
    assert order.to_pay_minor == pays_minor(order, end)
    with pytest.raises(doubts.NotInDoubt):
        doubts.decide(session, world.admin, doubted.order_id, blame=blame, reason="Again.")


def test_a_rider_in_doubt_is_free_for_the_next_one(session, world, doubted):
    shift = session.exec(select(Shift).where(Shift.rider_id == world.rider.rider_id)).one()

    assert shift.ended_at is None
    with pytest.raises(Exception, match="already in doubt"):
        carrying.could_not_deliver(session, world.rider, doubted.id, reason="refused")


def test_the_kitchen_is_told_how_far_away_the_phone_is_of_whoever_says_they_are_here(
    session, world, mine, later
):
    carrying.arrive(session, world.rider, mine.id)
    session.commit()
    later(seconds=60)
    stands_at(session, world.rider, Position(47.1510, 9.5209))

    coming = riders.coming(session, world.staff)[str(mine.order_id)]
    assert (coming.words, coming.is_here) == (
        "Ravi is here, they say; their phone is 1.1 km away",
        False,
    )


def test_a_press_without_network_is_judged_by_where_the_phone_was_then(session, world, mine, later):
    """Ten minutes later the network is back, and the rider is at the customer's door."""
    later(minutes=10)
    stands_at(session, world.rider, HOME.at)

    presses.apply(
        session,
        world.rider,
        uuid4(),
        verb="collect",
        delivery_id=mine.id,
        ago=timedelta(minutes=10),
    )

    assert kept(session, mine)[Step.COLLECTED].verdict is Verdict.NEAR


def test_in_vain_is_paid_where_it_is_proven(session, world, bagged, later):
    in_vain(session, world.rider, bagged, "wrong_address", later)

    assert bagged.status is DeliveryStatus.FAILED
    assert order_of(session, bagged).end is End.NOT_HANDED_OVER
