from typing import Any

import reflex as rx

from foodapp.ui.kept import app_badge
from foodapp.ui.kit import (
    button,
    each,
    either,
    empty_state,
    error_banner,
    field,
    heading,
    icon,
    link,
    skeleton,
    some,
)
from foodapp.ui.live import Live, live_refresh
from foodapp.views.inbox import ChannelChoice, Entry, KindChoices

ROW = (
    "flex w-full min-h-14 items-start gap-3 px-4 py-3 text-left hover:bg-sunken"
    " focus-visible:bg-sunken"
)
CARD = "rounded-card border border-line bg-raised"


def bell(state: Any, to: str, *, on_icon: bool = True) -> rx.Component:
    """In a frame: how much is unread, also of what comes while the page is open. on_icon: the
    number stands on the icon of the installed app, too."""
    unread = state.unread + Live.news
    return rx.fragment(_bell(unread, to), app_badge(unread) if on_icon else rx.fragment())


def _bell(unread: Any, to: str) -> rx.Component:
    return link(
        icon("inbox"),
        rx.el.span("What is new", class_name="sr-only"),
        rx.cond(
            unread > 0,
            rx.el.span(
                rx.cond(unread > 99, "99+", unread.to(str)),
                rx.el.span(" unread", class_name="sr-only"),
                class_name="absolute -right-0.5 top-0.5 grid min-w-5 place-items-center"
                " rounded-full bg-accent px-1 text-xs font-bold text-on-accent tnum",
            ),
        ),
        to=to,
        id="inbox",
        class_name="relative grid size-11 shrink-0 place-items-center rounded-xl text-ink"
        " hover:bg-sunken hover:no-underline",
    )


def inbox(state: Any) -> rx.Component:
    """The list, then the choices."""
    return rx.el.div(
        live_refresh(state.refresh),
        rx.el.div(
            heading("What is new"),
            rx.cond(
                state.unread > 0,
                button("Mark all as read", look="quiet", on_click=state.read_all, id="read-all"),
            ),
            class_name="flex flex-wrap items-center justify-between gap-3 pb-4",
        ),
        error_banner(state.error),
        rx.cond(state.loaded, _list(state), skeleton(lines=6)),
        rx.cond(state.loaded, _choices(state)),
        class_name="mx-auto w-full max-w-2xl pb-6",
    )


def _list(state: Any) -> rx.Component:
    return rx.cond(
        some(state.entries),
        rx.el.ul(
            each(state.entries, lambda one: _entry(state, one)),
            class_name=f"{CARD} divide-y divide-line overflow-hidden",
        ),
        empty_state("inbox", "Nothing yet", "What you should know comes here."),
    )


def _entry(state: Any, one: Entry) -> rx.Component:
    dot = "mt-2 size-2.5 shrink-0 rounded-full bg-accent"
    return rx.el.li(
        rx.el.button(
            rx.el.span(class_name=either(one.is_unread, dot, "mt-2 size-2.5 shrink-0")),
            rx.el.span(
                rx.el.span(
                    one.title,
                    rx.cond(one.is_unread, rx.el.span(" (unread)", class_name="sr-only")),
                    class_name=either(one.is_unread, "block font-semibold", "block"),
                ),
                rx.el.span(one.text, class_name="block whitespace-pre-line text-sm text-muted"),
                class_name="min-w-0 flex-1 break-words",
            ),
            rx.el.span(one.at, class_name="shrink-0 pt-0.5 text-xs text-muted tnum"),
            type="button",
            on_click=state.go_to(one.id),
            class_name=ROW,
        )
    )


def _choices(state: Any) -> rx.Component:
    return rx.el.details(
        rx.el.summary(
            "What you hear of, and when",
            icon("chevron-down", size=18),
            class_name="flex min-h-11 cursor-pointer items-center gap-1 font-semibold",
            id="choices",
        ),
        rx.cond(
            state.bounces != "",
            rx.el.div(
                rx.el.p("E-mail to ", rx.el.b(state.address), " came back, so none is sent."),
                button("Try it again", look="quiet", on_click=state.try_again),
                role="alert",
                class_name="mb-3 rounded-card bg-act-soft p-4 text-act",
            ),
        ),
        rx.el.ul(
            each(state.kinds, lambda kind: _kind(state, kind), key="name"),
            class_name=f"{CARD} divide-y divide-line",
        ),
        _quiet_hours(state),
        class_name="pt-8",
    )


def _kind(state: Any, kind: KindChoices) -> rx.Component:
    return rx.el.li(
        rx.el.p(kind.words),
        rx.cond(
            kind.is_fixed,
            rx.el.p("Always: it is about your account or money.", class_name="text-sm text-muted"),
            rx.el.div(
                each(kind.channels, lambda one: _channel(state, one), key="channel"),
                class_name="flex flex-wrap gap-x-5",
            ),
        ),
        class_name="px-4 py-3",
    )


def _channel(state: Any, one: ChannelChoice) -> rx.Component:
    return rx.el.label(
        rx.el.input(
            type="checkbox",
            checked=one.is_on,
            on_change=state.choose(one.kind, one.channel, ~one.is_on),
            class_name="size-6 accent-accent",
        ),
        rx.el.span(one.words, class_name="first-letter:uppercase"),
        class_name="flex min-h-11 items-center gap-2",
    )


def _quiet_hours(state: Any) -> rx.Component:
    return rx.el.form(
        rx.el.h2("Quiet hours", class_name="pt-6 font-semibold"),
        rx.el.p(
            "Nothing rings then but what cannot wait. The same time twice: none.",
            class_name="pb-2 text-sm text-muted",
        ),
        rx.el.div(
            field("From", "from", type="time", default_value=state.quiet_from),
            field("Until", "until", type="time", default_value=state.quiet_until),
            button("Save", type="submit"),
            class_name="flex flex-wrap items-end gap-3",
        ),
        on_submit=state.sleep,
        key=state.quiet_from + state.quiet_until,
    )
