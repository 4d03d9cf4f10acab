from typing import Any

import reflex as rx

from foodapp.kit.words import t
from foodapp.ui.kit import (
    badge,
    button,
    card,
    chip,
    closes,
    count,
    each,
    either,
    empty_state,
    icon,
    link_button,
    opens,
    phrase,
    plain_dialog,
    skeleton,
    some,
)
from foodapp.ui.live import live_refresh
from foodapp.ui.presses import kept, while_kept
from foodapp.ui.push_switch import push_nudge, push_row
from restaurant import addresses
from restaurant.board.answering import will_be_sent
from restaurant.board.first_steps import FirstSteps, first_steps_card
from restaurant.board.pieces import PRINT_CSS, BoardClock
from restaurant.board.state import Board
from restaurant.board.ticket import (
    cooking_ticket,
    done_row,
    new_ticket,
    ready_ticket,
    scheduled_ticket,
)
from restaurant.layout import frame, page
from restaurant.state import Shell

WAKE = (
    t("Wake this tablet"),
    t("A new order rings here, also when the screen is off or another app is open."),
)
PAUSES = {"15": "15 min", "30": "30 min", "60": "60 min", "tomorrow": "Until tomorrow"}
NO_HOURS = "Closed"  # and no day on which it opens
COLUMN = "min-w-0 flex-col gap-3 lg:flex"
LAST = f"{COLUMN} lg:col-span-3 xl:col-span-1"
GRID = "grid gap-4 lg:grid-cols-3 xl:grid-cols-4"


@page(addresses.BOARD, "Orders", Board.load, FirstSteps.load)
def board() -> rx.Component:
    return frame(
        addresses.BOARD,
        Board.load,
        live_refresh(Board.refresh),
        BoardClock.create(server_now=Board.server_now, on_tick=Board.refresh),
        rx.el.style(PRINT_CSS),
        rx.el.h1("Orders", class_name="sr-only"),
        rx.el.div(push_nudge(*WAKE), class_name="mb-3 empty:hidden print:hidden"),
        first_steps_card(),
        _standing(),
        _phone_tabs(),
        rx.cond(Board.loaded, _columns(), _loading()),
        card(
            push_row(*WAKE, beside_nudge=True),
            class_name="mt-6 max-w-xl empty:hidden print:hidden",
        ),
        _slow_dialog(),
        actions=(_slow_button(),),
        wide=True,
    )


def _standing() -> rx.Component:
    """What keeps orders from coming, or makes them slower; nothing on a usual day."""
    return rx.el.div(
        rx.cond(
            Board.paused != "",
            rx.el.div(
                icon("circle-pause"),
                rx.el.span(
                    "Paused until ", rx.el.b(Board.paused), ". Customers cannot order meanwhile."
                ),
                rx.cond(
                    Shell.is_manager,
                    rx.el.div(
                        kept(
                            button("Take orders again"), verb="resume", subject=Shell.restaurant_id
                        ),
                        class_name="ml-auto",
                    ),
                ),
                class_name="flex flex-wrap items-center gap-3 rounded-card bg-act-soft px-4 py-3"
                " text-act",
            ),
            rx.cond(
                Board.loaded & ~Board.is_open,
                rx.el.p(
                    icon("moon"),
                    Board.opening,
                    rx.cond(
                        (Board.opening == NO_HOURS) & Shell.is_manager,
                        link_button(
                            "Set your opening hours", to=addresses.HOURS, class_name="ml-auto"
                        ),
                    ),
                    class_name="flex flex-wrap items-center gap-3 rounded-card bg-sunken px-4 py-3"
                    " text-muted",
                ),
            ),
        ),
        rx.cond(
            Board.busy_minutes > 0,
            rx.el.p(
                icon("hourglass", 18),
                "Busy: ",
                Board.busy_minutes,
                " minutes are added to every promise.",
                class_name="flex items-center gap-2 rounded-card bg-accent-soft px-4 py-2"
                " text-accent-ink",
            ),
        ),
        while_kept("pause", Shell.restaurant_id, will_be_sent("Paused as of now.")),
        while_kept("busy", Shell.restaurant_id, will_be_sent("More or less time is promised.")),
        role="status",
        class_name="flex flex-col gap-2 pb-3 empty:hidden",
    )


def _phone_tabs() -> rx.Component:
    return rx.el.div(
        *[
            _phone_tab(name, words, cards)
            for name, words, cards in (
                ("new", "New", Board.new),
                ("cooking", "Cooking", Board.cooking),
                ("ready", "Ready", Board.ready),
                ("later", "Later", Board.scheduled),
            )
        ],
        role="group",
        aria_label="Show",
        class_name="mb-4 grid grid-cols-4 gap-1 rounded-card bg-sunken p-1 lg:hidden",
    )


