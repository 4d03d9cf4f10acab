import reflex as rx

from customer import addresses
from customer.credit.state import CreditScreen as Screen
from customer.layout import frame, page
from customer.parts import section
from foodapp.kit.words import t
from foodapp.ui.kit import (
    button,
    count,
    each,
    field,
    heading,
    icon,
    link,
    money,
    phrase,
    skeleton,
    some,
    text,
)
from foodapp.views.customer.credit import MAX, CreditLine


@page(addresses.CREDIT, "Your credit", Screen.load)
def credit_page() -> rx.Component:
    return frame(
        heading("Your credit", class_name="pb-4"),
        rx.cond(
            Screen.loaded,
            rx.el.div(
                balance(),
                section("Redeem a gift card", redeem(), id="redeem"),
                link(
                    "Buy a gift card for somebody",
                    to=addresses.GIFT_CARDS,
                    id="to-gift-cards",
                    class_name="inline-flex min-h-11 items-center px-1 font-semibold",
                ),
                section("What came and went", history(), id="history"),
                class_name="flex flex-col gap-4",
            ),
            skeleton(lines=8),
        ),
        narrow=True,
    )


def balance() -> rx.Component:
    return rx.el.section(
        icon("wallet", size=28, class_name="shrink-0 text-accent-ink"),
        rx.el.div(
            rx.el.p("To spend on your next order", class_name="text-sm text-muted"),
            rx.cond(
                some(Screen.credit.balances),
                each(
                    Screen.credit.balances,
                    lambda amount: rx.el.p(money(amount), class_name="text-3xl font-bold"),
                ),
                rx.el.p("Nothing yet", class_name="text-2xl font-bold"),
            ),
            class_name="min-w-0",
        ),
        id="balance",
        aria_label="Balance",
        class_name="flex items-center gap-4 rounded-card border border-line bg-raised p-4"
        " shadow-card",
    )


def redeem() -> rx.Component:
    return rx.el.form(
        field(
            "Code",
            "code",
            error=Screen.refused,
            required=True,
            max_length=40,
            auto_complete="off",
            auto_capitalize="characters",
            spell_check=False,
            placeholder="XXXX-XXXX-XXXX-XXXX",
            class_name="tnum uppercase placeholder:normal-case",
        ),
        rx.el.div(button("Redeem", type="submit", id="redeem-card"), class_name="pt-2"),
        on_submit=Screen.redeem,
        aria_label="Redeem a gift card",
        key=text(Screen.form_key),
        class_name="flex flex-col gap-1",
    )


def history() -> rx.Component:
    return rx.cond(
        some(Screen.credit.lines),
        rx.fragment(
            rx.el.ul(
                each(Screen.credit.lines, line, like="at"),
                aria_label="What came and went",
                class_name="divide-y divide-line",
            ),
            rx.cond(
                count(Screen.credit.lines) >= MAX,
                rx.el.p(
                    phrase(t("The last {most} are shown.", most=MAX)),
                    class_name="pt-2 text-sm text-muted",
                ),
            ),
        ),
        rx.el.p(
            "Gift cards and what is given back to you as credit show here.", class_name="text-muted"
        ),
    )


def line(one: CreditLine) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.cond(
                one.order_id != "",
                link(
                    one.words,
                    to=addresses.order(one.order_id),
                    class_name="inline-flex min-h-11 items-center",
                ),
                rx.el.p(one.words, class_name="flex min-h-11 items-center"),
            ),
            rx.el.p(one.at, class_name="-mt-2 text-sm text-muted tnum"),
            class_name="min-w-0 flex-1",
        ),
        rx.cond(
            one.is_in,
            money(one.amount, class_name="font-semibold text-done"),
            money(one.amount, class_name="font-semibold"),
        ),
        custom_attrs={"data-testid": "credit-line"},
        class_name="flex items-center gap-3 py-1",
    )
