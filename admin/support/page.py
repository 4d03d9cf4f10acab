import reflex as rx

from admin import addresses
from admin.layout import frame, page, page_head
from admin.support.state import Inbox
from foodapp.ui.kit import (
    VERBATIM,
    badge,
    button,
    dialog,
    each,
    empty_state,
    error_banner,
    field,
    icon_button,
    link,
    skeleton,
    some,
    stat,
    tabs,
    text_area,
)
from foodapp.ui.live import live_refresh
from foodapp.views.console.support import ReadyAnswer, Waits

CHOICES = [("", "Open"), ("mine", "Mine"), ("closed", "Closed")]


@page(addresses.SUPPORT, "Support", Inbox.load)
def inbox() -> rx.Component:
    return frame(
        addresses.SUPPORT,
        live_refresh(Inbox.refresh, every_s=30),
        page_head(
            "Support",
            "Whoever has waited longest comes first.",
            button("Ready answers", look="quiet", on_click=Inbox.open_answers, id="ready-answers"),
        ),
        rx.el.div(
            stat("Wait for an answer", Inbox.speed.waiting),
            stat("Longest wait", Inbox.speed.longest),
            stat("First answer, half of them", Inbox.speed.first_answer, "within, in seven days"),
            stat("First answer, nine in ten", Inbox.speed.slow_answer, "within, in seven days"),
            id="speed",
            class_name="grid grid-cols-2 gap-3 lg:grid-cols-4",
        ),
        rx.el.div(tabs(Inbox.which, CHOICES, Inbox.choose, "Which requests"), class_name="py-3"),
        rx.cond(
            Inbox.loaded,
            rx.cond(
                some(Inbox.rows),
                rx.el.ul(
                    each(Inbox.rows, _row),
                    class_name="divide-y divide-line overflow-hidden rounded-card border"
                    " border-line bg-raised shadow-card",
                ),
                empty_state("messages-square", "Nobody waits", "What is new appears by itself."),
            ),
            rx.cond(Inbox.error == "", skeleton(lines=6), error_banner(Inbox.error)),
        ),
        _answers(),
    )


def _row(row: Waits) -> rx.Component:
    return rx.el.li(
        link(
            rx.el.div(
                rx.el.p(
                    rx.el.span(row.name, class_name="font-semibold", custom_attrs=VERBATIM),
                    badge(row.kind),
                    rx.cond(row.number != "", rx.el.span(row.number, custom_attrs=VERBATIM)),
                    rx.cond(
                        row.claimed_by != "",
                        badge(row.claimed_by, look="accent"),
                    ),
                    class_name="flex flex-wrap items-center gap-2 text-ink",
                ),
                rx.el.p(row.preview, class_name="truncate text-sm text-muted"),
                class_name="min-w-0 flex-1",
            ),
            rx.el.div(
                rx.cond(
                    row.since != "",
                    rx.cond(
                        row.is_late,
                        badge("waits ", row.since, look="act"),
                        badge("waits ", row.since),
                    ),
                    badge("Answered", look="done"),
                ),
                rx.el.span(row.at, class_name="text-xs text-muted tnum"),
                class_name="flex shrink-0 flex-col items-end gap-1",
            ),
            to=addresses.SUPPORT + "/" + row.id,
            class_name="flex min-h-16 items-center gap-3 px-4 py-3 no-underline hover:bg-sunken"
            " hover:no-underline",
        ),
        custom_attrs={"data-testid": "request"},
    )


def _answers() -> rx.Component:
    return dialog(
        Inbox.editing,
        "Ready answers",
        rx.el.ul(each(Inbox.ready, _answer), class_name="divide-y divide-line"),
        rx.el.form(
            field("Title", "title", default_value=Inbox.edited.title, required=True, max_length=60),
            text_area(
                "What is said",
                "text",
                default_value=Inbox.edited.text,
                required=True,
                max_length=1000,
            ),
            error_banner(Inbox.error),
            button("Save", type="submit", id="save-answer"),
            on_submit=Inbox.save,
            key=Inbox.version,
            class_name="flex flex-col gap-2 border-t border-line pt-3",
        ),
        on_close=Inbox.close_answers,
    )


def _answer(one: ReadyAnswer) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(one.title, class_name="font-medium"),
            rx.el.p(one.text, class_name="line-clamp-2 text-sm text-muted"),
            class_name="min-w-0 flex-1",
        ),
        icon_button("pencil", "Change", on_click=Inbox.edit(one.id)),
        icon_button("trash-2", "Remove", on_click=Inbox.remove(one.id)),
        class_name="flex items-center gap-1 py-2",
    )
