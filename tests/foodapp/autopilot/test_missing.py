import pytest
from sqlmodel import select

from foodapp.autopilot import proposals, substituting, taking_over
from foodapp.kit.errors import DomainError, NotFound
from foodapp.ledger.models import AccountKind as Kind
from foodapp.menu import avoiding
from foodapp.menu.models import Category, Item, ItemModifierGroup, ModifierGroup
from foodapp.orders import basket, endings, handover, kitchen
from foodapp.orders.ends import End
from foodapp.orders.missing import AlreadyAnswered, MissingDish, State
from foodapp.orders.models import EndedBy, OrderLine, OrderStatus
from foodapp.payments.models import PaymentStatus
from foodapp.views import autopilot
from foodapp.views.customer import order as order_view
from foodapp.views.restaurant import board
from tests.fixtures.world import fill_basket
from tests.foodapp.payments.conftest import TOTAL, moved

TIRAMISU = 650


@pytest.fixture(autouse=True)
def two_dishes(monkeypatch):
    """Cy's basket has two Tiramisu, too."""
    import tests.fixtures.world as worlds

    def more(session, world, who=None):
        fill_basket(session, world, who)
        owner = who or world.customer
        basket.add(session, owner, restaurant_id=world.nonna, item_id=world.tiramisu, quantity=2)

    monkeypatch.setattr(worlds, "fill_basket", more)


WHOLE = TOTAL + 2 * TIRAMISU


@pytest.fixture
def dishes(session, world):
    """What Nonna also has: name -> id."""
    tiramisu = session.get_one(Item, world.tiramisu)

    def make(name, price, category_id=tiramisu.category_id, **facts):
        row = Item(
            restaurant_id=world.nonna,
            category_id=category_id,
            name=name,
            price_minor=price,
            **facts,
        )
        session.add(row)
        session.flush()
        return row.id

    other = Category(restaurant_id=world.nonna, name="Drinks")
    session.add(other)
    session.flush()
    found = {
        "panna": make("Panna cotta", 500, allergens=["milk"]),
        "gelato": make("Gelato", 900),
        "nut cake": make("Nut cake", 650, allergens=["nuts"]),
        "water": make("Water", 300, other.id),
        "wine": make("Wine", 650, other.id, tax_class="alcohol"),
        "gone": make("Babà", 650, stock=0),
    }
    session.commit()
    return found


@pytest.fixture
def line(session, paid):
    """The two Tiramisu."""
    return session.exec(
        select(OrderLine).where(OrderLine.order_id == paid.id, OrderLine.name == "Tiramisu")
    ).one()


@pytest.fixture
def pizza(session, paid):
    return session.exec(
        select(OrderLine).where(OrderLine.order_id == paid.id, OrderLine.name == "Margherita")
    ).one()


def earned(order):
    """By the restaurant, its tax and the commission on it included."""
    return -sum(moved(order).get(kind, 0) for kind in (Kind.RESTAURANT, Kind.TAX, Kind.COMMISSION))


def test_what_is_missing_is_paid_back_by_the_restaurant(
    session, world, paid, line, in_own, settled
):
    before = earned(paid)
    in_own(substituting.report, world.staff, line.id, quantity=1)

    assert settled(paid) == (PaymentStatus.PART_REFUNDED, WHOLE, TIRAMISU)
    assert earned(paid) == before - TIRAMISU
    shown = next(one for one in order_view.bought_lines(session, paid) if one.id == str(line.id))
    assert (shown.quantity, shown.changes) == (2, "1 could not be made"), "the line stays"


def test_a_cheaper_substitute_gives_the_difference_back(
    session, world, paid, line, dishes, in_own, settled, drain_outbox
):
    row = in_own(
        substituting.report, world.staff, line.id, quantity=2, substitute_id=dishes["panna"]
    )
    asked = autopilot.asked(session, world.customer, paid.id).dishes[0]
    assert "2 × Tiramisu" in asked.question
    assert "3.00" in asked.price
    with pytest.raises(DomainError, match="still choosing"):
        in_own(kitchen.ready, world.staff, paid.id)
    with pytest.raises(NotFound):
        in_own(substituting.accept, world.stranger, row.id)
    in_own(substituting.accept, world.customer, row.id)

    assert settled(paid) == (PaymentStatus.PART_REFUNDED, WHOLE, 300)
    on_board = next(one for one in board.of(session, world.staff).cooking[0].lines if one.changes)
    assert (on_board.changes, on_board.can_miss) == (["2 × Panna cotta instead"], 0)
    with pytest.raises(AlreadyAnswered):
        in_own(substituting.decline, world.customer, row.id)
    in_own(kitchen.ready, world.staff, paid.id)


def test_a_dearer_substitute_costs_no_more(session, world, paid, line, dishes, in_own, settled):
    row = in_own(
        substituting.report, world.staff, line.id, quantity=2, substitute_id=dishes["gelato"]
    )
    in_own(substituting.accept, world.customer, row.id)

    assert settled(paid) == (PaymentStatus.CAPTURED, WHOLE, 0)


