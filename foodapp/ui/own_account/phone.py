"""The telephone number of an account: changed, and shown to be its owner's by a code."""

from typing import Any

import reflex as rx

from foodapp.accounts.credentials.phone_codes import FIGURES
from foodapp.kit.words import t
from foodapp.ui.kit import badge, button, dialog, field, no, phone_text, phrase


def phone_section(screen: Any) -> rx.Component:
    """screen: an OwnAccount."""
    return rx.el.div(
        rx.cond(screen.phone.number != "", _standing(screen)),
        rx.el.form(
            field(
                "Number",
                "phone",
                type="tel",
                default_value=phone_text(screen.phone.number),
                auto_complete="tel",
                max_length=30,
                hint="So that you can be reached about an order. Blank: none.",
            ),
            rx.el.div(button("Save", type="submit", look="quiet", id="save-phone")),
            on_submit=screen.save_phone,
            aria_label="Your phone number",
            key=screen.phone.number,
            class_name="flex flex-col gap-2",
        ),
        _code_dialog(screen),
        class_name="flex flex-col gap-3",
    )


def _standing(screen: Any) -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.el.span(phone_text(screen.phone.number), class_name="font-medium tnum"),
            rx.cond(
                screen.phone.is_proven,
                badge("Confirmed", look="done"),
                badge("Not confirmed yet", look="accent"),
            ),
            class_name="flex flex-wrap items-center gap-2",
        ),
        rx.cond(
            screen.phone.has_stopped,
            rx.el.p(
                phrase(
                    t("You have stopped our text messages. Answer START to one to get them again.")
                ),
                id="texts-stopped",
                class_name="text-sm text-muted",
            ),
        ),
        rx.cond(
            screen.phone.can_be_texted & no(screen.phone.is_proven),
            rx.el.div(
                rx.el.p(
                    "Until it is confirmed we text it nothing, not even that your rider is at the"
                    " door.",
                    class_name="pb-2 text-sm text-muted",
                ),
                button("Text me a code", look="quiet", on_click=screen.text_code, id="text-code"),
            ),
        ),
        class_name="flex flex-col gap-2",
    )


def _code_dialog(screen: Any) -> rx.Component:
    return dialog(
        screen.coding,
        "Confirm your number",
        rx.el.p(
            phrase(
                t(
                    "We have texted a code of {figures} digits to {phone}."
                    " It works for ten minutes.",
                    figures=FIGURES,
                    phone=phone_text(screen.phone.number),
                )
            )
        ),
        rx.el.form(
            field(
                "Code",
                "code",
                id="phone-code",
                input_mode="numeric",
                auto_complete="one-time-code",
                required=True,
                max_length=12,
                error=screen.form_error,
            ),
            rx.el.div(
                button("Confirm", type="submit", id="confirm-phone"),
                button("Text me another", look="plain", on_click=screen.text_code),
                class_name="flex flex-wrap gap-2",
            ),
            on_submit=screen.confirm_phone,
            class_name="flex flex-col gap-3 pt-3",
        ),
        on_close=screen.drop_code,
        sheet=True,
    )
