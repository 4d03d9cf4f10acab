"""What the pages about the platform's money share: the way between them, and their files."""

from typing import Any

import reflex as rx

from foodapp.ui.kit import icon, link

PAGES = (
    ("Refunds", "/admin/refunds"),
    ("Gift cards", "/admin/gift-cards"),
    ("Ledger", "/admin/ledger"),
    ("Reconciliation", "/admin/reconciliation"),
)
PLACE = (
    "inline-flex min-h-11 items-center rounded-full border px-4 text-sm font-medium no-underline"
)
HERE = f"{PLACE} border-accent bg-accent-soft text-accent-ink"
THERE = f"{PLACE} border-line bg-raised text-ink hover:bg-sunken"


def finance_places(here: str):
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
        class_name="flex gap-2 overflow-x-auto py-1",
    )


def file_link(to: Any):
    """The whole list as a file. A download, so an ordinary link."""
    return rx.el.a(
        icon("download", size=18),
        "CSV",
        href=to,
        download=True,
        class_name="inline-flex min-h-11 items-center gap-2 rounded-xl border border-line bg-raised"
        " px-4 text-sm font-medium text-ink no-underline hover:bg-sunken",
    )
