"""When a delivery cannot be done, or not be handed over."""

import reflex as rx

from foodapp.dispatch.carrying import REASONS
from foodapp.kit.words import say
from foodapp.ui.kit import button, closes, opens, plain_dialog
from foodapp.ui.presses import kept, while_kept
from foodapp.views import end_words
from rider.ride.state import Ride


def in_vain_button() -> rx.Component:
    return rx.fragment(
        button(
            "I can't hand it over",
            look="plain",
            wide=True,
            id="could-not-deliver",
            custom_attrs=opens("in-vain"),
        ),
        _will_be_sent("could_not_deliver"),
    )


def give_back_button() -> rx.Component:
    return rx.fragment(
        button(
            "I can't do this delivery",
            look="plain",
            wide=True,
            id="give-back",
            custom_attrs=opens("giving-back"),
        ),
        _will_be_sent("give_back"),
    )


def _will_be_sent(verb: str) -> rx.Component:
    """Its dialog is closed by now."""
    return while_kept(
        verb,
        Ride.job.id,
        rx.el.p(
            "You said so. It will be sent when the network is back.",
            role="status",
            class_name="text-center text-sm font-semibold text-act",
        ),
    )


def dialogs() -> rx.Component:
    return rx.fragment(
        plain_dialog(
            "giving-back",
            "Give this delivery back?",
            rx.el.p("Somebody else is asked at once. Do this only if you cannot ride."),
            rx.el.div(
                kept(
                    button(
                        "Give it back",
                        look="act",
                        wide=True,
                        id="confirm-give-back",
                        custom_attrs=closes(),
                    ),
                    verb="give_back",
                    subject=Ride.job.id,
                    quiet=True,
                ),
                button("Keep it", look="quiet", wide=True, custom_attrs=closes()),
                class_name="mt-4 flex flex-col gap-2",
            ),
            sheet=True,
        ),
        plain_dialog(
            "in-vain",
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
                            custom_attrs=closes(),
                        ),
                        verb="could_not_deliver",
                        subject=Ride.job.id,
                        says=reason,
                        quiet=True,
                    )
                    for reason in REASONS
                ],
                button("Try again", wide=True, custom_attrs=closes()),
                class_name="mt-4 flex flex-col gap-2",
            ),
            sheet=True,
        ),
    )
