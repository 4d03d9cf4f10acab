"""What every page of the storefront says at its top."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ScalarSelect
from sqlmodel import col, func, select

from foodapp.accounts.actors import Customer, Visitor
from foodapp.accounts.models import User
from foodapp.kit.db import ReadSession
from foodapp.orders.basket import owned_by
from foodapp.orders.basket_models import Basket, BasketLine
from foodapp.orders.models import OPEN, Order


@dataclass(frozen=True)
class Navigation:
    name: str  # first name; empty for a guest
    in_basket: int  # portions
    going_on: str  # id of the newest order that is under way; empty if none


def navigation(session: ReadSession, visitor: Visitor) -> Navigation:
    """One statement: every page asks."""
    portions = (
        select(func.coalesce(func.sum(BasketLine.quantity), 0))
        .join(Basket, col(Basket.id) == BasketLine.basket_id)
        .where(owned_by(visitor))
        .scalar_subquery()
    )
    if visitor.user_id is None:
        return Navigation("", session.exec(select(portions)).one(), "")
    name = select(User.name).where(User.id == visitor.user_id).scalar_subquery()
    found = session.exec(select(name, portions, _going_on(visitor.user_id))).one()
    return Navigation(
        name=(found[0] or "").partition(" ")[0],
        in_basket=found[1],
        going_on=str(found[2] or ""),
    )


def user_id(session: ReadSession, customer: Customer) -> UUID:
    """Whose page it is: for the topics that only they may watch."""
    return customer.user_id


def _going_on(user_id: UUID) -> ScalarSelect[Any]:
    return (
        select(Order.id)
        .where(Order.customer_id == user_id, col(Order.status).in_(OPEN))
        .order_by(col(Order.created_at).desc())
        .limit(1)
        .scalar_subquery()
    )
