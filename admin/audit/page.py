import reflex as rx

from admin.audit.state import Audit
from admin.layout import page
from admin.list_screen import list_screen
from admin.parts import CELL, ROW
from foodapp.accounts.audit import ACTIONS, AuditLine
from foodapp.ui.kit import cases, empty_state, link, select

HEADS = [("When", ""), ("Who", ""), ("Did", ""), ("To", ""), ("Reason", "")]


@page("/admin/audit", "Audit log", Audit.load)
def audit() -> rx.Component:
    return list_screen(
        Audit,
        "Audit log",
        text="What was done in the console. Nothing here can be changed.",
        heads=HEADS,
        row=_row,
        card=_card,
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
            [("", "Everything"), *ACTIONS.items()],
            value=Audit.action,
            on_change=Audit.choose_action,
        ),
        select("Who", "by", Audit.people, value=Audit.by, on_change=Audit.choose_person),
        class_name="grid max-w-xl gap-3 sm:grid-cols-2",
    )


def _row(line: AuditLine) -> rx.Component:
    return rx.el.tr(
        rx.el.td(line.at, class_name=f"{CELL} whitespace-nowrap text-muted tnum"),
        rx.el.td(
            line.by,
            rx.el.span(" ", line.role, class_name="text-xs text-muted"),
            class_name=f"{CELL} whitespace-nowrap",
        ),
        rx.el.td(line.action, class_name=f"{CELL} font-medium whitespace-nowrap"),
        rx.el.td(_subject(line), class_name=CELL),
        rx.el.td(line.reason, class_name=f"{CELL} text-muted"),
        class_name=ROW,
    )


def _subject(line: AuditLine) -> rx.Component:
    return cases(
        line.subject,
        ("order", link(line.subject_name, to="/admin/orders/" + line.subject_id)),
        ("restaurant", link(line.subject_name, to="/admin/restaurants/" + line.subject_id)),
        ("promotion", link(line.subject_name, to="/admin/promotions")),
        ("payout", link(line.subject_name, to="/admin/payouts")),
        otherwise=rx.el.span(line.subject_name),
    )


def _card(line: AuditLine) -> rx.Component:
    return rx.el.li(
        rx.el.p(
            rx.el.span(line.action, class_name="font-medium"),
            rx.el.span(line.at, class_name="ml-auto whitespace-nowrap text-xs text-muted tnum"),
            class_name="flex gap-2",
        ),
        rx.el.p(_subject(line), rx.el.span(" by ", line.by, class_name="text-muted")),
        rx.cond(line.reason != "", rx.el.p(line.reason, class_name="text-muted")),
        class_name="px-4 py-3 text-sm",
    )
