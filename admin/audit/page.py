import reflex as rx

from admin.audit.state import Audit
from admin.layout import frame, page_head
from admin.parts import CELL, PANEL, table
from admin.state import Shell
from foodapp.accounts.audit import ACTIONS
from foodapp.ui.kit import button, empty_state, error_banner, link, select, skeleton
from foodapp.ui.live import live_refresh

HEADS = [("When", ""), ("Who", ""), ("Did", ""), ("To", ""), ("Reason", "")]


@rx.page(
    route="/admin/audit",
    title="Audit log",
    image="/icon-512.png",
    on_load=[Shell.load, Audit.load],
)
def audit() -> rx.Component:
    return frame(
        "/admin/audit",
        live_refresh(Audit.refresh),
        page_head("Audit log", "What was done in the console. Nothing here can be changed."),
        rx.el.div(
            select(
                "What",
                "action",
                [("", "Everything"), *ACTIONS.items()],
                value=Audit.action,
                on_change=Audit.choose_action,
            ),
            select("Who", "by", Audit.people, value=Audit.by, on_change=Audit.choose_person),
            class_name="grid max-w-xl gap-3 sm:grid-cols-2",
        ),
        error_banner(Audit.error),
        rx.cond(
            Audit.loaded,
            rx.cond(
                Audit.lines.length() > 0,
                rx.fragment(_table(), _cards(), _more()),
                empty_state("scroll-text", "Nothing here yet", "Every deed in the console shows."),
            ),
            rx.cond(Audit.error == "", skeleton(lines=8)),
        ),
    )


def _table():
    return rx.el.div(
        table(
            HEADS,
            rx.foreach(Audit.lines, _row),
            label="Audit log",
            custom_attrs={"data-testid": "audit-table"},
        ),
        class_name=f"{PANEL} hidden overflow-hidden md:block",
    )


def _row(line):
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
        class_name="hover:bg-sunken",
    )


def _subject(line):
    return rx.match(
        line.subject,
        ("order", link(line.subject_name, to="/admin/orders/" + line.subject_id)),
        ("restaurant", link(line.subject_name, to="/admin/restaurants/" + line.subject_id)),
        rx.el.span(line.subject_name),
    )


def _cards():
    return rx.el.ul(
        rx.foreach(Audit.lines, _card),
        aria_label="Audit log",
        class_name=f"{PANEL} divide-y divide-line md:hidden",
    )


def _card(line):
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


def _more():
    return rx.cond(
        Audit.next_before > 0,
        rx.el.div(
            button("Show more", look="quiet", on_click=Audit.more),
            class_name="flex justify-center pt-4",
        ),
    )
