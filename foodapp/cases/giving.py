"""What comes of a case: the policy's remedy at once, or support's word."""

from collections.abc import Mapping
from typing import Required, TypedDict, Unpack
from uuid import UUID

from sqlmodel import Session, select

from foodapp.accounts import audit
from foodapp.accounts.actors import PLATFORM, Admin, Permission, Platform
from foodapp.accounts.permissions import require
from foodapp.cases import policy
from foodapp.cases.events import ProblemDecided
from foodapp.cases.models import Case, Outcome
from foodapp.chat import asking, writing
from foodapp.chat import scoped as chats
from foodapp.chat.models import Thread
from foodapp.kit import clock
from foodapp.kit.errors import DomainError, NotFound
from foodapp.kit.money import Money
from foodapp.kit.words import t
from foodapp.orders.events import OrderRefunded, RefundDeclined
from foodapp.orders.models import Order
from foodapp.orders.timeline import ids, record
from foodapp.payments.refunds import giving
from foodapp.payments.refunds.models import Adjustment, BackTo, Bearer, Decision

KIND = "reported_problem"  # of the adjustment


class Decided(DomainError):
    def __init__(self) -> None:
        super().__init__(t("This has been decided already."))


class Wanted(TypedDict, total=False):
    """A whole dish by its portions, so that it is not given back twice; a share as an amount."""

    lines: dict[UUID, int]
    amount_minor: int


class Other(TypedDict, total=False):
    """As payments.refunds.giving.ask takes it."""

    whole: bool
    lines: Mapping[UUID, int] | None
    amount_minor: int | None
    bearer: Required[Bearer]
    back_to: BackTo
    reason: Required[str]


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
    _answered_by(session, admin, case, row)
    return case


def give_other(
    session: Session, admin: Admin, order_id: UUID, *, case_id: UUID, **wanted: Unpack[Other]
) -> Adjustment:
    """Something else than was proposed: a refund of this order that answers the case."""
    case = _to_decide(session, admin, case_id)
    if case.order_id != order_id:
        raise NotFound("case")
    row = giving.ask(session, admin, order_id, **wanted)
    _answered_by(session, admin, case, row)
    return row


def second_said_yes(session: Session, event: OrderRefunded) -> None:
    """A case that waited for a second person is given what was asked for."""
    case = _waiting_for(session, event.order_id, event.adjustment_id)
    if case is not None:
        row = session.get_one(Adjustment, case.adjustment_id)
        _given(session, case, row)
        _record(session, PLATFORM, case)


def second_said_no(session: Session, event: RefundDeclined) -> None:
    """It waits for support again."""
    case = _waiting_for(session, event.order_id, event.adjustment_id)
    if case is not None:
        case.adjustment_id = case.decided_by = None
        asking.wait(session, _thread(session, case))


def decline(session: Session, admin: Admin, case_id: UUID, *, reason: str) -> Case:
    """The customer reads the reason."""
    case = _to_decide(session, admin, case_id)
    case.reason = audit.reason_given(reason)
    case.outcome, case.decided_at = Outcome.DECLINED, clock.now()
    case.decided_by = admin.user_id
    order = session.get_one(Order, case.order_id)
    audit.note(session, admin, "case_declined", "order", order.id, order.number, case.reason)
    _note(session, case, "remedy_declined")
    asking.attended(session, _thread(session, case), admin)
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
    if found.adjustment_id is not None:
        raise DomainError(t("A second person decides about this refund."))
    return found


def _waiting_for(session: Session, order_id: UUID, adjustment_id: UUID | None) -> Case | None:
    if adjustment_id is None:
        return None
    session.exec(select(Order.id).where(Order.id == order_id).with_for_update()).one()
    return session.exec(
        select(Case)
        .where(Case.adjustment_id == adjustment_id, Case.outcome == Outcome.WAITING)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()


def _answered_by(session: Session, admin: Admin, case: Case, row: Adjustment) -> None:
    case.decided_by, case.adjustment_id = admin.user_id, row.id
    asking.attended(session, _thread(session, case), admin)
    if row.decision is Decision.APPROVED:
        _given(session, case, row)
        _record(session, admin, case)


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
    what = f"{case.quantity} × {case.dish}"
    writing.note_in(session, _thread(session, case), code, what=what, **facts)


def _thread(session: Session, case: Case) -> Thread:
    return writing.hold(session, chats.about_order(session.get_one(Order, case.order_id)))


def _record(session: Session, actor: Admin | Platform, case: Case) -> None:
    order = session.get_one(Order, case.order_id)
    event = ProblemDecided(
        **ids(order),
        case_id=case.id,
        dish=case.dish,
        quantity=case.quantity,
        is_given=case.outcome is Outcome.GIVEN,
    )
    record(session, actor, order, event)
