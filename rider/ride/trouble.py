"""When a delivery cannot be done, or not be handed over."""

import reflex as rx

from foodapp.dispatch.carrying import REASONS
from foodapp.kit.words import say
from foodapp.ui.kit import button, dialog
from foodapp.ui.presses import kept
from foodapp.views import end_words
from rider.ride.state import Ride


def in_vain_button() -> rx.Component:
    return button(
        "I can't hand it over",
        look="plain",
        wide=True,
        id="could-not-deliver",
        on_click=Ride.ask_about("in_vain"),
    )


def dialogs() -> rx.Component:
    return rx.fragment(
        dialog(
            Ride.asking == "give_back",
            "Give this delivery back?",
            rx.el.p("Somebody else is asked at once. Do this only if you cannot ride."),
            rx.el.div(
                button(
                    "Give it back",
                    look="act",
                    wide=True,
                    id="confirm-give-back",
                    on_click=Ride.give_back(Ride.job.id),
                ),
                button("Keep it", look="quiet", wide=True, on_click=Ride.ask_about("")),
                class_name="mt-4 flex flex-col gap-2",
            ),
            on_close=Ride.ask_about(""),
            sheet=True,
        ),
        dialog(
            Ride.asking == "in_vain",
            "What happened?",
            rx.el.p(
                "You wait some minutes, and the customer is told. Stay where you are: your position"
                " is the proof that you were there."
            ),
            rx.el.div(
                *[
                    kept(
                        button(
                            say(end_words.IN_VAIN[reason]),
                            look="quiet",
                            wide=True,
                            id=f"reason-{reason}",
                            class_name="!min-h-14 !justify-start text-left",
                        ),
                        verb="could_not_deliver",
                        subject=Ride.job.id,
                        says=reason,
                    )
                    for reason in REASONS
                ],
                button("Try again", wide=True, on_click=Ride.ask_about("")),
                class_name="mt-4 flex flex-col gap-2",
            ),
            on_close=Ride.ask_about(""),
            sheet=True,
        ),
    )
