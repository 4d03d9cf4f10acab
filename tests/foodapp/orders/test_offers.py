"""Promotions on real baskets and orders: priced, and what codes say."""

import pytest
from sqlalchemy import event
from sqlmodel import select, update

from foodapp.accounts.actors import PLATFORM, Visitor
from foodapp.kit.errors import DomainError
from foodapp.orders import basket, placing, promo_code
from foodapp.orders.ends import End
from foodapp.orders.models import Order, OrderLine, OrderStatus
from foodapp.orders.prices import price_lines
from foodapp.promotions import making
from foodapp.restaurants.models import Restaurant
from foodapp.views.customer.checkout import checkout
from tests.fixtures import offers
from tests.fixtures import world as worlds
from tests.fixtures.world import place, place_and_confirm


def test_both_prices_name_what_was_taken_off_and_agree(session, world):
    offers.nonnas(session, world, offers.percent(2000, "Happy hour"))
    offers.ours(session, world, offers.free_delivery())
    worlds.fill_basket(session, world)

    by_menu = basket.priced(session, world.customer)
    order = place(session, world)

    assert (order.food_discount_minor, order.delivery_discount_minor) == (350, 300)
    assert order.total_minor == by_menu.total_minor == 1750 - 350
    named = [(line.label, line.amount) for line in price_lines(order)]
    assert named[2:] == [("Happy hour", "-CHF\u00a03.50"), ("Free delivery", "-CHF\u00a03.00")]
    assert price_lines(by_menu) == price_lines(order)


def test_a_discount_is_spread_over_the_lines_and_taxed_at_what_is_paid(session, world):
    offers.nonnas(session, world, offers.amount(1000))
    worlds.fill_basket(session, world)
    for _ in range(3):
        basket.add(session, world.customer, restaurant_id=world.nonna, item_id=world.tiramisu)

    order = place(session, world)

    lines = session.exec(select(OrderLine).where(OrderLine.order_id == order.id)).all()
    assert sum(line.discount_minor for line in lines) == order.food_discount_minor == 1000
    by_price = {line.total_minor: line for line in lines}
    assert by_price[1750].discount_minor == 473  # 17.50 of 37.00 is 472.97
    for line in lines:
        paid = line.total_minor - line.discount_minor
        assert line.tax_minor == round(paid * 260 / 10_260)
    assert order.items_tax_minor == sum(line.tax_minor for line in lines)


def test_tax_that_is_added_is_added_to_the_discounted_price(session, world):
    session.exec(
        update(Restaurant)
        .where(Restaurant.id == world.nonna)
        .values(prices_include_tax=False, tax_rates={"food": 1000, "service": 2000})
    )
    offers.nonnas(session, world, offers.percent(5000))
    offers.ours(session, world, offers.free_delivery())
    worlds.fill_basket(session, world)

    order = place(session, world)

    assert (order.items_tax_minor, order.delivery_tax_minor) == (88, 0)  # of 8.75, and of nothing
    assert order.total_minor == 875 + 88


def test_without_limits_three_statements_and_with_a_limited_promotion_four(session, world):
    worlds.fill_basket(session, world)
    offers.nonnas(session, world, offers.percent())
    assert statements(session, world, "k1") == 3  # it has no limit: nothing to wait for
    offers.nonnas(session, world, offers.amount(limit_total=5))
    session.exec(update(Order).values(status=OrderStatus.UNPAID, end=End.UNPAID))
    assert statements(session, world, "k2") == 4


def statements(session, world, key) -> int:
    seen = basket.priced(session, world.customer).total_minor
    session.commit()
    said = []
    engine = session.connection().engine

    def note(connection, cursor, statement, *facts):
        said.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    placing.place(session, world.customer, idempotency_key=key, seen_total_minor=seen)
    session.flush()
    event.remove(engine, "before_cursor_execute", note)
    return len([one for one in said if "SAVEPOINT" not in one])


