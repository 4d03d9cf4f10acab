"""Up to how much each role of the console gives back without a second person: on one order, and
in 24 hours on all orders together. Whoever has reached either asks, and somebody else decides."""

from datetime import timedelta
from types import MappingProxyType
from uuid import UUID

from babel.numbers import get_currency_precision
from sqlmodel import Session, col, func, select

from foodapp.accounts.actors import Admin, AdminRole
from foodapp.accounts.models import User
from foodapp.kit import clock
from foodapp.kit.money import MAX_MINOR
from foodapp.orders.models import Order
from foodapp.payments.refunds.models import REFUND, Adjustment, Decision
from foodapp.payments.settings import settings

A_DAY = timedelta(hours=24)


# On one order, whole units of its currency. None: any amount.
LIMITS: MappingProxyType[AdminRole, int | None] = MappingProxyType(
    {
        AdminRole.OWNER: None,
        AdminRole.OPERATIONS: 200,
        AdminRole.SUPPORT: 30,
        AdminRole.VIEWER: 0,
    }
)
# In 24 hours: the setting that says how much.
A_DAY_BY = MappingProxyType(
    {
        AdminRole.OPERATIONS: "refunds_a_day_operations",
        AdminRole.SUPPORT: "refunds_a_day_support",
    }
)


def limit_minor(role: AdminRole, currency: str) -> int:
    """On one order."""
    units = LIMITS[role]
    return MAX_MINOR if units is None else _minor(units, currency)


def day_limit_minor(role: AdminRole, currency: str) -> int:
    """In 24 hours, on all orders in this currency."""
    if role not in A_DAY_BY:
        return limit_minor(role, currency)
    return _minor(getattr(settings(), A_DAY_BY[role]), currency)


def left_minor(session: Session, admin: Admin, order: Order) -> int:
    """What this person may still give back on this order now. Everything that they have decided
    counts, also what somebody else had asked for. Held until the transaction ends, so that two
    refunds at once are not both within the limit."""
    if LIMITS[admin.role] is None:
        return MAX_MINOR
    _hold(session, admin)
    on_order = _decided(session, admin, order.currency, order_id=order.id)
    today = _decided(session, admin, order.currency)
    return max(
        0,
        min(
            limit_minor(admin.role, order.currency) - on_order,
            day_limit_minor(admin.role, order.currency) - today,
        ),
    )


def _hold(session: Session, admin: Admin) -> None:
    """Their row, not its key: rows that refer to it are written meanwhile."""
    person = select(User.id).where(User.id == admin.user_id).with_for_update(key_share=True)
    session.exec(person).one()


def _decided(session: Session, admin: Admin, currency: str, *, order_id: UUID | None = None) -> int:
    given = select(func.coalesce(func.sum(Adjustment.amount_minor), 0)).where(
        Adjustment.kind == REFUND,
        Adjustment.decided_by == admin.user_id,
        Adjustment.decision == Decision.APPROVED,
    )
    if order_id is not None:
        given = given.where(Adjustment.order_id == order_id)
    else:
        given = given.join(Order, col(Order.id) == Adjustment.order_id).where(
            Order.currency == currency, col(Adjustment.decided_at) > clock.now() - A_DAY
        )
    return int(session.exec(given).one())


def _minor(units: int, currency: str) -> int:
    minor: int = units * 10 ** get_currency_precision(currency)
    return minor
