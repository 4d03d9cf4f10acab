"""Tax and commission rates: set in the console, valid from a moment on, exact to the millionth."""

from datetime import timedelta

import pytest
from sqlmodel import select

from foodapp.accounts.actors import Admin, AdminRole
from foodapp.accounts.models import AuditEntry
from foodapp.kit import clock, shares
from foodapp.kit.errors import DomainError
from foodapp.kit.words import t
from foodapp.menu.models import Item
from foodapp.orders import basket, kitchen
from foodapp.orders.models import OrderLine
from foodapp.payments import books
from foodapp.restaurants import rates
from foodapp.restaurants.models import Restaurant
from foodapp.restaurants.rates import Rate, RateKind
from foodapp.views.console import audit
from foodapp.views.customer.checkout import checkout
from tests.fixtures import world as worlds

PLAIN = {"kind": RateKind.TAX_FOOD, "reason": "New law"}


def german_beer(session, world):
    """A beer of 5.00 and a pizza of 12.00 at a restaurant in Germany, for pick-up."""
    shop = session.get_one(Restaurant, world.nonna)
    shop.country, shop.currency, shop.min_order_minor = "DE", "EUR", 0
    beer = worlds.make_item(session, shop, "Beer", 500, tax_class="alcohol")
    for item_id, size in ((beer.id, None), (world.margherita, world.regular)):
        basket.add(
            session,
            world.customer,
            restaurant_id=world.nonna,
            item_id=item_id,
            variation_id=size,
        )
    basket.set_address(session, world.customer, worlds.HOME)
    session.flush()
    return basket.priced(session, world.customer)


def test_german_beer_is_taxed_at_nineteen_and_pizza_at_seven(session, world):
    priced = german_beer(session, world)
    by_name = {line.name: line for line in priced.lines}
    assert (by_name["Beer"].tax_minor, by_name["Margherita"].tax_minor) == (80, 79)
    assert priced.taxes == [
        {"millionths": 190_000, "minor": 80 + priced.delivery_tax_minor},
        {"millionths": 70_000, "minor": 79},
    ]


def test_an_owner_chooses_how_a_dish_is_taxed(session, world):
    from foodapp.menu import editing
    from foodapp.restaurants.taxes import TaxClass
    from foodapp.views.restaurant import menu

    draft = menu.item(session, world.staff, world.tiramisu).draft
    assert draft.tax_class is TaxClass.FOOD
    changed = editing.ItemDraft(**draft.__dict__ | {"tax_class": TaxClass.ALCOHOL})
    editing.edit(session, world.staff, world.tiramisu, changed)
    assert session.get_one(Item, world.tiramisu).tax_class == "alcohol"


@pytest.mark.parametrize(
    ("typed", "millionths", "shown"),
    [
        ("8.875", 88_750, "8.875%"), ("8,875 %", 88_750, "8.875%"), ("19", 190_000, "19%"),
        ("0", 0, "0%"), ("100", 1_000_000, "100%"), ("5.5", 55_000, "5.5%"),
        ("0.0001", 1, "0.0001%"), ("10.2", 102_000, "10.2%"),
    ],
)  # fmt: skip
def test_a_rate_is_exact_to_four_decimals(typed, millionths, shown):
    assert shares.typed(typed, t("The rate")) == millionths
    assert shares.shown(millionths) == shown


@pytest.mark.parametrize("typed", ["", "-1", "100.1", "8.87555", "a", "nan", "inf", "1e2x", "٨"])
def test_what_is_no_rate_is_refused(typed):
    with pytest.raises(DomainError, match="at most four decimals"):
        shares.typed(typed, t("The rate"))


def test_a_tax_of_eight_and_seven_eighths_percent_is_exact(session, world):
    shop = session.get_one(Restaurant, world.nonna)
    shop.country, shop.currency, shop.prices_include_tax = "US", "USD", False
    rates.set_rate(session, world.admin, percent="8.875", restaurant_id=shop.id, **PLAIN)
    session.get_one(Item, world.tiramisu).price_minor = 10_000
    basket.add(session, world.customer, restaurant_id=shop.id, item_id=world.tiramisu, quantity=2)
    basket.set_address(session, world.customer, worlds.HOME)
    order = worlds.place(session, world)
    [line] = session.exec(select(OrderLine).where(OrderLine.order_id == order.id))
    assert (line.tax_millionths, line.tax_minor) == (88_750, 1775)
    assert order.items_tax_minor == 1775
    assert order.taxes[0] == {"millionths": 88_750, "minor": 1775}


