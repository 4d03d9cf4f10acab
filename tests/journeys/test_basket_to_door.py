"""Four people, four browsers, one order: from the basket to the door, each on their own screen."""

import pytest

from foodapp.accounts.demo_signins import DEMO_PASSWORD
from foodapp.demo.town.place import at
from tests.journeys.people import AdminBrowser, CustomerBrowser, KitchenBrowser, RiderBrowser
from tests.journeys.story import Cast, from_basket_to_door

pytestmark = [pytest.mark.journey, pytest.mark.timeout(900)]
ROSA = at(40, 60)
HOME = at(-150, 420)


def test_an_order_goes_from_basket_to_door(platform, browser, pictures):
    cast = Cast(
        customer=CustomerBrowser(browser, platform.url, pictures, HOME),
        kitchen=KitchenBrowser(browser, platform.url, pictures),
        rider=RiderBrowser(browser, platform.url, pictures, at(300, -200)),
        admin=AdminBrowser(browser, platform.url, pictures),
        is_judged=True,
    )
    with cast:
        cast.customer.sign_in("/sign-in", "nora@example.org", DEMO_PASSWORD)
        cast.kitchen.sign_in("/restaurant/sign-in", "ana@example.org", DEMO_PASSWORD)
        cast.rider.sign_in("/rider/sign-in", "ravi@example.org", DEMO_PASSWORD)
        cast.admin.sign_in("/admin/sign-in", "ada@example.org", DEMO_PASSWORD)

        cast.customer.shares_position()
        cast.customer.opens("Pizzeria Rosa")
        cast.customer.chooses("Margherita", "Large", "Classic", "Olives")

        from_basket_to_door(cast, restaurant=ROSA, home=HOME)
