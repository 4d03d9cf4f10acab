from typing import Any

import reflex as rx

from admin import addresses
from admin.audit.state import Audit
from admin.layout import page
from admin.list_screen import list_screen
from foodapp.kit.words import say
from foodapp.ui.kit import Column, cases, empty_state, link, select
from foodapp.views.console.audit import WORDS, AuditLine


@page(addresses.AUDIT, "Audit log", Audit.load)
def audit() -> rx.Component:
    return list_screen(
        Audit,
        "Audit log",
        text="What was done in the console. Nothing here can be changed.",
        rows=Audit.rows,
        columns=COLUMNS,
        nothing=empty_state(
            "scroll-text", "Nothing here yet", "What people do in the console is kept here."
        ),
        filters=_filters(),
    )


def _filters() -> rx.Component:
    return rx.el.div(
        select(
            "What",
            "action",
            [("", "Everything"), *((code, say(words)) for code, words in WORDS.items())],
            value=Audit.action,
            on_change=Audit.choose_action,
        ),
        select("Who", "by", Audit.people, value=Audit.by, on_change=Audit.choose_person),
        class_name="grid max-w-xl gap-3 sm:grid-cols-2",
    )


def _subject(line: AuditLine) -> rx.Component:
    return cases(
        line.subject,
        ("order", link(line.subject_name, to=addresses.order(line.subject_id))),
        ("restaurant", link(line.subject_name, to=addresses.restaurant(line.subject_id))),
        ("promotion", link(line.subject_name, to=addresses.PROMOTIONS)),
        ("payout", link(line.subject_name, to=addresses.PAYOUTS)),
        otherwise=rx.el.span(line.subject_name),
    )


def _who(line: AuditLine) -> tuple[Any, ...]:
    return line.by, rx.el.span(" ", line.role, class_name="text-xs text-muted")


def _top(line: AuditLine) -> rx.Component:
    return rx.el.p(
        rx.el.span(line.action, class_name="font-medium"),
        rx.el.span(line.at, class_name="ml-auto whitespace-nowrap text-xs text-muted tnum"),
        class_name="flex gap-2",
    )


def _subject_and_who(line: AuditLine) -> rx.Component:
    return rx.el.p(_subject(line), rx.el.span(" by ", line.by, class_name="text-muted"))


def _reason(line: AuditLine) -> rx.Component:
    return rx.cond(line.reason != "", rx.el.p(line.reason, class_name="text-muted"))


COLUMNS: tuple[Column[AuditLine], ...] = (
    Column("When", lambda line: line.at, _top, look="whitespace-nowrap text-muted tnum"),
    Column("Who", _who, look="whitespace-nowrap"),
    Column("Did", lambda line: line.action, look="font-medium whitespace-nowrap"),
    Column("To", _subject, _subject_and_who),
    Column("Reason", lambda line: line.reason, _reason, look="text-muted"),
)
