"""Lists said once: a column with its title, its cells, and what of it a phone's cards show."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import reflex as rx

from foodapp.ui.kit.controls import joined, link
from foodapp.ui.kit.lists import each

Row = TypeVar("Row")
HEAD = "px-3 py-2 text-left text-xs font-semibold text-muted whitespace-nowrap"
CELL = "px-3 py-2 text-sm align-middle"
NUMBER = "text-right tnum whitespace-nowrap"
CARD = "px-4 py-3 text-sm"
TOP_LINE = "flex flex-wrap items-center gap-2"
CARD_LINK = "flex flex-col gap-0.5 px-4 py-3 no-underline"


@dataclass(frozen=True)
class Column(Generic[Row]):
    """title: "" where the cells speak for themselves. cell, phone: what is drawn of a row, several
    things as a tuple. A phone's card is what the columns have for it, one under the other; what
    one line of it says together stands with one of its columns. look: further classes of a cell."""

    title: str
    cell: Callable[[Row], Any]
    phone: Callable[[Row], Any] | None = None
    look: str = ""
    is_number: bool = False


def table(
    columns: Sequence[Column[Row]],
    rows: Sequence[Row],
    *,
    label: str,
    attrs: Callable[[Row], dict[str, Any]] | None = None,
) -> rx.Component:
    """attrs: of a <tr>. Scrolls sideways inside itself when it must."""
    return rx.el.div(
        rx.el.table(
            rx.el.thead(
                rx.el.tr(*[_head(column) for column in columns]),
                class_name="border-b border-line bg-sunken",
            ),
            rx.el.tbody(
                each(rows, lambda row: _row(columns, row, attrs(row) if attrs else {})),
                class_name="divide-y divide-line",
            ),
            aria_label=label,
            class_name="w-full border-collapse",
        ),
        class_name="overflow-x-auto",
    )


def cards(
    columns: Sequence[Column[Row]],
    rows: Sequence[Row],
    *,
    to: Callable[[Row], str] | None = None,
    look: str = CARD,
    **props: Any,
) -> rx.Component:
    """The same for a phone. to: where a card leads that is a link as a whole. look: of a card;
    props go to the <ul>."""

    def card(row: Row) -> rx.Component:
        parts = [part for column in columns if column.phone for part in _several(column.phone(row))]
        if to is None:
            return rx.el.li(*parts, class_name=look)
        return rx.el.li(link(*parts, to=to(row), class_name=CARD_LINK))

    return rx.el.ul(each(rows, card), **props)


def top_line(*parts: Any) -> rx.Component:
    """The first of a card: what it is, how it stands, and at the end how much."""
    return rx.el.div(*parts, class_name=TOP_LINE)


def _head(column: Column[Any]) -> rx.Component:
    classes = joined(HEAD, "text-right" if column.is_number else "")
    return rx.el.th(column.title, scope="col", class_name=classes)


def _row(columns: Sequence[Column[Row]], row: Row, attrs: dict[str, Any]) -> rx.Component:
    cells = [
        rx.el.td(
            *_several(column.cell(row)),
            class_name=joined(CELL, NUMBER if column.is_number else "", column.look),
        )
        for column in columns
    ]
    return rx.el.tr(*cells, class_name="hover:bg-sunken", custom_attrs=attrs)


def _several(drawn: Any) -> tuple[Any, ...]:
    return drawn if isinstance(drawn, tuple) else (drawn,)
