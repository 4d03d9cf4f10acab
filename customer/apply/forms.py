"""The steps of both applications, a form each."""

from collections.abc import Callable, Mapping
from typing import Any

import reflex as rx

from customer.apply.paper import TOO_BIG, PaperButton
from customer.apply.state import Applying
from foodapp.applications.models import ApplicationKind
from foodapp.kit.words import t
from foodapp.restaurants.cuisines import CUISINES
from foodapp.ui.kit import (
    badge,
    button,
    card,
    checkbox,
    each,
    either,
    field,
    has,
    heading,
    icon_button,
    no,
    phone_text,
    phrase,
    select,
    some,
)
from foodapp.ui.map.live_map import live_map
from foodapp.views.customer.applying import DayHours, Paper, Said, Wanted

Screen = type[Applying]
VEHICLES = [
    ("", "Please choose"),
    ("bicycle", "Bicycle"),
    ("scooter", "Scooter"),
    ("car", "Car"),
    ("foot", "On foot"),
]
TIME = "min-h-11 w-full min-w-0 sm:w-36 rounded-xl border border-line bg-raised px-2 tnum"


def place(screen: Screen) -> rx.Component:
    return card(
        rx.el.form(
            field("Find your address", "address", max_length=200),
            button("Find", type="submit", look="quiet", id="find-address"),
            on_submit=screen.look_up,
            class_name="flex items-end gap-2 pb-2 [&>div]:flex-1",
        ),
        rx.el.p(
            either(screen.hint != "", screen.hint, "Or tap the map where your door is."),
            role="status",
            class_name="pb-2 text-sm text-muted",
        ),
        live_map(
            center=screen.center,
            zoom=screen.zoom,
            markers=screen.markers,
            picking=True,
            fit=False,
            height="16rem",
            label="Where your restaurant is",
            on_map_click=screen.move,
        ),
        _fields(
            screen,
            _line(screen, "Name of the restaurant", "name"),
            field("Street and number", "street", default_value=screen.street, max_length=120),
            rx.el.div(
                field("Postcode", "postcode", default_value=screen.postcode, max_length=16),
                field("Town", "city", default_value=screen.city, max_length=80),
                class_name="grid grid-cols-[7rem_1fr] gap-3",
            ),
        ),
    )


def food(screen: Screen) -> rx.Component:
    return card(
        _fields(
            screen,
            _cuisines(screen),
            rx.el.fieldset(
                rx.el.legend("Opening hours", class_name="font-medium"),
                rx.el.p(
                    "The usual week. Leave a closed day empty; breaks and holidays come later.",
                    class_name="pb-1 text-sm text-muted",
                ),
                each(screen.page.days, _day),
            ),
            field(
                "Phone",
                "phone",
                type="tel",
                auto_complete="tel",
                max_length=40,
                default_value=phone_text(screen.page.answers["phone"]),
            ),
            _line(screen, "Website (if there is one)", "website"),
        )
    )


def business(screen: Screen) -> rx.Component:
    return card(
        rx.el.p(
            "We need this to pay you and to write invoices. Nobody else sees it.",
            class_name="pb-3 text-muted",
        ),
        _fields(
            screen,
            _line(screen, "Name of the business", "legal_name"),
            _line(screen, "Number in the trade register (if there is one)", "register_number"),
            _line(screen, "Tax number", "tax_number"),
        ),
    )


def about_you(screen: Screen) -> rx.Component:
    return card(
        _fields(
            screen,
            field(
                "Phone",
                "phone",
                type="tel",
                auto_complete="tel",
                max_length=40,
                default_value=phone_text(screen.page.answers["phone"]),
            ),
            select(
                "You ride by",
                "vehicle",
                VEHICLES,
                default_value=screen.page.answers["vehicle"],
            ),
            _line(screen, "Town you would ride in", "city"),
            _line(screen, "Tax number (if you have one)", "tax_number"),
            checkbox(
                "I am 18 or older",
                "of_age",
                value="yes",
                default_checked=screen.page.answers["of_age"] == "yes",
            ),
        )
    )


def papers(screen: Screen) -> rx.Component:
    return card(
        rx.el.p(
            "A PDF, or a photo as JPEG or PNG, of at most 10 MB each. Only those of our team who"
            " decide can open them, and each time is written down.",
            class_name="pb-2 text-muted",
        ),
        rx.el.ul(
            each(screen.page.papers, lambda one: _wanted(screen, one)),
            class_name="divide-y divide-line",
        ),
        rx.el.div(button("Go on", on_click=screen.go_to("send"), id="go-on"), class_name="pt-3"),
    )


