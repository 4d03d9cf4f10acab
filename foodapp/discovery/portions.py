"""How many portions of each dish reached their customers, day by day: counted when they do, so
that nobody who looks at the town's favourites makes the database read its orders again."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import Index, delete, text
from sqlmodel import Field, Session, SQLModel, col, func, select

from foodapp.kit import clock
from foodapp.kit.db import ReadSession
from foodapp.menu.models import Item
from foodapp.orders.events import OrderDelivered

KEPT = timedelta(days=8)
A_WEEK = timedelta(days=7)


class ItemPortions(SQLModel, table=True):
    __tablename__ = "item_portions"
    __table_args__ = (Index("ix_item_portions_restaurant", "restaurant_id", "day"),)

    item_id: UUID = Field(foreign_key="menu_items.id", primary_key=True, ondelete="CASCADE")
    day: date = Field(primary_key=True)  # on which it was ordered, UTC
    restaurant_id: UUID = Field(foreign_key="restaurants.id", ondelete="CASCADE")
    portions: int


def count(session: Session, event: OrderDelivered) -> None:
    """Reaction: its dishes count from now on. By item, so that two orders at once do not wait for
    each other crosswise."""
    session.connection().execute(
        text(f"{_COUNTED} AND o.id = :order_id {_BY_ITEM} {_ADDED}"), {"order_id": event.order_id}
    )


def recount(session: Session, now: datetime | None = None) -> None:
    """All that is kept, from the orders themselves: after they came in by another way."""
    session.connection().execute(delete(ItemPortions))
    session.connection().execute(
        text(f"{_COUNTED} AND o.placed_at > :since {_BY_ITEM}"),
        {"since": (now or clock.now()) - KEPT},
    )


def forget(session: Session) -> int:
    """Days that no list asks for any more."""
    before = (clock.now() - KEPT).date()
    return (
        session.connection()
        .execute(delete(ItemPortions).where(col(ItemPortions.day) < before))
        .rowcount
    )


def of_this_week(
    session: ReadSession, restaurant_ids: Sequence[UUID], *, at_least: int, most: int
) -> list[tuple[UUID, UUID, int]]:
    """(item, restaurant, portions), most first; of dishes that are still on a menu."""
    portions = func.sum(ItemPortions.portions)
    rows = session.exec(
        select(ItemPortions.item_id, Item.restaurant_id, portions)
        .join(Item, col(Item.id) == ItemPortions.item_id)
        .where(
            col(ItemPortions.restaurant_id).in_(restaurant_ids),
            col(ItemPortions.day) > (clock.now() - A_WEEK).date(),
            col(Item.archived_at).is_(None),
        )
        .group_by(col(ItemPortions.item_id), col(Item.restaurant_id))
        .having(portions >= at_least)
        .order_by(portions.desc(), col(ItemPortions.item_id))
        .limit(most)
    ).all()
    return [(item_id, restaurant_id, int(count)) for item_id, restaurant_id, count in rows]


_COUNTED = """
INSERT INTO item_portions (item_id, day, restaurant_id, portions)
SELECT l.item_id, (o.placed_at AT TIME ZONE 'UTC')::date AS day, o.restaurant_id, sum(l.quantity)
FROM order_lines l JOIN orders o ON o.id = l.order_id
WHERE o.status = 'delivered' AND l.item_id IS NOT NULL
"""
_BY_ITEM = "GROUP BY l.item_id, day, o.restaurant_id ORDER BY l.item_id"
_ADDED = """
ON CONFLICT (item_id, day)
DO UPDATE SET portions = item_portions.portions + excluded.portions
"""
