"""The frame of the rider's screens: everything that is pressed stands where a thumb reaches it."""

from typing import Any

import reflex as rx

from foodapp.ui.inbox import BellState, bell
from foodapp.ui.kit import brand, icon, link, theme_switch
from foodapp.ui.live import connection
from foodapp.ui.page import Pages
from rider import addresses
from rider.state import RiderState


class News(BellState, RiderState, rx.State):
    """The bell."""


page = Pages(last=(News.load,))
PRIMARY = "w-full !min-h-16 !rounded-2xl !text-xl shadow-card"
PINNED = (
    "sticky bottom-0 z-20 -mx-4 mt-4 flex flex-col gap-2 border-t border-line bg-ground px-4"
    " pt-3 pb-[calc(0.75rem+env(safe-area-inset-bottom))]"
)
TAB = (
    "flex min-h-14 flex-1 flex-col items-center justify-center gap-0.5 text-xs font-semibold"
    " no-underline"
)


def rider_frame(*children: Any, tab: str, wide: bool = False) -> rx.Component:
    """tab: ride, earnings, support, account or inbox. wide: two columns on a large screen.

    Long pages scroll between header and tabs, so that the tabs stay in reach and nothing lies under
    them. A ride scrolls as a whole: what is to be done next is pinned there instead."""
    whole, inner = ("min-h-dvh", "flex flex-col")
    if tab != "ride":
        whole, inner = ("h-dvh", "min-h-0 overflow-y-auto overscroll-contain")
    width = "max-w-xl lg:max-w-5xl" if wide else "max-w-xl"
    return rx.el.div(
        rx.el.a(
            "Skip to content",
            href="#content",
            class_name="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:p-3 bg-raised",
        ),
        rx.el.header(
            rx.el.div(
                brand(addresses.RIDE),
                rx.el.div(connection(), class_name="ml-auto"),
                bell(News, addresses.INBOX),
                theme_switch(),
                sign_out(),
                class_name="mx-auto flex min-h-14 max-w-5xl items-center gap-1 px-4",
            ),
            class_name="sticky top-0 z-30 border-b border-line bg-ground",
        ),
        rx.el.main(
            rx.el.div(
                *children,
                class_name=f"mx-auto flex w-full {width} flex-1 flex-col px-4 pt-4"
                + ("" if tab == "ride" else " pb-6"),
            ),
            id="content",
            tab_index=-1,
            class_name=f"flex-1 outline-none {inner}",
        ),
        tabs_at_the_bottom(tab),
        class_name=f"flex flex-col {whole}",
    )


def tabs_at_the_bottom(tab: str) -> rx.Component:
    return rx.el.nav(
        rx.el.div(
            _tab("Ride", "bike", addresses.RIDE, tab == "ride"),
            _tab("Earnings", "wallet", addresses.EARNINGS, tab == "earnings"),
            _tab("Support", "message-circle", "/rider/support", tab == "support"),
            _tab("Account", "user-round", addresses.ACCOUNT, tab == "account"),
            class_name="mx-auto flex max-w-xl",
        ),
        aria_label="Main",
        class_name="border-t border-line bg-raised pb-[env(safe-area-inset-bottom)]",
    )


def _tab(text: str, icon_name: str, to: str, is_here: bool) -> rx.Component:
    return link(
        icon(icon_name, size=22),
        text,
        to=to,
        id=f"tab-{text.lower()}",
        class_name=f"{TAB} {'text-accent-ink' if is_here else 'text-muted'}",
        custom_attrs={"aria-current": "page"} if is_here else {},
    )


def sign_out() -> rx.Component:
    return rx.el.form(
        rx.el.input(type="hidden", name="next", value=addresses.SIGN_IN),
        rx.el.button(
            icon("log-out"),
            type="submit",
            aria_label="Sign out",
            id="sign-out",
            class_name="grid size-11 place-items-center rounded-xl hover:bg-sunken",
        ),
        method="post",
        action="/api/auth/sign-out",
    )
