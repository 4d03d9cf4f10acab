from datetime import datetime

import pytest

from foodapp.accounts.actors import PLATFORM
from foodapp.orders import basket, endings, placing
from foodapp.views.customer import orders
from tests.fixtures import world as worlds


@pytest.fixture
def eaten(session, world, placed_order):
    """Over, one way or another."""
    endings.cancel(session, world.customer, placed_order.id, agreed_fee_minor=0)
    session.commit()
    return placed_order


def test_what_goes_on_comes_first(session, world, eaten):
    worlds.fill_basket(session, world)
    total = basket.priced(session, world.customer).total_minor
    going_on = placing.place(
        session, world.customer, idempotency_key="second", seen_total_minor=total
    )
    placing.confirm_authorised(session, PLATFORM, going_on.id)

    found = orders.mine(session, world.customer)

    assert [(one.id, one.is_active) for one in found] == [
        (str(going_on.id), True),
        (str(eaten.id), False),
    ]
    assert found[0].summary == "1 Margherita"
    assert orders.count_active(session, world.customer) == 1
    assert orders.mine(session, world.stranger) == []


def test_older_orders_come_page_by_page(session, world, eaten):
    first = orders.mine(session, world.customer, limit=1)

    rest = orders.mine(session, world.customer, before=datetime.fromisoformat(first[-1].ordered_at))

    assert rest == []
