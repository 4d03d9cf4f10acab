"""After a substitution the ticket says what is made now; and what ran out is off sale."""

from datetime import timedelta

import pytest
from sqlmodel import select

from foodapp.accounts.actors import Visitor
from foodapp.autopilot import proposals, substituting
from foodapp.kit import clock
from foodapp.kit.errors import DomainError, NotFound
from foodapp.kit.words import say
from foodapp.menu import avoiding, selling_out
from foodapp.menu.models import Item, Modifier, Variation
from foodapp.menu.reading import menu_of
from foodapp.menu.selling_out import Away
from foodapp.menu.starter_dishes.table import rest
from foodapp.orders import basket
from foodapp.orders.models import OrderLine
from foodapp.views import autopilot
from foodapp.views.customer import dish
from foodapp.views.restaurant import board
from tests.fixtures.world import fill_basket


@pytest.fixture(autouse=True)
def two_dishes(monkeypatch):
    """Cy's basket has two Tiramisu, too."""
    import tests.fixtures.world as worlds

    def more(session, world, who=None):
        fill_basket(session, world, who)
        owner = who or world.customer
        basket.add(session, owner, restaurant_id=world.nonna, item_id=world.tiramisu, quantity=2)

    monkeypatch.setattr(worlds, "fill_basket", more)


@pytest.fixture
def line(session, paid):
    return session.exec(
        select(OrderLine).where(OrderLine.order_id == paid.id, OrderLine.name == "Tiramisu")
    ).one()


@pytest.fixture
def pizza(session, paid):
    return session.exec(
        select(OrderLine).where(OrderLine.order_id == paid.id, OrderLine.name == "Margherita")
    ).one()


@pytest.fixture
def dishes(session, world):
    """What Nonna also has: name -> id."""
    category = session.get_one(Item, world.tiramisu).category_id

    def make(name, price, **facts):
        row = Item(
            restaurant_id=world.nonna,
            category_id=category,
            name=name,
            price_minor=price,
            **facts,
        )
        session.add(row)
        session.flush()
        return row.id

    cannoli = {"allergens": ["milk", "nuts"], "free_of": rest(["milk", "nuts"])}
    found = {
        "cannoli": make("Cannoli", 500, **cannoli),
        "flan": make("Flan", 500, traces=["nuts"], free_of=rest(["nuts"])),
        "sorbet": make("Sorbet", 500, free_of=rest([])),
        "gelato": make("Gelato", 500),
    }
    session.commit()
    return found


def ticket(session, world):
    seen = board.of(session, world.staff)
    [card] = seen.new + seen.cooking
    return card


def test_the_ticket_is_rewritten_with_the_substitutes_own_allergens_and_total(
    session, world, paid, line, dishes, in_own, settled
):
    before = ticket(session, world)
    assert (before.portions, before.total) == (3, "CHF\xa033.50")
    row = in_own(
        substituting.report, world.staff, line.id, quantity=2, substitute_id=dishes["cannoli"]
    )
    asked = next(one for one in ticket(session, world).lines if one.asked_id)
    assert (asked.can_miss, asked.instead) == (0, []), "nothing is made before the answer"
    in_own(substituting.accept, world.customer, row.id)
    settled(paid)

    after = ticket(session, world)
    old = next(one for one in after.lines if one.id == str(line.id))
    assert (old.quantity, old.can_miss) == (2, 0), "struck out"
    [new] = old.instead
    assert (new.quantity, new.name, new.allergens) == (2, "Cannoli", ["milk", "nuts"])
    assert (after.portions, after.total) == (3, "CHF\xa030.50")


def test_what_is_only_taken_off_leaves_the_rest_to_be_made(
    session, world, paid, line, in_own, settled
):
    in_own(substituting.report, world.staff, line.id, quantity=1)
    settled(paid)
    card = ticket(session, world)
    old = next(one for one in card.lines if one.id == str(line.id))
    assert (old.quantity, old.can_miss, old.instead) == (2, 1, [])
    assert (card.portions, card.total) == (2, "CHF\xa027.00")


def test_the_kitchen_reads_what_the_customer_avoids(session, world, paid, dishes, in_own):
    paid.avoids = ["gluten", "nuts"]
    session.add(paid)
    session.commit()
    card = ticket(session, world)
    assert card.avoids == "gluten and nuts"
    marks = {one.name: [mark.text for mark in one.marks] for one in card.lines}
    assert marks == {
        "Margherita, Large": ["Contains gluten", "Not stated: nuts"],
        "Tiramisu": ["Not stated: gluten and nuts"],
    }


def test_a_ticket_says_what_was_sold_whatever_the_menu_says_since(session, world, paid):
    session.get_one(Item, world.margherita).allergens = []
    session.commit()
    pizza = next(one for one in ticket(session, world).lines if one.name.startswith("Marg"))
    assert pizza.allergens == ["gluten", "milk"]


def test_what_is_stated_free_comes_first_and_traces_are_never_proposed(
    session, world, paid, line, dishes, in_own
):
    in_own(avoiding.declare, world.customer, allergens=["nuts"])
    found = in_own(proposals.of, world.staff, line.id)
    assert [one.name for one in found] == ["Sorbet", "Gelato", "Margherita, Regular"]
    assert [one.note for one in found] == ["", "Not stated: nuts", "Not stated: nuts"]
    assert [one.is_best for one in found] == [True, False, False]
    for name in ("cannoli", "flan"):
        with pytest.raises(substituting.NotToPropose):
            in_own(
                substituting.report, world.staff, line.id, quantity=1, substitute_id=dishes[name]
            )


