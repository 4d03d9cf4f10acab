import reflex as rx

from admin import addresses
from admin.layout import frame, page, page_head
from admin.notifications.state import Notifications
from admin.parts import panel
from foodapp.ui.kit import Column, cards, error_banner, skeleton, table
from foodapp.views.catalogue import CatalogueLine


@page(addresses.NOTIFICATIONS, "Notifications", Notifications.load)
def notifications() -> rx.Component:
    return frame(
        addresses.SETTINGS,
        page_head("Notifications", "Who is told of what, by which channels, and how urgent it is."),
        error_banner(Notifications.error),
        rx.cond(Notifications.loaded, _catalogue(), skeleton(lines=8)),
    )


def _catalogue() -> rx.Component:
    return panel(
        "The catalogue",
        rx.el.div(
            table(COLUMNS, Notifications.rows, label="Notifications"),
            class_name="hidden lg:block",
        ),
        cards(COLUMNS, Notifications.rows, class_name="divide-y divide-line lg:hidden"),
    )


def _card(one: CatalogueLine) -> rx.Component:
    return rx.el.div(
        rx.el.p(one.audience, class_name="text-xs text-muted"),
        _what(one),
        rx.el.p(one.channels, " · ", one.urgency, class_name="text-sm"),
        rx.el.p(one.choice, class_name="text-sm text-muted"),
        class_name="flex min-w-0 flex-col gap-0.5",
    )


def _what(one: CatalogueLine) -> rx.Component:
    return rx.el.div(
        rx.el.p(one.when, class_name="font-medium"),
        rx.el.p(one.says, class_name="text-sm text-muted"),
        class_name="min-w-0 break-words",
    )


COLUMNS: tuple[Column[CatalogueLine], ...] = (
    Column("Who", lambda one: one.audience),
    Column("What", _what, phone=_card),
    Column("By", lambda one: one.channels),
    Column("How urgent", lambda one: one.urgency),
    Column("Their choice", lambda one: one.choice),
)
