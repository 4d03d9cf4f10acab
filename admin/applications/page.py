import reflex as rx

from admin import addresses
from admin.applications.state import Applications
from admin.layout import page
from admin.list_screen import choices, list_screen
from admin.parts import status_badge
from foodapp.ui.kit import Column, empty_state, link, top_line
from foodapp.views.console.applications import Listed

CHOICES = [
    ("", "Wait for us"),
    ("asked_again", "Asked again"),
    ("approved", "Approved"),
    ("declined", "Declined"),
]


@page(addresses.APPLICATIONS, "Applications", Applications.load)
def applications() -> rx.Component:
    return list_screen(
        Applications,
        "Applications",
        text="Restaurants and riders that want to join.",
        rows=Applications.rows,
        columns=COLUMNS,
        to=lambda one: addresses.application(one.id),
        nothing=empty_state("inbox", "Nobody waits", "Whoever applies stands here."),
        filters=choices(Applications, CHOICES, "Which applications"),
    )


def _name(one: Listed) -> rx.Component:
    return link(one.name, to=addresses.application(one.id), class_name="font-medium")


def _top(one: Listed) -> rx.Component:
    return top_line(
        rx.el.span(one.name, class_name="font-medium text-ink"), status_badge(one.look, one.words)
    )


COLUMNS: tuple[Column[Listed], ...] = (
    Column("Who", _name, _top),
    Column("As", lambda one: one.kind, lambda one: rx.el.p(one.kind, " · ", one.town)),
    Column("Town", lambda one: one.town),
    Column("By", lambda one: one.by),
    Column(
        "Sent",
        lambda one: one.sent,
        lambda one: rx.el.p(one.sent, class_name="text-xs text-muted tnum"),
        look="whitespace-nowrap text-muted tnum",
    ),
    Column("Status", lambda one: status_badge(one.look, one.words)),
)
