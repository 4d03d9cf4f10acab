from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

import reflex as rx

from admin import addresses
from admin.listing import Filtered
from foodapp.accounts.actors import Admin
from foodapp.kit.db import Session
from foodapp.views.console import deliveries, orders
from foodapp.views.console.orders import OrderFilter, OrderPage, OrderRow


@dataclass(frozen=True)
class Listed:
    row: OrderRow
    rider: str


class Orders(Filtered, rx.State):
    """The list of orders, newest first."""

    _address: ClassVar[str] = addresses.ORDERS
    _choices: ClassVar[frozenset[str]] = frozenset(OrderFilter) - {OrderFilter.ALL}

    rows: list[Listed] = []

    async def _rows(self, after: UUID | None) -> str:
        page, riders = await self._do(
            _read, which=OrderFilter(self.which or OrderFilter.ALL), search=self.search, after=after
        )
        self.rows = [Listed(row, riders.get(row.id, "")) for row in page.rows]
        return page.next_after


def _read(
    session: Session, admin: Admin, *, which: OrderFilter, search: str, after: UUID | None
) -> tuple[OrderPage, dict[str, str]]:
    page = orders.orders(session, admin, which=which, search=search, after=after)
    return page, deliveries.standing(session, admin, [UUID(row.id) for row in page.rows])
