import reflex as rx

from customer import addresses
from customer.gift_cards.state import GiftCardScreen as Screen
from customer.layout import frame, page
from customer.parts import section
from foodapp.payments.giftcards.presents import MOST_MESSAGE, MOST_NAME
from foodapp.ui.kit import (
    badge,
    button,
    checkbox,
    each,
    either,
    field,
    heading,
    icon,
    link,
    money,
    select,
    skeleton,
    some,
    text_area,
)
from foodapp.ui.live import live_refresh
from foodapp.views.customer.gift_cards import BoughtCard


@page(addresses.GIFT_CARDS, "Gift cards", Screen.load)
def gift_cards_page() -> rx.Component:
    return frame(
        live_refresh(Screen.refresh, every_s=either(Screen.confirming, 5, 0)),
        heading("Gift cards", class_name="pb-4"),
        rx.cond(
            Screen.loaded,
            rx.el.div(
                rx.cond(
                    Screen.confirming,
                    rx.el.p(
                        "Confirming your payment… This takes a few seconds.",
                        role="status",
                        class_name="rounded-card bg-accent-soft px-4 py-3 text-accent-ink",
                    ),
                ),
                section("Buy one", buy(), id="buy"),
                section("Yours to give", cards(), id="bought"),
                link(
                    "Redeem a card that you were given",
                    to=addresses.CREDIT,
                    class_name="inline-flex min-h-11 items-center px-1 font-semibold",
                ),
                class_name="flex flex-col gap-4",
            ),
            skeleton(lines=8),
        ),
        narrow=True,
    )


def buy() -> rx.Component:
    return rx.el.form(
        rx.el.p(
            "Whoever has its code can spend it here on any order. It does not expire.",
            class_name="text-muted",
        ),
        rx.el.div(
            field(
                "Amount",
                "amount",
                required=True,
                input_mode="decimal",
                max_length=12,
                default_value=Screen.usual,
                hint=Screen.worth,
            ),
            select("Currency", "currency", Screen.currencies),
            class_name="grid grid-cols-2 gap-3",
        ),
        rx.cond(
            Screen.can_be_sent,
            checkbox(
                "Send its code by e-mail, on a day you choose",
                "is_present",
                checked=Screen.is_present,
                on_change=Screen.choose,
                id="as-present",
            ),
        ),
        rx.cond(Screen.is_present, present()),
        rx.cond(
            Screen.refused != "",
            rx.el.p(Screen.refused, role="alert", class_name="text-act", id="refused"),
        ),
        button(
            either(Screen.leaving, "Opening the payment page…", "Buy by card"),
            type="submit",
            disabled=Screen.leaving,
            id="buy-card",
        ),
        on_submit=Screen.buy,
        aria_label="Buy a gift card",
        class_name="flex flex-col gap-3",
    )


def present() -> rx.Component:
    """To whom, from whom, when, and what is written there."""
    return rx.el.div(
        field("Who is it for?", "name", max_length=MOST_NAME, auto_complete="off"),
        field("Their e-mail address", "email", input_mode="email", max_length=254),
        field(
            "From", "giver", default_value=Screen.giver, max_length=MOST_NAME, auto_complete="off"
        ),
        field(
            "It arrives on",
            "day",
            type="date",
            default_value=Screen.first_day,
            min=Screen.first_day,
            max=Screen.last_day,
            hint="In the morning; today as soon as it is paid.",
        ),
        rx.el.div(
            text_area(
                "A few words to them",
                "message",
                max_length=MOST_MESSAGE,
                hint="They stand in the e-mail. You can leave this empty.",
            ),
            class_name="sm:col-span-2",
        ),
        id="present",
        class_name="grid gap-3 sm:grid-cols-2",
    )


def cards() -> rx.Component:
    return rx.cond(
        some(Screen.cards),
        rx.el.ul(
            each(Screen.cards, card),
            aria_label="Cards you bought",
            class_name="divide-y divide-line",
        ),
        rx.el.p("The cards you buy show here, with their codes.", class_name="text-muted"),
    )


def card(one: BoughtCard) -> rx.Component:
    return rx.el.li(
        icon("gift", class_name="mt-1 shrink-0 text-accent-ink"),
        rx.el.div(
            rx.cond(
                one.code != "",
                rx.el.p(
                    one.code,
                    class_name="font-bold tnum wrap-anywhere select-all sm:text-lg",
                    custom_attrs={"data-testid": "gift-code"},
                ),
                badge(one.words),
            ),
            rx.el.p(one.at, class_name="text-sm text-muted tnum"),
            rx.cond(
                one.gift != "",
                rx.el.p(
                    one.gift,
                    class_name="pt-1 text-sm wrap-anywhere",
                    custom_attrs={"data-testid": "gift-goes"},
                ),
            ),
            class_name="min-w-0 flex-1",
        ),
        money(one.amount, class_name="font-semibold"),
        custom_attrs={"data-testid": "bought-card"},
        class_name="flex items-start gap-3 py-3",
    )
