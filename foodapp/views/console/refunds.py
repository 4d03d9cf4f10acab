"""Refunds of all orders: what waits for somebody first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy.orm import aliased
from sqlmodel import col, select

from foodapp.accounts.actors import Admin, Permission
from foodapp.accounts.models import User
from foodapp.accounts.permissions import require
from foodapp.autopilot.taking_off import CHEAPER, KIND
from foodapp.kit import sheets, when
from foodapp.kit.db import ReadSession
from foodapp.kit.money import shown
from foodapp.kit.paging import behind
from foodapp.kit.words import say, t
from foodapp.orders.models import Order
from foodapp.payments.refunds.limits import limit_minor
from foodapp.payments.refunds.models import (
    INSTEAD_OF_CARD,
    Adjustment,
    BackTo,
    Bearer,
    Decision,
)

PAGE = 50
MAX_EXPORTED = 50_000
DECISIONS = {
    Decision.WAITING: ("Waits for a second person", "accent"),
    Decision.APPROVED: ("Given back", "done"),
    Decision.REFUSED: ("Declined", "quiet"),
}
BEARERS = {
    Bearer.PLATFORM: "the platform",
    Bearer.RESTAURANT: "the restaurant",
    Bearer.RIDER: "the rider",
}
HEADS = ["Asked (UTC)", "Order", "Amount", "Currency", "For", "Borne by", "Back to", "Decision",
         "Asked by", "Decided by", "Reason"]  # fmt: skip


class RefundFilter(StrEnum):
    ALL = "all"
    WAITING = "waiting"
    GIVEN = "given"
    DECLINED = "declined"


OF = {
    RefundFilter.WAITING: Decision.WAITING,
    RefundFilter.GIVEN: Decision.APPROVED,
    RefundFilter.DECLINED: Decision.REFUSED,
}


@dataclass(frozen=True)
class RefundRow:
    id: str
    order_id: str
    number: str
    at: str
    amount: str
    what: str
    bearer: str
    back_to: str
    reason: str
    words: str
    look: str
    asked_by: str
    decided_by: str
    can_approve: bool
    can_decline: bool


@dataclass(frozen=True)
class RefundPage:
    rows: list[RefundRow]
    next_after: str  # empty: nothing follows


def refunds(
    session: ReadSession,
    admin: Admin,
    *,
    which: RefundFilter = RefundFilter.ALL,
    after: UUID | None = None,
) -> RefundPage:
    """What waits comes first, then the newest."""
    require(admin, Permission.SEE)
    waits: Any = col(Adjustment.decision) == Decision.WAITING
    keys = (waits, col(Adjustment.asked_at), col(Adjustment.id))
    found = _found().order_by(*(key.desc() for key in keys)).limit(PAGE + 1)
    if which in OF:
        found = found.where(Adjustment.decision == OF[which])
    if after is not None:
        found = found.where(behind(session, keys, Adjustment.id == after, descending=True))
    rows = [_row(admin, *one) for one in session.exec(found)]
    return RefundPage(rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else "")


def of_order(session: ReadSession, admin: Admin, order_id: UUID) -> list[RefundRow]:
    require(admin, Permission.SEE)
    found = _found().where(Adjustment.order_id == order_id)
    rows = session.exec(found.order_by(col(Adjustment.asked_at)).limit(PAGE))
    return [_row(admin, *one) for one in rows]


def csv(session: ReadSession, admin: Admin) -> str:
    """All of them, newest first; amounts as plain decimals."""
    require(admin, Permission.SEE)
    found = _found().order_by(col(Adjustment.asked_at).desc()).limit(MAX_EXPORTED)
    return sheets.written(HEADS, (_cells(*one) for one in session.exec(found)))


def _found() -> Any:
    asker, decider = aliased(User), aliased(User)
    return (
        select(Adjustment, Order, asker.name, decider.name)
        .join(Order, col(Order.id) == Adjustment.order_id)
        .join(asker, asker.id == Adjustment.asked_by, isouter=True)  # type: ignore[arg-type]
        .join(decider, decider.id == Adjustment.decided_by, isouter=True)  # type: ignore[arg-type]
    )


def _row(
    admin: Admin, row: Adjustment, order: Order, asker: str | None, decider: str | None
) -> RefundRow:
    words, look = DECISIONS[row.decision]
    is_open = row.decision is Decision.WAITING and admin.may(Permission.REFUND)
    limit = limit_minor(admin.role, order.currency)
    return RefundRow(
        id=str(row.id),
        order_id=str(order.id),
        number=order.number,
        at=_at(row.asked_at),
        amount=shown(row.amount_minor, order.currency),
        what=_what(row),
        bearer=BEARERS[row.bearer],
        back_to=_back_to(row),
        reason=_reason(row),
        words=words,
        look=look,
        asked_by=asker or "the platform",
        decided_by=decider or "",
        can_approve=is_open and row.asked_by != admin.user_id and row.amount_minor <= limit,
        can_decline=is_open,
    )


def _cells(row: Adjustment, order: Order, asker: str | None, decider: str | None) -> Sequence[str]:
    return [
        f"{row.asked_at:%Y-%m-%d %H:%M:%S}",
        order.number,
        sheets.decimal(row.amount_minor, order.currency),
        order.currency,
        _what(row),
        BEARERS[row.bearer],
        _back_to(row),
        DECISIONS[row.decision][0],
        asker or "the platform",
        decider or "",
        _reason(row),
    ]


def _reason(row: Adjustment) -> str:
    if row.kind == INSTEAD_OF_CARD:
        return row.reason or say(t("The card could not take it back."))
    if row.kind in (KIND, CHEAPER):
        return say(t("Missing: {dish}", dish=row.reason))
    return row.reason


def _what(row: Adjustment) -> str:
    if row.kind == INSTEAD_OF_CARD:
        return "what the card could not take"
    return row.what or "an amount"


def _back_to(row: Adjustment) -> str:
    return "store credit" if row.back_to is BackTo.CREDIT else "card"


def _at(moment: datetime) -> str:
    return when.in_town(moment)
