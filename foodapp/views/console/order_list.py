"""The list of orders, each with who brings it."""

from dataclasses import dataclass
from uuid import UUID

from foodapp.accounts.actors import Admin
from foodapp.kit.db import ReadSession
from foodapp.views.console import deliveries, orders
from foodapp.views.console.orders import OrderFilter, OrderRow


@dataclass(frozen=True)
class Listed:
    row: OrderRow
    rider: str  # or that nobody brings it yet; empty: there is no delivery


@dataclass(frozen=True)
class OrderList:
    rows: list[Listed]
    next_after: str  # id of the last row; empty where nothing follows


def order_list(
    session: ReadSession, admin: Admin, *, which: OrderFilter, search: str, after: UUID | None
) -> OrderList:
    page = orders.orders(session, admin, which=which, search=search, after=after)
    riders = deliveries.standing(session, admin, [UUID(row.id) for row in page.rows])
    return OrderList([Listed(row, riders.get(row.id, "")) for row in page.rows], page.next_after)
