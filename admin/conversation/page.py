import reflex as rx

from admin import addresses
from admin.conversation.state import OneChat as Screen
from admin.layout import frame_of_one, page
from admin.parts import panel, question_dialog, status_badge
from admin.problems import problems_panel
from foodapp.ui.chat import chat_keeper, chat_panel
from foodapp.ui.kit import (
    VERBATIM,
    badge,
    button,
    card,
    each,
    either,
    empty_state,
    error_banner,
    icon,
    link,
    link_button,
    money,
    some,
    text_area,
)
from foodapp.views.chat import ChatCard
from foodapp.views.console.support import NoteCard
from foodapp.views.customer.order import BoughtLine

TO = "inline-flex min-h-11 items-center gap-1 text-sm font-medium"


@page("/admin/support/[id]", "Conversation", Screen.arrive, Screen.load)
def conversation() -> rx.Component:
    return frame_of_one(
        addresses.SUPPORT,
        Screen,
        _not_there(),
        _conversation(),
        chat_keeper(Screen, about=Screen.about.id),
    )


def _not_there() -> rx.Component:
    return empty_state(
        "search-x",
        "There is no such conversation",
        "The address may be mistyped.",
        link_button("All that waits", to=addresses.SUPPORT, look="quiet"),
        level=1,
    )


def _conversation() -> rx.Component:
    return rx.fragment(
        _head(),
        error_banner(Screen.error),
        rx.el.div(
            rx.el.div(each(Screen.chats, _lines), class_name="min-w-0"),
            rx.el.div(
                problems_panel(Screen, Screen.order),
                rx.cond(Screen.about.order_id != "", _order()),
                _others(),
                _notes(),
                class_name="flex min-w-0 flex-col gap-4",
            ),
            class_name="mt-3 grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_26rem]",
        ),
        question_dialog(Screen),
    )


def _lines(one: ChatCard) -> rx.Component:
    return card(chat_panel(Screen, one, tall=True, ready=Screen.ready))


def _head() -> rx.Component:
    about = Screen.about
    return rx.el.div(
        link(icon("arrow-left", size=16), "Support", to=addresses.SUPPORT, class_name=TO),
        rx.el.div(
            rx.el.h1(about.name, class_name="text-xl font-bold", custom_attrs=VERBATIM),
            badge(about.kind),
            rx.cond(about.waiting != "", badge("waits ", about.waiting, look="act")),
            rx.cond(
                about.claimed_by != "",
                badge(either(about.is_mine, "Yours", about.claimed_by), look="accent"),
            ),
            rx.el.div(
                rx.cond(about.is_open, _while_open(), rx.cond(about.was_asked, _again())),
                class_name="flex flex-wrap gap-2 sm:ml-auto",
            ),
            class_name="flex flex-wrap items-center gap-2",
        ),
    )


def _while_open() -> rx.Component:
    return rx.fragment(
        rx.cond(
            Screen.about.is_mine,
            button("Give back", look="quiet", on_click=Screen.release, id="release"),
            button(
                either(Screen.about.claimed_by != "", "Take over", "I take it"),
                look="quiet",
                on_click=Screen.claim,
                id="claim",
            ),
        ),
        button("Close", look="done", on_click=Screen.close, id="close"),
    )


def _again() -> rx.Component:
    return button("Open again", look="quiet", on_click=Screen.reopen, id="reopen")


def _order() -> rx.Component:
    order = Screen.order
    return panel(
        rx.fragment("Order ", order.row.number),
        rx.el.div(
            rx.el.p(
                status_badge(order.row.look, order.row.words),
                rx.cond(order.row.is_late, badge("Late", look="act")),
                money(order.row.total, class_name="ml-auto font-semibold"),
                class_name="flex items-center gap-2",
            ),
            rx.el.p(
                order.row.restaurant, " for ", order.row.customer, class_name="text-sm text-muted"
            ),
            rx.el.ul(each(order.lines, _bought), class_name="text-sm"),
            class_name="flex flex-col gap-2 px-4 py-3",
        ),
        rx.el.div(
            link(
                icon("hand-coins", size=16),
                "Give money back",
                to=addresses.ORDERS + "/" + Screen.about.order_id + "/money",
                id="to-refund",
                class_name=TO,
            ),
            link(
                icon("bike", size=16),
                "Another rider, a missing dish, cancel",
                to=addresses.ORDERS + "/" + Screen.about.order_id,
                id="to-order",
                class_name=TO,
            ),
            class_name="flex flex-col border-t border-line px-4 py-2",
        ),
        id="order-beside",
    )


def _bought(line: BoughtLine) -> rx.Component:
    return rx.el.li(
        rx.el.span(line.quantity, " × ", class_name="tnum text-muted"),
        rx.el.span(line.name, custom_attrs=VERBATIM),
        rx.cond(line.details != "", rx.el.span(" ", line.details, class_name="text-muted")),
        money(line.total, class_name="float-right"),
    )


def _others() -> rx.Component:
    about = Screen.about
    return rx.el.div(
        rx.cond(
            about.between != "",
            link(
                icon("messages-square", size=16),
                "What customer and rider wrote",
                to=addresses.SUPPORT + "/" + about.between,
                id="to-between",
                class_name=TO,
            ),
        ),
        rx.cond(
            about.restaurant_id != "",
            link(
                icon("store", size=16),
                "The restaurant",
                to=addresses.RESTAURANTS + "/" + about.restaurant_id,
                class_name=TO,
            ),
        ),
        class_name="flex flex-col px-1 empty:hidden",
    )


def _notes() -> rx.Component:
    return panel(
        "Notes for colleagues",
        rx.cond(
            some(Screen.about.notes),
            rx.el.ul(each(Screen.about.notes, _note), class_name="flex flex-col gap-2 px-4 pt-3"),
        ),
        rx.el.form(
            text_area("Only support reads this", "note", rows="2", max_length=1000),
            button("Note it", look="quiet", type="submit", id="add-note"),
            on_submit=Screen.add_note,
            key=Screen.note_version,
            class_name="flex flex-col items-start gap-2 px-4 py-3 [&>div]:w-full",
        ),
    )


def _note(note: NoteCard) -> rx.Component:
    return rx.el.li(
        rx.el.p(note.text, class_name="whitespace-pre-wrap break-words"),
        rx.el.p(note.by, " · ", note.at, class_name="text-xs text-muted"),
        class_name="rounded-xl bg-sunken px-3 py-2 text-sm",
    )
