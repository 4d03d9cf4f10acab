"""A promotion for a first order, and one person with two accounts."""

import pytest
from sqlmodel import select

from foodapp.accounts.actors import PLATFORM
from foodapp.accounts.models import User
from foodapp.alerts.models import Alert, AlertKind
from foodapp.kit import db
from foodapp.orders import basket, endings, promo_code
from foodapp.orders.basket import Where
from foodapp.orders.models import Order, OrderStatus
from foodapp.payments import paying
from foodapp.promotions import marks
from foodapp.promotions.settings import PromotionSettings
from foodapp.views import end_words
from foodapp.views.console import alert_words
from foodapp.views.customer.checkout import checkout
from tests.fixtures import offers
from tests.fixtures import world as worlds
from tests.fixtures.world import HOME
from tests.foodapp.payments.conftest import HELD, payment_of

ELSEWHERE = Where("Städtle 7", "9490", "Vaduz", HOME.at)


@pytest.fixture
def first(session, world):
    """Ten per cent off a first order at Nonna's."""
    row = offers.ours(session, world, offers.percent(name="Welcome", first_order=True))
    session.commit()
    return row


def chosen(session, world, who, where=HOME):
    basket.clear(session, who)
    worlds.fill_basket(session, world, who)
    basket.set_address(session, who, where)
    session.flush()


def placed(session, world, who, key="first", where=HOME):
    chosen(session, world, who, where)
    return worlds.place(session, world, key, who)


def off(session, world, who, where=HOME):
    """What a basket of this person is cheaper by."""
    chosen(session, world, who, where)
    priced = basket.priced(session, who)
    return priced.food_discount_minor


def test_another_account_with_the_same_phone_is_no_first(session, world, first):
    session.get_one(User, world.stranger.user_id).phone = "+4232310001"
    order = placed(session, world, world.customer)
    assert order.food_discount_minor == 175

    assert off(session, world, world.stranger, ELSEWHERE) == 0


def test_not_even_where_the_first_one_was_without_the_offer(session, world):
    session.get_one(User, world.stranger.user_id).phone = "+4232310001"
    worlds.place_and_confirm(session, world)
    offers.ours(session, world, offers.percent(name="Welcome", first_order=True))

    assert off(session, world, world.stranger, ELSEWHERE) == 0


def test_the_same_door_is_no_first_and_another_one_is(session, world, first):
    placed(session, world, world.customer)

    assert off(session, world, world.stranger) == 0
    assert off(session, world, world.stranger, ELSEWHERE) == 175


def test_an_order_that_came_to_nothing_leaves_the_first_one_free(session, world, first):
    order = placed(session, world, world.customer)
    endings.payment_failed(session, PLATFORM, order.id, reason="declined")
    session.flush()

    assert off(session, world, world.stranger) == 175


def test_an_operator_may_count_by_account_alone(session, world, first, monkeypatch):
    monkeypatch.setattr(marks, "settings", lambda: PromotionSettings(first_order_by=""))
    placed(session, world, world.customer)

    assert off(session, world, world.stranger) == 175


@pytest.fixture
def paid_with(session, world, gateway, inbox, pay, take_in, drain_outbox):
    """paid_with(who, card, where): an order that was paid so, after all reactions."""

    def run(who, card, where):
        order = placed(session, world, who, f"card-{who.user_id}", where)
        session.commit()
        paying.open_page(who, order.id)
        pay(order, card)
        take_in(HELD, order)
        drain_outbox()
        session.expire_all()
        return session.get_one(Order, order.id)

    return run


