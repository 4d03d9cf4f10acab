"""A sign-in that was left open moves no money: each screen asks for the password and goes on."""

from datetime import timedelta

import pytest
from sqlmodel import select

from foodapp.accounts import passwords, roles, sessions
from foodapp.accounts.actors import AdminRole
from foodapp.accounts.models import SignInSession, User
from foodapp.orders import kitchen
from foodapp.orders.models import OrderStatus
from foodapp.payments.giftcards.models import GiftCard
from foodapp.payments.models import Payment, PaymentStatus
from foodapp.payments.refunds.models import Adjustment
from foodapp.promotions.models import Promotion
from foodapp.restaurants.rates import Rate
from foodapp.ui import live, tabs
from tests.fixtures.screens import Tab

from admin.gift_cards.state import GiftCards  # isort: skip
from admin.money.state import Money  # isort: skip
from admin.order.state import OneOrder  # isort: skip
from admin.people.state import People  # isort: skip
from admin.promotions.state import Promotions  # isort: skip
from admin.rates.state import Rates  # isort: skip
from admin.restaurant.state import OneRestaurant  # isort: skip
from admin.state import Shell  # isort: skip

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
    monkeypatch.setattr(live, "watch", lambda *_, **__: None)


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
            gateway="stripe",
            order_id=placed_order.id,
            amount_minor=placed_order.total_minor,
            currency="CHF",
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


async def test_an_order_is_cancelled_once_the_password_was_given(session, world, left_open):
    tab = Tab(world.cookies["ada"]).at(f"/admin/orders/{left_open.id}")
    await tab.call(OneOrder, "load")
    await tab.call(OneOrder, "ask", kind="cancel", subject="")
    await tab.call(OneOrder, "confirm", form={"reason": "The oven broke"})
    session.refresh(left_open)
    assert (left_open.status, tab.screen(OneOrder).proof_wanted) == (OrderStatus.ACCEPTED, True)
    await tab.call(OneOrder, "prove", form={"password": PASSWORD})
    session.refresh(left_open)
    assert left_open.status is OrderStatus.CANCELLED
    assert tab.screen(OneOrder).asked.kind == ""


async def test_what_waits_for_the_password_is_gone_on_another_page(session, world, left_open):
    tab = Tab(world.cookies["ada"]).at("/admin/gift-cards")
    await arrive(tab, GiftCards)
    await tab.call(GiftCards, "begin")
    await tab.call(GiftCards, "give", form=SCREENS[GiftCards][2][1])
    await arrive(tab, GiftCards)  # a connection that was lost: it still waits
    assert tab.screen(GiftCards).proof_wanted

    await tab.at("/admin/cash").call(Shell, "load")
    await arrive(tab.at("/admin/gift-cards"), GiftCards)
    assert not tab.screen(GiftCards).proof_wanted
    await tab.call(GiftCards, "prove", form={"password": PASSWORD})
    assert session.exec(select(GiftCard)).all() == []


@pytest.mark.parametrize("screen", [People, OneRestaurant], ids=lambda screen: screen.__name__)
async def test_the_link_of_an_invitation_is_gone_once_its_page_was_left(session, world, screen):
    session.commit()
    address = "/admin/people" if screen is People else f"/admin/restaurants/{world.nonna}"
    what, role = ("admin", "support") if screen is People else ("staff", "owner")
    tab = Tab(world.cookies["ada"]).at(address)

    async def invite():
        await arrive(tab.at(address), screen)
        await tab.call(screen, "begin_inviting", what=what)
        await tab.call(screen, "invite", form={"email": "olga@example.org", "role": role})
        assert "token=" in tab.screen(screen).invited.url

    await invite()
    await arrive(tab, screen)  # a connection that was lost: nobody has left
    assert "token=" in tab.screen(screen).invited.url
    await tab.at("/admin").call(Shell, "load")
    await arrive(tab.at(address), screen)
    assert (tab.screen(screen).inviting, tab.screen(screen).invited.url) == ("", "")


async def test_nor_is_it_there_for_whoever_signs_in_next(session, world):
    """In the same tab, on the same page: what one admin was shown once, another one never sees."""
    roles.join(
        session,
        session.get_one(User, world.stranger.user_id),
        role=AdminRole.VIEWER,
        given_by=world.admin.user_id,
    )
    session.commit()
    tab = Tab(world.cookies["ada"]).at("/admin/people")
    await arrive(tab, People)
    await tab.call(People, "begin_inviting", what="admin")
    await tab.call(People, "invite", form={"email": "olga@example.org", "role": "support"})
    assert "token=" in tab.screen(People).invited.url

    tab.socket = Tab(world.cookies["sid"]).socket
    tabs.link(tab.socket, tab.root.router.session.client_token)
    await arrive(tab.at("/admin/people"), People)
    assert tab.screen(Shell).name == "Sid"
    assert tab.screen(People).invited.url == ""


async def arrive(tab, screen):
    """What a page does when it is loaded."""
    await tab.call(Shell, "load")
    await tab.call(screen, "arrive")
    await tab.call(screen, "load")
