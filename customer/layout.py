"""The storefront's frame: brand, orders, account, basket."""

from typing import Any

import reflex as rx

from customer import addresses
from foodapp.ui.guard import handler
from foodapp.ui.inbox import BellState, bell
from foodapp.ui.kit import icon, link, page_frame
from foodapp.ui.page import Pages
from foodapp.ui.persona import VisitorState
from foodapp.ui.sharing import Reading
from foodapp.views.customer.frame import navigation


class Top(VisitorState, rx.State):
    """What the header knows. Add Top.load to a page's on_load, and return it from a handler that
    changed the basket."""

    name: str = ""  # first name; empty for a guest
    in_basket: int = 0
    going_on: str = ""  # id of an order that is under way

    @handler()
    async def load(self) -> None:
        await TOP.show(self)


TOP = Reading(Top, navigation, vars, audience=lambda who: who.user_id or who.visitor_hash)


class News(BellState, VisitorState, rx.State):
    """The bell."""


page = Pages(last=(Top.load, News.load))


def frame(*children: Any, narrow: bool = False) -> rx.Component:
    return page_frame(
        *children,
        nav=(_orders(), _news(), _account(), _basket()),
        narrow=narrow,
        quiet=True,
        foot=(
            _below("Become a partner", addresses.PARTNER),
            _below("Ride with us", addresses.RIDE),
        ),
    )


def _below(words: str, to: str) -> rx.Component:
    return link(words, to=to, class_name="inline-flex min-h-11 items-center text-muted")


def _orders() -> rx.Component:
    return rx.cond(
        Top.name != "",
        _item(
            "receipt-text",
            "Orders",
            rx.cond(
                Top.going_on != "",
                rx.el.span(
                    class_name="absolute right-1 top-1.5 size-2.5 rounded-full bg-accent",
                    aria_label="one is under way",
                ),
            ),
            to=addresses.ORDERS,
            id="nav-orders",
        ),
    )


def _news() -> rx.Component:
    return rx.cond(Top.name != "", bell(News, addresses.INBOX))


def _account() -> rx.Component:
    return rx.cond(
        Top.name != "",
        _item("user-round", Top.name, to=addresses.ACCOUNT, id="nav-account"),
        _item("user-round", "Sign in", to=addresses.SIGN_IN, id="nav-sign-in"),
    )


def _basket() -> rx.Component:
    count = rx.cond(
        Top.in_basket > 0,
        rx.el.span(
            Top.in_basket,
            rx.el.span(" in it", class_name="sr-only"),
            class_name="absolute -right-0.5 top-0.5 grid min-w-5 place-items-center rounded-full"
            " bg-accent px-1 text-xs font-bold text-on-accent tnum sm:right-auto sm:left-6",
        ),
    )
    return _item("shopping-bag", "Basket", count, to=addresses.BASKET, id="nav-basket")


def _item(icon_name: str, text: Any, *more: Any, **props: Any) -> rx.Component:
    return link(
        icon(icon_name),
        rx.el.span(text, class_name="sr-only sm:not-sr-only"),
        *more,
        class_name="relative inline-flex min-h-11 min-w-11 items-center justify-center gap-2"
        " rounded-xl px-2 text-ink hover:bg-sunken hover:no-underline",
        **props,
    )
