"""A restaurant reads which of its dishes were not right, and of nobody."""

from dataclasses import asdict

from sqlmodel import select

from foodapp.cases.models import Fault
from foodapp.orders.models import OrderLine
from foodapp.views.restaurant.complaints import complaints
from foodapp.views.restaurant.reviews import reviews
from tests.foodapp.cases.conftest import deliver, eaten, later, pizza  # noqa: F401
from tests.foodapp.cases.test_reporting import report


def test_complaints_stand_by_dish_and_name_nobody(session, world, eaten, pizza, later):  # noqa: F811
    report(session, world.customer, eaten, pizza, Fault.COLD, text="I am Cy, at Städtle 49")
    order = deliver(session, world, "k2")
    line = session.exec(select(OrderLine).where(OrderLine.order_id == order.id)).one()
    report(session, world.customer, order, line)
    page = reviews(session, world.staff, unanswered=False, limit=20)

    (one,) = page.complaints
    assert (one.dish, sorted(one.faults)) == ("Margherita", ["1 × cold", "1 × missing"])
    said = str(asdict(one))
    assert not [name for name in ("Cy", "Städtle", eaten.number, order.number) if name in said]
    assert complaints(session, world.rival) == []
    later(days=91)
    assert complaints(session, world.nonna) == []
