"""A page is few statements: at most eight, and those that are more are named, and become fewer."""

from contextlib import contextmanager

import pytest
from sqlalchemy import event

from foodapp.accounts.actors import Visitor
from foodapp.kit import db
from foodapp.orders import addressing, eating, kitchen
from foodapp.payments.cards import choosing
from foodapp.restaurants import profile, zones
from foodapp.views import payee
from foodapp.views.customer import checkout, credit, dish, frame, gift_cards, home, restaurant
from foodapp.views.customer import orders as orders_view
from foodapp.views.customer.account import account
from foodapp.views.customer.order_page import order_page
from foodapp.views.customer.search import Filters, search
from foodapp.views.restaurant import figures, menu
from foodapp.views.restaurant.board_page import board_page
from foodapp.views.restaurant.frame import frame as restaurant_frame
from foodapp.views.restaurant.hours import hours
from foodapp.views.restaurant.promotions import promotions
from foodapp.views.restaurant.reviews import reviews
from foodapp.views.restaurant.unanswered import unanswered
from tests.fixtures import world as worlds

AT_MOST = 8


def signed_in(world):
    """The customer at the storefront: with an address, a basket and an order under way."""
    return Visitor("", world.customer.user_id)


CUSTOMERS = {
    "frame": lambda s, w, o: frame.navigation(s, signed_in(w)),
    "home": lambda s, w, o: home.home(s, signed_in(w), cuisine="", limit=20),
    "search": lambda s, w, o: search(s, signed_in(w), words="pizza", filters=Filters(), limit=20),
    "restaurant": lambda s, w, o: restaurant.page(s, signed_in(w), "nonna"),
    "dish": lambda s, w, o: dish.opened(s, signed_in(w), "nonna", w.margherita),
    "basket": lambda s, w, o: checkout.checkout(s, signed_in(w)),
    "checkout": lambda s, w, o: checkout.checkout_page(s, signed_in(w)),
    "cards at the checkout": lambda s, w, o: choosing.ways(s, signed_in(w)),
    "what is avoided": lambda s, w, o: eating.avoided(s, signed_in(w)),
    "addresses": lambda s, w, o: addressing.saved(s, signed_in(w)),
    "order": lambda s, w, o: order_page(s, w.customer, o.id),
    "orders": lambda s, w, o: orders_view.page(s, w.customer),
    "account": lambda s, w, o: account(s, w.customer, this=""),
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
STILL_MORE = {
    "customer's home": 12,
    "customer's search": 14,
    "customer's basket": 11,
    "customer's checkout": 11,
    "restaurant's payouts": 10,
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


@pytest.fixture
def under_way(session, world, placed_order):
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
    assert len(heard) <= STILL_MORE.get(name, AT_MOST), "\n".join(heard)
