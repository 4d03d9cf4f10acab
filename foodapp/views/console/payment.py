"""The money of one order, as the console shows it."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlmodel import col, select

from foodapp.accounts.actors import Admin, Permission
from foodapp.accounts.permissions import require
from foodapp.kit import when
from foodapp.kit.db import ReadSession
from foodapp.kit.money import shown
from foodapp.orders.ends import PayBy
from foodapp.orders.models import Order
from foodapp.payments.models import GatewayCall, Payment, PaymentStatus

STATUS = {
    PaymentStatus.OPEN: "Not paid yet",
    PaymentStatus.AUTHORISED: "Held on the card",
    PaymentStatus.CAPTURED: "Paid",
    PaymentStatus.REFUNDED: "Given back",
    PaymentStatus.PART_REFUNDED: "Given back in part",
    PaymentStatus.VOIDED: "Hold released",
    PaymentStatus.DISPUTED: "Disputed",
    PaymentStatus.CHARGED_BACK: "Lost to a dispute",
    PaymentStatus.FAILED: "Not paid",
}
STEPS = {
    "page": "Payment page",
    "card": "Charge a saved card",
    "capture": "Take the money",
    "void": "Release the hold",
    "refund": "Give money back",
}
MAX = 20


@dataclass(frozen=True)
class Call:
    at: str
    step: str
    amount: str
    is_answered: bool


@dataclass(frozen=True)
class PaymentCard:
    """Blank where no payment was begun."""

    exists: bool = False
    status: str = ""
    words: str = ""
    amount: str = ""
    captured: str = ""
    refunded: str = ""
    gateway: str = ""
    intent_ref: str = ""
    page_ref: str = ""
    failure: str = ""
    attempt: int = 1
    calls: list[Call] = field(default_factory=list)


def payment_of(session: ReadSession, admin: Admin, order_id: UUID) -> PaymentCard:
    require(admin, Permission.SEE)
    found = session.exec(
        select(Order, Payment)
        .outerjoin(Payment, col(Payment.order_id) == Order.id)
        .where(Order.id == order_id)
    ).one_or_none()
    return card_of(session, *found) if found else PaymentCard()


def card_of(session: ReadSession, order: Order, row: Payment | None) -> PaymentCard:
    """The payment with its calls to the gateway; None: the order was never paid by card."""
    if row is None:
        return _without_card(order)
    return PaymentCard(
        exists=True,
        status=row.status.value,
        words=STATUS[row.status],
        amount=shown(row.amount_minor, row.currency),
        captured=shown(row.captured_minor, row.currency),
        refunded=shown(row.refunded_minor, row.currency),
        gateway=row.gateway,
        intent_ref=row.intent_ref or "",
        page_ref=row.page_ref or "",
        failure=row.failure.replace("_", " "),
        attempt=row.attempt,
        calls=_calls(session, row),
    )


def _without_card(order: Order) -> PaymentCard:
    """Blank unless it is paid at the door, or was with store credit."""
    if order.card_minor:
        return PaymentCard()
    if order.pay_by is PayBy.CASH:
        return _in_cash(order)
    return _by_credit(order) if order.credit_used_minor else _free(order)


def _free(order: Order) -> PaymentCard:
    """An offer took all of it off, or left less than a card can be charged."""
    nothing = shown(0, order.currency)
    return PaymentCard(
        exists=True,
        status="captured",
        words="Nothing to pay",
        amount=nothing,
        captured=nothing,
        refunded=nothing,
        gateway="None",
    )


def _by_credit(order: Order) -> PaymentCard:
    kept, used = order.credit_kept_minor, order.credit_used_minor
    return PaymentCard(
        exists=True,
        status="captured" if kept == used else "part_refunded" if kept else "refunded",
        words="Paid with store credit" if kept else "Given back as store credit",
        amount=shown(used, order.currency),
        captured=shown(used, order.currency),
        refunded=shown(used - kept, order.currency),
        gateway="Store credit",
    )


def _in_cash(order: Order) -> PaymentCard:
    taken = order.cash_taken_minor
    return PaymentCard(
        exists=True,
        status="captured" if taken else "open",
        words="Paid in cash at the door" if taken else "In cash at the door",
        amount=shown(taken or order.cash_due_minor, order.currency),
        captured=shown(taken, order.currency),
        refunded=shown(0, order.currency),
        gateway="Cash",
    )


def _calls(session: ReadSession, payment: Payment) -> list[Call]:
    rows = session.exec(
        select(GatewayCall)
        .where(GatewayCall.payment_id == payment.id)
        .order_by(col(GatewayCall.asked_at))
        .limit(MAX)
    )
    return [
        Call(
            at=_at(row.asked_at),
            step=STEPS.get(row.step, row.step),
            amount=shown(row.amount_minor, payment.currency) if row.amount_minor else "",
            is_answered=row.answered_at is not None,
        )
        for row in rows
    ]


def _at(moment: datetime) -> str:
    return when.in_town(moment)
