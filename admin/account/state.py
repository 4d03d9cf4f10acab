from typing import ClassVar

import reflex as rx

from admin import addresses
from admin.listing import Listing
from foodapp.kit.errors import NotFound
from foodapp.views.console import ledger
from foodapp.views.console.ledger import AccountRow, EntryRow

LARGEST = 2**62


class Account(Listing, rx.State):
    """What moved on one account, newest first."""

    _address: ClassVar[str] = addresses.ACCOUNT
    _filters: ClassVar[tuple[str, ...]] = ("id",)
    _place = int

    id: str = ""
    account: AccountRow = AccountRow(0, "Account", "", "", "")
    rows: list[EntryRow] = []

    def _narrow(self, name: str, wanted: str) -> None:
        is_number = wanted.isascii() and wanted.isdigit() and int(wanted[:19]) < LARGEST
        self.id = wanted[:19] if is_number else ""

    async def _rows(self, after: int | None) -> str:
        if not self.id:
            raise NotFound("account")
        page = await self._read(ledger.entries, int(self.id), before=min(after or 0, LARGEST))
        self.account, self.rows = page.account, page.rows
        return page.next_after
