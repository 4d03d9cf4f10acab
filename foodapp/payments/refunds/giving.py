"""Giving money back on an order: whole, by dish or by amount; above a limit two people decide.

A refund lowers the order's price (Order.reduce); the settling rule then does the gateway's part,
and the ledger follows. Never more than the customer has paid and has not got back or been promised.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from sqlmodel import Session, func, select

from foodapp.accounts import audit
from foodapp.accounts.actors import Admin, Permission, Platform
from foodapp.accounts.permissions import recently_proven, require
from foodapp.dispatch.models import Delivery
from foodapp.kit import clock, wording
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import DomainError, NotFound, Unusable
from foodapp.kit.money import Money
from foodapp.kit.words import t
from foodapp.orders.ends import PayBy
from foodapp.orders.events import OrderRefunded, RefundAsked, RefundDeclined
from foodapp.orders.models import Order
from foodapp.orders.timeline import ids, record
from foodapp.payments import books
from foodapp.payments.locking import lock
from foodapp.payments.models import Payment, PaymentStatus
from foodapp.payments.refunds import limits
from foodapp.payments.refunds import lines as refunding_lines
from foodapp.payments.refunds.lines import Portions
from foodapp.payments.refunds.models import (
    REFUND,
    Adjustment,
    AdjustmentLine,
    BackTo,
    Bearer,
    Decision,
)

TAKEN = (PaymentStatus.CAPTURED, PaymentStatus.PART_REFUNDED)
EVERYTHING = "everything"


class NothingLeft(DomainError):
    def __init__(self) -> None:
        super().__init__(t("There is nothing to give back on this order."))


@dataclass(frozen=True)
class Wanted:
    amount_minor: int
    what: str
    portions: list[Portions] = field(default_factory=list)


def ask(
    session: Session,
    admin: Admin,
    order_id: UUID,
    *,
    whole: bool = False,
    lines: Mapping[UUID, int] | None = None,
    amount_minor: int | None = None,
    bearer: Bearer,
    back_to: BackTo = BackTo.CARD,
    reason: str,
) -> Adjustment:
    """Give money back: everything that is left, portions of lines (id -> quantity), or an amount;
    one of the three. Done at once within the limits of this person (refund_limits), else it
    waits."""
    require(admin, Permission.REFUND)
    recently_proven(admin)
    order, payment = lock(session, order_id)
    reason = audit.reason_given(reason)
    left = left_minor(session, order, payment)
    wanted = _wanted(session, order, left, whole, lines, amount_minor)
    row = _row(session, order, wanted, REFUND, bearer, back_to, reason)
    row.asked_by = admin.user_id
    row.is_within_limit = row.amount_minor <= limits.left_minor(session, admin, order)
    _add(session, row, wanted.portions)
    if row.is_within_limit:
        row.decided_by = admin.user_id
        audit.note(session, admin, "refund_given", "order", order.id, order.number, reason)
        _carry_out(session, admin, order, payment, row)
    else:
        audit.note(session, admin, "refund_asked", "order", order.id, order.number, reason)
        record(session, admin, order, RefundAsked(**ids(order), **_amount(order, row)))
    return row


def give(
    session: Session,
    platform: Platform,
    order_id: UUID,
    *,
    kind: str,
    lines: Mapping[UUID, int] | None = None,
    amount_minor: int | None = None,
    bearer: Bearer,
    back_to: BackTo = BackTo.CARD,
    reason: str,
) -> Adjustment:
    """By the platform's own rules (a dish is missing, or was cold): also while a card is only
    held."""
    order, payment = lock(session, order_id)
    left = left_minor(session, order, payment, is_hold_enough=True)
    wanted = _wanted(session, order, left, False, lines, amount_minor)
    row = _row(session, order, wanted, kind, bearer, back_to, reason)
    row.is_within_limit = True
    _add(session, row, wanted.portions)
    _carry_out(session, platform, order, payment, row)
    return row


def approve(session: Session, admin: Admin, adjustment_id: UUID) -> Adjustment:
    """As the second person, whose own limit covers it."""
    require(admin, Permission.REFUND)
    recently_proven(admin)
    order, payment, row = _waiting(session, admin, adjustment_id)
    if row.asked_by == admin.user_id:
        raise DomainError(t("You asked for this refund: somebody else has to approve it."))
    if row.amount_minor > limits.left_minor(session, admin, order):
        raise DomainError(t("This refund is above your own limit, too."))
    left = left_minor(session, order, payment, besides=row)
    if row.amount_minor > left:
        raise _only(max(left, 0), order.currency)
    row.decided_by = admin.user_id
    audit.note(session, admin, "refund_given", "order", order.id, order.number, row.reason)
    _carry_out(session, admin, order, payment, row)
    return row


def decline(session: Session, admin: Admin, adjustment_id: UUID, *, reason: str) -> Adjustment:
    """By the second person; or by who asked, taking it back."""
    order, _, row = _waiting(session, admin, adjustment_id)
    reason = audit.reason_given(reason)
    row.decision, row.decided_at, row.decided_by = Decision.REFUSED, clock.now(), admin.user_id
    declined = RefundDeclined(**ids(order), **_amount(order, row), adjustment_id=row.id)
    record(session, admin, order, declined)
    audit.note(session, admin, "refund_declined", "order", order.id, order.number, reason)
    return row


def left_minor(
    session: ReadSession,
    order: Order,
    payment: Payment | None,
    *,
    is_hold_enough: bool = False,
    besides: Adjustment | None = None,
) -> int:
    """What can still be given back: paid, not given back, not turned into credit, not promised
    besides this one. The caller holds order and payment."""
    held = _held(order, payment, is_hold_enough)
    if not held:
        return 0
    promised = session.exec(
        select(func.coalesce(func.sum(Adjustment.amount_minor), 0)).where(
            Adjustment.order_id == order.id,
            Adjustment.decision == Decision.WAITING,
            *([Adjustment.id != besides.id] if besides else []),
        )
    ).one()
    return min(order.to_pay_minor, held) - order.credited_minor - int(promised)


def _held(order: Order, payment: Payment | None, is_hold_enough: bool) -> int:
    """In cash, by card and as store credit."""
    if order.pay_by is PayBy.CASH:
        return order.cash_taken_minor or _to_take(order, is_hold_enough)
    if _is_all_credit(order):
        return order.credit_kept_minor if order.accepted_at or is_hold_enough else 0
    if payment is None:
        return 0
    if payment.status in TAKEN:
        return payment.held_minor + order.credit_kept_minor
    if payment.status is PaymentStatus.AUTHORISED and is_hold_enough:
        return payment.amount_minor + order.credit_kept_minor
    return 0


def _is_all_credit(order: Order) -> bool:
    return order.credit_used_minor > 0 and not order.card_minor


def _to_take(order: Order, is_hold_enough: bool) -> int:
    """What the rider is still to take at the door can be lowered before."""
    return order.to_pay_minor if is_hold_enough and order.end is None else 0


def _wanted(
    session: Session,
    order: Order,
    left: int,
    whole: bool,
    lines: Mapping[UUID, int] | None,
    amount_minor: int | None,
) -> Wanted:
    if whole + (lines is not None) + (amount_minor is not None) != 1:
        raise Unusable(t("The refund"))
    if left <= 0:
        raise NothingLeft
    if whole:
        return Wanted(left, EVERYTHING)
    if lines is not None:
        found = refunding_lines.chosen(session, order, lines)
        words = ", ".join(one.words for one in found)
        wanted = Wanted(sum(one.amount_minor for one in found), words, found)
    elif type(amount_minor) is int:
        wanted = Wanted(amount_minor, "")
    else:
        raise Unusable(t("The amount"))
    if wanted.amount_minor <= 0:
        raise DomainError(t("A refund has to be more than nothing."))
    if wanted.amount_minor > left:
        raise _only(left, order.currency)
    return wanted


def _row(
    session: Session,
    order: Order,
    wanted: Wanted,
    kind: str,
    bearer: Bearer,
    back_to: BackTo,
    reason: str,
) -> Adjustment:
    return Adjustment(
        order_id=order.id,
        kind=kind,
        amount_minor=wanted.amount_minor,
        what=wanted.what[:300],
        bearer=bearer,
        rider_id=_rider(session, order) if bearer is Bearer.RIDER else None,
        # Cash that was taken at the door cannot go back to a card, nor can credit.
        back_to=BackTo.CREDIT if order.cash_taken_minor or _is_all_credit(order) else back_to,
        reason=wording.line(reason, t("The reason"), most=200, needed=True),
    )


def _rider(session: Session, order: Order) -> UUID:
    rider_id = session.exec(
        select(Delivery.rider_id).where(Delivery.order_id == order.id)
    ).one_or_none()
    if rider_id is None:
        raise DomainError(t("No rider brought this order, so none can pay for the refund."))
    return rider_id


def _add(session: Session, row: Adjustment, portions: list[Portions]) -> None:
    session.add(row)
    session.flush()  # the lines refer to it
    for one in portions:
        line = AdjustmentLine(
            adjustment_id=row.id,
            line_id=one.line_id,
            quantity=one.quantity,
            amount_minor=one.amount_minor,
        )
        session.add(line)


def _carry_out(
    session: Session,
    actor: Admin | Platform,
    order: Order,
    payment: Payment | None,
    row: Adjustment,
) -> None:
    row.decision, row.decided_at = Decision.APPROVED, clock.now()
    order.reduce(row.amount_minor, as_credit=row.back_to is BackTo.CREDIT)
    books.post_order(session, order, payment, because=row.kind)
    event = OrderRefunded(
        **ids(order),
        **_amount(order, row),
        what=row.what,
        back_to=row.back_to.value,
        bearer=row.bearer.value,
        adjustment_id=row.id,
    )
    record(session, actor, order, event)


def _waiting(
    session: Session, admin: Admin, adjustment_id: UUID
) -> tuple[Order, Payment | None, Adjustment]:
    require(admin, Permission.REFUND)
    found = session.get(Adjustment, adjustment_id)
    if found is None:
        raise NotFound("refund")
    order, payment = lock(session, found.order_id)
    session.refresh(found)  # as it is now that the order is held
    if found.decision is not Decision.WAITING:
        raise DomainError(t("This refund has been decided already."))
    return order, payment, found


def _amount(order: Order, row: Adjustment) -> dict[str, int | str]:
    return {"amount_minor": row.amount_minor, "currency": order.currency}


def _only(left_minor: int, currency: str) -> DomainError:
    left = Money(left_minor, currency)
    return DomainError(t("Only {left} is left to give back.", left=left))
