"""A customer as a payer in cash, on the page of one of their orders."""

from dataclasses import dataclass
from uuid import UUID

from foodapp.accounts.actors import Admin, Permission
from foodapp.accounts.models import User
from foodapp.accounts.permissions import require
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import NotFound
from foodapp.kit.money import Money, shown
from foodapp.kit.words import n, say, t
from foodapp.orders import cash_limits
from foodapp.orders.debts import CashDebt, Settled
from foodapp.orders.ends import PayBy
from foodapp.orders.models import Order

SETTLED = {
    Settled.PAID: "Paid to us",
    Settled.CREDIT: "Paid with store credit",
    Settled.FORGIVEN: "Forgiven",
}


@dataclass(frozen=True)
class CashCard:
    """Blank for an order by card."""

    exists: bool = False
    limit: str = ""
    paid: str = ""
    phone: str = ""
    can_prove: bool = False
    owed: str = ""  # for this very order; empty: nothing
    settled: str = ""  # how that was settled; empty: it is not
    elsewhere: str = ""  # what is owed for another order


def of_order(session: ReadSession, admin: Admin, order_id: UUID) -> CashCard:
    """How far the payer of this order is trusted with cash. Blank where it is paid by card."""
    require(admin, Permission.SEE)
    order = session.get(Order, order_id)
    if order is None:
        raise NotFound("order")
    if order.pay_by is not PayBy.CASH:
        return CashCard()
    known = cash_limits.standing(session, order.customer_id, order.currency)
    phone = session.get_one(User, order.customer_id).phone
    debt = session.get(CashDebt, order.id)
    most = Money(known.most_minor, order.currency)
    limit = n(
        "One order at a time, up to {most}",
        "{count} orders at a time, up to {most}",
        known.open_most,
        most=most,
    )
    paid = t("{orders} paid at the door", orders=known.paid_count)
    is_here = debt is not None and debt.settled is None
    return CashCard(
        exists=True,
        limit=say(limit),
        paid=say(paid) if known.paid_count else "Nothing yet",
        phone=_phone(phone, known.is_phone_proven),
        can_prove=bool(phone) and not known.is_phone_proven,
        owed=shown(debt.amount_minor, debt.currency) if debt else "",
        settled=SETTLED[debt.settled] if debt and debt.settled else "",
        elsewhere="" if is_here or known.owed is None else _elsewhere(known.owed, known.owed_for),
    )


def _phone(phone: str, is_proven: bool) -> str:
    if not phone:
        return "No number"
    return "Proven" if is_proven else "Not proven"


def _elsewhere(owed: Money, number: str) -> str:
    return say(t("{amount} for {order}", amount=owed, order=number))
