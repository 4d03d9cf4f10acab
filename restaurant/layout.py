"""The frame of every restaurant page: a rail of places on wide screens, a bar on a phone."""

from typing import Any

import reflex as rx

from foodapp.kit.settings import settings
from foodapp.ui.inbox import BellState
from foodapp.ui.inbox import bell as inbox_bell
from foodapp.ui.kit import PlaceOf, bottom_bar, count, each, icon, link, theme_switch
from foodapp.ui.live import connection
from foodapp.ui.page import Pages
from restaurant import addresses
from restaurant.bell.strips import bell, strips
from restaurant.board.presses import keep_presses
from restaurant.state import RestaurantState, Shell


class News(BellState, RestaurantState, rx.State):
    """The bell of the inbox; the one that rings for orders is restaurant.bell."""


page = Pages(first=(Shell.load,), last=(News.load,))

PLACES = (  # icon, words, address, for whom
    ("flame", "Orders", addresses.BOARD, "everybody"),
    ("book-open", "Menu", addresses.MENU, "everybody"),
    ("clock", "Hours", addresses.HOURS, "managers"),
    ("map-pin", "Delivery", addresses.DELIVERY, "managers"),
    ("chart-column", "Figures", addresses.FIGURES, "managers"),
    ("ticket-percent", "Promotions", addresses.PROMOTIONS, "managers"),
    ("star", "Reviews", addresses.REVIEWS, "managers"),
    ("landmark", "Payouts", addresses.PAYOUTS, "owners"),
    ("users", "Staff", addresses.STAFF, "owners"),
    ("store", "About", addresses.ABOUT, "managers"),
    ("message-circle", "Support", "/restaurant/support", "everybody"),
    ("user-round", "Account", addresses.ACCOUNT, "everybody"),
)
RAIL = (
    "flex items-center gap-3 rounded-xl px-3 min-h-11 font-medium no-underline text-muted"
    " hover:bg-sunken hover:text-ink"
)
RAIL_HERE = "flex items-center gap-3 rounded-xl px-3 min-h-11 font-semibold no-underline bg-accent-soft text-accent-ink"  # noqa: E501 - one class list
WORDS = "sr-only min-[1400px]:not-sr-only"  # beside an icon of the rail


def frame(
    here: str, reload: Any, *children: Any, actions: tuple[Any, ...] = (), wide: bool = False
) -> rx.Component:
    """here: the address of this page. reload: the handler that reads it again, for another
    restaurant. actions stand in the header."""
    width = "" if wide else "mx-auto max-w-page"
    return rx.el.div(
        rx.el.a(
            "Skip to content",
            href="#content",
            class_name="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:p-3 bg-raised",
        ),
        rx.el.aside(
            _mark(),
            rx.el.nav(
                *[_place(place, here) for place in PLACES],
                aria_label="Main",
                class_name="flex flex-col gap-1",
            ),
            _sign_out(f"{RAIL} w-full", "mt-auto"),
            class_name="sticky top-[var(--banner-h,0px)] hidden h-dvh shrink-0 flex-col gap-4"
            " border-r border-line bg-raised p-3 min-[1400px]:w-48 lg:flex print:hidden",
        ),
        rx.el.div(
            rx.el.div(
                keep_presses(),
                strips(here),
                _header(reload, actions, wide),
                class_name="sticky top-[var(--banner-h,0px)] z-30 print:hidden",
            ),
            rx.el.main(
                *children,
                id="content",
                tab_index=-1,
                class_name=f"{width} px-4 pt-4 pb-28 outline-none lg:pb-10",
            ),
            class_name="min-w-0 flex-1",
        ),
        bottom_bar(
            [PlaceOf(drawn, words, to, _is_for(whose)) for drawn, words, to, whose in PLACES], here
        ),
        class_name="flex min-h-dvh",
    )


def _header(reload: Any, actions: tuple[Any, ...], wide: bool) -> rx.Component:
    return rx.el.header(
        _which(reload),
        rx.el.div(
            bell(),
            inbox_bell(News, addresses.INBOX, on_icon=False),  # that counts orders
            *actions,
            connection(),
            rx.fragment() if wide else _sign_out(RAIL, "lg:hidden"),
            rx.el.div(theme_switch(), class_name="hidden sm:block"),
            class_name="ml-auto flex items-center gap-2",
        ),
        class_name="flex min-h-14 items-center gap-2 border-b border-line bg-ground px-4",
    )


def _mark() -> rx.Component:
    return link(
        rx.el.img(src="/icon.svg", alt="", class_name="size-7 shrink-0"),
        rx.el.span(settings().brand_name, class_name=f"font-bold text-ink {WORDS}"),
        to=addresses.BOARD,
        class_name="inline-flex min-h-11 items-center gap-2 px-1.5",
    )


def _place(place: tuple[str, str, str, str], here: str) -> rx.Component:
    name, words, to, whose = place
    entry = link(
        icon(name),
        rx.el.span(words, class_name=WORDS),
        to=to,
        class_name=RAIL_HERE if to == here else RAIL,
        custom_attrs={"aria-current": "page"} if to == here else {},
    )
    return entry if _is_for(whose) is True else rx.cond(_is_for(whose), entry)


def _is_for(whose: str) -> Any:
    """Whether somebody sees a place: always, or as a Var."""
    return {"everybody": True, "managers": Shell.is_manager, "owners": Shell.is_owner}[whose]


def _sign_out(look: str, place: str) -> rx.Component:
    """An HTTP route: it takes the cookie away."""
    return rx.el.form(
        rx.el.input(type="hidden", name="next", value=addresses.SIGN_IN),
        rx.el.button(
            icon("log-out"),
            rx.el.span("Sign out", class_name=WORDS),
            type="submit",
            class_name=look,
        ),
        action="/api/auth/sign-out",
        method="post",
        class_name=place,
    )


def _which(reload: Any) -> rx.Component:
    """The restaurant's name, or a choice of them."""
    return rx.cond(
        count(Shell.choices) > 1,
        rx.el.select(
            each(
                Shell.choices,
                lambda choice: rx.el.option(choice[1], value=choice[0]),
            ),
            value=Shell.restaurant_id,
            on_change=[Shell.choose, reload],
            aria_label="Restaurant",
            class_name="min-h-11 min-w-0 max-w-56 truncate rounded-xl border border-line bg-raised"
            " px-2 font-semibold",
        ),
        rx.el.p(Shell.name, class_name="truncate font-semibold"),
    )


def page_head(title: str, text: str, *actions: Any) -> rx.Component:
    """The top of a page that is not the board."""
    return rx.el.div(
        rx.el.div(
            rx.el.h1(title, class_name="text-2xl font-bold tracking-tight"),
            rx.el.p(text, class_name="text-muted"),
            class_name="min-w-0",
        ),
        rx.el.div(
            *actions, class_name="flex flex-wrap gap-2 empty:hidden max-sm:w-full sm:ml-auto"
        ),
        class_name="mb-4 flex flex-wrap items-end gap-3",
    )