def test_what_is_not_stated_needs_the_customers_word(session, world, paid, line, dishes, in_own):
    in_own(avoiding.declare, world.customer, allergens=["nuts"])
    row = in_own(
        substituting.report, world.staff, line.id, quantity=1, substitute_id=dishes["gelato"]
    )
    [asked] = autopilot.asked(session, world.customer, paid.id).dishes
    assert asked.warning == "Nonna has not stated whether Gelato contains nuts."
    with pytest.raises(substituting.NotStated):
        in_own(substituting.accept, world.customer, row.id)
    in_own(substituting.accept, world.customer, row.id, although_not_stated=True)


def test_what_is_stated_free_needs_no_word(session, world, paid, line, dishes, in_own):
    in_own(avoiding.declare, world.customer, allergens=["nuts"])
    row = in_own(
        substituting.report, world.staff, line.id, quantity=1, substitute_id=dishes["sorbet"]
    )
    [asked] = autopilot.asked(session, world.customer, paid.id).dishes
    assert asked.warning == ""
    in_own(substituting.accept, world.customer, row.id)


def test_what_the_order_was_placed_with_counts_though_the_account_forgot_it(
    session, world, paid, line, dishes, in_own
):
    paid.avoids = ["nuts"]
    session.add(paid)
    session.commit()
    names = [one.name for one in in_own(proposals.of, world.staff, line.id)]
    assert "Cannoli" not in names


def test_a_substitute_that_is_sold_out_meanwhile_is_not_taken(
    session, world, paid, line, dishes, in_own
):
    row = in_own(
        substituting.report, world.staff, line.id, quantity=1, substitute_id=dishes["sorbet"]
    )
    in_own(selling_out.for_an_hour, world.staff, [dishes["sorbet"]])
    with pytest.raises(substituting.RanOutToo):
        in_own(substituting.accept, world.customer, row.id)


@pytest.mark.parametrize(
    ("away", "back"),
    [
        (Away.HOUR, timedelta(hours=1)),
        (Away.GOOD, None),
    ],
)
def test_what_cannot_be_made_is_off_sale_for_as_long_as_the_kitchen_says(
    session, world, paid, line, in_own, away, back
):
    in_own(basket.add, world.stranger, restaurant_id=world.nonna, item_id=world.tiramisu)
    in_own(substituting.report, world.staff, line.id, quantity=1, away=away)

    session.expire_all()
    item = session.get_one(Item, world.tiramisu)
    assert item.stock == 0
    if back is None:
        assert item.sold_out_until == selling_out.FOR_GOOD
    else:
        assert item.sold_out_until - clock.now() <= back
    [card] = [one for one in menu_of(session, world.nonna).items() if one.name == "Tiramisu"]
    assert not card.is_available
    held = basket.priced(session, world.stranger)
    assert "Tiramisu is sold out." in map(say, held.problems), "who holds it is told"
    with pytest.raises(DomainError, match="sold out"):
        in_own(basket.add, world.customer, restaurant_id=world.nonna, item_id=world.tiramisu)


def test_a_dish_that_is_away_for_longer_stays_away(session, world, paid, line, in_own):
    in_own(selling_out.for_good, world.staff, [world.tiramisu])
    in_own(substituting.report, world.staff, line.id, quantity=1, away=Away.HOUR)
    session.expire_all()
    assert session.get_one(Item, world.tiramisu).sold_out_until == selling_out.FOR_GOOD


def test_an_uncounted_dish_is_back_by_itself(session, world, paid, pizza, in_own, time_machine):
    in_own(substituting.report, world.staff, pizza.id, quantity=1, away=Away.HOUR)
    session.expire_all()
    item = session.get_one(Item, world.margherita)
    assert item.stock is None
    time_machine.move_to(item.sold_out_until + timedelta(seconds=1))
    assert next(one for one in menu_of(session, world.nonna).items() if one.variations).is_available


def test_of_a_dish_only_an_option_or_a_size_may_have_run_out(session, world, paid, pizza, in_own):
    assert in_own(proposals.parts_of, world.staff, pizza.id) == ["Large", "Salami"]
    in_own(basket.add, world.stranger, **salami_pizza(world))
    in_own(substituting.report, world.staff, pizza.id, quantity=1, part="Salami")

    session.expire_all()
    assert session.get_one(Item, world.margherita).sold_out_until is None
    assert session.get_one(Modifier, world.salami).sold_out_until > clock.now()
    assert say(basket.priced(session, world.stranger).problems[0]) == "Salami is not available now."
    visitor = Visitor(world.visitor.visitor_hash, None)
    shown = dish.dish(session, visitor, "nonna", world.margherita)
    extras = {one.name: one.is_available for group in shown.groups for one in group.extras}
    assert extras == {"Salami": False, "Olives": True}


def test_a_size_that_ran_out_leaves_the_others(session, world, paid, pizza, in_own):
    in_own(basket.add, world.stranger, **salami_pizza(world))
    in_own(substituting.report, world.staff, pizza.id, quantity=1, part="Large", away=Away.GOOD)

    session.expire_all()
    assert session.get_one(Variation, world.large).sold_out_until == selling_out.FOR_GOOD
    assert (
        say(basket.priced(session, world.stranger).problems[0]) == "Margherita, Large is sold out."
    )
    shown = dish.dish(session, world.visitor, "nonna", world.margherita)
    assert dish.usual_choice(shown)[0] == str(world.regular)
    assert shown.is_available


def test_a_part_that_the_dish_does_not_have_is_refused(session, world, paid, pizza, in_own):
    with pytest.raises(NotFound):
        in_own(substituting.report, world.staff, pizza.id, quantity=1, part="Truffle")


def salami_pizza(world):
    return {
        "restaurant_id": world.nonna,
        "item_id": world.margherita,
        "variation_id": world.large,
        "modifier_ids": [world.salami],
    }
