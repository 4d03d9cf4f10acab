import reflex as rx

from admin import addresses
from admin.layout import frame, page, page_head
from admin.notifications.state import Notifications
from admin.parts import panel
from foodapp.kit.words import Words, t
from foodapp.ui.kit import (
    Column,
    button,
    cards,
    each,
    either,
    error_banner,
    icon_button,
    phrase,
    skeleton,
    table,
    text,
)
from foodapp.views.catalogue import CatalogueLine
from foodapp.views.console.on_call import OnCall

LAST = 50


@page(addresses.NOTIFICATIONS, "Notifications", Notifications.load)
def notifications() -> rx.Component:
    return frame(
        addresses.SETTINGS,
        page_head("Notifications", "Who is told of what, by which channels, and how urgent it is."),
        error_banner(Notifications.error),
        rx.cond(
            Notifications.loaded,
            rx.el.div(_on_call(), _catalogue(), class_name="flex flex-col gap-4"),
            skeleton(lines=8),
        ),
    )


def _on_call() -> rx.Component:
    return panel(
        "On call",
        rx.el.p(
            "For an alert that cannot wait the first is rung at once, and the next five minutes"
            " later when nobody has looked.",
            class_name="px-4 py-3 text-sm text-muted",
        ),
        rx.el.ol(
            each(Notifications.ladder, _rung),
            aria_label="On call",
            id="on-call",
            class_name="divide-y divide-line border-t border-line",
        ),
    )


def _rung(one: OnCall) -> rx.Component:
    return rx.el.li(
        rx.el.span(
            either(one.turn > 0, text(one.turn), "–"),
            class_name="w-6 shrink-0 text-center font-semibold tnum",
        ),
        rx.el.div(
            rx.el.p(one.name, " · ", one.role, class_name="font-medium wrap-anywhere"),
            rx.el.p(
                one.reached_by,
                class_name=either(one.is_woken, "text-sm text-muted", "text-sm text-act"),
            ),
            class_name="min-w-44 flex-1",
        ),
        rx.cond(Notifications.may_change, _moves(one)),
        class_name="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2",
    )


def _moves(one: OnCall) -> rx.Component:
    earlier = t("{name} is rung earlier", name=one.name)
    later = t("{name} is rung later", name=one.name)
    return rx.el.div(
        rx.cond(one.can_rise, _move("chevron-up", earlier, one, -1)),
        rx.cond(one.can_fall, _move("chevron-down", later, one, 1)),
        rx.cond(one.turn > 0, _choice("Off call", one, 0), _choice("Put on call", one, LAST)),
        class_name="ml-auto flex shrink-0 items-center gap-1",
    )


def _choice(label: str, one: OnCall, turn: int) -> rx.Component:
    put = Notifications.put(one.id, turn)
    return button(label, look="quiet", on_click=put, class_name="px-3! text-sm")


def _move(name: str, says: Words, one: OnCall, by: int) -> rx.Component:
    return icon_button(name, phrase(says), on_click=Notifications.put(one.id, one.turn + by))


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
