"""The same story in Vaduz, on an import of OpenStreetMap: the owner of a real eatery takes it over,
opens it, and delivers along the Städtle."""

import pytest

from foodapp.accounts.demo_signins import DEMO_PASSWORD
from foodapp.kit.geo import Position
from tests.fixtures.basemap import DATA
from tests.journeys.people import AdminBrowser, CustomerBrowser, KitchenBrowser, RiderBrowser
from tests.journeys.story import Cast, from_basket_to_door

EXTRACT = DATA / "osm" / "liechtenstein.osm.pbf"
pytestmark = [
    pytest.mark.journey,
    pytest.mark.timeout(900),
    pytest.mark.skipif(not EXTRACT.exists(), reason=f"no extract: DATA={DATA} has none"),
]
EATERY, PLACE = (
    "Cesare",
    Position(47.1405649, 9.5227954),
)  # node of the extract, 175 m from the door
HOME = Position(47.1390, 9.5225)
OWNER = ("Lena Beck", "lena@example.org", "a kitchen by the castle")


def test_an_order_goes_from_basket_to_door_in_vaduz(platform, browser, pictures):
    said = platform.cli("import-osm", str(EXTRACT))
    assert "58" in said, said
    cast = Cast(
        customer=CustomerBrowser(browser, platform.url, pictures, HOME),
        kitchen=KitchenBrowser(browser, platform.url, pictures),
        rider=RiderBrowser(browser, platform.url, pictures, Position(47.1428, 9.5190)),
        admin=AdminBrowser(browser, platform.url, pictures),
    )
    with cast:
        name, email, password = OWNER
        cast.admin.sign_in("/admin/sign-in", "ada@example.org", DEMO_PASSWORD)
        link = cast.admin.invites_owner(email, EATERY)
        cast.kitchen.accepts_the_invitation(link, name, password)
        cast.kitchen.opens_all_day()
        cast.customer.sign_in("/sign-in", "cy@example.org", DEMO_PASSWORD)
        cast.rider.sign_in("/rider/sign-in", "rita@example.org", DEMO_PASSWORD)

        cast.customer.types_address("Städtle 49, Vaduz", "Städtle")
        cast.customer.opens(EATERY)
        cast.customer.chooses_the_first_dish(portions=3)

        from_basket_to_door(cast, restaurant=PLACE, home=HOME)