def test_no_leaves_it_out(session, world, paid, line, dishes, in_own, settled):
    row = in_own(
        substituting.report, world.staff, line.id, quantity=1, substitute_id=dishes["panna"]
    )
    in_own(substituting.decline, world.customer, row.id)

    assert settled(paid) == (PaymentStatus.PART_REFUNDED, WHOLE, TIRAMISU)
    with pytest.raises(AlreadyAnswered):
        in_own(substituting.accept, world.customer, row.id)


def test_without_an_answer_it_is_left_out(
    session, world, paid, line, dishes, in_own, settled, later, advance, told
):
    row = in_own(
        substituting.report, world.staff, line.id, quantity=1, substitute_id=dishes["panna"]
    )
    later(minutes=9)
    advance()
    assert told(paid, "substitute_answered") == []
    later(minutes=1, seconds=1)
    with pytest.raises(substituting.TooLate):
        in_own(substituting.accept, world.customer, row.id)
    advance()

    assert settled(paid) == (PaymentStatus.PART_REFUNDED, WHOLE, TIRAMISU)
    assert told(paid, "substitute_answered")[0]["answer"] == "lapsed"


def test_a_rider_who_has_the_food_ends_the_question(
    session, world, paid, line, dishes, in_own, settled
):
    row = in_own(
        substituting.report, world.staff, line.id, quantity=1, substitute_id=dishes["panna"]
    )
    in_own(handover.collected, world.rider, paid.id)

    assert settled(paid) == (PaymentStatus.PART_REFUNDED, WHOLE, TIRAMISU)
    with pytest.raises(AlreadyAnswered):
        in_own(substituting.accept, world.customer, row.id)


def test_an_admin_who_steers_stops_the_clock(
    session, world, paid, line, dishes, in_own, settled, later, advance
):
    row = in_own(
        substituting.report, world.staff, line.id, quantity=1, substitute_id=dishes["panna"]
    )
    in_own(taking_over.take_over, world.admin, paid.id, reason="They are on the phone")
    later(minutes=15)
    advance()
    in_own(substituting.accept, world.customer, row.id)

    assert settled(paid) == (PaymentStatus.PART_REFUNDED, WHOLE, 150)


def test_the_kitchen_need_not_wait(session, world, paid, line, dishes, in_own, settled):
    row = in_own(
        substituting.report, world.staff, line.id, quantity=1, substitute_id=dishes["panna"]
    )
    with pytest.raises(NotFound):
        in_own(substituting.do_not_wait, world.rival_staff, row.id)
    in_own(substituting.do_not_wait, world.staff, row.id)
    in_own(kitchen.ready, world.staff, paid.id)

    assert settled(paid) == (PaymentStatus.PART_REFUNDED, WHOLE, TIRAMISU)


def test_nothing_with_a_declared_allergen_is_proposed_and_nobody_is_told_why(
    session, world, paid, line, dishes, in_own
):
    names = [one.name for one in in_own(proposals.of, world.staff, line.id)]
    assert names == ["Nut cake", "Panna cotta", "Gelato", "Water", "Margherita, Regular"]
    in_own(avoiding.declare, world.customer, allergens=["nuts", "milk"])

    assert [one.name for one in in_own(proposals.of, world.staff, line.id)] == ["Gelato", "Water"]
    for name in ("panna", "nut cake"):
        with pytest.raises(substituting.NotToPropose) as refusal:
            in_own(
                substituting.report, world.staff, line.id, quantity=1, substitute_id=dishes[name]
            )
        assert "allerg" not in str(refusal.value)


def beside_margherita(session, world):
    """Another pizza, to which the toppings of the first go over."""
    groups = session.exec(
        select(ItemModifierGroup).where(ItemModifierGroup.item_id == world.margherita)
    ).one()
    session.get_one(ModifierGroup, groups.group_id).min_choices = 1
    was = session.get_one(Item, world.margherita)
    funghi = Item(
        restaurant_id=world.nonna, category_id=was.category_id, name="Funghi", price_minor=1300
    )
    session.add(funghi)
    session.flush()
    session.add(ItemModifierGroup(item_id=funghi.id, group_id=groups.group_id))
    session.commit()
    return funghi


def test_a_diet_that_the_chosen_options_ended_is_not_asked_of_another_dish(
    session, world, paid, pizza, in_own
):
    """A vegetarian pizza that was ordered with salami may be followed by one that is not."""
    session.get_one(Item, world.margherita).diets = ["vegetarian"]
    beside_margherita(session, world)
    best = in_own(proposals.of, world.staff, pizza.id)[0]
    assert (best.name, best.is_best) == ("Funghi", True)