def test_the_same_card_under_another_name_is_no_first(
    session, world, first, paid_with, drain_outbox
):
    mine = paid_with(world.customer, "4242424242424242", HOME)
    assert (mine.status, mine.food_discount_minor) == (OrderStatus.PLACED, 175)

    again = paid_with(world.stranger, "4242424242424242", ELSEWHERE)

    assert (again.status, again.food_discount_minor) == (OrderStatus.CANCELLED, 175)
    assert "this card has had it before" in end_words.why(again)
    drain_outbox()
    with db.transaction() as inner:
        [alert] = inner.exec(select(Alert).where(Alert.kind == AlertKind.FIRST_ORDER_AGAIN)).all()
    assert again.number in alert_words.said(alert)
    assert payment_of(again.id).captured_minor == 0


def test_another_card_is_another_person(session, world, first, paid_with):
    paid_with(world.customer, "4242424242424242", HOME)

    other = paid_with(world.stranger, "5555555555554444", ELSEWHERE)

    assert (other.status, other.food_discount_minor) == (OrderStatus.PLACED, 175)


@pytest.fixture
def refused(session, drain_outbox):
    """The alerts of offers that were not given to somebody's second account."""

    def refused():
        session.commit()
        drain_outbox()
        session.expire_all()
        kind = AlertKind.FIRST_ORDER_REFUSED
        return session.exec(select(Alert).where(Alert.kind == kind)).all()

    return refused


def test_an_admin_hears_of_a_first_order_that_was_refused_once(session, world, first, refused):
    placed(session, world, world.customer)
    assert refused() == []

    for n in range(3):  # none of them is paid, so each is the account's first one again
        order = placed(session, world, world.stranger, f"again-{n}")
        assert order.food_discount_minor == 0
        [alert] = refused()
    assert "“Welcome” is for a first order, and somebody with the same phone" in alert_words.said(
        alert
    )
    assert alert.order_id is not None

    offers.ours(session, world, offers.percent(name="Hello", first_order=True))
    placed(session, world, world.stranger, "another offer")
    assert len(refused()) == 2


def test_a_code_that_was_not_typed_is_refused_to_nobody(session, world, first, refused):
    session.get_one(User, world.stranger.user_id).phone = "+4232310001"
    offers.ours(session, world, offers.percent(name="Hidden", first_order=True, code="HELLO"))
    placed(session, world, world.customer)
    placed(session, world, world.stranger, "second", ELSEWHERE)

    [alert] = refused()
    assert "Hidden" not in alert_words.said(alert)


def test_a_code_that_was_typed_stays_with_its_reason_and_an_admin_hears_of_it(
    session, world, refused
):
    """Another address may bring it back, so it is kept; the order that goes on without it tells."""
    offers.ours(session, world, offers.percent(name="Hidden", first_order=True, code="HELLO"))
    for who in (world.customer, world.stranger):
        chosen(session, world, who)
        promo_code.use(session, who, typed="hello")
        if who is world.customer:
            worlds.place(session, world, "mine", who)
    assert "somebody with your phone or address" in checkout(session, world.stranger).code_problem
    basket.set_address(session, world.stranger, ELSEWHERE)
    assert checkout(session, world.stranger).code_applies

    basket.set_address(session, world.stranger, HOME)
    order = worlds.place(session, world, "second", world.stranger)
    assert order.food_discount_minor == 0
    [alert] = refused()
    assert "“Hidden”" in alert_words.said(alert)


def test_an_admin_hears_of_a_code_that_was_typed_and_never_ordered_with(session, world, refused):
    offers.ours(session, world, offers.percent(name="Hidden", first_order=True, code="HELLO"))
    chosen(session, world, world.customer)
    promo_code.use(session, world.customer, typed="hello")
    assert refused() == []
    worlds.place(session, world, "mine", world.customer)
    chosen(session, world, world.stranger)
    for _ in range(3):
        promo_code.use(session, world.stranger, typed="hello")

    [alert] = refused()
    assert "Sid has typed the code of “Hidden”" in alert_words.said(alert)
    assert alert.order_id is None
    order = worlds.place(session, world, "second", world.stranger)
    [alert] = refused()
    assert (alert.order_id, order.number in alert_words.said(alert)) == (order.id, True)
