"""The frame of every page of the console: a rail on wide screens, a bar on a phone."""

from typing import Any

import reflex as rx

from admin import addresses
from admin.state import AdminState, Shell
from foodapp.kit.settings import settings
from foodapp.ui.inbox import BellState, bell
from foodapp.ui.kit import (
    PlaceOf,
    bottom_bar,
    either,
    error_banner,
    icon,
    link,
    skeleton,
    theme_switch,
)
from foodapp.ui.live import connection, live_refresh
from foodapp.ui.page import Pages


class News(BellState, AdminState, rx.State):
    """The bell of the inbox; alerts have one of their own."""


page = Pages(first=(Shell.load,), last=(News.load,))

PLACES = (  # icon, words, address
    ("layout-dashboard", "Overview", addresses.OVERVIEW),
    ("receipt-text", "Orders", addresses.ORDERS),
    ("messages-square", "Support", addresses.SUPPORT),
    ("store", "Restaurants", addresses.RESTAURANTS),
    ("users", "People", addresses.PEOPLE),
    ("inbox", "Applications", addresses.APPLICATIONS),
    ("ticket-percent", "Promotions", addresses.PROMOTIONS),
    ("landmark", "Payouts", addresses.PAYOUTS),
    ("hand-coins", "Money", addresses.REFUNDS),
    ("scroll-text", "Audit", addresses.AUDIT),
    ("settings", "Settings", addresses.SETTINGS),
)
RAIL = (
    "flex items-center gap-3 rounded-xl px-3 min-h-11 text-sm font-medium no-underline text-muted"
    " hover:bg-sunken hover:text-ink"
)
RAIL_HERE = "flex items-center gap-3 rounded-xl px-3 min-h-11 text-sm font-semibold no-underline bg-accent-soft text-accent-ink"  # noqa: E501 - one class list


def frame(here: str, *children: Any) -> rx.Component:
    """here: the address of this page, or of the list it belongs to."""
    return rx.el.div(
        rx.el.a(
            "Skip to content",
            href="#content",
            custom_attrs={"data-skip": ""},
            class_name="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:p-3 bg-raised",
        ),
        _rail(here),
        rx.el.div(
            _top(),
            rx.el.main(
                *children,
                id="content",
                tab_index=-1,
                class_name="mx-auto w-full max-w-[88rem] px-4 pt-4 pb-28 outline-none lg:px-6"
                " lg:pb-10",
            ),
            class_name="min-w-0 flex-1",
        ),
        bottom_bar([PlaceOf(*place) for place in PLACES], here),
        class_name="flex min-h-dvh",
    )


def frame_of_one(
    here: str, screen: Any, missing: rx.Component, shown: rx.Component, *beside: rx.Component
) -> rx.Component:
    """Of one thing (screen: an asking.DetailScreen): the thing, or that there is none, or what is
    wrong. beside: what the page holds in any case."""
    return frame(
        here,
        live_refresh(screen.refresh),
        *beside,
        rx.cond(
            screen.loaded,
            rx.cond(screen.missing, missing, shown),
            rx.cond(screen.error == "", skeleton(lines=10), error_banner(screen.error)),
        ),
    )


def _rail(here: str) -> rx.Component:
    return rx.el.aside(
        _mark(),
        rx.el.nav(
            *[_place(place, here) for place in PLACES],
            aria_label="Main",
            class_name="flex flex-col gap-0.5",
        ),
        rx.el.div(
            link(
                Shell.name,
                to=addresses.YOUR_ACCOUNT,
                id="your-account",
                class_name="inline-flex min-h-11 items-center truncate text-sm font-medium",
            ),
            rx.el.p(Shell.role, class_name="text-xs capitalize text-muted"),
            _sign_out(),
            class_name="mt-auto flex flex-col border-t border-line px-3 pt-3",
        ),
        class_name="sticky top-0 hidden h-dvh w-52 shrink-0 flex-col gap-4 border-r border-line"
        " bg-raised p-3 lg:flex print:hidden",
    )


def _top() -> rx.Component:
    return rx.el.header(
        rx.el.div(_mark(), class_name="lg:hidden"),
        rx.el.div(
            rx.cond(
                Shell.waiting > 0,
                link(
                    icon("bell", size=16),
                    rx.el.span(Shell.waiting, class_name="tnum"),
                    rx.el.span(
                        either(Shell.waiting == 1, "open alert", "open alerts"),
                        class_name="sr-only sm:not-sr-only",
                    ),
                    to=addresses.OVERVIEW,
                    class_name="inline-flex min-h-11 items-center gap-1.5 rounded-full bg-act-soft"
                    " px-4 text-sm font-semibold text-act no-underline",
                    custom_attrs={"data-testid": "alerts-waiting"},
                ),
            ),
            bell(News, addresses.INBOX),
            connection(),
            theme_switch(),
            rx.el.div(_sign_out(short=True), class_name="lg:hidden"),
            class_name="ml-auto flex items-center gap-2",
        ),
        class_name="sticky top-0 z-30 flex min-h-14 items-center gap-2 border-b border-line"
        " bg-ground px-4 lg:px-6 print:hidden",
    )


def _sign_out(*, short: bool = False) -> rx.Component:
    words = rx.el.span("Sign out", class_name="sr-only" if short else "")
    classes = "grid size-11 place-items-center rounded-xl text-muted hover:bg-sunken"
    long = "flex min-h-11 items-center gap-2 text-sm text-muted hover:text-ink"
    return rx.el.form(
        rx.el.input(type="hidden", name="next", value="/admin/sign-in"),
        rx.el.button(
            icon("log-out", size=18), words, type="submit", class_name=classes if short else long
        ),
        action="/api/auth/sign-out",
        method="post",
    )


def _mark() -> rx.Component:
    return link(
        rx.el.img(src="/icon.svg", alt="", class_name="size-7 shrink-0"),
        rx.el.span(settings().brand_name, class_name="max-sm:sr-only font-bold text-ink"),
        to=addresses.OVERVIEW,
        class_name="inline-flex min-h-11 items-center gap-2 px-1.5 no-underline",
    )


def _place(place: tuple[str, str, str], here: str) -> rx.Component:
    name, words, to = place
    return link(
        icon(name, size=18),
        rx.el.span(words),
        to=to,
        class_name=RAIL_HERE if to == here else RAIL,
        custom_attrs={"aria-current": "page"} if to == here else {},
    )


def page_head(title: Any, text: Any = "", *actions: Any) -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.el.h1(title, class_name="text-xl font-bold tracking-tight"),
            rx.el.p(text, class_name="text-sm text-muted") if text != "" else rx.fragment(),
            class_name="min-w-0",
        ),
        rx.el.div(
            *actions,
            class_name="flex flex-wrap items-center gap-2 empty:hidden max-sm:w-full sm:ml-auto",
        ),
        class_name="mb-4 flex flex-wrap items-center gap-3",
    )
