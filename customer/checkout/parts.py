"""The sections of the checkout."""

import reflex as rx

from customer import addresses
from customer.checkout.state import CheckoutScreen as Screen
from customer.parts import allergen_marks, line_words
from foodapp.ui.choice import choice
from foodapp.ui.kit import chip, each, either, error_banner, field, icon, link, money, some
from foodapp.ui.sign_in import sign_in_form, sign_up_form
from foodapp.views.customer.checkout import Choice, ChosenLine


def when() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            chip(
                icon("zap"),
                "As soon as possible",
                chosen=(Screen.card.requested_for == "") & ~Screen.choosing_time,
                on_click=Screen.as_soon_as_possible,
                id="asap",
            ),
            chip(
                icon("calendar-clock"),
                "Later",
                chosen=(Screen.card.requested_for != "") | Screen.choosing_time,
                on_click=Screen.choose_later,
                id="later",
            ),
            role="group",
            aria_label="Now or later",
            class_name="flex flex-wrap gap-2",
        ),
        rx.el.p(Screen.card.when, class_name="pt-3 font-medium tnum", id="when-words"),
        rx.cond(Screen.choosing_time, _times()),
    )


def _times() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            each(Screen.days, _day),
            role="group",
            aria_label="Day",
            class_name="flex gap-2 overflow-x-auto py-2",
        ),
        rx.el.div(
            each(Screen.times, _time),
            role="group",
            aria_label="Time",
            class_name="flex max-h-56 flex-wrap gap-2 overflow-y-auto py-1",
        ),
    )


def _day(day: Choice) -> rx.Component:
    return chip(day.label, chosen=Screen.day == day.value, on_click=Screen.choose_day(day.value))


def _time(time: Choice) -> rx.Component:
    return chip(
        rx.el.span(time.label, class_name="tnum"),
        chosen=Screen.card.requested_for == time.value,
        on_click=Screen.choose_time(time.value),
        custom_attrs={"data-testid": "time"},
    )


def note() -> rx.Component:
    return field(
        "Note",
        "note",
        hint="Such as “no cutlery”. What you avoid is told to the kitchen by itself.",
        max_length=200,
        default_value=Screen.card.note,
        on_blur=Screen.write_note,
    )


def tips() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            each(Screen.card.tips, _tip),
            role="group",
            aria_label="Tip",
            class_name="flex flex-wrap gap-2",
        ),
        rx.el.p("All of it goes to the rider.", class_name="pt-2 text-sm text-muted"),
    )


def _tip(tip: Choice) -> rx.Component:
    return chip(
        tip.label,
        chosen=tip.is_chosen,
        on_click=Screen.choose_tip(tip.value),
        custom_attrs={"data-testid": "tip-" + tip.value},
    )


def credit() -> rx.Component:
    return rx.el.div(
        chip(
            icon("wallet"),
            rx.el.span("Use my credit (", money(Screen.card.credit), ")"),
            chosen=Screen.card.uses_credit,
            on_click=Screen.use_credit(~Screen.card.uses_credit),
            id="use-credit",
        ),
        rx.el.p(
            either(
                (Screen.card.by_card == "") & ~Screen.card.is_free,
                "It pays for all of this order: no card is needed.",
                "The rest is paid by card. Whatever comes back to you comes back as credit first.",
            ),
            class_name="pt-2 text-sm text-muted",
        ),
    )


def lines() -> rx.Component:
    return rx.el.div(
        rx.el.p(
            "from ",
            rx.el.span(Screen.card.restaurant_name, class_name="font-medium text-ink"),
            class_name="-mt-3 pb-3 text-muted",
        ),
        rx.el.ul(
            each(Screen.card.lines, _line),
            aria_label="Dishes",
            class_name="flex flex-col gap-3",
        ),
        link(
            "Change what is in it",
            to=addresses.BASKET,
            id="edit-basket",
            class_name="mt-2 inline-flex min-h-11 items-center font-semibold",
        ),
    )


def _line(line: ChosenLine) -> rx.Component:
    return rx.el.li(
        rx.el.span(line.quantity, "×", class_name="w-8 shrink-0 font-semibold tnum"),
        rx.el.div(line_words(line), allergen_marks(line.marks), class_name="min-w-0 flex-1"),
        money(line.total),
        class_name="flex gap-2",
    )


def allergy_warning() -> rx.Component:
    """Each dish that holds what the customer avoids, or may: ticked before it can be paid."""
    return rx.cond(
        some(Screen.card.warnings),
        rx.el.section(
            rx.el.h2(
                icon("triangle-alert", size=20, class_name="shrink-0"),
                "You avoid ",
                Screen.card.avoids,
                class_name="flex items-center gap-2 font-semibold",
            ),
            rx.el.ul(
                each(Screen.card.warnings, lambda sentence: rx.el.li(sentence)),
                class_name="flex list-disc flex-col gap-1 pl-5",
            ),
            rx.el.label(
                choice(
                    type="checkbox",
                    name="confirm-warnings",
                    value="confirmed",
                    chosen=Screen.confirmed,
                    revision=Screen.revision,
                    on_choose=Screen.confirm_warnings(~Screen.confirmed),
                    custom_attrs={"id": "confirm-warnings"},
                    class_name="size-5 shrink-0 accent-accent",
                ),
                rx.el.span("I have read this and order it all the same."),
                class_name="flex min-h-11 items-center gap-3 font-medium text-ink",
            ),
            id="allergy-warning",
            aria_label="What you avoid",
            class_name="flex flex-col gap-2 rounded-card border-2 border-act bg-act-soft px-4 py-3"
            " text-act",
        ),
    )


def guest_forms() -> rx.Component:
    """A guest keeps the basket: both forms come back to this page, signed in."""
    return rx.el.section(
        rx.el.h2("Who is ordering?", class_name="pb-1 text-lg font-semibold"),
        rx.el.p("Your basket comes along.", class_name="pb-3 text-muted"),
        rx.el.div(
            chip(
                "I am new",
                chosen=~Screen.has_account,
                on_click=Screen.show_form(False),
                id="i-am-new",
            ),
            chip(
                "I have an account",
                chosen=Screen.has_account,
                on_click=Screen.show_form(True),
                id="i-have-an-account",
            ),
            role="group",
            aria_label="New or known",
            class_name="flex flex-wrap gap-2 pb-4",
        ),
        error_banner(Screen.error),
        rx.cond(
            Screen.has_account,
            sign_in_form("customer", addresses.CHECKOUT, then=addresses.CHECKOUT),
            sign_up_form(addresses.CHECKOUT, then=addresses.CHECKOUT),
        ),
        aria_label="Sign in or sign up",
        id="who",
        class_name="rounded-card border border-line bg-raised p-4 shadow-card",
    )
