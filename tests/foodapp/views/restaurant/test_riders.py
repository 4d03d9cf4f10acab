import pytest
from sqlmodel import select

from foodapp.dispatch.models import Delivery, DeliveryStatus
from foodapp.orders import kitchen
from foodapp.views.restaurant import riders


@pytest.fixture
def delivery(session, world, placed_order, drain_outbox):
    kitchen.accept(session, world.staff, placed_order.id, prep_minutes=20)
    session.commit()
    drain_outbox()
    return session.exec(select(Delivery)).one()


def test_nobody_yet(session, world, delivery):
    [coming] = riders.coming(session, world.staff).values()
    assert coming.words in ("Looking for a rider", "No rider found yet")


def test_the_rider_is_coming_and_then_here(session, world, delivery):
    delivery.rider_id = world.rider.rider_id
    delivery.status = DeliveryStatus.ASSIGNED
    session.commit()
    assert riders.coming(session, world.staff)[str(delivery.order_id)].words == "Ravi is coming"

    delivery.status = DeliveryStatus.AT_RESTAURANT
    session.commit()
    here = riders.coming(session, world.staff)[str(delivery.order_id)]
    assert (here.words, here.is_here) == ("Ravi is here", True)


def test_another_restaurant_learns_nothing(session, world, delivery):
    assert riders.coming(session, world.rival_staff) == {}


@pytest.mark.parametrize(
    ("metres", "words"),
    [(0, "50 m"), (130, "150 m"), (974, "950 m"), (980, "1.0 km"), (1249, "1.2 km")],
)
def test_distances_as_people_say_them(metres, words):
    assert riders.shown_distance(metres) == words
