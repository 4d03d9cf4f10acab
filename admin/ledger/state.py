from typing import ClassVar

import reflex as rx

from admin import addresses
from admin.listing import Filtered
from foodapp.views.console import ledger
from foodapp.views.console.ledger import AccountFilter, AccountRow


class Ledger(Filtered, rx.State):
    """Accounts with their balances."""

    _address: ClassVar[str] = addresses.LEDGER
    _filters: ClassVar[tuple[str, ...]] = ("which",)
    _choices: ClassVar[frozenset[str]] = frozenset(AccountFilter) - {AccountFilter.PLATFORM}
    _place = int

    rows: list[AccountRow] = []

    async def _rows(self, after: int | None) -> str:
        page = await self._read(
            ledger.account_list,
            whose=AccountFilter(self.which or AccountFilter.PLATFORM),
            after=after or 0,
        )
        self.rows = page.rows
        return page.next_after
