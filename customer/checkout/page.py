import reflex as rx

from customer import addresses
from customer.address import AddressEntry, address_dialog
from customer.checkout.cards import CardChoice, card_choice
from customer.checkout.code import code_entry
from customer.checkout.parts import allergy_warning, credit, guest_forms, lines, note, tips, when
from customer.checkout.state import CheckoutScreen
from customer.layout import frame, page
from customer.parts import price_table, problems_list, section
from foodapp.kit.words import t
from foodapp.ui.kit import (
    button,
    chip,
    either,
    empty_state,
    error_banner,
    heading,
    icon,
    link,
    link_button,
    money,
    phrase,
    skeleton,
    some,
)
from foodapp.ui.live import live_refresh
from foodapp.ui.sign_in import SignIn

Screen = CheckoutScreen


@page(
    addresses.CHECKOUT, "Checkout", Screen.load, CardChoice.load, AddressEntry.arrive, SignIn.load
)
def checkout_page() -> rx.Component:
    return frame(
        live_refresh(Screen.refresh),
        heading("Checkout", class_name="pb-4"),
        rx.cond(
            Screen.loaded,
            rx.cond(Screen.is_empty, nothing_to_pay(), checkout()),
            skeleton(lines=8),
        ),
        address_dialog(Screen.refresh),
    )


def nothing_to_pay() -> rx.Component:
    return empty_state(
        "shopping-bag",
        "Your basket is empty",
        "There is nothing to pay yet.",
        link_button("See who is open", to="/", id="see-restaurants"),
        scene="empty-basket",
    )


def checkout() -> rx.Component:
    """Choices on the left, the price and the one button on the right; below each other on a
    phone."""
    return rx.el.div(
        rx.el.div(
            section("How would you like it?", ways(), where(), id="how"),
            section("When?", when(), id="when"),
            section("For the kitchen", note(), id="kitchen"),
            rx.cond(Screen.card.is_delivery, section("Tip for your rider", tips(), id="tip")),
            rx.cond(
                Screen.card.offers_cash,
                section("How would you like to pay?", payments(), id="payment"),
            ),
            rx.cond(Screen.card.credit != "", section("Your credit", credit(), id="credit")),
            rx.cond(
                ~Screen.card.is_cash
                & (Screen.card.by_card != "")
                & ((some(CardChoice.cards)) | CardChoice.may_save),
                section("Your card", card_choice(), id="card"),
            ),
            class_name="flex min-w-0 flex-col gap-4",
        ),
        rx.el.div(
            section("Your order", lines(), id="order"),
            rx.el.div(
                price_table(Screen.card.prices, Screen.card.total, Screen.card.paid),
                code_entry(),
                minimum(),
                class_name="rounded-card border border-line bg-raised p-4 shadow-card",
            ),
            rx.cond(Screen.is_guest, guest_forms(), pay()),
            class_name="flex min-w-0 flex-col gap-4 lg:sticky lg:top-20",
        ),
        class_name="grid items-start gap-4 lg:grid-cols-[1fr_24rem]",
    )


def ways() -> rx.Component:
    return rx.el.div(
        chip(
            icon("bike"),
            "Deliver",
            chosen=Screen.card.is_delivery,
            on_click=Screen.bring_it(True),
            id="deliver",
            disabled=~Screen.card.offers_delivery,
        ),
        chip(
            icon("store"),
            "Pick up",
            chosen=~Screen.card.is_delivery,
            on_click=Screen.bring_it(False),
            id="pick-up",
            disabled=~Screen.card.offers_pickup,
        ),
        role="group",
        aria_label="Deliver or pick up",
        class_name="flex gap-2",
    )


def payments() -> rx.Component:
    return rx.fragment(_ways_to_pay(), _why_no_cash())


def _why_no_cash() -> rx.Component:
    """Beside the choice, and before it is made: why cash is not to be had, and what settles it."""
    return rx.cond(
        Screen.card.cash_note != "",
        rx.el.div(
            rx.el.p(Screen.card.cash_note),
            rx.cond(
                Screen.card.cash_debt != "",
                rx.cond(
                    Screen.card.can_settle,
                    button(
                        "Settle it with your store credit",
                        look="quiet",
                        id="settle-debt",
                        on_click=Screen.settle_debt(Screen.card.cash_debt),
                    ),
                    rx.el.p(
                        "To settle it by card, buy a ",
                        link("gift card", to=addresses.GIFT_CARDS, class_name="underline"),
                        ", redeem it, and come back here. Or ask our team for their bank account,"
                        " and name that order.",
                    ),
                ),
            ),
            id="cash-note",
            role="note",
            class_name="mt-3 flex flex-col gap-2 rounded-xl bg-accent-soft px-4 py-3 text-sm"
            " text-accent-ink",
        ),
    )


