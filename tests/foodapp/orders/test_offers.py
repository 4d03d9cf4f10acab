"""Promotions on real baskets and orders: priced, counted, given back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import event
from sqlmodel import func, select, update

from foodapp.accounts.actors import PLATFORM, Customer, Visitor
from foodapp.accounts.models import User
from foodapp.kit import clock, db
from foodapp.kit.errors import DomainError
from foodapp.menu.models import Item
from foodapp.orders import basket, endings, kitchen, placing, promo_code
from foodapp.orders.checkout import checkout
from foodapp.orders.ends import End, PayBy
from foodapp.orders.models import Fulfilment, Order, OrderLine, OrderStatus
from foodapp.orders.prices import price_lines
from foodapp.promotions import counting, making
from foodapp.promotions.models import Promotion, PromotionCount, PromotionUse
from foodapp.restaurants.models import Restaurant
from tests.fixtures import offers
from tests.fixtures import world as worlds


def place(session, world, key="k1", who=None):
    who = who or world.customer
    priced = basket.priced(session, who)
    return placing.place(session, who, idempotency_key=key, seen_total_minor=priced.total_minor)


def used(session, promotion, key=counting.TOTAL) -> int:
    found = select(PromotionCount.used).where(
        PromotionCount.promotion_id == promotion.id, PromotionCount.key == key
    )
    return session.exec(found).one_or_none() or 0


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


def place_and_confirm(session, world, who=None):
    worlds.fill_basket(session, world, who)
    order = place(session, world, "before", who)
    placing.confirm_authorised(session, PLATFORM, order.id)
    session.flush()
    return order


def test_what_ended_between_looking_and_paying_is_a_changed_price(session, world):
    row = offers.nonnas(session, world, offers.percent(code="PIZZA"))
    worlds.fill_basket(session, world)
    promo_code.use(session, world.customer, typed="PIZZA")
    seen = basket.priced(session, world.customer).total_minor
    making.end(session, world.staff, row.id)
    session.flush()
    with pytest.raises(placing.PriceChanged):
        placing.place(session, world.customer, idempotency_key="k", seen_total_minor=seen)
    assert checkout(session, world.customer).code_problem == "That code has ended."


def test_each_customer_gets_it_as_often_as_it_says(session, world):
    offers.nonnas(session, world, offers.percent(code="ONCE", limit_per_customer=1))
    worlds.fill_basket(session, world)
    promo_code.use(session, world.customer, typed="ONCE")
    order = place(session, world)
    placing.confirm_authorised(session, PLATFORM, order.id)
    worlds.fill_basket(session, world)
    with pytest.raises(DomainError, match="used that code already"):
        promo_code.use(session, world.customer, typed="ONCE")
    worlds.fill_basket(session, world, world.stranger)
    promo_code.use(session, world.stranger, typed="ONCE")
    assert place(session, world, who=world.stranger).food_discount_minor == 175


def test_a_day_ends_at_midnight_on_the_restaurants_clock(session, world, monkeypatch):
    offers.nonnas(session, world, offers.percent(limit_per_day=1))
    monday = clock.now().replace(hour=22, minute=30)  # in Vaduz 23:30, or half past midnight
    monkeypatch.setattr(clock, "now", lambda: monday)
    place_and_confirm(session, world)
    worlds.fill_basket(session, world)
    assert basket.priced(session, world.customer).food_discount_minor == 0
    monkeypatch.setattr(clock, "now", lambda: monday + timedelta(days=1))
    assert basket.priced(session, world.customer).food_discount_minor == 175


def test_ordering_anew_gives_the_use_of_the_unpaid_order_to_the_new_one(session, world):
    row = offers.nonnas(session, world, offers.percent(code="ONCE", limit_total=1))
    worlds.fill_basket(session, world)
    promo_code.use(session, world.customer, typed="ONCE")
    first = place(session, world, "first")
    session.commit()
    assert checkout(session, world.customer).code_applies
    second = place(session, world, "second")
    session.commit()
    assert (first.status, second.food_discount_minor) == (OrderStatus.UNPAID, 175)
    assert used(session, row) == 1
    back = dict(session.exec(select(PromotionUse.order_id, PromotionUse.given_back_at)).all())
    assert (back[first.id] is None, back[second.id] is None) == (False, True)


def test_the_same_key_again_counts_once(session, world):
    row = offers.nonnas(session, world, offers.percent(limit_total=3))
    worlds.fill_basket(session, world)
    assert place(session, world).id == place(session, world).id
    assert used(session, row) == 1


def accepted(session, world, **paid):
    worlds.fill_basket(session, world)
    if paid:
        basket.set_payment(session, world.customer, **paid)
    order = place(session, world)
    placing.confirm_authorised(session, PLATFORM, order.id)
    kitchen.accept(session, world.staff, order.id, prep_minutes=20)
    return order


ENDINGS = {  # how it ends -> uses of (the offer on the food, the offer on the delivery) afterwards
    "unpaid": (0, 0),
    "expired": (0, 0),
    "rejected": (0, 0),
    "cancelled_early": (0, 0),
    "cancelled_late": (1, 0),
    "restaurant_cancelled": (0, 0),
    "no_rider": (0, 0),
    "picked_up_instead": (1, 0),
    "not_handed_over": (1, 1),
    "damaged": (0, 0),
    "delivered": (1, 1),
}


@pytest.mark.parametrize("end", ENDINGS)
def test_a_use_is_given_back_when_the_customer_does_not_pay_for_what_it_made_cheaper(
    session, world, end
):
    limits = {"limit_total": 9, "limit_per_day": 9, "limit_per_customer": 9}
    food = offers.nonnas(session, world, offers.percent(**limits))
    delivery = offers.ours(session, world, offers.free_delivery(**limits))
    worlds.fill_basket(session, world)
    order = place(session, world)
    assert (used(session, food), used(session, delivery)) == (1, 1)

    bring_to(session, world, order, end)

    session.flush()
    assert order.end == End(end)
    mine = counting.customer_key(world.customer.user_id)
    for key in (counting.TOTAL, mine):
        assert (used(session, food, key), used(session, delivery, key)) == ENDINGS[end], key


def bring_to(session, world, order, end):
    if end == "unpaid":
        endings.payment_failed(session, PLATFORM, order.id, reason="declined")
        return
    placing.confirm_authorised(session, PLATFORM, order.id)
    if end == "expired":
        order.answer_by = clock.now() - timedelta(seconds=1)
        endings.expire_unanswered(session)
    elif end == "rejected":
        kitchen.reject(session, world.staff, order.id, reason="too_busy")
    elif end == "cancelled_early":
        endings.cancel(session, world.customer, order.id, agreed_fee_minor=0)
    else:
        kitchen.accept(session, world.staff, order.id, prep_minutes=20)
        after_yes(session, world, order, end)


def after_yes(session, world, order, end):
    from foodapp.orders import handover

    if end == "cancelled_late":
        endings.cancel(session, world.customer, order.id, agreed_fee_minor=order.total_minor)
    elif end == "restaurant_cancelled":
        endings.cancel_for_restaurant(
            session, world.staff, order.id, code="broken", reason="The oven broke."
        )
    elif end == "no_rider":
        endings.cancel_without_rider(session, PLATFORM, order.id)
    elif end == "picked_up_instead":
        order.become_pickup()
        kitchen.ready(session, world.staff, order.id)
        kitchen.hand_over(session, world.staff, order.id, pin=order.pin)
    else:
        handover.collected(session, world.rider, order.id)
        if end == "delivered":
            handover.delivered(session, world.rider, order.id, pin=order.pin)
        else:
            endings.could_not_deliver(
                session,
                world.rider,
                order.id,
                reason="Nobody there",
                is_customers_fault=end == "not_handed_over",
            )


def test_cash_that_nobody_paid_at_the_door_gives_the_use_back(session, world):
    row = offers.nonnas(session, world, offers.percent(limit_total=9))
    order = accepted(session, world, pay_by=PayBy.CASH)
    after_yes(session, world, order, "not_handed_over")
    session.flush()
    assert used(session, row) == 0


def test_a_use_is_given_back_once(session, world):
    row = offers.nonnas(session, world, offers.percent(limit_total=9))
    worlds.fill_basket(session, world)
    order = place(session, world)
    placing.confirm_authorised(session, PLATFORM, order.id)
    endings.cancel(session, world.customer, order.id, agreed_fee_minor=0)
    counting.give_back(session, order.id, [row.id])
    assert used(session, row) == 0


def test_free_delivery_is_not_for_those_who_come(session, world):
    offers.ours(session, world, offers.free_delivery())
    worlds.fill_basket(session, world)
    basket.set_fulfilment(session, world.customer, fulfilment=Fulfilment.PICKUP)
    assert place(session, world).offers == []


PEOPLE, LIMIT = 20, 5


@pytest.mark.parametrize("limit", ["limit_total", "limit_per_day"])
def test_twenty_orders_at_once_and_a_limit_of_five_give_exactly_five(
    real_transactions, valkey, limit
):
    with db.transaction() as session:
        world = worlds.build(session)
        row = offers.nonnas(session, world, offers.percent(code="FIVE", **{limit: LIMIT}))
        session.get_one(Item, world.tiramisu).stock = 1000
        people = [_somebody(session, number) for number in range(PEOPLE)]
    for who in people:
        with db.transaction() as session:
            worlds.fill_basket(session, world, who)
            basket.add(session, who, restaurant_id=world.nonna, item_id=world.tiramisu)
            promo_code.use(session, who, typed="FIVE")
    start = Barrier(PEOPLE)

    def order(who: Customer) -> str:
        with db.transaction() as session:
            seen = basket.priced(session, who).total_minor
        start.wait(30)
        try:
            with db.transaction() as session:
                placing.place(session, who, idempotency_key="k", seen_total_minor=seen)
        except DomainError as refusal:
            return str(refusal)
        return "placed"

    with ThreadPoolExecutor(PEOPLE) as pool:
        told = list(pool.map(order, people))

    assert told.count("placed") == LIMIT, told
    assert set(told) - {"placed"} <= {
        "“Ten off” has just been used up. Please look at the price again.",
        "The price has changed. Please look at your basket again.",
    }
    with db.transaction() as session:
        uses = session.exec(select(func.count()).select_from(PromotionUse)).one()
        counts = session.exec(select(PromotionCount.used)).all()
        assert (uses, counts) == (LIMIT, [LIMIT])
        assert session.get_one(Item, world.tiramisu).stock == 1000 - LIMIT
        assert session.get_one(Promotion, row.id).ended_at is None


def _somebody(session, number) -> Customer:
    return Customer(worlds.person(session, f"Guest{number}").id)


def test_ending_and_ordering_at_once_never_wait_for_each_other(real_transactions, valkey):
    """Ten people order anew, ten others cancel: the same counts and the same counted dish."""
    with db.transaction() as session:
        world = worlds.build(session)
        row = offers.nonnas(session, world, offers.percent(limit_total=PEOPLE))
        session.get_one(Item, world.tiramisu).stock = 1000
        people = [_somebody(session, number) for number in range(PEOPLE)]
    placed = {}
    for who in people:
        with db.transaction() as session:
            worlds.fill_basket(session, world, who)
            basket.add(session, who, restaurant_id=world.nonna, item_id=world.tiramisu)
            placed[who] = place(session, world, "first", who).id
    start = Barrier(PEOPLE)

    def act(number: int) -> str:
        who = people[number]
        start.wait(30)
        with db.transaction() as session:
            if number % 2:
                endings.payment_failed(session, PLATFORM, placed[who], reason="declined")
                return "ended"
            return str(place(session, world, "again", who).food_discount_minor)

    with ThreadPoolExecutor(PEOPLE) as pool:
        told = list(pool.map(act, range(PEOPLE)))

    assert told.count("ended") == told.count("240") == PEOPLE // 2
    with db.transaction() as session:
        assert used(session, row) == PEOPLE // 2
        assert session.exec(select(func.count()).select_from(User)).one() == PEOPLE + 7
