"""A customer says what was not right with a dish of an order that came."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid5

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from foodapp.accounts.actors import PLATFORM, Customer
from foodapp.cases import giving, photos, policy
from foodapp.cases.events import ProblemReported
from foodapp.cases.models import Case, Fault, Outcome
from foodapp.cases.settings import settings
from foodapp.chat import asking, writing
from foodapp.chat import scoped as chats
from foodapp.kit import clock, wording
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import DomainError, NotFound, Unusable
from foodapp.kit.words import n, t
from foodapp.orders.locking import lock
from foodapp.orders.models import Order, OrderStatus
from foodapp.orders.timeline import ids, record
from foodapp.payments.refunds import lines as dishes
from foodapp.payments.refunds.lines import LineLeft

LONGEST = 500


class AlreadyReported(DomainError):
    def __init__(self, dish: str) -> None:
        super().__init__(t("You have told us about {dish} already. We are on it.", dish=dish))


@dataclass(frozen=True)
class Complaint:
    """What is said of all the dishes that are told of at once. photo: its key, or empty."""

    fault: Fault
    text: str
    photo: str


def report(
    session: Session,
    customer: Customer,
    order_id: UUID,
    *,
    client_id: UUID,
    lines: Mapping[UUID, int],
    fault: Fault,
    text: str = "",
    photo_id: UUID | None = None,
) -> list[Case]:
    """Opens a case for each of these lines with what the policy proposes; within its limits that is
    given at once. lines: how many portions of which. client_id: the device's name for all of it:
    sent again, these are the cases that were opened first."""
    order = lock(session, customer, order_id)
    if not lines or len(lines) > dishes.MAX_LINES:
        raise DomainError(t("Please choose the dishes that were not right."))
    names = {line_id: uuid5(client_id, str(line_id)) for line_id in lines}
    known = _known(session, customer, names.values())
    if len(known) == len(names):
        return known
    _check(order)
    body = wording.paragraph(text, t("What you wrote"), most=LONGEST)
    said = Complaint(fault, body, photos.key_of(session, customer, order, photo_id))
    there = {name for name in names if names[name] in {one.client_id for one in known}}
    opened = [
        _open(session, customer, order, names[line_id], _line(session, order, line_id, n), n, said)
        for line_id, n in lines.items()
        if line_id not in there
    ]
    return known + opened


def _open(
    session: Session,
    customer: Customer,
    order: Order,
    client_id: UUID,
    line: LineLeft,
    quantity: int,
    said: Complaint,
) -> Case:
    remedy = policy.REMEDIES[said.fault]
    case = Case(
        client_id=client_id,
        order_id=order.id,
        line_id=line.line.id,
        customer_id=customer.user_id,
        restaurant_id=order.restaurant_id,
        fault=said.fault,
        quantity=quantity,
        dish=line.line.name,
        text=said.text,
        photo=said.photo,
        proposed_minor=policy.proposed_minor(line, said.fault, quantity),
        currency=order.currency,
        back_to=remedy.back_to,
        bearer=remedy.bearer,
    )
    session.add(case)
    session.flush()  # what is given back refers to it
    _tell(session, customer, order, case)
    return case


def may_report(order: Order) -> bool:
    """Delivered, and not long ago."""
    return (
        order.status is OrderStatus.DELIVERED
        and order.delivered_at is not None
        and clock.now() < order.delivered_at + timedelta(days=settings().case_days)
    )


def of_order(session: ReadSession, order_id: UUID) -> list[Case]:
    """Oldest first."""
    found = select(Case).where(Case.order_id == order_id).order_by(col(Case.opened_at)).limit(100)
    return list(session.exec(found))


def _known(session: Session, customer: Customer, names: Iterable[UUID]) -> list[Case]:
    return list(
        session.exec(
            select(Case).where(
                Case.customer_id == customer.user_id, col(Case.client_id).in_(list(names))
            )
        )
    )


def _check(order: Order) -> None:
    if order.status is not OrderStatus.DELIVERED:
        raise DomainError(t("You can tell us what was wrong once you have the order."))
    if not may_report(order):
        raise DomainError(
            n(
                "Dishes can be complained of for {count} day. Please write to support.",
                "Dishes can be complained of for {count} days. Please write to support.",
                settings().case_days,
            )
        )


def _line(session: Session, order: Order, line_id: UUID, quantity: int) -> LineLeft:
    line = next((one for one in dishes.left(session, order) if one.line.id == line_id), None)
    if line is None:
        raise NotFound("dish")
    if quantity < 1:
        raise Unusable(t("The quantity"))
    if session.exec(_going_on(line_id)).first() is not None:
        raise AlreadyReported(line.line.name)
    if quantity > line.quantity:
        raise DomainError(
            t(
                "Only {left} × {dish} can still be given back.",
                left=line.quantity,
                dish=line.line.name,
            )
        )
    return line


def _going_on(line_id: UUID) -> SelectOfScalar[UUID]:
    return select(Case.id).where(Case.line_id == line_id, Case.outcome != Outcome.DECLINED)


def _tell(session: Session, customer: Customer, order: Order, case: Case) -> None:
    thread = writing.hold(session, chats.about_order(order))
    what = f"{case.quantity} × {case.dish}"
    writing.note_in(session, thread, "problem_reported", what=what)
    if policy.is_given_at_once(session, order, case):
        giving.at_once(session, PLATFORM, case)
    else:
        asking.wait(session, thread)
    event = ProblemReported(
        **ids(order),
        case_id=case.id,
        fault=case.fault.value,
        dish=case.dish,
        quantity=case.quantity,
        is_given=case.outcome is Outcome.GIVEN,
    )
    record(session, customer, order, event)
