import reflex as rx

from admin import addresses
from admin.application.state import OneApplication as Screen
from admin.layout import frame_of_one, page
from admin.parts import facts, list_panel, panel, question_dialog, status_badge
from foodapp.kit.words import t
from foodapp.ui.inviting import link_shown
from foodapp.ui.kit import (
    badge,
    button,
    dialog,
    each,
    empty_state,
    error_banner,
    icon,
    link,
    link_button,
    phrase,
    some,
    text_area,
)
from foodapp.ui.map.live_map import live_map
from foodapp.views.customer.applying import AskedLine, Paper, Said, Wanted


@page("/admin/applications/[id]", "Application", Screen.arrive, Screen.load)
def application() -> rx.Component:
    return frame_of_one(addresses.APPLICATIONS, Screen, _not_there(), _application())


def _not_there() -> rx.Component:
    return empty_state("inbox", "There is no such application", level=1)


def _application() -> rx.Component:
    return rx.fragment(
        _head(),
        error_banner(Screen.error),
        rx.el.div(
            rx.el.div(_answers(), class_name="flex min-w-0 flex-col gap-4"),
            rx.el.div(_papers(), _decision(), class_name="flex min-w-0 flex-col gap-4"),
            class_name="mt-4 grid items-start gap-4 lg:grid-cols-2",
        ),
        dialog(
            Screen.inviting != "",
            "Approved",
            link_shown(Screen, Screen.link_taken),
            on_close=Screen.link_taken,
            sheet=True,
        ),
        question_dialog(Screen),
    )


def _head() -> rx.Component:
    row = Screen.row
    return rx.el.div(
        link(
            icon("arrow-left", size=16),
            "Applications",
            to=addresses.APPLICATIONS,
            class_name="inline-flex min-h-11 items-center gap-1 text-sm",
        ),
        rx.el.div(
            rx.el.h1(row.name, class_name="min-w-0 text-xl font-bold tracking-tight break-words"),
            status_badge(row.look, row.words),
            rx.cond(
                row.restaurant_id != "",
                link_button(
                    "The restaurant", to=addresses.restaurant(row.restaurant_id), look="quiet"
                ),
            ),
            class_name="flex flex-wrap items-center gap-3",
        ),
    )


def _answers() -> rx.Component:
    row = Screen.row
    return panel(
        "What they say",
        facts(
            ("Wants to join as", row.kind_words),
            ("Account", rx.el.span(row.by, " · ", row.email, class_name="wrap-anywhere")),
            ("Since", row.account_since),
            (
                "Address",
                rx.cond(row.is_proven, badge("proven", look="done"), badge("not proven yet")),
            ),
            ("Sent", row.sent),
        ),
        rx.el.dl(each(row.said, _said), class_name="border-t border-line px-4 py-2"),
        rx.cond(
            some(row.place),
            live_map(
                center=row.place,
                zoom=15,
                markers=Screen.markers,
                cooperative=True,
                height="14rem",
                label="Where it is",
            ),
        ),
    )


def _said(one: Said) -> rx.Component:
    return rx.el.div(
        rx.el.dt(one.words, class_name="w-28 shrink-0 text-muted sm:w-40"),
        rx.el.dd(
            rx.cond(one.answer != "", one.answer, rx.el.span("–", class_name="text-muted")),
            class_name="min-w-0 wrap-anywhere",
        ),
        class_name="flex gap-3 py-1.5 text-sm",
    )


def _papers() -> rx.Component:
    return list_panel("Papers", Screen.row.papers, _wanted, "None are asked for.")


def _wanted(one: Wanted) -> rx.Component:
    return rx.el.li(
        rx.el.p(one.words, class_name="font-medium"),
        rx.cond(
            some(one.files),
            rx.el.ul(each(one.files, _paper)),
            rx.el.p("None sent.", class_name="text-muted"),
        ),
        class_name="px-4 py-2 text-sm",
    )


def _paper(paper: Paper) -> rx.Component:
    return rx.el.li(
        rx.cond(
            Screen.row.may_decide,
            rx.el.a(
                icon("file-text", size=18),
                paper.name,
                href="/api/admin/papers/" + paper.id,
                custom_attrs={"data-testid": "paper"},
                class_name="inline-flex min-h-11 items-center gap-2 text-accent-ink underline",
            ),
            rx.el.span(paper.name),
        ),
        rx.el.span(paper.size, class_name="text-muted tnum"),
        class_name="flex items-center gap-3",
    )


def _decision() -> rx.Component:
    row = Screen.row
    return rx.fragment(
        rx.cond(
            some(row.asked) | (row.message != ""),
            panel(
                "Our latest answer",
                rx.el.p(row.message, class_name="px-4 pt-2 text-sm empty:hidden"),
                rx.el.ul(each(row.asked, _asked), class_name="list-disc px-8 py-2 text-sm"),
            ),
        ),
        rx.cond(row.may_decide & (row.standing == "sent"), panel("Answer", _answer())),
    )


def _asked(one: AskedLine) -> rx.Component:
    return rx.el.li(one.words, rx.cond(one.why != "", rx.el.span(": ", one.why)))


def _answer() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            button("Approve", on_click=Screen.ask("approve", ""), id="approve"),
            button("Decline", look="act", on_click=Screen.ask("decline", ""), id="decline"),
            class_name="flex flex-wrap gap-2 pb-3",
        ),
        rx.el.details(
            rx.el.summary(
                icon("message-circle-question", size=18),
                "Ask again …",
                id="open-ask-again",
                class_name="inline-flex min-h-11 cursor-pointer list-none items-center gap-2"
                " rounded-xl bg-sunken px-4 font-semibold hover:bg-line"
                " [&::-webkit-details-marker]:hidden",
            ),
            rx.el.form(
                each(Screen.row.choices, _choice),
                text_area("A few words to them", "message", max_length=600),
                button("Ask again", type="submit", look="quiet", id="ask-again"),
                on_submit=Screen.ask_again,
                class_name="flex flex-col gap-2",
            ),
        ),
        class_name="p-4",
    )


def _choice(pair: tuple[str, str]) -> rx.Component:
    """What is wrong, and why."""
    return rx.el.div(
        rx.el.label(
            rx.el.input(type="checkbox", name="ask-" + pair[0], class_name="size-5 accent-accent"),
            rx.el.span(pair[1]),
            class_name="flex min-h-11 items-center gap-3 text-sm",
        ),
        rx.el.input(
            name="why-" + pair[0],
            max_length=200,
            placeholder="Why",
            aria_label=phrase(t("Why: {reason}", reason=pair[1])),
            class_name="min-h-11 w-full rounded-xl border border-line bg-raised px-3 text-sm",
        ),
        class_name="grid gap-1 sm:grid-cols-2",
    )
