"""What a rider is asked on the way, and the clock at a door that nobody opens."""

import reflex as rx

from foodapp.kit.words import t
from foodapp.ui.countdown import countdown
from foodapp.ui.kit import button, either, heading, icon, money, phrase
from foodapp.ui.presses import kept
from rider.ride.messages import message_customer
from rider.ride.state import Ride
from rider.ride.stops import COLLECTED

CARD = "rise flex flex-col gap-3 rounded-card border-2 border-act bg-raised p-4 shadow-card"


def asked() -> rx.Component:
    return rx.el.div(
        _is_all_well(), _at_the_door(), aria_live="polite", class_name="flex flex-col empty:hidden"
    )


def _is_all_well() -> rx.Component:
    return rx.cond(
        Ride.job.is_asked,
        rx.el.section(
            heading("Is all well?", level=2, class_name="!text-xl"),
            rx.el.p(
                "We have not seen you move for a while. ",
                either(
                    COLLECTED,
                    "Without an answer our team will call you.",
                    "Without an answer somebody else gets this delivery.",
                ),
            ),
            kept(
                button("Yes, I'm on my way", wide=True, id="still-riding", class_name="!min-h-14"),
                verb="still_riding",
                subject=Ride.job.id,
            ),
            id="is-all-well",
            class_name=CARD,
        ),
    )


def _at_the_door() -> rx.Component:
    return rx.cond(
        Ride.job.is_waiting,
        rx.el.section(
            rx.el.div(
                icon("door-closed", size=28, class_name="text-act"),
                heading(
                    phrase(t("Waiting for {customer}", customer=Ride.job.customer)),
                    level=2,
                    class_name="!text-xl",
                ),
                rx.el.span(countdown(Ride.job.wait_seconds), class_name="ml-auto text-3xl"),
                class_name="flex items-center gap-3",
            ),
            rx.el.p(
                "You said: “",
                Ride.job.claim,
                "” The customer is told. Ring once more, and write to them.",
            ),
            rx.cond(
                Ride.job.objected,
                rx.el.p(
                    "They say that they are there and want the food: look for them.",
                    role="alert",
                    class_name="font-semibold text-act",
                ),
            ),
            rx.el.div(message_customer("write-at-door"), class_name="flex flex-wrap gap-2"),
            kept(
                button("They came", wide=True, id="they-came", class_name="!min-h-14"),
                verb="they_came",
                subject=Ride.job.id,
            ),
            rx.el.p(
                "Stay here until the clock has run out: your phone's position is the proof that you"
                " were there. Then the order ends and your ride is paid; without proof our team"
                " decides. The food that you bring back to the restaurant pays another ",
                money(Ride.job.return_pay),
                ".",
                class_name="text-sm text-muted",
            ),
            id="waiting-at-door",
            class_name=CARD,
        ),
    )
