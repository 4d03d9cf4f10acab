"""The title of a page whose head the server writes, once somebody comes to it from another page."""

from typing import Any

import reflex as rx

from foodapp.ui import scripts


class PageTitle(rx.Component):
    library = f"$/public{scripts.script('page_title.jsx')}"
    tag = "PageTitle"
    text: rx.Var[str]


def page_title(text: Any) -> rx.Component:
    """text: empty while it is not known; then the title stays as it is."""
    return PageTitle.create(text=text)
