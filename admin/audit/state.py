from collections.abc import Callable
from typing import ClassVar
from uuid import UUID

import reflex as rx

from admin import addresses
from admin.listing import Listing
from foodapp.ui.args import Word
from foodapp.ui.guard import Next, handler
from foodapp.views.console import audit
from foodapp.views.console.audit import WORDS, AuditLine


class Audit(Listing, rx.State):
    """Who did what, newest first."""

    _address: ClassVar[str] = addresses.AUDIT
    _filters: ClassVar[tuple[str, ...]] = ("action", "by")
    _place: ClassVar[Callable[[str], int]] = int

    action: str = ""
    by: str = ""  # id of an admin
    people: list[tuple[str, str]] = []
    rows: list[AuditLine] = []

    @handler()
    async def choose_action(self, action: Word) -> Next:
        self._narrow("action", action)
        return self._led()

    @handler()
    async def choose_person(self, user_id: Word) -> Next:
        self._narrow("by", user_id)
        return self._led()

    def _narrow(self, name: str, wanted: str) -> None:
        if name == "action":
            self.action = wanted if wanted in WORDS else ""
        else:
            self.by = str(UUID(wanted)) if _is_id(wanted) else ""

    async def _rows(self, after: int | None) -> str:
        self.people = [("", "Everybody"), *await self._do(audit.who_acted)]
        page = await self._do(
            audit.log,
            action=self.action,
            by_id=UUID(self.by) if self.by else None,
            before=after or 0,
        )
        self.rows = page.lines
        return str(page.next_before or "")


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
