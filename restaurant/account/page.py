from typing import Any

import reflex as rx

from foodapp.kit.words import t
from foodapp.ui.install import install_nudge
from foodapp.ui.kit import card, heading
from foodapp.ui.own_account import account_sections
from restaurant import addresses
from restaurant.account.state import Account
from restaurant.layout import frame, page, page_head

AT_HAND = (
    t("The kitchen on this tablet"),
    t("Installed it fills the screen, opens at once and counts new orders on its icon."),
)


@page(addresses.ACCOUNT, "Your account", Account.load)
def account() -> rx.Component:
    return frame(
        addresses.ACCOUNT,
        Account.load,
        page_head("Your account", "How you sign in, and where you are."),
        rx.el.div(install_nudge(*AT_HAND), class_name="mb-4 max-w-2xl empty:hidden"),
        rx.el.div(account_sections(Account, _section), class_name="max-w-2xl"),
    )


def _section(title: str, *content: Any, **props: Any) -> rx.Component:
    return card(heading(title, level=2, class_name="pb-2"), *content, **props)
