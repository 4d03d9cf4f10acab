from typing import Any

import reflex as rx

from admin import addresses
from admin.layout import frame, page, page_head
from admin.your_account.state import Secure, YourAccount
from foodapp.ui.kit import card, error_banner, heading, link_button, skeleton, some
from foodapp.ui.own_account import account_sections, ways_section
from foodapp.ui.page import page as public_page
from foodapp.ui.proving import proof_dialog
from foodapp.ui.sign_in import sign_out_form
from foodapp.ui.sign_in.screen import doorway


@page(addresses.YOUR_ACCOUNT, "Your account", YourAccount.load)
def your_account() -> rx.Component:
    return frame(
        addresses.YOUR_ACCOUNT,
        page_head("Your account", "How you sign in, and where you are."),
        rx.el.div(account_sections(YourAccount, _section), class_name="max-w-2xl"),
    )


@public_page(addresses.SECURE, "Secure your account", Secure.load)
def secure() -> rx.Component:
    has_one = Secure.ways.has_app | some(Secure.keys)
    return doorway(
        addresses.SECURE,
        "Secure your account",
        "The console asks for a second factor: whoever learns your password does not get in.",
        error_banner(Secure.error),
        rx.cond(Secure.loaded, ways_section(Secure), skeleton(lines=4)),
        rx.el.div(
            rx.cond(
                has_one,
                link_button("Go on to the console", to=addresses.OVERVIEW, wide=True, id="go-on"),
            ),
            sign_out_form("/admin/sign-in", wide=True),
            class_name="flex flex-col gap-2 pt-4",
        ),
        proof_dialog(Secure),
    )


def _section(title: str, *content: Any, **props: Any) -> rx.Component:
    return card(heading(title, level=2, class_name="pb-2"), *content, **props)
