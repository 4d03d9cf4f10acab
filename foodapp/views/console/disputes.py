"""Disputes of all orders: what has to be answered first, and what came of the others."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import and_
from sqlmodel import col, func, select

from foodapp.accounts.actors import Admin, Permission
from foodapp.accounts.permissions import require
from foodapp.gateways import known
from foodapp.gateways.protocol import DisputeStatus
from foodapp.kit import clock, when
from foodapp.kit.db import ReadSession
from foodapp.kit.money import shown
from foodapp.kit.paging import behind
from foodapp.kit.words import say, t
from foodapp.orders.models import Order
from foodapp.payments.models import Dispute, Payment

PAGE = 50
SOON = timedelta(days=2)
NEVER = datetime.max.replace(tzinfo=ZoneInfo("UTC"))
WHY = {  # gateways' codes; another one is shown as it is
    "credit_not_processed": "A refund was promised",
    "duplicate": "Charged twice",
    "fraudulent": "The cardholder does not know it",
    "general": "No reason given",
    "product_not_received": "Nothing was delivered",
    "product_unacceptable": "Not as ordered",
    "unrecognized": "The cardholder does not know it",
}


@dataclass(frozen=True)
class DisputeRow:
    id: str  # "stripe:dp_..."
    order_id: str
    number: str
    gateway: str
    ref: str
    opened: str
    reason: str
    wanted: str  # what the bank wants back
    withheld: str  # what the gateway has taken from us because of it
    paid: str  # what we took, less what we gave back
    words: str
    look: str
    due: str  # until when evidence has to be at the gateway; empty once it is over
    is_urgent: bool


@dataclass(frozen=True)
class DisputePage:
    rows: list[DisputeRow]
    next_after: str  # empty: nothing follows


def place(text: str) -> str:
    """The name of a row, as an address has it; ValueError for anything else."""
    gateway, _, ref = text.partition(":")
    if not gateway or not ref or len(text) > 150 or not text.isprintable():
        raise ValueError(text)
    return text


def disputes(
    session: ReadSession, admin: Admin, *, is_open: bool = True, after: str | None = None
) -> DisputePage:
    """Open ones: what is due first. Ended ones: the latest first."""
    require(admin, Permission.SEE)
    moment: Any = (
        func.coalesce(col(Dispute.answer_by), NEVER)
        if is_open
        else func.coalesce(col(Dispute.ended_at), col(Dispute.opened_at))
    )
    keys = (moment, col(Dispute.gateway), col(Dispute.ref))
    in_order = keys if is_open else tuple(key.desc() for key in keys)
    status = col(Dispute.status)
    which = status == DisputeStatus.OPEN if is_open else status != DisputeStatus.OPEN
    found = (
        select(Dispute, Payment, Order)
        .join(Payment, col(Payment.id) == Dispute.payment_id)
        .join(Order, col(Order.id) == Payment.order_id)
        .where(which)
        .order_by(*in_order)
        .limit(PAGE + 1)
    )
    if after is not None:
        gateway, _, ref = after.partition(":")
        anchor = and_(col(Dispute.gateway) == gateway, col(Dispute.ref) == ref)
        found = found.where(behind(session, keys, anchor, descending=not is_open))
    rows = [_row(*one) for one in session.exec(found)]
    return DisputePage(rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else "")


def _row(row: Dispute, payment: Payment, order: Order) -> DisputeRow:
    words, look = _status(row)
    is_open = row.status is DisputeStatus.OPEN
    return DisputeRow(
        id=f"{row.gateway}:{row.ref}",
        order_id=str(order.id),
        number=order.number,
        gateway=known.label(row.gateway),
        ref=row.ref,
        opened=_at(row.opened_at),
        reason=WHY.get(row.reason, row.reason.replace("_", " ").capitalize()),
        wanted=shown(row.amount_minor, payment.currency),
        withheld=shown(row.withheld_minor, payment.currency),
        paid=shown(payment.captured_minor - payment.refunded_minor, payment.currency),
        words=words,
        look=look,
        due=_at(row.answer_by) if is_open and row.answer_by else "",
        is_urgent=is_open and row.answer_by is not None and row.answer_by - clock.now() < SOON,
    )


def _status(row: Dispute) -> tuple[str, str]:
    match row.status:
        case DisputeStatus.WON:
            return say(t("Won {at}", at=_at(row.ended_at))), "done"
        case DisputeStatus.LOST:
            return say(t("Lost {at}", at=_at(row.ended_at))), "act"
    return "Open", "accent"


def _at(moment: datetime | None) -> str:
    if moment is None:
        return ""
    return when.in_town(moment)
