"""Counted portions: taken when an order starts, given back when it ends without food."""

from collections import Counter
from uuid import UUID

from sqlmodel import Session, col, select, update

from foodapp.kit.errors import DomainError
from foodapp.menu import reading
from foodapp.menu.models import Item
from foodapp.orders.models import Order, OrderLine


class SoldOut(DomainError):
    def __init__(self, name: str, left: int) -> None:
        few = f"Only {left} of {name} left." if left else f"{name} is sold out."
        super().__init__(f"{few} Please change your basket.")


def take(session: Session, order: Order, lines: list[OrderLine]) -> None:
    """Reserve the portions of counted items, in one order of ids so that two orders never wait
    for each other. Marks the lines that hold stock."""
    wanted: Counter[UUID] = Counter()
    for line in lines:
        if line.item_id is not None:
            wanted[line.item_id] += line.quantity
    items = session.exec(
        select(Item)
        .where(col(Item.id).in_(wanted), col(Item.stock).is_not(None))
        .order_by(col(Item.id))
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()
    for item in items:
        left = item.stock or 0
        if left < wanted[item.id]:
            raise SoldOut(item.name, left)
        item.stock = left - wanted[item.id]
    counted = {item.id for item in items}
    for line in lines:
        line.stock_taken = line.item_id in counted
    if counted:
        reading.drop(session, order.restaurant_id)


def give_back(session: Session, order: Order) -> None:
    """Return what take() reserved; once, since each line forgets that it holds stock."""
    lines = session.exec(
        select(OrderLine)
        .where(OrderLine.order_id == order.id, col(OrderLine.stock_taken).is_(True))
        .order_by(col(OrderLine.item_id))
    ).all()
    for line in lines:
        session.exec(
            update(Item)
            .where(col(Item.id) == line.item_id, col(Item.stock).is_not(None))
            .values(stock=col(Item.stock) + line.quantity)
        )
        line.stock_taken = False
    if lines:
        reading.drop(session, order.restaurant_id)
