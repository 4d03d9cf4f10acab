"""A whole city as OpenStreetMap has it: it is brought in once, which takes ten seconds."""

import os
import time
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import select

from foodapp.accounts.models import StaffMember, User
from foodapp.discovery import reach
from foodapp.kit.geo import Position
from foodapp.menu.importing import import_extract
from foodapp.orders import basket
from foodapp.orders.basket import Where
from foodapp.orders.models import Fulfilment
from foodapp.restaurants.models import Restaurant
from foodapp.views.customer import search
from foodapp.views.customer.search import Filters

HELSINKI = Path(os.environ.get("DATA", "../shared/data")).resolve() / "osm" / "helsinki.osm.pbf"
DOOR = Where("Mannerheimintie 12", "00100", "Helsinki", Position(60.1699, 24.9384))


@pytest.mark.skipif(not HELSINKI.exists(), reason="DATA does not hold the extract")
def test_helsinki_comes_within_half_a_minute_and_every_eatery_is_found_by_its_name(session, world):
    began = time.process_time()
    report = import_extract(HELSINKI)
    assert time.process_time() - began < 30, "of work: others may keep the machine busy"
    assert len(report.new) == 426
    unread = [row for row in report.dropped if row.field == "opening_hours"]
    assert len(unread) == 7

    rows = session.exec(select(Restaurant).where(Restaurant.osm_id.is_not(None))).all()
    cook = session.exec(select(User).where(User.name == "Ana")).one()
    session.add_all(
        StaffMember(user_id=cook.id, restaurant_id=row.id, role="owner") for row in rows
    )
    basket.set_address(session, world.visitor, DOOR)
    session.flush()
    session.execute(text("ANALYZE menu_items, menu_categories, restaurants"))
    for row in rows[::4]:
        found = search.search(
            session, world.visitor, words=row.name, filters=Filters(), limit=1_000
        )
        assert row.slug in {card.slug for card in found.restaurants}, row.name
    here = reach.of(session, DOOR.at, DOOR.at, Fulfilment.DELIVERY)
    assert sum(one.comes_here for one in here) == len(rows)
