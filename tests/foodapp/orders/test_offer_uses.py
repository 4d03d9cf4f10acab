"""How often a promotion may be used: counted, given back, and held while many order at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlmodel import func, select

from foodapp.accounts.actors import PLATFORM, Customer
from foodapp.accounts.models import User
from foodapp.kit import clock, db
from foodapp.kit.errors import DomainError
from foodapp.menu.models import Item
from foodapp.orders import basket, endings, kitchen, placing, promo_code
from foodapp.orders.ends import End, PayBy
from foodapp.orders.models import Fulfilment, OrderStatus
from foodapp.promotions import counting, making
from foodapp.promotions.models import Promotion, PromotionCount, PromotionUse
from foodapp.views.customer.checkout import checkout
from tests.fixtures import offers
from tests.fixtures import world as worlds
from tests.fixtures.world import place, place_and_confirm


def used(session, promotion, key=counting.TOTAL) -> int:
    found = select(PromotionCount.used).where(
        PromotionCount.promotion_id == promotion.id, PromotionCount.key == key
    )
    return session.exec(found).one_or_none() or 0


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
        endings.cancel_for_restaurant(session, world.staff, order.id, code="broken")
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