def _phone_tab(name: str, words: str, cards: Any) -> rx.Component:
    base = "flex min-h-14 flex-col items-center justify-center rounded-lg text-sm font-medium "
    return rx.el.button(
        rx.el.span(
            count(cards),
            class_name="text-lg font-bold leading-tight text-accent-ink tnum"
            if name == "new"
            else "text-lg font-bold leading-tight tnum",
        ),
        words,
        type="button",
        aria_pressed=either(Board.shown == name, "true", "false"),
        on_click=Board.show(name),
        class_name=either(
            Board.shown == name,
            base + "bg-raised text-ink shadow-card",
            base + "text-muted",
        ),
    )


def _columns() -> rx.Component:
    return rx.el.div(
        _column(
            "new",
            "New",
            Board.new,
            new_ticket,
            empty_state(
                "bell", "All answered", "The next order rings here.", scene="kitchen-quiet"
            ),
        ),
        _column(
            "cooking",
            "Cooking",
            Board.cooking,
            cooking_ticket,
            empty_state("flame", "Nothing on the stove", "What you accept moves here."),
        ),
        _column(
            "ready",
            "Ready",
            Board.ready,
            ready_ticket,
            empty_state("package-check", "Nothing waits", "Packed orders wait here."),
        ),
        _column(
            "later",
            "Later",
            Board.scheduled,
            scheduled_ticket,
            empty_state("calendar-clock", "Nothing for later", "Orders for a set time wait here."),
            _done(),
        ),
        class_name=GRID,
    )


def _column(
    name: str, title: str, cards: Any, ticket: Any, empty: Any, *below: Any
) -> rx.Component:
    """On a phone only the chosen one shows; on a tablet the last stands below."""
    layout = LAST if name == "later" else COLUMN
    return rx.el.section(
        rx.el.h2(
            title,
            badge(count(cards), look="accent" if name == "new" else "quiet"),
            class_name="hidden items-center gap-2 text-lg font-semibold lg:flex",
        ),
        rx.cond(
            some(cards),
            rx.el.div(
                each(cards, ticket),
                class_name="grid items-start gap-3 lg:max-xl:grid-cols-3"
                if name == "later"
                else "flex flex-col gap-3",
            ),
            empty,
        ),
        *below,
        aria_label=title,
        class_name=either(Board.shown == name, f"flex {layout}", f"hidden {layout}"),
    )


def _done() -> rx.Component:
    return rx.cond(
        some(Board.done),
        rx.el.details(
            rx.el.summary("Done lately", class_name="min-h-11 py-2.5 font-semibold"),
            rx.el.ul(each(Board.done, done_row)),
            open=True,
            class_name="pt-2",
        ),
    )


def _loading() -> rx.Component:
    return rx.el.div(
        *[rx.el.div(skeleton(lines=6), class_name="rounded-card bg-raised p-4") for _ in range(4)],
        class_name=GRID,
    )


def _slow_button() -> rx.Component:
    return button(
        icon("hourglass"),
        rx.el.span("Slow down", class_name="sr-only sm:not-sr-only"),
        look="quiet",
        class_name="px-3",
        custom_attrs=opens("slow-down"),
    )


def _slow_dialog() -> rx.Component:
    return plain_dialog(
        "slow-down",
        "Too much at once?",
        rx.el.h3("Promise more time", class_name="pt-1 font-semibold"),
        rx.el.p("Added to every new promise, until you take it back.", class_name="text-muted"),
        rx.el.div(
            *[
                kept(
                    chip(
                        "As usual"
                        if minutes == 0
                        else phrase(t("+{minutes} min", minutes=minutes)),
                        chosen=Board.busy_minutes == minutes,
                    ),
                    verb="busy",
                    subject=Shell.restaurant_id,
                    says=f"{minutes}",
                    quiet=True,
                )
                for minutes in (0, 10, 20, 30)
            ],
            class_name="flex flex-wrap gap-2 py-3",
        ),
        rx.cond(
            Shell.is_manager,
            rx.el.div(
                rx.el.h3("Take no new orders", class_name="font-semibold"),
                rx.el.p("What is already ordered stands.", class_name="text-muted"),
                rx.el.div(
                    *[
                        kept(
                            button(words, look="act", custom_attrs=closes()),
                            verb="pause",
                            subject=Shell.restaurant_id,
                            says=said,
                            quiet=True,
                        )
                        for said, words in PAUSES.items()
                    ],
                    class_name="flex flex-wrap gap-2 pt-3",
                ),
            ),
        ),
    )
