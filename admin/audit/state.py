from uuid import UUID

import reflex as rx

from admin.state import AdminState, Shell
from foodapp.accounts import audit
from foodapp.accounts.audit import ACTIONS, AuditLine
from foodapp.realtime import topics
from foodapp.ui import live
from foodapp.ui.args import Word
from foodapp.ui.guard import handler

MOST = 500  # lines in one tab


class Audit(AdminState, rx.State):
    """Who did what, newest first."""

    action: str = ""
    by: str = ""
    people: list[tuple[str, str]] = []
    lines: list[AuditLine] = []
    next_before: int = 0
    loaded: bool = False
    error: str = ""

    @handler()
    async def load(self) -> None:
        self.people = [("", "Everybody"), *await self._ask(audit.who_acted)]
        await self._read()
        live.watch(self, topics.admin())

    @handler(rate="900/m")
    async def refresh(self):
        page = await self._ask(audit.log, **self._asked())
        newest = self.lines[0].id if self.lines else 0
        self.lines = [*[one for one in page.lines if one.id > newest], *self.lines][:MOST]
        return Shell.load

    @handler()
    async def choose_action(self, action: Word) -> None:
        self.action = action if action in ACTIONS else ""
        await self._read()

    @handler()
    async def choose_person(self, user_id: Word) -> None:
        self.by = user_id if user_id in {ident for ident, _ in self.people} else ""
        await self._read()

    @handler()
    async def more(self) -> None:
        if not self.next_before or len(self.lines) >= MOST:
            return
        page = await self._ask(audit.log, **self._asked(), before=self.next_before)
        self.lines, self.next_before = [*self.lines, *page.lines], page.next_before

    async def _read(self) -> None:
        self.error = ""
        page = await self._ask(audit.log, **self._asked())
        self.lines, self.next_before, self.loaded = page.lines, page.next_before, True

    def _asked(self):
        return {"action": self.action, "by_id": UUID(self.by) if self.by else None}