def test_the_restaurants_own_rate_beats_its_countrys_and_that_the_one_of_everywhere(session, world):
    admin = world.admin
    for percent, place in (
        ("5", {}),
        ("6", {"country": "li"}),
        ("7", {"restaurant_id": world.nonna}),
    ):
        rates.set_rate(session, admin, percent=percent, **PLAIN, **place)
    now = clock.now()
    assert rates.of(session, world.nonna, now) == {"tax_food": 70_000}
    assert rates.of(session, world.rival, now) == {"tax_food": 60_000}
    session.get_one(Restaurant, world.rival).country = "CH"
    session.flush()
    assert rates.of(session, world.rival, now) == {"tax_food": 50_000}


def test_a_rate_that_begins_later_changes_nothing_before(session, world):
    later = clock.now() + timedelta(days=30)
    rates.set_rate(session, world.admin, percent="9", valid_from=later, **PLAIN)
    assert rates.of(session, world.nonna, clock.now()) == {}
    assert rates.of(session, world.nonna, later) == {"tax_food": 90_000}
    [row] = rates.history(session, world.admin)
    assert (row.rate, row.state, row.by) == ("9%", "coming", "Ada")


def test_what_was_sold_keeps_the_commission_it_was_sold_under(session, world):
    rates.set_rate(session, world.admin, kind=RateKind.COMMISSION, percent="12.5", reason="Deal")
    rates.set_rate(session, world.admin, kind=RateKind.COMMISSION_TAX, percent="7.7", reason="Law")
    order = worlds.place_and_confirm(session, world)
    assert (order.commission_millionths, order.commission_tax_millionths) == (125_000, 77_000)
    kitchen.accept(session, world.staff, order.id, prep_minutes=20)
    books.post_sale(session, order, because="accepted")
    before = books.explained(session, order.id)

    rates.set_rate(session, world.admin, kind=RateKind.COMMISSION, percent="30", reason="More")
    rates.set_rate(session, world.admin, kind=RateKind.COMMISSION_TAX, percent="20", reason="Law")
    books.post_sale(session, order, because="looked at again")

    assert books.explained(session, order.id) == before


def test_a_rate_is_set_by_who_may_with_a_reason_and_noted(session, world):
    for role in (AdminRole.OPERATIONS, AdminRole.SUPPORT, AdminRole.VIEWER):
        with pytest.raises(DomainError):
            rates.set_rate(session, Admin(world.admin.user_id, role), percent="9", **PLAIN)
    with pytest.raises(DomainError):
        rates.set_rate(session, world.admin, kind=RateKind.TAX_FOOD, percent="9", reason=" ")
    rates.set_rate(session, world.admin, percent="9", country="DE", **PLAIN)
    [entry] = session.exec(select(AuditEntry).where(AuditEntry.action == "rate_set"))
    assert (audit.name_of(entry), entry.reason) == ("Tax on food, DE: 9%", "New law")


@pytest.mark.parametrize("days", [-1, 731])
def test_a_rate_is_not_set_for_the_past_or_a_far_future(session, world, days):
    at = clock.now() + timedelta(days=days)
    with pytest.raises(DomainError, match="begins now or within two years"):
        rates.set_rate(session, world.admin, percent="9", valid_from=at, **PLAIN)
    assert session.exec(select(Rate)).first() is None


def test_the_checkout_shows_tax_that_is_added_by_rate(session, world):
    german_beer(session, world)
    session.get_one(Restaurant, world.nonna).prices_include_tax = False
    session.flush()
    labels = {line.label: line.amount for line in checkout(session, world.customer).prices}
    assert (labels["Tax 19%"], labels["Tax 7%"]) == ("€1.52", "€0.84")