def test_a_code_is_kept_with_the_basket_and_leaves_with_the_order(session, world):
    offers.nonnas(session, world, offers.percent(code="PIZZA"))
    worlds.fill_basket(session, world)
    assert basket.priced(session, world.customer).food_discount_minor == 0

    promo_code.use(session, world.customer, typed=" piz-za ")
    shown = checkout(session, world.customer)
    assert (shown.code, shown.code_applies, shown.code_problem) == ("PIZZA", True, "")
    order = place(session, world)
    assert order.food_discount_minor == 175
    placing.confirm_authorised(session, PLATFORM, order.id)
    assert basket.find(session, world.customer).promo_code == ""


def test_a_code_can_be_taken_off_again(session, world):
    offers.nonnas(session, world, offers.percent(code="PIZZA"))
    worlds.fill_basket(session, world)
    promo_code.use(session, world.customer, typed="PIZZA")
    promo_code.drop(session, world.customer)
    assert basket.priced(session, world.customer).food_discount_minor == 0


@pytest.mark.parametrize("typed", ["NOTHING", "x", "\0\0\0", "\ud800\ud800\ud800", "", "1 OR 1=1"])
def test_a_wrong_code_is_one_sentence_and_is_not_kept(session, world, typed):
    worlds.fill_basket(session, world)
    session.commit()
    with pytest.raises(DomainError, match="does not work here"), session.begin_nested():
        promo_code.use(session, world.customer, typed=typed)
    session.expire_all()
    assert basket.find(session, world.customer).promo_code == ""


def test_a_code_of_another_restaurant_looks_like_one_that_does_not_exist(session, world):
    making.offer(session, world.rival_staff, offers.percent(code="RIVALS"))
    worlds.fill_basket(session, world)
    with pytest.raises(DomainError, match="does not work here"):
        promo_code.use(session, world.customer, typed="RIVALS")


def test_a_code_for_a_larger_basket_waits_for_it(session, world):
    offers.nonnas(session, world, offers.percent(code="PIZZA", min_basket_minor=2000))
    worlds.fill_basket(session, world)
    promo_code.use(session, world.customer, typed="PIZZA")
    shown = checkout(session, world.customer)
    assert shown.code_problem == "Add CHF\u00a02.50 of dishes for that code."
    assert not shown.code_applies
    basket.add(session, world.customer, restaurant_id=world.nonna, item_id=world.tiramisu)
    assert checkout(session, world.customer).code_applies


def test_codes_cannot_be_tried_without_end(session, world, valkey):
    worlds.fill_basket(session, world)
    for _ in range(10):
        with pytest.raises(DomainError, match="does not work here"):
            promo_code.use(session, world.customer, typed="GUESS")
    with pytest.raises(DomainError, match="Too many attempts"):
        promo_code.use(session, world.customer, typed="GUESS")


def test_a_guest_sees_the_first_order_offer_and_it_is_judged_anew_when_they_sign_in(session, world):
    before = place_and_confirm(session, world)
    offers.nonnas(session, world, offers.amount(code="HELLO", first_order=True))
    worlds.fill_basket(session, world)
    with pytest.raises(DomainError, match="for a first order"):
        promo_code.use(session, world.customer, typed="HELLO")
    guest = Visitor("somebody", None)
    worlds.fill_basket(session, world, guest)
    promo_code.use(session, guest, typed="HELLO")
    assert checkout(session, guest).code_applies
    assert before.status is OrderStatus.PLACED


@pytest.mark.parametrize(
    ("made", "typed"), [("İNDİRİM10", "indirim10"), ("СКИДКА10", "скидка10"), ("STRASSE", "straße")]
)
def test_a_code_in_any_script_takes_off_what_it_says(session, world, made, typed):
    offers.nonnas(session, world, offers.percent(code=made))
    worlds.fill_basket(session, world)
    promo_code.use(session, world.customer, typed=typed)
    assert checkout(session, world.customer).code_applies
    assert place(session, world).food_discount_minor == 175
