from typing import ClassVar
from uuid import UUID

import reflex as rx

from admin import addresses
from admin.listing import Filtered
from foodapp.views.console import applications
from foodapp.views.console.applications import Listed, Which


class Applications(Filtered, rx.State):
    """Who wants to join."""

    _address: ClassVar[str] = addresses.APPLICATIONS
    _filters: ClassVar[tuple[str, ...]] = ("which",)
    _choices: ClassVar[frozenset[str]] = frozenset(Which) - {Which.WAITING}

    rows: list[Listed] = []

    async def _rows(self, after: UUID | None) -> str:
        page = await self._read(applications.queue, which=Which(self.which), after=after)
        self.rows = page.rows
        return page.next_after
