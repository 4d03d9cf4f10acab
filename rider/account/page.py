from typing import Any

import reflex as rx

from foodapp.ui.kit import card, heading
from foodapp.ui.own_account import account_sections
from foodapp.ui.page import page
from rider import addresses
from rider.account.state import Account
from rider.layout import rider_frame


@page(addresses.ACCOUNT, "Your account", Account.load)
def account() -> rx.Component:
    return rider_frame(
        heading("Your account", class_name="pb-4"),
        account_sections(Account, _section),
        tab="account",
    )


def _section(title: str, *content: Any, **props: Any) -> rx.Component:
    return card(heading(title, level=2, class_name="pb-2"), *content, **props)
