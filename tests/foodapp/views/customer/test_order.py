import pytest

from foodapp.kit.errors import NotFound
from foodapp.orders import endings, kitchen
from foodapp.orders.models import Fulfilment
from foodapp.views.customer.order import tracking
from tests.fixtures import world as worlds


def test_an_order_shows_what_was_bought_and_what_it_cost(session, world, placed_order):
    card = tracking(session, world.customer, placed_order.id)

    assert [(line.name, line.details, line.quantity) for line in card.lines] == [
        ("Margherita", "Large · Salami", 1)
    ]
    amounts = [(price.label, price.amount.replace("\xa0", " ")) for price in card.prices]
    assert amounts == [("Dishes", "CHF 17.50"), ("Delivery", "CHF 3.00")]
    assert card.total.replace("\xa0", " ") == "CHF 20.50"
    assert (card.address, card.is_active) == ("Städtle 49, 9490 Vaduz", True)


def test_nobody_follows_somebody_elses_order(session, world, placed_order):
    with pytest.raises(NotFound):
        tracking(session, world.stranger, placed_order.id)


def test_what_cancelling_costs_is_stated_before(session, world, placed_order):
    before = tracking(session, world.customer, placed_order.id)
    kitchen.accept(session, world.staff, placed_order.id, prep_minutes=20)
    cooking = tracking(session, world.customer, placed_order.id)

    assert (before.can_cancel, before.cancel_cost) == (True, "Cancelling now is free.")
    assert "costs CHF 17.50, and CHF 3.00 comes back" in cooking.cancel_cost.replace("\xa0", " ")
    assert cooking.eta.count("–") == 1
    fee = cooking.cancel_fee_minor
    endings.cancel(session, world.customer, placed_order.id, agreed_fee_minor=fee)
    after = tracking(session, world.customer, placed_order.id)
    assert (after.can_cancel, after.is_active, after.eta) == (False, False, "")
    assert "You pay CHF 17.50" in after.money.replace("\xa0", " ")


def test_the_code_for_the_counter_shows_once_the_kitchen_says_yes(session, world, placed_order):
    placed_order.fulfilment = Fulfilment.PICKUP

    assert tracking(session, world.customer, placed_order.id).pin == ""
    kitchen.accept(session, world.staff, placed_order.id, prep_minutes=20)

    assert tracking(session, world.customer, placed_order.id).pin == placed_order.pin


def test_an_order_that_waits_for_its_card(session, world):
    order = worlds.start_order(session, world)

    card = tracking(session, world.customer, order.id)

    assert (card.is_unpaid, card.can_cancel, card.pin) == (True, False, "")
