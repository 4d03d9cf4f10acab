"""The code of a promotion: typed, applied, or said why not; and what is missing to an offer."""

import reflex as rx

from customer.checkout.state import CheckoutScreen as Screen
from foodapp.ui.kit import button, each, either, field, icon, icon_button


def code_entry() -> rx.Component:
    return rx.el.section(
        rx.cond(Screen.card.code != "", _kept(), _form()),
        each(Screen.card.offer_hints, _hint),
        aria_label="Code",
        class_name="mt-4 flex flex-col gap-2 border-t border-line pt-4",
    )


def _form() -> rx.Component:
    return rx.el.form(
        rx.el.div(
            field(
                "Code",
                "code",
                id="promo-code",
                error=Screen.code_error,
                max_length=40,
                auto_complete="off",
                auto_capitalize="characters",
                spell_check=False,
                required=True,
                class_name="uppercase",
            ),
            class_name="min-w-0 flex-1",
        ),
        button("Apply", type="submit", look="quiet", id="use-code", class_name="mt-6"),
        on_submit=Screen.use_code,
        key=Screen.code_version,
        class_name="flex items-start gap-2",
    )


def _kept() -> rx.Component:
    """The code, whether it takes something off now, and the way to be rid of it."""
    return rx.el.div(
        rx.el.div(
            rx.cond(
                Screen.card.code_applies,
                icon("badge-check", class_name="shrink-0 text-done"),
                icon("ticket-percent", class_name="shrink-0 text-muted"),
            ),
            rx.el.div(
                rx.el.p(Screen.card.code, class_name="truncate font-semibold tracking-wide"),
                rx.el.p(
                    either(
                        Screen.card.code_applies, "Your code applies.", Screen.card.code_problem
                    ),
                    class_name="text-sm text-muted",
                ),
                role="status",
                class_name="min-w-0 flex-1",
            ),
            icon_button("x", "Remove the code", on_click=Screen.drop_code, id="drop-code"),
            class_name="flex items-center gap-3",
        ),
        id="kept-code",
    )


def _hint(sentence: str) -> rx.Component:
    return rx.el.p(
        icon("ticket-percent", size=16, class_name="mt-0.5 shrink-0"),
        rx.el.span(sentence),
        role="status",
        custom_attrs={"data-testid": "offer-hint"},
        class_name="flex gap-2 rounded-xl bg-accent-soft px-3 py-2 text-sm text-accent-ink",
    )
