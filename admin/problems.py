"""What a customer complained of, with what support can do about it: beside the order and beside the
chat about it."""

from collections.abc import Mapping
from typing import Any

import reflex as rx

from admin import addresses
from admin.asking import Command, Confirming, Question, unreasoned
from admin.parts import panel
from admin.state import Shell
from foodapp.cases import giving
from foodapp.ui.kit import VERBATIM, badge, button, cases, each, link_button, some
from foodapp.views.console.problems import ProblemCard

QUESTIONS: Mapping[str, Question] = {
    "give_case": Question(
        kind="give_case",
        title="Give what is proposed?",
        text="It is given within your limits; above them a second person decides. The customer is"
        " told.",
        label="Give it",
        wants_reason=False,
        is_harmful=False,
        done="Done. It stands with the complaint.",
    ),
    "decline_case": Question(
        kind="decline_case",
        title="Give nothing back?",
        text="The customer reads your words on the page of their order.",
        label="Give nothing back",
        asks="Words to the customer",
        done="The customer is told.",
    ),
}
COMMANDS: Mapping[str, Command] = {
    "give_case": unreasoned(giving.approve),
    "decline_case": giving.decline,
}


def problems_panel(screen: type[Confirming], order: Any) -> rx.Component:
    """order: the ConsoleOrder that the screen shows; screen asks what is above."""

    def draw(one: ProblemCard) -> rx.Component:
        return _problem(screen, order.row.id, one)

    return rx.cond(
        some(order.problems),
        panel(
            "What was not right",
            rx.el.ul(each(order.problems, draw), class_name="divide-y divide-line"),
            id="problems",
        ),
    )


def _problem(screen: type[Confirming], order_id: str, one: ProblemCard) -> rx.Component:
    return rx.el.li(
        rx.el.p(
            rx.el.span(one.what, class_name="font-medium", custom_attrs=VERBATIM),
            badge(one.fault),
            cases(
                one.state,
                ("given", badge("Given back", look="done")),
                ("declined", badge("Declined")),
                ("second", badge("Second person", look="accent")),
                otherwise=badge("To decide", look="act"),
            ),
            class_name="flex flex-wrap items-center gap-2",
        ),
        rx.cond(
            one.text != "",
            rx.el.p("“", one.text, "”", class_name="whitespace-pre-line break-words"),
        ),
        rx.cond(one.photo != "", _photo(one)),
        rx.cond(
            one.outcome != "",
            rx.el.p(one.outcome, class_name="break-words text-muted"),
            rx.el.p(one.proposed, class_name="text-muted"),
        ),
        rx.cond(one.limit != "", rx.el.p(one.limit, class_name="text-muted")),
        rx.cond((one.state == "waiting") & Shell.may_refund, _answers(screen, order_id, one)),
        class_name="flex flex-col gap-1 px-4 py-3 text-sm",
        custom_attrs={"data-case": one.state},
    )


def _answers(screen: type[Confirming], order_id: str, one: ProblemCard) -> rx.Component:
    return rx.el.div(
        button("Give it", on_click=screen.ask("give_case", one.id)),
        link_button(
            "Something else", to=addresses.money_of(order_id) + "?case=" + one.id, look="quiet"
        ),
        button("Nothing", look="quiet", on_click=screen.ask("decline_case", one.id)),
        class_name="flex flex-wrap gap-2 pt-1",
    )


def _photo(one: ProblemCard) -> rx.Component:
    """A link to the large one."""
    return rx.el.a(
        rx.el.img(
            src=one.photo + "?size=s",
            alt="Photo of the dish",
            width="160",
            height="120",
            loading="lazy",
            class_name="h-auto max-h-48 w-40 rounded-xl object-cover",
        ),
        href=one.photo + "?size=l",
        target="_blank",
        rel="noopener",
        class_name="w-fit",
    )
