"""What the invariants look at."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import text
from sqlmodel import Session

from chaos.cast import Cast
from chaos.crowd import Acknowledged

Books = dict[str, list[dict[str, Any]]]  # the gateway's own
Found = tuple[int, list[str]]


@dataclass(frozen=True)
class Evidence:
    """This play's own orders, those of its kitchen, and what the gateway has of them."""

    session: Session
    cast: Cast
    told: Acknowledged
    books: Books

    def rows(self, statement: str, **facts: object) -> list[Any]:
        """`mine` are the orders of this play."""
        facts["kitchen"] = self.cast.restaurant_id
        mine = "WITH mine AS (SELECT * FROM orders WHERE restaurant_id = :kitchen) "
        return list(self.session.execute(text(mine + statement), facts).all())

    def payments(self) -> list[dict[str, Any]]:
        """The gateway's, of this play's orders and of orders that nobody knows."""
        known = {str(row[0]): row[1] for row in self.session.execute(text(ORDERS))}
        own = self.cast.restaurant_id
        return [
            row
            for row in self.books["payments"]
            if known.get(row["metadata"].get("order_id", ""), own) == own
        ]


ORDERS = "SELECT id, restaurant_id FROM orders"
