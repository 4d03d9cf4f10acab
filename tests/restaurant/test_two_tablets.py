"""Two tablets in one kitchen, really at once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from foodapp.accounts.actors import PLATFORM
from foodapp.kit import db, outbox
from foodapp.kit.errors import DomainError
from foodapp.orders import kitchen, placing
from foodapp.orders.events import OrderAccepted
from foodapp.orders.models import Order
from tests.fixtures import world as worlds


@pytest.fixture
def waiting(real_transactions, valkey):
    with db.transaction() as session:
        world = worlds.build(session)
    with db.transaction() as session:
        order = worlds.start_order(session, world)
    with db.transaction() as session:
        placing.confirm_authorised(session, PLATFORM, order.id)
    return world, order.id


def test_one_tablet_accepts_and_the_other_is_told(waiting):
    world, order_id = waiting
    together = Barrier(2)

    def accept(minutes: int) -> str:
        together.wait()
        try:
            with db.transaction() as session:
                kitchen.accept(session, world.staff, order_id, prep_minutes=minutes)
        except DomainError as refusal:
            return str(refusal)
        return "accepted"

    with ThreadPoolExecutor(2) as tablets:
        answers = list(tablets.map(accept, (15, 45)))

    assert sorted(answers) == ["This order is already accepted.", "accepted"]
    with db.transaction() as session:
        winner = (15, 45)[answers.index("accepted")]
        assert session.get_one(Order, order_id).prep_minutes == winner
        assert len(outbox.recorded(session, OrderAccepted)) == 1
