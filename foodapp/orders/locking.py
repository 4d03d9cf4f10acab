"""Orders, held until the transaction ends: lock before you judge. Scoped by who asks."""

from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from foodapp.accounts.actors import Admin, Customer, Permission, Platform, RestaurantStaff
from foodapp.kit.errors import NotAllowed, NotFound
from foodapp.orders.models import Order


def lock(
    session: Session, actor: Customer | RestaurantStaff | Admin | Platform, order_id: UUID
) -> Order:
    """The order, if this actor may change it; somebody else's is simply not there."""
    if isinstance(actor, Admin) and not actor.may(Permission.STEER_ORDERS):
        raise NotAllowed
    order = session.exec(
        select(Order)
        .where(Order.id == order_id, *_scope(actor))
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if order is None:
        raise NotFound("order")
    return order


def _scope(actor: Customer | RestaurantStaff | Admin | Platform) -> list[ColumnElement[bool]]:
    if isinstance(actor, Customer):
        return [col(Order.customer_id) == actor.user_id]
    if isinstance(actor, RestaurantStaff):
        return [col(Order.restaurant_id) == actor.restaurant_id]
    return []