def test_another_pizza_comes_with_the_same_choices(session, world, paid, pizza, in_own, settled):
    funghi = beside_margherita(session, world)
    best = in_own(proposals.of, world.staff, pizza.id)[0]
    assert (best.name, best.is_best) == ("Funghi", True)
    assert "15.00" in best.price, "salami is 2.00"
    row = in_own(substituting.report, world.staff, pizza.id, quantity=1, substitute_id=funghi.id)
    in_own(substituting.accept, world.customer, row.id)
    assert settled(paid) == (PaymentStatus.PART_REFUNDED, WHOLE, 1750 - 1500)


def test_an_allergen_declared_or_added_since_is_still_seen(
    session, world, paid, line, dishes, in_own
):
    row = in_own(
        substituting.report, world.staff, line.id, quantity=1, substitute_id=dishes["gelato"]
    )
    in_own(avoiding.declare, world.customer, allergens=["soy"])
    session.get_one(Item, dishes["gelato"]).allergens = ["soy"]
    session.commit()

    with pytest.raises(DomainError, match="something you avoid"):
        in_own(substituting.accept, world.customer, row.id)


def test_a_substitute_that_ran_out_meanwhile_is_not_taken(
    session, world, paid, line, dishes, in_own
):
    row = in_own(
        substituting.report, world.staff, line.id, quantity=2, substitute_id=dishes["panna"]
    )
    session.get_one(Item, dishes["panna"]).stock = 1
    session.commit()

    with pytest.raises(DomainError, match="run out, too"):
        in_own(substituting.accept, world.customer, row.id)
    in_own(substituting.decline, world.customer, row.id)


def test_nothing_left_of_it_is_a_cancelled_order(
    session, world, paid, line, pizza, in_own, settled
):
    in_own(substituting.report, world.staff, line.id, quantity=2)
    in_own(substituting.report, world.staff, pizza.id, quantity=1)

    assert settled(paid) == (PaymentStatus.REFUNDED, WHOLE, WHOLE)
    assert (paid.end, paid.ended_by) == (End.RESTAURANT_CANCELLED, EndedBy.RESTAURANT)
    assert moved(paid) == {}
    assert session.get_one(Item, world.tiramisu).stock == 0, "there never were any"


def test_an_order_that_ends_meanwhile_leaves_no_question_and_nobody_pays_the_dish(
    session, world, paid, line, dishes, in_own, settled
):
    row = in_own(
        substituting.report, world.staff, line.id, quantity=2, substitute_id=dishes["panna"]
    )
    in_own(endings.cancel, world.customer, paid.id, agreed_fee_minor=WHOLE)

    delivery_fee = 300
    given = delivery_fee + 2 * TIRAMISU
    assert settled(paid) == (PaymentStatus.PART_REFUNDED, WHOLE, given)
    assert session.get_one(MissingDish, row.id).state is State.LAPSED
    assert earned(paid) == WHOLE - given


def test_portions_of_a_substitute_come_back_with_the_rest(
    session, world, paid, pizza, in_own, settled
):
    row = in_own(
        substituting.report, world.staff, pizza.id, quantity=1, substitute_id=world.tiramisu
    )
    in_own(substituting.accept, world.customer, row.id)
    session.expire_all()
    assert session.get_one(Item, world.tiramisu).stock == 0
    in_own(kitchen.cancel, world.staff, paid.id, reason="broken")

    settled(paid)
    assert session.get_one(Item, world.tiramisu).stock == 3


@pytest.mark.parametrize("quantity", [0, -1, 3, 2**63, True])
def test_quantities_that_cannot_be_are_refused(session, world, paid, line, in_own, quantity):
    with pytest.raises(DomainError):
        in_own(substituting.report, world.staff, line.id, quantity=quantity)
    with pytest.raises(NotFound):
        in_own(substituting.report, world.rival_staff, line.id, quantity=1)


def test_a_restaurant_that_said_yes_can_still_cancel(session, world, paid, in_own, settled):
    with pytest.raises(kitchen.UnknownReason):
        in_own(kitchen.cancel, world.staff, paid.id, reason="lazy")
    with pytest.raises(NotFound):
        in_own(kitchen.cancel, world.rival_staff, paid.id, reason="broken")
    in_own(kitchen.cancel, world.staff, paid.id, reason="broken")

    assert settled(paid) == (PaymentStatus.REFUNDED, WHOLE, WHOLE)
    assert (paid.status, paid.end) == (OrderStatus.CANCELLED, End.RESTAURANT_CANCELLED)
    assert (
        "cannot make your order" in order_view.tracking(session, world.customer, paid.id).headline
    )


def test_allergens_are_the_eus(session, world, in_own):
    with pytest.raises(DomainError):
        in_own(avoiding.declare, world.customer, allergens=["love"])
    in_own(avoiding.declare, world.customer, allergens=["nuts", "gluten"])

    assert in_own(avoiding.mine, world.customer) == ["gluten", "nuts"]
