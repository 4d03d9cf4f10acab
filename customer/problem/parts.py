"""Telling us what was not right with an order, and what came of it, on the order's page."""

import reflex as rx

from customer.order.state import OrderScreen
from customer.problem.photo import problem_photo
from customer.problem.state import COUNT, LINE
from customer.problem.state import ProblemSheet as Sheet
from foodapp.kit.words import t
from foodapp.ui.kit import (
    VERBATIM,
    badge,
    button,
    card,
    cases,
    dialog,
    each,
    error_banner,
    heading,
    icon,
    phrase,
    some,
    text,
    text_area,
    up_to,
)
from foodapp.views.customer.order import BoughtLine
from foodapp.views.customer.problems import MyCase

FAULTS = [
    ("missing", "It is missing"),
    ("wrong", "It is not what I ordered"),
    ("cold", "It is cold"),
    ("spilled", "It is spilled"),
]
CHOICE = (
    "flex min-h-11 items-center gap-2 rounded-xl border border-line bg-raised px-3"
    " has-[input:checked]:border-accent has-[input:checked]:bg-accent-soft"
)


def problem() -> rx.Component:
    """On an order that came."""
    return rx.fragment(
        rx.cond(some(OrderScreen.problems.cases), _told()),
        rx.cond(
            some(OrderScreen.problems.lines),
            button(
                icon("message-circle-warning"),
                "Something wrong with your order?",
                look="quiet",
                on_click=Sheet.open,
                id="report-problem",
                class_name="self-start",
            ),
        ),
        dialog(
            Sheet.opened,
            "What was not right?",
            _form(),
            on_close=Sheet.close,
            sheet=True,
        ),
    )


def _told() -> rx.Component:
    return card(
        heading("What you told us", level=2),
        rx.el.ul(
            each(OrderScreen.problems.cases, _case), class_name="flex flex-col divide-y divide-line"
        ),
        id="told",
        role="status",
    )


def _case(one: MyCase) -> rx.Component:
    return rx.el.li(
        rx.cond(
            one.photo != "",
            rx.el.img(
                src=one.photo + "?size=s",
                alt="Your photo",
                width="64",
                height="64",
                loading="lazy",
                class_name="size-16 shrink-0 rounded-xl object-cover",
            ),
        ),
        rx.el.div(
            rx.el.p(
                rx.el.span(one.what, class_name="font-medium", custom_attrs=VERBATIM),
                cases(
                    one.state,
                    ("given", badge("Given back", look="done")),
                    ("waiting", badge("We look at it", look="accent")),
                    otherwise=badge("Nothing given back"),
                ),
                class_name="flex flex-wrap items-center gap-2",
            ),
            rx.el.p("You said: ", one.fault, class_name="text-sm text-muted"),
            rx.cond(
                one.text != "",
                rx.el.p(
                    "“",
                    one.text,
                    "”",
                    class_name="whitespace-pre-line break-words text-sm text-muted",
                ),
            ),
            rx.el.p(one.outcome, class_name="break-words pt-1"),
            class_name="min-w-0",
        ),
        class_name="flex gap-3 py-3",
        custom_attrs={"data-case": one.state},
    )


def _form() -> rx.Component:
    return rx.el.form(
        rx.el.input(type="hidden", name="client", value=Sheet.report_id, read_only=True),
        rx.el.fieldset(
            rx.el.legend("Which dishes?", class_name="pb-1 font-medium"),
            each(OrderScreen.problems.lines, _line),
            class_name="flex flex-col gap-2",
        ),
        rx.el.fieldset(
            rx.el.legend("What is wrong?", class_name="pb-1 font-medium"),
            *[_fault(value, words) for value, words in FAULTS],
            class_name="grid gap-2 sm:grid-cols-2",
        ),
        text_area("A few words", "text", id="problem-text", max_length=500, rows="2"),
        rx.el.div(
            problem_photo(OrderScreen.order.id, Sheet.photo_kept, Sheet.photo_refused),
            rx.el.p(
                "With a photo we can mostly give something back at once.",
                class_name="pt-1 text-sm text-muted",
            ),
        ),
        error_banner(Sheet.error),
        button("Send", type="submit", wide=True, id="send-problem"),
        on_submit=Sheet.send,
        key=Sheet.report_id,
        class_name="flex flex-col gap-4",
    )


def _line(line: BoughtLine) -> rx.Component:
    return rx.el.div(
        rx.el.label(
            rx.el.input(
                type="checkbox", name=LINE + line.id, class_name="size-5 shrink-0 accent-accent"
            ),
            rx.el.span(
                rx.el.span(line.quantity, " × ", class_name="tnum text-muted"),
                rx.el.span(line.name, custom_attrs=VERBATIM),
                rx.cond(
                    line.details != "",
                    rx.el.span(line.details, class_name="block text-sm text-muted"),
                ),
                class_name="min-w-0 flex-1 py-1",
            ),
            class_name="flex min-h-11 min-w-0 flex-1 items-center gap-3",
        ),
        rx.cond(
            line.quantity > 1,
            rx.el.select(
                each(up_to(line.quantity), lambda n: _portions(line, n)),
                name=COUNT + line.id,
                default_value=text(line.quantity),
                aria_label=phrase(t("How many of {dish}", dish=line.name)),
                class_name="min-h-11 shrink-0 rounded-xl border border-line bg-raised px-2",
            ),
        ),
        class_name=CHOICE,
    )


def _portions(line: BoughtLine, number: int) -> rx.Component:
    return rx.el.option(
        phrase(t("{count} of {all}", count=number + 1, all=line.quantity)), value=text(number + 1)
    )


def _fault(value: str, words: str) -> rx.Component:
    return rx.el.label(
        rx.el.input(
            type="radio",
            name="fault",
            value=value,
            required=True,
            class_name="size-5 shrink-0 accent-accent",
        ),
        rx.el.span(words),
        class_name=CHOICE,
    )
