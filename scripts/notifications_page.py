"""Writes docs/notifications.md from the catalogue; a test compares."""

from itertools import groupby
from pathlib import Path

from foodapp.views.catalogue import CatalogueLine, lines

PAGE = Path(__file__).parents[1] / "docs" / "notifications.md"
INTRODUCTION = """# Who is told of what

Written by `scripts/notifications_page.py` from the catalogue in `foodapp/notifications/kinds`; why
it is so stands in [decision 35](decisions/0035-notifications.md). Everything stands in the
recipient's inbox. Channels are tried in the order in which they are named: the next one when a
channel cannot reach them, or has said nothing of the arrival for `FOODAPP_NOTICE_WAIT_S`; an SMS
only for what is told at once.
"""
ORDER = ("Customers", "Restaurants", "Riders", "Admins")
HEAD = "| kind | when | says | by | how urgent | choice |\n|---|---|---|---|---|---|\n"


def page() -> str:
    parts = [INTRODUCTION]
    told = sorted(lines(), key=lambda one: ORDER.index(one.audience))
    for audience, found in groupby(told, key=lambda one: one.audience):
        parts.append(f"\n## {audience}\n\n{HEAD}" + "".join(_row(one) for one in found))
    return "".join(parts)


def _row(one: CatalogueLine) -> str:
    says = one.says.replace("|", "\\|")
    return f"| `{one.id}` | {one.when} | {says} | {one.channels} | {one.urgency} | {one.choice} |\n"


if __name__ == "__main__":
    PAGE.write_text(page())
