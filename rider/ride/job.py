"""A delivery under way: the next stop, what to collect, the door."""

import reflex as rx

from foodapp.kit.words import t
from foodapp.ui.kit import (
    badge,
    button,
    card,
    cases,
    either,
    error_banner,
    heading,
    icon,
    money,
    phrase,
)
from foodapp.ui.presses import kept, while_kept
from rider.layout import PINNED, PRIMARY
from rider.ride.asked import asked
from rider.ride.door import pin_pad, step_start
from rider.ride.messages import new_message
from rider.ride.state import Ride
from rider.ride.stops import COLLECTED, bag, customer_stop, pay, restaurant_stop, way
from rider.ride.trouble import dialogs, give_back_button, in_vain_button

AT_RESTAURANT = Ride.job.status == "at_restaurant"
HAND_OVER = (
    "inline-flex items-center justify-center bg-accent font-semibold text-on-accent"
    " disabled:opacity-50 " + PRIMARY
)


def job_screen() -> rx.Component:
    return rx.el.section(
        step_start(Ride.job.status + either(Ride.at_door, " door", ""), "job-title"),
        steps(),
        title(),
        error_banner(Ride.error),
        asked(),
        rx.cond(Ride.at_door & COLLECTED, at_the_door(), on_the_way()),
        dialogs(),
        id="job",
        custom_attrs={"data-status": Ride.job.status},
        class_name="flex flex-1 flex-col gap-3",
    )


def steps() -> rx.Component:
    """Where in the delivery we are: four strokes, and the words for those who do not see them."""
    reached = rx.Var.create(
        cases(
            Ride.job.status,
            ("assigned", 1),
            ("at_restaurant", 2),
            otherwise=either(Ride.at_door, 4, 3),
        )
    ).to(int)
    names = ["Ride to the restaurant", "Collect", "Ride to the customer", "Hand over"]
    return rx.el.ol(
        *[
            rx.el.li(
                rx.el.span(name, class_name="sr-only"),
                aria_current=either(reached == n, "step", "false"),
                class_name=either(
                    reached >= n,
                    "h-1.5 flex-1 rounded-full bg-accent",
                    "h-1.5 flex-1 rounded-full bg-line",
                ),
            )
            for n, name in enumerate(names, start=1)
        ],
        aria_label="Steps of this delivery",
        class_name="flex gap-1.5",
    )


def title() -> rx.Component:
    words = cases(
        Ride.job.status,
        ("assigned", phrase(t("Ride to {restaurant}", restaurant=Ride.job.restaurant))),
        ("at_restaurant", phrase(t("Collect {order}", order=Ride.job.number))),
        otherwise=either(
            Ride.at_door,
            phrase(t("Ask {customer} for the PIN", customer=Ride.job.customer)),
            phrase(t("Bring it to {customer}", customer=Ride.job.customer)),
        ),
    )
    return rx.el.div(
        heading(words, id="job-title"),
        rx.el.p(
            rx.cond(COLLECTED, _promised(), _ready()),
            class_name="mt-1 flex flex-wrap items-center gap-2 text-muted tnum",
        ),
        new_message(),
        role="status",
    )


def _ready() -> rx.Component:
    return rx.cond(
        Ride.job.is_ready,
        badge("Ready to collect", look="done"),
        rx.fragment("Food ready about ", Ride.job.ready),
    )


def _promised() -> rx.Component:
    return rx.fragment("Promised for about ", Ride.job.arrive)


def on_the_way() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.cond(AT_RESTAURANT, bag(is_open=True), way()),
            rx.el.div(
                rx.cond(COLLECTED, customer_stop(), restaurant_stop()),
                rx.cond(AT_RESTAURANT, rx.fragment(), bag(is_open=False)),
                rx.cond(COLLECTED, rx.fragment(), customer_stop()),
                pay(),
                class_name="flex flex-col gap-3",
            ),
            class_name="grid items-start gap-3 [--map-h:max(180px,28dvh)] lg:grid-cols-2"
            " lg:[--map-h:60dvh]",
        ),
        next_step(),
        class_name="flex flex-1 flex-col",
    )


def next_step() -> rx.Component:
    return rx.el.div(
        cases(
            Ride.job.status,
            ("assigned", rx.fragment(_arrive(), while_kept("arrive", Ride.job.id, _collect()))),
            ("at_restaurant", _collect()),
            otherwise=rx.fragment(_at_door(), while_kept("at_door", Ride.job.id, _pin())),
        ),
        rx.cond(
            COLLECTED,
            in_vain_button(),
            give_back_button(),
        ),
        leaving(),
        class_name="!mt-auto " + PINNED,
    )


def _arrive() -> rx.Component:
    words = "I'm at the restaurant"
    return kept(button(words, id="arrive", class_name=PRIMARY), verb="arrive", subject=Ride.job.id)


def _collect() -> rx.Component:
    words = "I have the food"
    return kept(
        button(words, id="collect", class_name=PRIMARY), verb="collect", subject=Ride.job.id
    )


def _at_door() -> rx.Component:
    words = "I'm at the door"
    return kept(
        button(words, id="at-door", class_name=PRIMARY), verb="at_door", subject=Ride.job.id
    )


def _pin() -> rx.Component:
    return kept(pin_pad(Ride.pin_tries, HAND_OVER), verb="hand_over", subject=Ride.job.id)


def leaving() -> rx.Component:
    """Whoever carries something goes offline with the end of it."""
    return rx.cond(
        Ride.leaving,
        rx.el.p(
            "You go offline after this delivery. ",
            button("Stay online", look="plain", on_click=Ride.stay_online, id="stay-online"),
            role="status",
            class_name="text-center text-sm text-muted",
        ),
        button(
            icon("power"),
            "Go offline after this delivery",
            look="plain",
            wide=True,
            id="go-offline-after",
            on_click=Ride.go_offline,
        ),
    )


def take_cash() -> rx.Component:
    return rx.el.p(
        icon("banknote", class_name="shrink-0"),
        rx.el.span("Take ", money(Ride.job.cash, class_name="font-bold"), " in cash first."),
        id="take-cash",
        role="status",
        class_name="flex items-center gap-3 rounded-card bg-accent-soft px-4 py-3 text-lg"
        " text-accent-ink",
    )


def at_the_door() -> rx.Component:
    return rx.el.div(
        card(
            rx.el.p(Ride.job.street, class_name="text-lg font-semibold"),
            rx.cond(
                Ride.job.address_note != "",
                rx.el.p(Ride.job.address_note, class_name="text-accent-ink"),
            ),
        ),
        rx.cond(Ride.job.cash != "", take_cash()),
        _pin(),
        in_vain_button(),
        button(
            "Back to the map",
            look="quiet",
            wide=True,
            id="back-to-map",
            on_click=Ride.stand_at_door(False),
        ),
        class_name="mx-auto flex w-full max-w-md flex-col gap-3 pb-4",
    )
