"""What every page of the storefront says at its top."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from foodapp.accounts.actors import Customer, Visitor
from foodapp.accounts.models import User
from foodapp.orders import basket
from foodapp.orders.models import OPEN, BasketLine, Order


@dataclass(frozen=True)
class Navigation:
    name: str  # first name; empty for a guest
    in_basket: int  # portions
    going_on: str  # id of the newest order that is under way; empty if none


def navigation(session: Session, visitor: Visitor) -> Navigation:
    user = session.get(User, visitor.user_id) if visitor.user_id else None
    return Navigation(
        name=user.name.partition(" ")[0] if user else "",
        in_basket=_portions(session, visitor),
        going_on=_going_on(session, visitor.customer) if visitor.customer else "",
    )


def _portions(session: Session, visitor: Visitor) -> int:
    chosen = basket.find(session, visitor)
    if chosen is None:
        return 0
    return sum(
        session.exec(select(BasketLine.quantity).where(BasketLine.basket_id == chosen.id)).all()
    )


def _going_on(session: Session, customer: Customer) -> str:
    found = session.exec(
        select(Order.id)
        .where(Order.customer_id == customer.user_id, col(Order.status).in_(OPEN))
        .order_by(col(Order.created_at).desc())
        .limit(1)
    ).first()
    return str(found or "")
