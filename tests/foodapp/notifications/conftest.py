"""What tests of notifications share."""

import pytest
from sqlmodel import col, select

from foodapp.notifications import recipients, telling
from foodapp.notifications.models import Sending

FACTS = {"restaurant": "Nonna", "order": "A-1", "at": "18:40"}


@pytest.fixture
def tell(session, world):
    """Cy is told that an order is made."""

    def tell(key="order:1", kind="order_confirmed", to=None, facts=None, **more):
        to = to or recipients.customer(world.customer.user_id)
        told = telling.tell(session, kind, to, key=key, facts=facts or FACTS, **more)
        session.commit()
        return told

    return tell


@pytest.fixture
def rows(session):
    def rows(channel="mail"):
        session.expire_all()
        mine = select(Sending).where(Sending.channel == channel)
        return list(session.exec(mine.order_by(col(Sending.created_at), col(Sending.id))))

    return rows