def check(screen: Screen) -> rx.Component:
    return card(
        heading("Is it all right?", level=2),
        rx.el.dl(each(screen.page.said, _said), class_name="py-2"),
        rx.cond(
            some(screen.page.missing),
            rx.el.div(
                rx.el.p("Still missing:", class_name="font-semibold"),
                rx.el.ul(
                    each(screen.page.missing, lambda words: rx.el.li(words)),
                    id="still-missing",
                    class_name="list-disc pl-5",
                ),
                class_name="mb-3 rounded-xl bg-act-soft p-3 text-act",
            ),
        ),
        rx.el.div(
            button("Send it", on_click=screen.send, disabled=some(screen.page.missing), id="send"),
            button("Take it back", look="quiet", on_click=screen.take_back, id="take-back"),
            class_name="flex flex-wrap gap-2",
        ),
    )


FORMS: Mapping[ApplicationKind, Mapping[str, Callable[[Screen], rx.Component]]] = {
    ApplicationKind.RESTAURANT: {
        "place": place,
        "food": food,
        "business": business,
        "papers": papers,
        "send": check,
    },
    ApplicationKind.RIDER: {"you": about_you, "papers": papers, "send": check},
}


def _fields(screen: Screen, *children: Any) -> rx.Component:
    return rx.el.form(
        *children,
        rx.el.div(button("Save and go on", type="submit", id="save-step")),
        on_submit=screen.save,
        key=screen.version,
        class_name="flex flex-col gap-3 pt-3",
    )


def _line(screen: Screen, label: str, name: str) -> rx.Component:
    return field(label, name, default_value=screen.page.answers[name], max_length=300)


def _cuisines(screen: Screen) -> rx.Component:
    return rx.el.fieldset(
        rx.el.legend("Kind of food, up to six", class_name="font-medium"),
        *[
            rx.el.label(
                rx.el.input(
                    type="checkbox",
                    name=f"cuisine-{one.key}",
                    default_checked=has(screen.page.cuisines, one.key),
                    class_name="size-5 accent-accent",
                ),
                rx.el.span(one.name, class_name="truncate"),
                class_name="flex min-h-11 min-w-0 items-center gap-2",
            )
            for one in CUISINES.values()
        ],
        class_name="grid grid-cols-2 gap-x-3 sm:grid-cols-3",
    )


def _day(day: DayHours) -> rx.Component:
    return rx.el.div(
        rx.el.span(day.name, class_name="max-sm:col-span-3 sm:w-28 sm:shrink-0"),
        rx.el.input(
            type="time",
            name="from-" + day.value,
            default_value=day.opens,
            aria_label=phrase(t("{day}, from", day=day.name)),
            class_name=TIME,
        ),
        rx.el.span("–", aria_hidden="true"),
        rx.el.input(
            type="time",
            name="to-" + day.value,
            default_value=day.closes,
            aria_label=phrase(t("{day}, to", day=day.name)),
            class_name=TIME,
        ),
        class_name="grid grid-cols-[1fr_auto_1fr] items-center gap-x-2 border-t border-line py-2"
        " sm:flex sm:border-0 sm:py-1",
    )


def _wanted(screen: Screen, one: Wanted) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(
                rx.el.span(one.words, class_name="font-medium"),
                rx.cond(no(one.is_needed), badge("If you have it")),
                class_name="flex flex-wrap items-center gap-2",
            ),
            rx.cond(one.why != "", rx.el.p(one.why, class_name="text-sm text-act")),
            rx.el.ul(each(one.files, lambda paper: _paper(screen, paper))),
            class_name="min-w-0 flex-1",
        ),
        PaperButton.create(
            kind=screen._kind.value,
            question=one.value,
            label=either(some(one.files), "Add another", "Add a file"),
            too_big=TOO_BIG,
            on_kept=screen.paper_kept,
            on_refused=screen.paper_refused,
        ),
        custom_attrs={"data-wanted": one.value},
        class_name="flex flex-wrap items-center gap-3 py-3",
    )


def _paper(screen: Screen, paper: Paper) -> rx.Component:
    return rx.el.li(
        rx.el.a(
            paper.name,
            href="/api/application/papers/" + paper.id,
            class_name="truncate text-accent-ink underline",
        ),
        rx.el.span(paper.size, class_name="whitespace-nowrap text-muted tnum"),
        icon_button(
            "trash-2",
            phrase(t("Remove {paper}", paper=paper.name)),
            on_click=screen.remove_paper(paper.id),
        ),
        custom_attrs={"data-testid": "paper"},
        class_name="flex items-center gap-2 text-sm",
    )


def _said(one: Said) -> rx.Component:
    return rx.cond(
        one.answer != "",
        rx.el.div(
            rx.el.dt(one.words, class_name="w-40 shrink-0 text-muted"),
            rx.el.dd(one.answer, class_name="min-w-0 break-words"),
            class_name="flex flex-wrap gap-x-3 py-1",
        ),
    )
