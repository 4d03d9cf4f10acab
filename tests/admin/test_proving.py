"""A sign-in that was left open moves no money: each screen asks for the password and goes on."""

from datetime import timedelta

import pytest
from sqlmodel import select

from foodapp.accounts import passwords, sessions
from foodapp.accounts.models import SignInSession, User
from foodapp.orders import kitchen
from foodapp.payments.adjustments import Adjustment
from foodapp.payments.giftcards.models import GiftCard
from foodapp.payments.models import Payment, PaymentStatus
from foodapp.promotions.models import Promotion
from foodapp.restaurants.rates import Rate
from foodapp.ui import live
from tests.fixtures.screens import Tab

from admin.gift_cards.state import GiftCards  # isort: skip
from admin.money.state import Money  # isort: skip
from admin.promotions.state import Promotions  # isort: skip
from admin.rates.state import Rates  # isort: skip

PASSWORD = "a-kettle-of-fish"
SCREENS = {
    GiftCards: (
        "/admin/gift-cards",
        ["load", "begin"],
        ("give", {"amount": "25", "currency": "CHF", "reason": "Cold soup"}),
        GiftCard,
    ),
    Rates: (
        "/admin/rates",
        ["load", "start"],
        ("save", {"kind": "tax_food", "place": "", "percent": "8.875", "reason": "New law"}),
        Rate,
    ),
    Promotions: (
        "/admin/promotions",
        ["load", "start"],
        ("save", {"name": "Ten off", "percent": "10"}),
        Promotion,
    ),
    Money: (
        "/admin/orders/{order}/money",
        ["load"],
        ("refund", {"bearer": "platform", "back_to": "card", "reason": "Cold", "amount": "2"}),
        Adjustment,
    ),
}


@pytest.fixture(autouse=True)
def _nothing_is_watched(monkeypatch):
    monkeypatch.setattr(live, "watch", lambda *_: None)


@pytest.fixture
def left_open(session, world, placed_order):
    """Ada signed in an hour ago, and an order of today is paid."""
    session.get_one(User, world.admin.user_id).password_hash = passwords.hashed(PASSWORD)
    mine = session.get_one(SignInSession, sessions.hashed(world.cookies["ada"].sid))
    mine.proven_at -= timedelta(hours=1)
    kitchen.accept(session, world.staff, placed_order.id, prep_minutes=20)
    payment = session.exec(select(Payment).where(Payment.order_id == placed_order.id)).one_or_none()
    if payment is None:
        payment = Payment(
            order_id=placed_order.id, amount_minor=placed_order.total_minor, currency="CHF"
        )
        session.add(payment)
    payment.status, payment.captured_minor = PaymentStatus.CAPTURED, payment.amount_minor
    payment.intent_ref = "pi_left_open"
    session.commit()
    return placed_order


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.__name__)
async def test_a_screen_asks_for_the_password_and_then_goes_on(session, world, left_open, screen):
    address, before, (name, form), made = SCREENS[screen]
    tab = Tab(world.cookies["ada"]).at(address.format(order=left_open.id))
    for one in before:
        await tab.call(screen, one)
    if screen is Money:
        await tab.call(screen, "choose_way", way="amount")

    await tab.call(screen, name, form=form)
    assert tab.screen(screen).proof_wanted
    assert session.exec(select(made)).all() == []
    await tab.call(screen, "prove", form={"password": "not-hers"})
    assert session.exec(select(made)).all() == []
    await tab.call(screen, "prove", form={"password": PASSWORD})

    assert not tab.screen(screen).proof_wanted
    assert len(session.exec(select(made)).all()) == 1
