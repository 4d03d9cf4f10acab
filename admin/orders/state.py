from typing import ClassVar
from uuid import UUID

import reflex as rx

from admin import addresses
from admin.listing import Filtered
from foodapp.views.console.order_list import Listed, order_list
from foodapp.views.console.orders import OrderFilter


class Orders(Filtered, rx.State):
    """The list of orders, newest first."""

    _address: ClassVar[str] = addresses.ORDERS
    _choices: ClassVar[frozenset[str]] = frozenset(OrderFilter) - {OrderFilter.ALL}

    rows: list[Listed] = []

    async def _rows(self, after: UUID | None) -> str:
        which = OrderFilter(self.which or OrderFilter.ALL)
        page = await self._read(order_list, which=which, search=self.search, after=after)
        self.rows = page.rows
        return page.next_after
