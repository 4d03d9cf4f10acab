"""What comes of a case: the policy's remedy at once, or support's word."""

from typing import TypedDict
from uuid import UUID

from sqlmodel import Session, select

from foodapp.accounts import audit
from foodapp.accounts.actors import Admin, Permission, Platform
from foodapp.accounts.permissions import require
from foodapp.cases import policy
from foodapp.cases.events import ProblemDecided
from foodapp.cases.models import Case, Outcome
from foodapp.chat import scoped as chats
from foodapp.chat import writing
from foodapp.kit import clock
from foodapp.kit.errors import DomainError, NotFound
from foodapp.kit.money import Money
from foodapp.kit.words import t
from foodapp.orders.models import Order
from foodapp.orders.timeline import ids, record
from foodapp.payments.refunds import giving
from foodapp.payments.refunds.models import Adjustment
from foodapp.realtime import topics
from foodapp.realtime.announce import announce

KIND = "reported_problem"  # of the adjustment


class Decided(DomainError):
    def __init__(self) -> None:
        super().__init__(t("This has been decided already."))


class Wanted(TypedDict, total=False):
    """A whole dish by its portions, so that it is not given back twice; a share as an amount."""

    lines: dict[UUID, int]
    amount_minor: int


def at_once(session: Session, platform: Platform, case: Case) -> None:
    """By the policy. The caller holds the order, and has asked whether it may."""
    row = giving.give(
        session,
        platform,
        case.order_id,
        kind=KIND,
        **_wanted(case),
        bearer=case.bearer,
        back_to=case.back_to,
        reason=case.fault.value,
    )
    case.is_at_once = True
    _given(session, case, row)


def approve(session: Session, admin: Admin, case_id: UUID) -> Case:
    """With one press, what was proposed: within this person's own limits, else a second one is
    asked (payments.refunds.giving)."""
    case = _to_decide(session, admin, case_id)
    row = giving.ask(
        session,
        admin,
        case.order_id,
        **_wanted(case),
        bearer=case.bearer,
        back_to=case.back_to,
        reason=f"{case.fault.value}: {case.dish}"[:200],
    )
    case.decided_by = admin.user_id
    _given(session, case, row)
    _record(session, admin, case)
    return case


def decline(session: Session, admin: Admin, case_id: UUID, *, reason: str) -> Case:
    """The customer reads the reason."""
    case = _to_decide(session, admin, case_id)
    case.reason = audit.reason_given(reason)
    case.outcome, case.decided_at = Outcome.DECLINED, clock.now()
    case.decided_by = admin.user_id
    order = session.get_one(Order, case.order_id)
    audit.note(session, admin, "case_declined", "order", order.id, order.number, case.reason)
    _note(session, case, "remedy_declined")
    _record(session, admin, case)
    return case


def _to_decide(session: Session, admin: Admin, case_id: UUID) -> Case:
    """Order first, then the case, as everywhere."""
    require(admin, Permission.REFUND)
    found = session.get(Case, case_id)
    if found is None:
        raise NotFound("case")
    session.exec(select(Order.id).where(Order.id == found.order_id).with_for_update()).one()
    session.refresh(found, with_for_update=True)
    if found.outcome is not Outcome.WAITING:
        raise Decided
    return found


def _wanted(case: Case) -> Wanted:
    if policy.REMEDIES[case.fault].percent == 100:
        return {"lines": {case.line_id: case.quantity}}
    return {"amount_minor": case.proposed_minor}


def _given(session: Session, case: Case, row: Adjustment) -> None:
    case.outcome, case.decided_at, case.adjustment_id = Outcome.GIVEN, clock.now(), row.id
    case.back_to = row.back_to  # of an order in cash it is credit
    amount = Money(row.amount_minor, case.currency)
    _note(session, case, "remedy_given", amount=amount)


def _note(session: Session, case: Case, code: str, **facts: Money) -> None:
    order = session.get_one(Order, case.order_id)
    thread = writing.hold(session, chats.about_order(order))
    writing.note_in(session, thread, code, what=f"{case.quantity} × {case.dish}", **facts)


def _record(session: Session, admin: Admin, case: Case) -> None:
    order = session.get_one(Order, case.order_id)
    event = ProblemDecided(
        **ids(order),
        case_id=case.id,
        dish=case.dish,
        quantity=case.quantity,
        is_given=case.outcome is Outcome.GIVEN,
    )
    record(session, admin, order, event)
    announce(session, topics.support())
