"""A restaurant's page is made once and kept until something on it changes."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import event
from sqlmodel import Session

from customer.restaurant import document
from foodapp.accounts.actors import Visitor
from foodapp.kit import clock, db
from foodapp.menu import selling_out
from foodapp.menu.models import Item
from foodapp.orders import basket
from foodapp.promotions.models import Kind, Promotion
from foodapp.restaurants import pausing
from foodapp.restaurants.models import DeliveryFeeBand, Restaurant, RestaurantStatus, SpecialDay
from foodapp.ui import served
from tests.fixtures import world as worlds
from tests.fixtures.documents import get, write_templates

EVENING = datetime(2026, 11, 18, 18, 0, tzinfo=UTC)


@pytest.fixture
def town(real_transactions, valkey, tmp_path, monkeypatch):
    write_templates(tmp_path, monkeypatch)
    monkeypatch.setattr(clock, "now", lambda: EVENING)
    with db.transaction() as session:
        return worlds.build(session)


@pytest.fixture
def statements():
    """What has been said to the database."""
    said = []

    def hear(connection, cursor, statement, *_):
        said.append(statement)

    event.listen(db.engine(), "before_cursor_execute", hear)
    yield said
    event.remove(db.engine(), "before_cursor_execute", hear)


async def test_a_page_is_made_once(town, statements):
    first = await get()
    assert statements
    statements.clear()
    assert (await get()).text == first.text
    assert statements == []


async def test_the_page_is_read_once_for_people_and_search_engines(town, statements):
    await get()
    whole = [one for one in statements if "FROM menu_items" in one]
    best = [one for one in whole if "DISTINCT ON" in one]  # that stands for the restaurant
    assert (len(whole) - len(best), len(best) <= 1) == (1, True)
    assert sum("restaurants.slug =" in one for one in statements) == 2  # the first for its version
    assert len(statements) <= 8


async def test_a_browser_that_has_the_page_is_told_so(town):
    first = await get()
    again = await get(**{"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]


@pytest.mark.parametrize(
    "told",
    ['"{tag}"', 'W/"{tag}"', '"other", W/"{tag}"', "*"],
    ids=["strong", "weak", "two", "any"],
)
async def test_a_tag_is_recognised_also_behind_a_proxy_that_compresses(town, told):
    tag = (await get()).headers["etag"].removeprefix("W/").strip('"')
    assert (await get(**{"if-none-match": told.replace("{tag}", tag)})).status_code == 304


def rename(session: Session, town: worlds.World) -> None:
    session.get_one(Restaurant, town.nonna).name = "Nonna Due"


def close_today(session: Session, town: worlds.World) -> None:
    session.add(SpecialDay(restaurant_id=town.nonna, day=date(2026, 11, 18), hours="off"))


def raise_fee(session: Session, town: worlds.World) -> None:
    session.add(DeliveryFeeBand(restaurant_id=town.nonna, up_to_m=50, fee_minor=0))


def offer(session: Session, town: worlds.World) -> None:
    session.add(promotion(town.nonna))


def offer_everywhere(session: Session, town: worlds.World) -> None:
    session.add(promotion(None))


def promotion(restaurant_id):
    return Promotion(
        restaurant_id=restaurant_id,
        kind=Kind.PERCENT,
        percent_bps=2000,
        platform_bps=10000,
        currency="CHF",
        name="A fifth off",
        starts_at=EVENING,
    )


def pause(session: Session, town: worlds.World) -> None:
    pausing.pause(session, town.staff, minutes=30)


def sell_out(session: Session, town: worlds.World) -> None:
    selling_out.for_an_hour(session, town.staff, [town.margherita])


def fill_basket(session: Session, town: worlds.World) -> None:
    """Changes nothing that anybody else sees."""
    basket.add(
        session,
        Visitor("somebody", None),
        restaurant_id=town.nonna,
        item_id=town.tiramisu,
        quantity=1,
    )


@pytest.mark.parametrize(
    "change",
    [rename, close_today, offer, offer_everywhere, pause, sell_out],
    ids=lambda f: f.__name__,
)
async def test_what_changes_the_page_is_seen_at_once(town, change):
    before = await get()
    with db.transaction() as session:
        change(session, town)
    after = await get(**{"if-none-match": before.headers["etag"]})
    assert after.status_code == 200
    assert after.text != before.text


async def test_a_fee_that_changes_makes_the_page_anew(town, statements):
    await get()
    with db.transaction() as session:
        raise_fee(session, town)
    statements.clear()
    await get()
    assert statements


async def test_another_restaurants_change_and_a_basket_leave_the_page_kept(town, statements):
    await get()
    with db.transaction() as session:
        session.get_one(Restaurant, town.rival).name = "Another"
        fill_basket(session, town)
    statements.clear()
    await get()
    assert statements == []


async def test_a_change_that_is_rolled_back_changes_nothing(town, statements):
    before = await get()
    with db.open_session() as session:
        rename(session, town)
        session.flush()
        session.rollback()
    statements.clear()
    assert (await get()).text == before.text
    assert statements == []


async def test_a_restaurant_that_is_suspended_is_gone_at_once(town):
    assert (await get()).status_code == 200
    with db.transaction() as session:
        session.get_one(Restaurant, town.nonna).status = RestaurantStatus.SUSPENDED
    gone = await get()
    assert gone.status_code == 410
    assert "Margherita" not in gone.text


async def test_a_page_made_while_a_dish_was_renamed_is_not_kept_for_long(town, monkeypatch):
    """The change commits between the reading of the rows and the keeping of the page."""
    written = served.written

    def slow(document):
        monkeypatch.setattr(served, "written", written)
        with db.transaction() as session:
            session.get_one(Restaurant, town.nonna).description = "Now with a garden"
        return written(document)

    monkeypatch.setattr(served, "written", slow)
    assert "garden" not in (await get()).text
    assert "garden" in (await get()).text


async def test_without_valkey_the_page_is_made_each_time(town, monkeypatch, servers):
    from foodapp.kit import valkey as kit
    from foodapp.ui import kept_pages

    nowhere = kit.redis.Redis(port=1, socket_connect_timeout=0.1)
    for module in (kit, kept_pages):
        monkeypatch.setattr(module, "valkey", lambda: nowhere)
        monkeypatch.setattr(module, "cache", lambda: nowhere)
    assert "Margherita" in (await get()).text
    assert "Margherita" in (await get()).text


async def test_at_closing_time_the_page_is_made_anew(town, monkeypatch):
    with db.transaction() as session:
        session.get_one(Restaurant, town.nonna).opening_hours = "Mo-Su 10:00-19:00"
    open_until = EVENING.replace(hour=17, minute=59, second=59, microsecond=900_000)
    monkeypatch.setattr(clock, "now", lambda: open_until)
    assert "Open until" in (await get()).text
    facts_last = 0.1
    with db.transaction() as session:
        facts = document.facts_of(session, "nonna")
    assert facts.seconds_unchanged(open_until) == pytest.approx(facts_last, abs=0.01)


def test_items_are_followed_through_the_menus_own_version(session, world, valkey):
    from foodapp.menu.reading import version_key

    item = session.get_one(Item, world.margherita)
    before = valkey.get(version_key(world.nonna))
    selling_out.for_an_hour(session, world.staff, [item.id])
    session.commit()
    assert valkey.get(version_key(world.nonna)) != before
