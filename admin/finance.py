"""What the pages about the platform's money share: the way between them, and their files."""

from typing import Any

import reflex as rx

from admin import addresses
from foodapp.ui.kit import icon, link

PAGES = (
    ("Refunds", addresses.REFUNDS),
    ("Gift cards", addresses.GIFT_CARDS),
    ("Ledger", addresses.LEDGER),
    ("Reconciliation", addresses.RECONCILIATION),
    ("Disputes", addresses.DISPUTES),
)
PLACE = "inline-flex min-h-11 shrink-0 items-center border-b-2 px-1 text-sm no-underline"
HERE = f"{PLACE} border-accent font-semibold text-ink"
THERE = f"{PLACE} border-transparent font-medium text-muted hover:text-ink"


def finance_places(here: str) -> rx.Component:
    """here: the address of one of PAGES."""
    return rx.el.nav(
        *[
            link(
                words,
                to=to,
                class_name=HERE if to == here else THERE,
                custom_attrs={"aria-current": "page"} if to == here else {},
            )
            for words, to in PAGES
        ],
        aria_label="Money",
        class_name="mb-3 flex gap-6 overflow-x-auto border-b border-line scroll-quiet",
    )


def file_link(to: Any) -> rx.Component:
    """The whole list as a file. A download, so an ordinary link."""
    return rx.el.a(
        icon("download", size=18),
        "CSV",
        href=to,
        download=True,
        class_name="inline-flex min-h-11 items-center gap-2 rounded-xl border border-line bg-raised"
        " px-4 text-sm font-medium text-ink no-underline hover:bg-sunken",
    )
