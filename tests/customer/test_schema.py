"""What our pages tell search engines as data holds against schema.org's own definitions."""

import pytest

from foodapp.kit.settings import settings
from foodapp.menu.models import Item
from foodapp.restaurants.models import Restaurant
from tests.fixtures.documents import data_of, get, write_templates
from tests.fixtures.schema_org import faults

SITE = settings().public_url


@pytest.fixture
def town(session, world, tmp_path, monkeypatch):
    write_templates(tmp_path, monkeypatch)
    nonna = session.get_one(Restaurant, world.nonna)
    nonna.cuisines, nonna.phone = ["pizza", "italian"], "+4232345678"
    nonna.street, nonna.postcode = "Städtle 1", "9490"
    nonna.rating_sum, nonna.rating_count = 46, 10
    session.get_one(Item, world.tiramisu).diets = ["vegetarian"]
    session.commit()
    return world


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "WebSite"),
        ("/search", "WebSite"),
        ("/town/vaduz", "CollectionPage"),
        ("/cuisine/pizza", "CollectionPage"),
        ("/r/nonna", "Restaurant"),
        ("/r/rival", "Restaurant"),
    ],
)
async def test_data_is_what_schema_org_says_it_may_be(town, path, kind):
    found = data_of((await get(path)).text)
    assert (found["@context"], found["@type"]) == ("https://schema.org", kind)
    assert faults(found) == []


async def test_a_restaurant_says_all_that_is_shown_of_it(town):
    found = data_of((await get("/r/nonna")).text)
    assert found["image"][0].startswith(f"{SITE}/r/nonna/link-")
    assert found["priceRange"] == "CHF\xa06.50–CHF\xa012.00"
    assert found["servesCuisine"] == ["Pizza", "Italian"]
    order = found["potentialAction"]
    assert (order["@type"], order["target"]["urlTemplate"]) == ("OrderAction", f"{SITE}/r/nonna")
    days = found["openingHoursSpecification"]
    assert {(day["opens"], day["closes"]) for day in days} == {("00:00", "23:59")}
    assert len({day["dayOfWeek"] for day in days}) == 7
    crumbs = found["mainEntityOfPage"]["breadcrumb"]["itemListElement"]
    assert [one["name"] for one in crumbs] == ["Saffron", "Pizza", "Nonna"]
    dishes = [one for part in found["hasMenu"]["hasMenuSection"] for one in part["hasMenuItem"]]
    tiramisu = next(one for one in dishes if one["name"] == "Tiramisu")
    assert tiramisu["suitableForDiet"] == ["https://schema.org/VegetarianDiet"]
    assert tiramisu["offers"]["price"] == "6.50"


async def test_where_nobody_works_nothing_is_offered_to_order(town, session):
    from tests.fixtures.world import make_restaurant

    make_restaurant(session, "Ghost", is_staffed=False)
    session.commit()
    assert "potentialAction" not in data_of((await get("/r/ghost")).text)


async def test_a_whole_week_is_told_past_midnight_too(town, session):
    session.get_one(Restaurant, town.nonna).opening_hours = "Mo-Fr 11:00-14:00,17:00-24:00; Sa off"
    session.commit()
    found = data_of((await get("/r/nonna")).text)
    assert faults(found) == []
    hours = {(one["opens"], one["closes"]) for one in found["openingHoursSpecification"]}
    assert hours == {("11:00", "14:00"), ("17:00", "00:00")}


@pytest.mark.parametrize(
    "wrong",
    [
        {"@type": "Restaurante"},
        {"@type": "Restaurant", "nam": "x"},
        {"@type": "Restaurant", "name": ""},
        {"@type": "Restaurant", "image": "/relative.jpg"},
        {"@type": "Restaurant", "ratingValue": 4},
        {"@type": "OpeningHoursSpecification", "opens": "24:00"},
        {"@type": "OpeningHoursSpecification", "dayOfWeek": "Monday"},
        {"@type": "MenuItem", "offers": {"@type": "Menu"}},
    ],
    ids=range(8),
)
def test_the_check_finds_what_is_wrong(wrong):
    assert faults(wrong)
