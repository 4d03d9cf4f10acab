"""Counted portions: taken when an order starts, given back when it ends without food."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session, col, or_, select, update

from foodapp.kit.errors import DomainError
from foodapp.kit.words import t
from foodapp.menu import reading
from foodapp.menu.models import Item
from foodapp.orders import missing
from foodapp.orders.models import Order, OrderLine

_Held = tuple[UUID | None, int, datetime | None]  # which item, portions, since when


class SoldOut(DomainError):
    def __init__(self, name: str, left: int) -> None:
        none = t("{dish} is sold out. Please change your basket.", dish=name)
        few = t("Only {left} of {dish} left. Please change your basket.", left=left, dish=name)
        super().__init__(few if left else none)


def take(session: Session, restaurant_id: UUID, wanted: Mapping[UUID, int]) -> set[UUID]:
    """Reserve these portions, all or none. Returns which of the items are counted."""
    items = sorted(wanted)
    asked = {"items": items, "portions": [wanted[item_id] for item_id in items]}
    held = session.connection().execute(_TAKE, asked).all()
    for item_id, name, left in held:
        if left < wanted[item_id]:
            raise SoldOut(name, left)
        _read_again(session, item_id)
    if held:
        reading.drop(session, restaurant_id)
    return {item_id for item_id, _, _ in held}


# Counted items are held in one order of ids, so that two orders never wait for each other. Tells
# what was left of each before; one that had too few stays as it is.
_TAKE = text(
    """
    WITH wanted AS (
      SELECT * FROM unnest(CAST(:items AS uuid[]), CAST(:portions AS int[])) AS w (id, portions)
    ), held AS MATERIALIZED (
      SELECT id, name, stock FROM menu_items
      WHERE id = ANY (CAST(:items AS uuid[])) AND stock IS NOT NULL
      ORDER BY id FOR UPDATE
    ), taken AS (
      UPDATE menu_items SET stock = menu_items.stock - wanted.portions
      FROM held JOIN wanted USING (id)
      WHERE menu_items.id = held.id AND held.stock >= wanted.portions
    )
    SELECT id, name, stock FROM held ORDER BY id
    """
)


def _read_again(session: Session, item_id: UUID) -> None:
    """An item that this session has loaded does not know what was taken from it."""
    loaded = session.identity_map.get(session.identity_key(Item, item_id))
    if loaded is not None:
        session.expire(loaded, ["stock"])


def give_back(session: Session, order: Order) -> None:
    """Return what take() reserved, for lines and for substitutes; once, since each of them forgets
    that it holds stock. Of what the kitchen has since found gone, nothing comes back: it would be
    sold again."""
    lines = session.exec(
        select(OrderLine).where(
            OrderLine.order_id == order.id, col(OrderLine.stock_taken).is_(True)
        )
    ).all()
    instead = [row for row in missing.of(session, [order.id]) if row.stock_taken]
    gone = missing.portions(session, order.id)  # the kitchen never had them
    held: list[_Held] = [
        (line.item_id, line.quantity - gone[line.id], order.created_at) for line in lines
    ]
    held += [(row.substitute_id, row.quantity, row.answered_at) for row in instead]
    for item_id, back, taken_at in sorted(held, key=str):  # in one order, as they were taken
        session.exec(
            update(Item)
            .where(
                col(Item.id) == item_id,
                col(Item.stock).is_not(None),
                or_(col(Item.none_left_at).is_(None), col(Item.none_left_at) < taken_at),
            )
            .values(stock=col(Item.stock) + back)
        )
    for holder in (*lines, *instead):
        holder.stock_taken = False
    if held:
        reading.drop(session, order.restaurant_id)
