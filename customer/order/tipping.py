"""Thanking the rider afterwards."""

import reflex as rx

from customer.order.state import OrderScreen as Screen
from foodapp.kit.words import t
from foodapp.payments.tipping import TipChoice
from foodapp.ui.kit import button, card, each, either, heading, money, phrase, some


def tip_afterwards() -> rx.Component:
    """While there is time."""
    return rx.cond(
        some(Screen.tip.choices),
        card(
            heading(
                either(Screen.tip.given != "", "A little more for your rider?", "Tip your rider?"),
                level=2,
                class_name="pb-1",
            ),
            rx.el.p(
                "All of it goes to the rider.",
                class_name="pb-3 text-sm text-muted",
            ),
            rx.el.div(
                each(Screen.tip.choices, _choice, key="to_minor"),
                role="group",
                aria_label="Tip",
                class_name="flex flex-wrap gap-2",
            ),
            id="tip-afterwards",
        ),
    )


def _choice(choice: TipChoice) -> rx.Component:
    return button(
        money(choice.label),
        rx.el.span(
            either(choice.by_card, "by card", "from your credit"),
            class_name="text-sm font-normal text-muted",
        ),
        look="quiet",
        disabled=Screen.leaving,
        on_click=Screen.give_tip(choice.to_minor),
        aria_label=phrase(t("Tip {amount}", amount=choice.label)),
        custom_attrs={"data-testid": "tip-choice"},
    )
