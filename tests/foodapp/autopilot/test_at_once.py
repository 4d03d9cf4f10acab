"""Several people, and the clock, at the same moment: real transactions on real threads."""

import pytest
from sqlmodel import col, select

from foodapp.accounts.actors import PLATFORM
from foodapp.autopilot import pickup, steering, substituting
from foodapp.autopilot.models import Incident
from foodapp.dispatch import offers
from foodapp.dispatch.models import Delivery
from foodapp.kit import clock, db
from foodapp.kit.errors import DomainError
from foodapp.menu.models import Item
from foodapp.orders.missing import MissingDish, State
from foodapp.orders.models import Fulfilment, Order, OrderLine
from tests.foodapp.dispatch.riding import in_own
from tests.foodapp.dispatch.test_at_once import at_once, offered, only, refused, town

__all__ = ["town"]


@pytest.fixture
def unwanted(town):
    """Nobody took it in time: the customer may pick it up."""
    world, order_id = town

    def end(session):
        order = session.get_one(Order, order_id)
        delivery = session.exec(select(Delivery)).one()
        incident = Incident(
            order_id=order.id, kind="no_rider", subject_id=delivery.id, step="pickup"
        )
        session.add(incident)

    in_own(end)
    return world, order_id


def test_the_customer_comes_for_it_while_a_rider_accepts(unwanted):
    world, order_id = unwanted
    offer = offered()
    rider = next(one for one in (world.rider, world.second_rider) if one.rider_id == offer.rider_id)

    outcomes = at_once((offers.accept, rider, offer.id), (pickup.accept, world.customer, order_id))

    assert len(refused(outcomes)) == 1
    with db.transaction() as session:
        delivery = session.exec(select(Delivery)).one()
        order = session.get_one(Order, order_id)
    is_pickup = order.fulfilment is Fulfilment.PICKUP
    assert is_pickup == (delivery.rider_id is None)
    assert is_pickup == isinstance(outcomes[0], DomainError)


def test_two_tablets_take_the_same_portion_off_once(town):
    world, _ = town
    line = only(OrderLine)

    outcomes = at_once(*[(_report, world.staff, line.id)] * 4)

    assert len(refused(outcomes)) == 3
    assert only(MissingDish).quantity == 1


def _report(session, staff, line_id):
    """With a substitute: nothing was paid in this world, so nothing can be given back."""
    cake = session.exec(select(Item).where(Item.name == "Tiramisu")).one()
    return substituting.report(session, staff, line_id, quantity=1, substitute_id=cake.id)


def test_the_customer_says_yes_while_the_time_runs_out(town):
    world, _ = town
    row_id = in_own(_report, world.staff, only(OrderLine).id).id

    def is_over(session):
        session.exec(select(Incident)).one().next_at = clock.now()

    in_own(is_over)
    incident = only(Incident)
    at_once(
        (substituting.accept, world.customer, row_id), (steering.advance, PLATFORM, incident.id)
    )
    in_own(steering.advance, PLATFORM, incident.id)

    row = only(MissingDish)
    assert row.state in (State.ACCEPTED, State.LAPSED)
    with db.transaction() as session:
        left = session.exec(select(Item.stock).where(Item.name == "Tiramisu")).one()
        is_open = session.exec(select(Incident).where(col(Incident.closed_at).is_(None))).first()
    assert left == (2 if row.state is State.ACCEPTED else 3)
    assert is_open is None


@pytest.mark.usefixtures("unwanted")
def test_two_workers_take_a_step_once():

    def wind_back(session):
        incident = session.exec(select(Incident)).one()
        incident.step, incident.next_at = "wider", clock.now()

    in_own(wind_back)
    incident = only(Incident)
    at_once(*[(steering.advance, PLATFORM, incident.id)] * 4)
    in_own(steering.advance, PLATFORM, incident.id)

    assert only(Incident).step == "raised"
    assert only(Delivery).raised_minor == 48
