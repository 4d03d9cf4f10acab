from datetime import timedelta
from random import Random
from uuid import uuid4

from foodapp.demo.town.content import shops
from foodapp.demo.town.offering import OFFERS, offers
from foodapp.kit import clock
from foodapp.promotions.models import Promotion


def test_the_towns_offers_are_ones_that_the_database_takes(session, world):
    """The restaurants' rows are stood in for: only the offers are looked at."""
    names = {shop.name for shop in shops()}
    assert {shop for shop, _ in OFFERS if shop} <= names
    now = clock.now()
    for row in offers(Random(1), dict.fromkeys(names, world.nonna), now):
        session.add(Promotion(**row))
    session.flush()


def test_the_same_dice_give_the_same_offers():
    shop_ids = {shop.name: uuid4() for shop in shops()}
    now = clock.now()
    one, other = (offers(Random(7), shop_ids, now) for _ in range(2))
    assert one == other
    assert all(row["starts_at"] < now - timedelta(days=1) for row in one)
