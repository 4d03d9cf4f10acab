from collections.abc import Callable
from typing import Any, ClassVar

import reflex as rx

from admin import addresses
from admin.listing import Filtered
from foodapp.views.console import disputes
from foodapp.views.console.disputes import DisputeRow


class Disputes(Filtered, rx.State):
    """What customers' banks want back."""

    _address: ClassVar[str] = addresses.DISPUTES
    _filters: ClassVar[tuple[str, ...]] = ("which",)
    _choices: ClassVar[frozenset[str]] = frozenset({"ended"})
    _place: ClassVar[Callable[[str], Any]] = staticmethod(disputes.place)

    rows: list[DisputeRow] = []

    async def _rows(self, after: str | None) -> str:
        page = await self._read(disputes.disputes, is_open=self.which == "", after=after)
        self.rows = page.rows
        return page.next_after
