"""A page of the console asks the database a handful of times, however much there is on it."""

import pytest
from sqlalchemy import event

from foodapp.dispatch import assigning, shifts
from foodapp.orders import kitchen
from foodapp.pictures import switch
from foodapp.ui import live
from tests.fixtures import world as worlds
from tests.fixtures.screens import Tab

from admin.audit.state import Audit  # isort: skip
from admin.cash.state import Cash  # isort: skip
from admin.disputes.state import Disputes  # isort: skip
from admin.gift_cards.state import GiftCards  # isort: skip
from admin.invoices.state import Invoices  # isort: skip
from admin.ledger.state import Ledger  # isort: skip
from admin.money.state import Money  # isort: skip
from admin.order.state import OneOrder  # isort: skip
from admin.orders.state import Orders  # isort: skip
from admin.overview.state import Overview  # isort: skip
from admin.payouts.state import Payouts  # isort: skip
from admin.people.state import People  # isort: skip
from admin.promotions.state import Promotions  # isort: skip
from admin.rates.state import Rates  # isort: skip
from admin.reconciliation.state import Reconciliation  # isort: skip
from admin.refunds.state import Refunds  # isort: skip
from admin.restaurant.state import OneRestaurant  # isort: skip
from admin.restaurants.state import Restaurants  # isort: skip
from admin.settings.state import Settings  # isort: skip

MOST = 8  # who it is included
PAGES = {
    Overview: "/admin",
    Orders: "/admin/orders",
    OneOrder: "/admin/orders/{order}",
    Money: "/admin/orders/{order}/money",
    Restaurants: "/admin/restaurants",
    OneRestaurant: "/admin/restaurants/{restaurant}",
    Payouts: "/admin/payouts",
    People: "/admin/people",
    Promotions: "/admin/promotions",
    Rates: "/admin/rates",
    Reconciliation: "/admin/reconciliation",
    Refunds: "/admin/refunds",
    Disputes: "/admin/disputes",
    GiftCards: "/admin/gift-cards",
    Invoices: "/admin/invoices",
    Ledger: "/admin/ledger",
    Cash: "/admin/cash",
    Audit: "/admin/audit",
    Settings: "/admin/settings",
}


@pytest.fixture
def ridden(session, world, valkey, monkeypatch, drain_outbox):
    """An order that a rider brings, and one that nobody has answered."""
    monkeypatch.setattr(live, "watch", lambda *_, **__: None)  # no socket listens here
    order = worlds.place_and_confirm(session, world)
    kitchen.accept(session, world.staff, order.id, prep_minutes=20)
    session.commit()
    drain_outbox()
    shifts.go_online(session, world.rider)
    assigning.assign(session, world.admin, order.id, rider_id=world.rider.rider_id)
    worlds.place_and_confirm(session, world, world.stranger)
    session.commit()
    order_id = order.id
    session.expunge_all()
    return order_id


@pytest.mark.parametrize("kind", PAGES, ids=lambda kind: kind.__name__)
async def test_a_page_of_the_console_is_few_statements(session, world, ridden, kind):
    tab = Tab(world.cookies["ada"]).at(PAGES[kind].format(order=ridden, restaurant=world.nonna))
    said: list[str] = []

    def note(connection, cursor, statement, *facts):
        said.append(statement)

    switch.is_on(session)  # asked once in a few seconds a process, by whoever comes first
    engine = session.connection().engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        await tab.call(kind, "load")
    finally:
        event.remove(engine, "before_cursor_execute", note)
    asked = [one for one in said if "SAVEPOINT" not in one]
    assert 0 < len(asked) <= MOST, asked
