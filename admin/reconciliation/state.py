from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

import reflex as rx

from admin import addresses
from admin.asking import Command, Confirming, Question, typed_as
from admin.listing import Filtered
from foodapp.reconciliation import closing
from foodapp.views.console.differences import DifferenceRow, RunRow
from foodapp.views.console.reconciliation import reconciliation
from foodapp.views.console.standing import Standing

CLOSE = Question(
    kind="close",
    title="Close this difference?",
    text="Say what it was. It stays closed while its figures stay the same.",
    label="Close it",
    is_harmful=False,
    done="Closed.",
)
COMMANDS: Mapping[str, Command] = {"close": typed_as("note", closing.close)}


class Reconciliation(Filtered, Confirming, rx.State):
    """Where our books and the gateways' differ."""

    _address: ClassVar[str] = addresses.RECONCILIATION
    _filters: ClassVar[tuple[str, ...]] = ("which",)
    _choices: ClassVar[frozenset[str]] = frozenset({"closed"})
    _questions: ClassVar[Mapping[str, Question]] = {"close": CLOSE}
    _commands: ClassVar[Mapping[str, Command]] = COMMANDS
    _what: ClassVar[str] = "difference"

    runs: list[RunRow] = []
    rows: list[DifferenceRow] = []
    standing: Standing = Standing()  # what may be said where no difference is open

    async def _rows(self, after: UUID | None) -> str:
        is_open = self.which == ""
        page = await self._read(reconciliation, is_open=is_open, after=after)
        self.runs, self.standing, self.rows = page.runs, page.standing, page.rows
        return page.next_after
