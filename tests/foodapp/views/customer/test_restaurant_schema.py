"""Every open restaurant stands in exactly one part of the sitemap, however many there are."""

import pytest
from sqlmodel import Session, col, select

from foodapp.restaurants.models import Restaurant, RestaurantStatus
from foodapp.views.customer import restaurant_schema as schema


@pytest.mark.parametrize("in_a_part", [1, 2, 1000])
def test_the_parts_of_the_sitemap_add_up(session: Session, world, monkeypatch, in_a_part):
    nonna = session.get_one(Restaurant, world.nonna)
    for number in range(4):
        copy = nonna.model_dump(exclude={"id"}) | {"slug": f"one-more-{number}"}
        session.add(Restaurant(**copy))
    session.flush()
    active = Restaurant.status == RestaurantStatus.ACTIVE
    everyone = session.exec(
        select(Restaurant.slug).where(active).order_by(col(Restaurant.slug))
    ).all()
    monkeypatch.setattr(schema, "IN_A_PART", in_a_part)
    parts = [schema.sitemap_part(session, n) for n in range(schema.sitemap_parts(session))]
    assert [slug for part in parts for slug in part] == list(everyone)
    assert max(map(len, parts)) <= in_a_part
    assert schema.sitemap_part(session, len(parts)) == []


def test_a_town_without_restaurants_still_has_its_home_page(session: Session):
    assert schema.sitemap_parts(session) == 1
    assert schema.sitemap_part(session, 10**30) == []
