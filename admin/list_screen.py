"""What every list of the console looks like: a table, cards on a phone, and the way onward."""

from collections.abc import Callable, Sequence
from typing import Any

import reflex as rx

from admin.layout import frame, page_head
from admin.listing import Filtered, Listing
from admin.parts import CARDS, PANEL, search_box
from foodapp.ui.kit import (
    Column,
    cards,
    empty_state,
    error_banner,
    icon,
    link_button,
    skeleton,
    some,
    table,
    tabs,
)
from foodapp.ui.kit.tables import CARD, Row
from foodapp.ui.live import live_refresh


def list_screen(
    screen: type[Listing],
    title: str,
    *,
    rows: Sequence[Row],
    columns: Sequence[Column[Row]],
    nothing: Any,
    filters: Any,
    attrs: Callable[[Row], dict[str, Any]] | None = None,
    card: str = CARD,
    to: Callable[[Row], str] | None = None,
    text: str = "",
    here: str = "",
    actions: tuple[Any, ...] = (),
    dialogs: tuple[Any, ...] = (),
) -> rx.Component:
    """columns: of the table, and of the cards on a phone. attrs: of a row of the table, for tests.
    card: classes of a card; to: where one leads that is a link as a whole. nothing: what shows
    where the whole list has no rows: it may say that all is well. Where only some of it was asked
    for, no more is said than that. here: the place in the frame, where it is not the list's own
    address."""
    return frame(
        here or screen._address,
        live_refresh(screen.refresh),
        page_head(title, text, *actions),
        rx.el.div(filters, class_name="mb-3 min-w-0"),
        error_banner(screen.error),
        rx.cond(
            screen.loaded,
            rx.fragment(
                rx.cond(
                    some(rows),
                    rx.fragment(
                        rx.el.div(
                            table(columns, rows, label=title, attrs=attrs),
                            class_name=f"{PANEL} hidden overflow-hidden md:block",
                            custom_attrs={"data-testid": f"{title.split()[0].lower()}-table"},
                        ),
                        cards(
                            columns,
                            rows,
                            to=to,
                            look=card,
                            aria_label=title,
                            class_name=f"{CARDS} md:hidden",
                        ),
                    ),
                    rx.cond(screen.is_narrowed, _nothing_of_these(), nothing),
                ),
                _pages(screen),
            ),
            rx.cond(screen.error == "", skeleton(lines=12)),
        ),
        *dialogs,
    )


def _nothing_of_these() -> rx.Component:
    return empty_state("list-filter", "Nothing here", "Try another filter or search.")


def choices(screen: type[Filtered], named: list[tuple[str, str]], label: str) -> rx.Component:
    return tabs(screen.which, named, screen.choose, label)


def search(screen: type[Filtered], what: str, label: str, hint: str) -> rx.Component:
    return search_box(
        label,
        hint,
        screen.search,
        screen.find,
        id=f"{what}-search",
    )


def _pages(screen: type[Listing]) -> rx.Component:
    """Links, so that the browser's own way back works."""
    return rx.el.nav(
        rx.cond(
            screen.first_page != "",
            link_button(
                icon("chevrons-up", size=18), "To the top", to=screen.first_page, look="quiet"
            ),
        ),
        rx.cond(
            screen.next_page != "",
            link_button(
                "Next 50",
                icon("chevron-right", size=18),
                to=screen.next_page,
                look="quiet",
                id="next-page",
            ),
        ),
        aria_label="Pages",
        class_name="flex flex-wrap justify-center gap-2 pt-4 empty:hidden",
    )
