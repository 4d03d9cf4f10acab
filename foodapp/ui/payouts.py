"""A payee's money as restaurants and riders see it: balance, payouts, where they go."""

from typing import Any

import reflex as rx

from foodapp.kit.words import t
from foodapp.ui.kit import (
    badge,
    button,
    card,
    cases,
    each,
    either,
    empty_state,
    field,
    heading,
    icon,
    money,
    phrase,
    some,
)
from foodapp.ui.payee_money import PayeeMoney
from foodapp.ui.proving import proof_dialog
from foodapp.views.payee import PayoutCard

FILE = (
    "inline-flex min-h-11 items-center gap-1 rounded-xl px-2.5 text-sm font-medium"
    " text-accent-ink no-underline hover:bg-accent-soft"
)


def balance(screen: type[PayeeMoney]) -> rx.Component:
    return card(
        rx.el.p("Owed to you now", class_name="text-sm text-muted"),
        money(screen.balance, id="balance", class_name="block text-4xl font-bold"),
        rx.cond(
            screen.is_negative,
            rx.el.p(
                "Less than nothing: it is set off against what you earn next.",
                class_name="text-sm text-muted",
            ),
            rx.el.p(
                "Next payout on ",
                screen.next_on,
                ". Less than ",
                screen.least,
                " waits for the week after.",
                class_name="text-sm text-muted",
            ),
        ),
        rx.cond(
            screen.on_the_way != "",
            rx.el.p("Being paid: ", money(screen.on_the_way), class_name="pt-1 text-sm"),
        ),
        rx.cond(
            screen.is_owed,
            button(
                "Pay me out now",
                look="quiet",
                on_click=screen.pay_now,
                id="pay-now",
                class_name="mt-3",
            ),
        ),
    )


def history(screen: type[PayeeMoney], base: str, nothing: str) -> rx.Component:
    """base: where the statements are, "/api/rider/payouts/"."""
    return rx.cond(
        some(screen.payouts),
        rx.el.ul(
            each(screen.payouts, lambda one: _payout(one, base)),
            id="payouts",
            class_name="divide-y divide-line rounded-card border border-line bg-raised shadow-card",
        ),
        empty_state("landmark", "No payouts yet", nothing),
    )


def _payout(one: PayoutCard, base: str) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(
                money(one.amount, class_name="font-bold"),
                status(one.look, one.words),
                class_name="flex flex-wrap items-center gap-2",
            ),
            rx.el.p(one.period, class_name="text-sm text-muted tnum"),
            rx.el.p(
                one.at,
                either(one.way != "", " · " + one.way, ""),
                rx.el.span(one.reference, class_name="block sm:ml-2 sm:inline"),
                class_name="text-sm text-muted tnum",
            ),
            class_name="min-w-0 flex-1",
        ),
        rx.el.div(
            file_link(
                "PDF", base + one.id + ".pdf", phrase(t("Statement of {period}", period=one.period))
            ),
            file_link(
                "CSV", base + one.id + ".csv", phrase(t("Table of {period}", period=one.period))
            ),
            class_name="flex shrink-0 items-center",
        ),
        class_name="flex items-center gap-2 px-4 py-3",
        custom_attrs={"data-payout": one.status},
    )


def file_link(words: str, href: Any, label: Any) -> rx.Component:
    return rx.el.a(
        icon("download", 16),
        words,
        href=href,
        download=True,
        aria_label=label,
        class_name=FILE,
    )


def status(look: Any, words: Any) -> rx.Component:
    return cases(
        look,
        ("accent", badge(words, look="accent")),
        ("done", badge(words, look="done")),
        ("act", badge(words, look="act")),
        otherwise=badge(words),
    )


def account(screen: type[PayeeMoney]) -> rx.Component:
    """Where the money goes."""
    return card(
        heading("Where it goes", level=2),
        _waiting(screen),
        proof_dialog(screen),
        rx.cond(
            screen.changing,
            _form(screen),
            rx.el.div(
                rx.cond(
                    screen.account.at_gateway,
                    rx.el.p("To your account at our payment service."),
                    rx.cond(
                        screen.account.bank_account != "",
                        rx.el.p(
                            screen.account.holder,
                            rx.el.br(),
                            rx.el.span(screen.account.bank_account, class_name="tnum"),
                        ),
                        rx.el.p("Tell us your bank account, so that we can pay you."),
                    ),
                ),
                rx.cond(
                    ~screen.account.at_gateway,
                    button(
                        either(screen.account.bank_account != "", "Change", "Add a bank account"),
                        look="quiet",
                        on_click=screen.change_account,
                        id="change-account",
                        class_name="mt-3",
                    ),
                ),
                class_name="pt-1",
            ),
        ),
    )


def _waiting(screen: type[PayeeMoney]) -> rx.Component:
    """Another account that somebody has asked for: everybody whose money it is can stop it."""
    change = screen.change
    return rx.cond(
        change.id != "",
        rx.el.div(
            rx.el.p(
                rx.el.span(change.by, class_name="font-semibold"),
                " has asked for another account: ",
                rx.el.span(change.wanted, class_name="inline-block font-semibold tnum break-words"),
            ),
            rx.el.p(change.words, class_name="text-sm"),
            rx.cond(~change.is_mine, rx.el.p("You do not know of it? Stop it, and tell us.")),
            rx.el.div(
                rx.cond(
                    change.can_confirm,
                    button("Confirm", on_click=screen.confirm_change, id="confirm-change"),
                ),
                button("Stop it", look="act", on_click=screen.end_change, id="end-change"),
                class_name="flex flex-wrap gap-2 pt-2",
            ),
            role="status",
            id="account-change",
            class_name="mt-2 mb-3 rounded-xl bg-accent-soft p-3 text-ink",
        ),
    )


def _form(screen: type[PayeeMoney]) -> rx.Component:
    return rx.el.form(
        field(
            "Account holder",
            "holder",
            default_value=screen.account.holder,
            required=True,
            max_length=80,
            auto_complete="name",
        ),
        field(
            "IBAN or account number",
            "bank_account",
            required=True,
            max_length=60,
            auto_complete="off",
            error=screen.error,
        ),
        rx.el.p(
            "For your safety a new account is paid after a few days; until then the one before is.",
            class_name="text-sm text-muted",
        ),
        rx.el.div(
            button("Save", type="submit"),
            button("Cancel", look="quiet", on_click=screen.keep_account),
            class_name="flex gap-2",
        ),
        on_submit=screen.save_account,
        class_name="flex flex-col gap-1 pt-2",
    )
