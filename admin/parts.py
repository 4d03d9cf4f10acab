"""Pieces that several pages of the console are made of."""

from typing import Any

import reflex as rx

from admin import addresses
from admin.asking import Confirming
from foodapp.ui.kit import (
    VERBATIM,
    badge,
    button,
    cases,
    dialog,
    each,
    heading,
    icon,
    link,
    some,
    text_area,
)
from foodapp.ui.proving import proof_dialog

PANEL = "rounded-card border border-line bg-raised shadow-card"
CARDS = f"{PANEL} divide-y divide-line"


def panel(title: Any, *children: Any, actions: Any = None, **props: Any) -> rx.Component:
    """A card with its title in a bar. Extra classes go to the card."""
    extra = props.pop("class_name", "")
    return rx.el.section(
        rx.el.div(
            heading(title, level=2, class_name="text-base"),
            rx.fragment() if actions is None else rx.el.div(actions, class_name="ml-auto"),
            class_name="flex min-h-12 items-center gap-3 border-b border-line px-4",
        ),
        *children,
        class_name=f"{PANEL} overflow-hidden {extra}".strip(),
        **props,
    )


def list_panel(
    title: Any, rows: Any, row: Any, nothing: str, *below: Any, **props: Any
) -> rx.Component:
    """A panel of rows, or the sentence that there are none."""
    return panel(
        title,
        rx.cond(
            some(rows),
            rx.el.ul(each(rows, row), class_name="divide-y divide-line"),
            rx.el.p(nothing, class_name="px-4 py-4 text-sm text-muted"),
        ),
        *below,
        **props,
    )


def under(*words: Any) -> rx.Component:
    """What a cell says in small below its first line."""
    return rx.el.span(*words, class_name="block text-xs text-muted")


def below(drawn: Any) -> rx.Component:
    """The last of a phone's card: what may be done, where anything may."""
    return rx.el.div(drawn, class_name="pt-2 empty:hidden")


def status_badge(look: Any, words: Any) -> rx.Component:
    """look: as foodapp.views.console.orders has it."""
    return cases(
        look,
        ("accent", badge(words, look="accent")),
        ("done", badge(words, look="done")),
        ("act", badge(words, look="act")),
        otherwise=badge(words),
    )


def facts(*pairs: tuple[Any, ...]) -> rx.Component:
    """Label and value, one a line; a value may be a component. A third says whether it shows."""
    return rx.el.dl(
        *[
            _fact(label, value) if shown is True else rx.cond(shown, _fact(label, value))
            for label, value, shown in ((*pair, True)[:3] for pair in pairs)
        ],
        class_name="px-4 py-2",
    )


def _fact(label: str, value: Any) -> rx.Component:
    return rx.el.div(
        rx.el.dt(label, class_name="w-32 shrink-0 text-muted"),
        rx.el.dd(value, class_name="min-w-0 break-words"),
        class_name="flex gap-3 py-1.5 text-sm",
    )


def search_box(
    label: str, placeholder: str, value: Any, on_change: Any, **props: Any
) -> rx.Component:
    return rx.el.div(
        icon("search", size=18, class_name="absolute left-3 top-3.5 text-muted"),
        rx.el.input(
            type="search",
            aria_label=label,
            placeholder=placeholder,
            default_value=value,
            on_change=on_change,
            class_name="w-full min-h-11 rounded-xl border border-line bg-raised pl-10 pr-3"
            " text-base placeholder:text-muted sm:text-sm",
            **props,
        ),
        class_name="relative w-full sm:w-72",
    )


def question_dialog(screen: type[Confirming]) -> rx.Component:
    """What the screen asks before it acts, the password too where it has to."""
    return rx.fragment(_question(screen.asked, screen), proof_dialog(screen))


def _question(question: Any, screen: type[Confirming]) -> rx.Component:
    return dialog(
        question.kind != "",
        question.title,
        rx.el.form(
            rx.el.p(question.text, class_name="pb-3 text-muted"),
            rx.cond(
                question.wants_reason,
                text_area(
                    question.asks,
                    "reason",
                    required=True,
                    max_length=200,
                    rows="3",
                    hint="Kept in the audit log.",
                ),
            ),
            rx.cond(
                question.error != "",
                rx.el.p(question.error, role="alert", class_name="pb-3 text-sm text-act"),
            ),
            rx.el.div(
                button("Never mind", look="quiet", on_click=screen.never_mind),
                rx.cond(
                    question.is_harmful,
                    button(question.label, look="act", type="submit", id="confirm"),
                    button(question.label, type="submit", id="confirm"),
                ),
                class_name="flex flex-wrap justify-end gap-2 pt-3",
            ),
            on_submit=screen.confirm,
            key=question.kind + question.subject,
        ),
        on_close=screen.never_mind,
        sheet=True,
    )


def order_link(number: Any, order_id: Any) -> rx.Component:
    """The number of an order, which leads to it."""
    return link(
        number,
        to=addresses.order(order_id),
        class_name="font-semibold whitespace-nowrap",
        custom_attrs=VERBATIM,
    )


def money_link(number: Any, order_id: str) -> rx.Component:
    """The number of an order, which leads to its money."""
    return link(
        number,
        to=addresses.money_of(order_id),
        class_name="inline-flex min-h-11 items-center font-semibold whitespace-nowrap",
    )