def _ways_to_pay() -> rx.Component:
    return rx.el.div(
        chip(
            icon("credit-card"),
            "Card",
            chosen=~Screen.card.is_cash,
            on_click=Screen.choose_payment("card"),
            id="by-card",
        ),
        chip(
            icon("banknote"),
            "Cash at the door",
            chosen=Screen.card.is_cash,
            on_click=Screen.choose_payment("cash"),
            id="by-cash",
        ),
        role="group",
        aria_label="Card or cash",
        class_name="flex flex-wrap gap-2",
    )


def where() -> rx.Component:
    return rx.el.div(
        rx.cond(
            Screen.card.is_delivery,
            rx.el.div(
                icon("map-pin", class_name="shrink-0 text-accent-ink"),
                rx.cond(
                    Screen.card.has_address,
                    rx.el.div(
                        rx.el.p(Screen.card.address, class_name="font-medium", id="address"),
                        rx.el.p(Screen.card.address_note, class_name="text-sm text-muted"),
                        class_name="min-w-0 flex-1",
                    ),
                    rx.el.p("No address yet", class_name="flex-1 text-muted"),
                ),
                button(
                    either(Screen.card.has_address, "Change", "Add"),
                    look="plain",
                    on_click=AddressEntry.show,
                    id="change-address",
                    aria_label="Change address",
                ),
                class_name="flex min-h-11 items-center gap-3",
            ),
            rx.el.div(
                icon("store", class_name="mt-0.5 shrink-0 text-accent-ink"),
                rx.el.div(
                    rx.el.p(Screen.card.restaurant_name, class_name="font-medium"),
                    rx.el.p(Screen.card.restaurant_address, class_name="text-sm text-muted"),
                ),
                class_name="flex items-start gap-3",
            ),
        ),
        class_name="pt-4",
    )


def minimum() -> rx.Component:
    return rx.cond(
        Screen.card.minimum_hint != "",
        rx.el.p(
            Screen.card.minimum_hint,
            id="minimum-hint",
            role="status",
            class_name="mt-3 rounded-xl bg-accent-soft px-3 py-2 text-accent-ink",
        ),
    )


def pay() -> rx.Component:
    return rx.el.div(
        error_banner(Screen.error),
        problems_list(Screen.card.problems),
        allergy_warning(),
        button(
            either(
                Screen.card.is_cash,
                either(Screen.paying, "Ordering…", "Order, pay at the door"),
                either(
                    Screen.card.by_card == "",
                    either(
                        Screen.paying,
                        "Ordering…",
                        either(
                            Screen.card.is_free,
                            "Order, nothing to pay",
                            "Order, paid with your credit",
                        ),
                    ),
                    either(
                        CardChoice.chosen != "",
                        either(
                            Screen.paying,
                            "Paying…",
                            phrase(t("Pay with {card}", card=CardChoice.short)),
                        ),
                        either(Screen.paying, "Opening the payment page…", "Pay"),
                    ),
                ),
            ),
            rx.cond(
                Screen.paying | (Screen.card.by_card == ""),
                rx.fragment(),
                money(Screen.card.by_card),
            ),
            wide=True,
            on_click=Screen.pay,
            disabled=Screen.paying
            | ~Screen.card.can_order
            | ((some(Screen.card.warnings)) & ~Screen.confirmed),
            id="pay",
            class_name="min-h-12 text-lg",
        ),
        rx.el.p(
            either(
                Screen.card.is_cash,
                "You pay the rider in cash when your food is there.",
                either(
                    Screen.card.by_card == "",
                    either(
                        Screen.card.is_free,
                        "No card is needed.",
                        "Your credit comes back at once if the restaurant says no.",
                    ),
                    either(
                        CardChoice.chosen != "",
                        "Your card is only charged when the restaurant says yes.",
                        "You pay by card on the next page."
                        " Your card is only charged when the restaurant says yes.",
                    ),
                ),
            ),
            class_name="text-center text-sm text-muted",
        ),
        class_name="flex flex-col gap-3",
    )
