"""`foodapp run` founds the town, and fills in the days while nobody was there."""

from datetime import timedelta

import psycopg
import pytest
from sqlmodel import update

from foodapp.demo.town import seeding, starting
from foodapp.kit.db import transaction
from foodapp.kit.settings import Settings
from foodapp.orders.models import Order


@pytest.mark.usefixtures("as_owner")
def test_the_town_is_founded_once_and_brought_up_to_date(real_transactions, valkey):
    [step] = starting.first_steps(Settings(mode="demo"))
    with psycopg.connect(real_transactions.replace("+psycopg", ""), autocommit=True) as database:
        assert step.needed(database)
        with transaction() as session:
            seeding.seed(session, history=timedelta(days=1))
        assert not step.needed(database)
        with transaction() as session:
            session.exec(update(Order).values(created_at=Order.created_at - timedelta(days=3)))
        assert step.needed(database)


def test_production_starts_without_a_town():
    assert starting.first_steps(Settings.model_construct(mode="production")) == []
