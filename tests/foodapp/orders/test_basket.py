from uuid import uuid4

import pytest

from foodapp.kit.errors import DomainError, NotFound
from foodapp.kit.words import say
from foodapp.orders import basket
from tests.fixtures import world as worlds


def test_a_guests_basket_is_kept_and_becomes_the_accounts(session, world):
    basket.set_address(session, world.visitor, worlds.HOME)
    basket.add(session, world.visitor, restaurant_id=world.nonna, item_id=world.tiramisu)
    session.commit()

    basket.adopt(session, world.visitor.visitor_hash, world.customer.user_id)
    session.commit()

    mine = basket.priced(session, world.customer)
    assert [line.name for line in mine.lines] == ["Tiramisu"]
    assert basket.priced(session, world.visitor) is None


def test_an_empty_guest_basket_does_not_push_out_the_accounts(session, world):
    worlds.fill_basket(session, world)
    basket.set_address(session, world.visitor, worlds.HOME)

    basket.adopt(session, world.visitor.visitor_hash, world.customer.user_id)

    assert basket.priced(session, world.customer).items_minor == 1750


def test_the_same_choice_again_raises_the_quantity(session, world):
    worlds.fill_basket(session, world)
    worlds.fill_basket(session, world)

    [line] = basket.priced(session, world.customer).lines
    assert (line.quantity, line.total_minor) == (2, 3500)


def test_another_restaurant_is_asked_about_first(session, world):
    worlds.fill_basket(session, world)

    with pytest.raises(basket.OtherRestaurant, match="Nonna"):
        basket.add(session, world.customer, restaurant_id=world.rival, item_id=world.ribs)
    basket.add(
        session, world.customer, restaurant_id=world.rival, item_id=world.ribs, start_afresh=True
    )

    assert [line.name for line in basket.priced(session, world.customer).lines] == ["Ribs"]


def test_a_dish_of_another_restaurant_cannot_be_slipped_in(session, world):
    with pytest.raises(NotFound):
        basket.add(session, world.customer, restaurant_id=world.nonna, item_id=world.ribs)


@pytest.mark.parametrize("quantity", [-1, 0, 100, 2**63])
def test_quantities_must_be_believable(session, world, quantity):
    with pytest.raises(DomainError):
        basket.add(
            session,
            world.customer,
            restaurant_id=world.nonna,
            item_id=world.tiramisu,
            quantity=quantity,
        )


def test_a_size_must_be_chosen_where_there_are_sizes(session, world):
    with pytest.raises(DomainError, match="choose a size"):
        basket.add(session, world.customer, restaurant_id=world.nonna, item_id=world.margherita)


def test_choices_must_belong_to_the_dish(session, world):
    with pytest.raises(DomainError, match="have changed"):
        basket.add(
            session,
            world.customer,
            restaurant_id=world.nonna,
            item_id=world.margherita,
            variation_id=world.large,
            modifier_ids=[uuid4()],
        )


def test_somebody_elses_line_is_not_found(session, world):
    worlds.fill_basket(session, world)
    [line] = basket.priced(session, world.customer).lines

    with pytest.raises(NotFound):
        basket.set_quantity(session, world.stranger, line.line_id, quantity=5)


def test_a_far_address_costs_nothing_but_says_so(session, world):
    worlds.fill_basket(session, world)
    basket.set_address(session, world.customer, worlds.FAR_AWAY)

    priced = basket.priced(session, world.customer)

    assert "does not deliver" in say(priced.problems[0])


def test_sixty_and_sixty_portions_are_not_cut_to_ninety_nine_without_a_word(session, world):
    def sixty():
        return basket.add(
            session,
            world.customer,
            restaurant_id=world.nonna,
            item_id=world.margherita,
            variation_id=world.large,
            quantity=60,
        )

    line = sixty()
    with pytest.raises(basket.TooMany, match="At most 99 of one dish: 60 are in your basket"):
        sixty()
    assert line.quantity == 60
