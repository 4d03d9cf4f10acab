"""What the customer is asked while something goes wrong: one card a question, answered at once."""

import reflex as rx

from customer.order.state import OrderScreen as Screen
from foodapp.ui.countdown import countdown
from foodapp.ui.kit import button, each, heading, icon
from foodapp.views.autopilot import AskedDish

CARD = "rise flex flex-col gap-3 rounded-card border-2 border-accent bg-raised p-4 shadow-card"
ANSWERS = "flex flex-wrap gap-2"


def asked() -> rx.Component:
    return rx.el.div(
        at_the_door(),
        each(Screen.asked.dishes, dish),
        pick_it_up(),
        aria_live="polite",
        class_name="flex flex-col gap-4 empty:hidden",
    )


def at_the_door() -> rx.Component:
    return rx.cond(
        Screen.asked.door_text != "",
        rx.el.section(
            rx.el.div(
                icon("door-open", size=28, class_name="shrink-0 text-act"),
                heading(Screen.asked.door_title, level=2),
                rx.el.span(countdown(Screen.asked.door_seconds), class_name="ml-auto text-2xl"),
                class_name="flex items-center gap-3",
            ),
            rx.el.p(Screen.asked.door_text, " Please open, or answer your phone."),
            rx.cond(
                Screen.asked.can_object,
                button(
                    "I'm here and want my food",
                    on_click=Screen.object_to,
                    id="object",
                ),
                rx.el.p("Thank you. Our team knows that you are there.", class_name="font-medium"),
            ),
            id="at-the-door",
            aria_label="Your rider is waiting",
            class_name=CARD,
        ),
    )


def dish(one: AskedDish) -> rx.Component:
    return rx.el.section(
        rx.el.div(
            icon("replace", size=24, class_name="mt-1 shrink-0 text-accent-ink"),
            rx.el.p(one.question, class_name="text-lg font-semibold"),
            class_name="flex gap-3",
        ),
        rx.el.p(one.price),
        rx.cond(
            one.holds != "",
            rx.el.p(
                rx.el.span("Contains: ", class_name="font-medium text-ink"),
                one.holds,
                class_name="text-sm text-muted",
            ),
        ),
        rx.cond(
            one.warning != "",
            rx.el.p(
                icon("triangle-alert", size=18, class_name="mt-0.5 shrink-0"),
                one.warning,
                role="alert",
                class_name="flex gap-2 rounded-xl bg-act-soft px-3 py-2 font-medium text-act",
            ),
        ),
        rx.el.div(
            rx.cond(
                one.warning != "",
                button("Yes, all the same", on_click=Screen.take_although_not_stated(one.id)),
                button("Yes, please", on_click=Screen.take_substitute(one.id)),
            ),
            button("No, leave it out", look="quiet", on_click=Screen.leave_out(one.id)),
            class_name=ANSWERS,
        ),
        rx.el.p(
            "Without an answer in ",
            countdown(one.seconds),
            " it is left out, and the money goes back.",
            class_name="text-sm text-muted",
        ),
        aria_label="A dish is missing",
        custom_attrs={"data-testid": "missing-dish"},
        class_name=CARD,
    )


def pick_it_up() -> rx.Component:
    return rx.cond(
        Screen.asked.can_pick_up,
        rx.el.section(
            rx.el.div(
                icon("footprints", size=24, class_name="shrink-0 text-accent-ink"),
                heading("Pick it up yourself?", level=2),
                class_name="flex items-center gap-3",
            ),
            rx.el.p(Screen.asked.pickup_text),
            rx.el.div(
                button("I'll pick it up", on_click=Screen.pick_it_up, id="pick-it-up"),
                class_name=ANSWERS,
            ),
            aria_label="No rider is free",
            id="pickup-offer",
            class_name=CARD,
        ),
    )
