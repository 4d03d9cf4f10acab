"""The list of first steps: seen from the data, closed by itself."""

from dataclasses import replace

import pytest

from foodapp.accounts import sessions
from foodapp.accounts.actors import Rider, StaffRole
from foodapp.applications import deciding, first_steps
from foodapp.kit import clock
from foodapp.payouts.models import PayeeKind, PayoutAccount
from foodapp.restaurants.models import Restaurant
from foodapp.views.first_steps import of_restaurant, of_rider
from tests.fixtures import world as worlds
from tests.fixtures.applying import RIDER, applies


@pytest.fixture
def owner(session, world):
    row = applies(session, world.customer)
    deciding.approve(session, world.admin, row.id)
    session.flush()
    return replace(world.staff, user_id=world.customer.user_id, restaurant_id=row.restaurant_id)


def to_do(shown) -> list[str]:
    return [one.value for one in shown.steps if not one.is_done]


def account(session, payee, payee_id):
    session.add(
        PayoutAccount(
            payee_id=payee_id, payee=payee, gateway_account="", holder="Cy", bank_account="LI21",
            changed_at=clock.now(),
        )
    )  # fmt: skip
    session.flush()


def test_a_new_restaurants_list_closes_itself(session, world, owner):
    assert to_do(of_restaurant(session, owner)) == ["menu", "photo", "payout", "bell"]
    restaurant = session.get_one(Restaurant, owner.restaurant_id)
    for nth in range(5):
        worlds.make_item(session, restaurant, f"Dish {nth}", 1000)
    assert of_restaurant(session, owner).may_open
    first_steps.open_doors(session, owner)
    restaurant.picture = "0" * 32
    account(session, PayeeKind.RESTAURANT, restaurant.id)
    assert to_do(of_restaurant(session, owner)) == ["bell"]
    first_steps.mark(session, owner, first_steps.BELL)
    first_steps.mark(session, owner, first_steps.BELL)  # a second tap
    assert of_restaurant(session, owner).steps == []


def test_it_can_be_put_away_and_cooks_never_see_it(session, world, owner):
    cook = replace(owner, role=StaffRole.KITCHEN)
    manager = replace(owner, role=StaffRole.MANAGER)
    assert of_restaurant(session, cook).steps == []
    assert "payout" not in to_do(of_restaurant(session, manager))
    first_steps.mark(session, owner, first_steps.PUT_AWAY)
    assert of_restaurant(session, owner).steps == []


def test_a_restaurant_that_was_always_here_has_no_list(session, world):
    assert of_restaurant(session, world.staff).steps == []


def test_a_new_riders_list_closes_itself(session, world):
    row = applies(session, world.customer, RIDER)
    deciding.approve(session, world.admin, row.id)
    session.flush()
    rider = sessions.rider(session, world.cookies["cy"])
    assert isinstance(rider, Rider)
    assert to_do(of_rider(session, rider)) == ["payout", "wake"]
    account(session, PayeeKind.RIDER, rider.rider_id)
    first_steps.mark(session, rider, first_steps.PHONE)
    assert of_rider(session, rider).steps == []
    assert of_rider(session, world.rider).steps == []
