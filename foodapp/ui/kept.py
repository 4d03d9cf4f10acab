"""What can be read without a network of what is under way, and the number on the app's icon."""

from typing import Any

import reflex as rx

from foodapp.ui import scripts

LIBRARY = f"$/public{scripts.script('kept.jsx')}"


class KeepPage(rx.Component):
    library = LIBRARY
    tag = "KeepPage"
    at: rx.Var[str]
    kind: rx.Var[str]
    box: rx.Var[str]
    what: rx.Var[Any]
    known: rx.Var[bool]
    while_true: rx.Var[bool]


class AppBadge(rx.Component):
    library = LIBRARY
    tag = "AppBadge"
    count: rx.Var[int]


def keep_page(
    at: Any, kind: str, what: Any, *, known: Any, while_true: Any, box: Any = ""
) -> rx.Component:
    """Keeps `what` (a card with an id) under the page's address for as long as it is going on;
    before it is known, what was kept stays. kind: "order" or "ride", as foodapp/ui/offline.js knows
    them. box: of presses that may be made there (foodapp.ui.presses)."""
    return KeepPage.create(at=at, kind=kind, box=box, what=what, known=known, while_true=while_true)


def app_badge(count: Any) -> rx.Component:
    """How much waits, on the icon of an installed app."""
    return AppBadge.create(count=count)
