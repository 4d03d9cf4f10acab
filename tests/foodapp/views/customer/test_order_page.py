"""The page of one order, in few statements."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import pytest
from sqlalchemy import event
from sqlmodel import Session

from foodapp.kit.errors import NotFound
from foodapp.orders import kitchen
from foodapp.pictures import switch
from foodapp.views.customer.frame import navigation
from foodapp.views.customer.order_page import order_page

MOST = 8  # statements of a screen, the sign-in's among them


@contextmanager
def statements(session: Session) -> Iterator[list[str]]:
    """From an empty session, as each request has its own."""
    session.commit()
    session.expunge_all()
    found: list[str] = []

    def note(*said: object) -> None:
        found.append(" ".join(str(said[2]).split()))

    engine = session.connection().engine
    event.listen(engine, "before_cursor_execute", note)
    yield found
    event.remove(engine, "before_cursor_execute", note)


def test_an_order_page_is_read_in_few_statements(session, world, placed_order):
    kitchen.accept(session, world.staff, placed_order.id, prep_minutes=20)
    switch.is_on(session)  # asked once in five seconds, by whoever comes then
    with statements(session) as found:
        page = order_page(session, world.customer, placed_order.id)

    assert page.order.status == "accepted"
    assert page.asked.dishes == []
    assert 1 + len(found) <= MOST, found


def test_each_row_of_an_order_is_asked_for_once(session, world, placed_order):
    with statements(session) as found:
        order_page(session, world.customer, placed_order.id)

    assert len([one for one in found if "orders.customer_id," in one]) == 1, found
    assert len([one for one in found if "restaurants.slug," in one]) == 1, found


def test_what_every_page_says_at_its_top_is_one_statement(session, world):
    with statements(session) as found:
        navigation(session, world.visitor)

    assert len(found) == 1


def test_somebody_elses_order_is_not_there(session, world, placed_order):
    for order_id, who in ((placed_order.id, world.stranger), (uuid4(), world.customer)):
        with pytest.raises(NotFound):
            order_page(session, who, order_id)
