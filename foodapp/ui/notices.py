"""One sentence at the edge of the screen, read out by screen readers."""

import time
from typing import Any, Literal

import reflex as rx

from foodapp.ui import scripts

Kind = Literal["done", "info", "act"]


class Notices(rx.State):
    latest: dict[str, str | int] = {}

    def _say(self, text: str, kind: Kind) -> None:
        self.latest = worded(text, kind)


def worded(text: str, kind: Kind) -> dict[str, str | int]:
    return {"n": time.time_ns() // 1000, "text": text, "kind": kind}


async def notify(state: Any, text: str, kind: Kind = "done") -> None:
    """Show a notice from any handler: `await tell(self, "Saved.")`."""
    notices = await state.get_state(Notices)
    notices._say(text, kind)


class NoticeRegion(rx.Component):
    library = f"$/public{scripts.script('notices.jsx')}"
    tag = "NoticeRegion"
    latest: rx.Var[dict[str, Any]]


def notice_region() -> rx.Component:
    return NoticeRegion.create(latest=Notices.latest)
