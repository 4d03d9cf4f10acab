"""Every open restaurant stands in exactly one part of the sitemap, however many there are."""

import time

import pytest
from sqlmodel import Session, col, select

from foodapp.restaurants.models import Restaurant, RestaurantStatus
from foodapp.views.customer import sitemap


def add(session: Session, world, many: int) -> None:
    facts = session.get_one(Restaurant, world.nonna).model_dump(exclude={"id"})
    rows = (Restaurant(**facts | {"slug": f"one-more-{number}"}) for number in range(many))
    session.add_all(rows)
    session.flush()


@pytest.mark.parametrize("in_a_part", [1, 2, 1000])
def test_the_parts_of_the_sitemap_add_up(session: Session, world, monkeypatch, in_a_part):
    add(session, world, 4)
    active = Restaurant.status == RestaurantStatus.ACTIVE
    everyone = session.exec(
        select(Restaurant.slug).where(active).order_by(col(Restaurant.slug))
    ).all()
    monkeypatch.setattr(sitemap, "IN_A_PART", in_a_part)
    parts = [sitemap.restaurants(session, n) for n in range(sitemap.parts(session))]
    assert [slug for part in parts for slug in part] == list(everyone)
    assert max(map(len, parts)) <= in_a_part
    assert sitemap.part(session, len(parts)) == []


def test_a_town_without_restaurants_still_has_its_home_page(session: Session):
    assert sitemap.parts(session) == 1
    assert sitemap.part(session, 0) == ["/"]
    assert sitemap.part(session, 10**30) == []


def test_the_first_part_has_the_towns_and_what_is_cooked_there(session: Session, world):
    session.get_one(Restaurant, world.nonna).cuisines = ["pizza", "no such thing"]
    session.flush()
    assert sitemap.part(session, 0)[:3] == ["/", "/town/vaduz", "/cuisine/pizza"]
    assert "/cuisine/sushi" not in sitemap.part(session, 0)


def test_ten_thousand_entries_take_less_than_a_second(session: Session, world):
    add(session, world, 10_000)
    began = time.perf_counter()
    paths = sitemap.part(session, 0)
    took_s = time.perf_counter() - began
    assert len(paths) >= 10_000
    assert took_s < 5, "a second is the goal on a quiet machine (benchmarks --documents)"
