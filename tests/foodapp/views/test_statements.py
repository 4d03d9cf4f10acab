"""A page is few statements: at most eight, with nothing cached. What is asked once a process is not
counted, nor is signing in."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import event

from foodapp.accounts.actors import Visitor
from foodapp.cards import choosing
from foodapp.discovery import addressing
from foodapp.discovery.portions import ItemPortions
from foodapp.dispatch import offers
from foodapp.kit import clock, db
from foodapp.menu.models import Item
from foodapp.orders import eating, kitchen
from foodapp.orders.models import OrderStatus
from foodapp.payouts import changing, drafting
from foodapp.payouts.models import PayeeKind
from foodapp.payouts.payees import Payee
from foodapp.pictures import switch
from foodapp.restaurants import near, profile, zones
from foodapp.views import payee
from foodapp.views.customer import checkout, credit, dish, frame, gift_cards, home, restaurant
from foodapp.views.customer import orders as orders_view
from foodapp.views.customer.account import account
from foodapp.views.customer.order_page import order_page
from foodapp.views.customer.search import Filters, search
from foodapp.views.own_account import own_account
from foodapp.views.restaurant import figures, menu
from foodapp.views.restaurant.board_page import board_page
from foodapp.views.restaurant.frame import frame as restaurant_frame
from foodapp.views.restaurant.hours import hours
from foodapp.views.restaurant.promotions import promotions
from foodapp.views.restaurant.reviews import reviews
from foodapp.views.restaurant.unanswered import unanswered
from foodapp.views.rider import earnings, ride
from tests.fixtures import world as worlds
from tests.foodapp.dispatch.riding import search as search_for_riders
from tests.foodapp.payouts.conftest import earn, soon
from tests.foodapp.payouts.conftest import ride as drive

AT_MOST = 8


def signed_in(world):
    """The customer at the storefront: with an address, a basket and an order under way."""
    return Visitor("", world.customer.user_id)


def found(session, world, words):
    return search(session, signed_in(world), words=words, filters=Filters(), limit=20)


CUSTOMERS = {
    "frame": lambda s, w, o: frame.navigation(s, signed_in(w)),
    "home": lambda s, w, o: home.home(s, signed_in(w), cuisine="", limit=20),
    "search": lambda s, w, o: found(s, w, "margherita"),
    "search for a diet": lambda s, w, o: found(s, w, "vegetarian"),
    "restaurant": lambda s, w, o: restaurant.page(s, signed_in(w), "nonna"),
    "dish": lambda s, w, o: dish.opened(s, signed_in(w), "nonna", w.margherita),
    "basket": lambda s, w, o: checkout.checkout(s, signed_in(w)),
    "checkout": lambda s, w, o: checkout.checkout_page(s, signed_in(w)),
    "cards at the checkout": lambda s, w, o: choosing.ways(s, signed_in(w)),
    "what is avoided": lambda s, w, o: eating.avoided(s, signed_in(w)),
    "addresses": lambda s, w, o: addressing.saved(s, signed_in(w)),
    "order": lambda s, w, o: order_page(s, w.customer, o.id),
    "orders": lambda s, w, o: orders_view.page(s, w.customer),
    "account": lambda s, w, o: account(s, w.customer),
    "own account": lambda s, w, o: own_account(s, w.customer, this=""),
    "cards": lambda s, w, o: choosing.of_account(s, w.customer),
    "credit": lambda s, w, o: credit.mine(s, w.customer),
    "gift cards": lambda s, w, o: gift_cards.gift_cards(s, w.customer, None),
}
RESTAURANTS = {
    "frame": lambda s, w, o: restaurant_frame(s, w.staff),
    "bell": lambda s, w, o: unanswered(s, w.staff),
    "board": lambda s, w, o: board_page(s, w.staff),
    "menu": lambda s, w, o: menu.of(s, w.staff),
    "dish": lambda s, w, o: menu.item(s, w.staff, w.margherita),
    "hours": lambda s, w, o: hours(s, w.staff),
    "about": lambda s, w, o: profile.of(s, w.staff),
    "delivery": lambda s, w, o: zones.of(s, w.staff),
    "reviews": lambda s, w, o: reviews(s, w.staff, unanswered=False, limit=20),
    "promotions": lambda s, w, o: promotions(s, w.staff),
    "payouts": lambda s, w, o: payee.of_restaurant(s, w.staff),
    "figures": lambda s, w, o: figures.report(s, w.staff, days=7),
}
RIDERS = {
    "ride": lambda s, w: ride.home(s, w.rider),
    "earnings": lambda s, w: (earnings.earnings(s, w.rider), payee.of_rider(s, w.rider)),
}


@contextmanager
def statements():
    """What the database is asked meanwhile; savepoints and the like are not counted."""
    heard: list[str] = []

    def hear(_, __, statement, *rest):
        if statement.lstrip().upper().startswith(("SELECT", "WITH", "INSERT", "UPDATE", "DELETE")):
            heard.append(statement)

    with db.open_reading() as probe:
        engine = probe.get_bind().engine
    event.listen(engine, "before_cursor_execute", hear)
    yield heard
    event.remove(engine, "before_cursor_execute", hear)


def payees(world):
    yield PayeeKind.RESTAURANT, world.nonna
    yield PayeeKind.RIDER, world.rider.rider_id


@pytest.fixture
def known(session, world, monkeypatch):
    """The town's favourite, ordered before by this customer. The shops have each sold something,
    been paid for it, and wait for their account to be changed."""
    worlds.fill_basket(session, world)
    before = worlds.place(session, world, key="before")
    before.status = OrderStatus.DELIVERED
    before.placed_at = before.created_at = clock.now() - timedelta(days=1)
    eaten = {"restaurant_id": world.nonna, "item_id": world.margherita, "portions": 5}
    session.add(ItemPortions(day=before.placed_at.date(), **eaten))
    session.get_one(Item, world.margherita).diets = ["vegetarian"]
    earn(session, world.nonna, 9000)
    drive(session, world.rider.rider_id, 9000)
    for kind, ident in payees(world):
        drafting.draft(session, Payee(kind, ident, "CHF"), soon())
    account = {"holder": "N. N.", "bank_account": "LI21 0881 0000 2324 013A A"}
    changing.ask_for_restaurant(session, world.staff, **account)
    changing.ask_for_rider(session, world.rider, **account)
    near.near(session, worlds.VADUZ, radius_m=1000)  # asks once whether there is PostGIS
    monkeypatch.setattr(switch, "KEPT_S", 600.0)  # on a slow machine, too
    switch.is_on(session)  # asks once in KEPT_S
    session.commit()
    yield
    switch.forget()


@pytest.fixture
def under_way(session, world, known, placed_order):
    """An order that is being cooked, and a basket with more."""
    kitchen.accept(session, world.staff, placed_order.id, prep_minutes=20)
    worlds.fill_basket(session, world)
    session.commit()
    return placed_order


@pytest.mark.parametrize(
    ("name", "page"),
    [
        *[(f"customer's {name}", page) for name, page in CUSTOMERS.items()],
        *[(f"restaurant's {name}", page) for name, page in RESTAURANTS.items()],
    ],
)
def test_a_page_is_few_statements(session, world, under_way, name, page):
    with db.reading() as looking, statements() as heard:
        page(looking, world, under_way)
    assert 0 < len(heard) <= AT_MOST, "\n".join(heard)


def test_what_is_counted_has_something_to_show(session, world, under_way):
    """A page with nothing on it would be cheap."""
    with db.reading() as looking:
        page = home.home(looking, signed_in(world))
        assert page.again
        assert page.popular
        assert found(looking, world, "margherita").dishes
        assert found(looking, world, "vegetarian").dishes
        money = payee.of_restaurant(looking, world.staff)
        assert money.payouts
        assert money.change.id


@pytest.mark.parametrize("name", RIDERS)
@pytest.mark.parametrize("is_riding", [False, True])
def test_a_riders_screen_is_few_statements(session, world, known, wanted, online, name, is_riding):
    online(world.rider)
    offer = search_for_riders(session)
    if is_riding:
        offers.accept(session, world.rider, offer.id)
        session.commit()
    with db.reading() as looking, statements() as heard:
        RIDERS[name](looking, world)
    assert 0 < len(heard) <= AT_MOST, "\n".join(heard)
