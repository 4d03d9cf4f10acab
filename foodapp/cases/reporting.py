"""A customer says what was not right with a dish of an order that came."""

from datetime import timedelta
from uuid import UUID

from sqlmodel import Session, col, select

from foodapp.accounts.actors import PLATFORM, Customer
from foodapp.cases import giving, policy
from foodapp.cases.events import ProblemReported
from foodapp.cases.models import Case, CasePhoto, Fault, Outcome
from foodapp.cases.settings import settings
from foodapp.chat import scoped as chats
from foodapp.chat import writing
from foodapp.kit import clock, wording
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import DomainError, NotFound, Unusable
from foodapp.kit.words import n, t
from foodapp.orders.locking import lock
from foodapp.orders.models import Order, OrderStatus
from foodapp.orders.timeline import ids, record
from foodapp.payments.refunds import lines as dishes
from foodapp.payments.refunds.lines import LineLeft
from foodapp.realtime import topics
from foodapp.realtime.announce import announce

LONGEST = 500
KEPT_UNUSED = timedelta(days=1)  # a photo that was sent without a complaint


class AlreadyReported(DomainError):
    def __init__(self) -> None:
        super().__init__(t("You have told us about this dish already. We are on it."))


def report(
    session: Session,
    customer: Customer,
    order_id: UUID,
    *,
    client_id: UUID,
    line_id: UUID,
    fault: Fault,
    quantity: int = 1,
    text: str = "",
    photo_id: UUID | None = None,
) -> Case:
    """Opens a case with what the policy proposes; within its limits that is given at once.
    client_id: the device's name for it: sent again, it is the case that was opened first."""
    order = lock(session, customer, order_id)
    if (known := _known(session, customer, client_id)) is not None:
        return known
    _check(order)
    line = _line(session, order, line_id, quantity)
    remedy = policy.REMEDIES[fault]
    case = Case(
        client_id=client_id,
        order_id=order.id,
        line_id=line_id,
        customer_id=customer.user_id,
        restaurant_id=order.restaurant_id,
        fault=fault,
        quantity=quantity,
        dish=line.line.name,
        text=wording.paragraph(text, t("What you wrote"), most=LONGEST),
        photo=_photo(session, customer, order, photo_id),
        proposed_minor=policy.proposed_minor(line, fault, quantity),
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


def keep_photo(
    session: Session, customer: Customer, order_id: UUID, *, photo_id: UUID, key: str
) -> str:
    """A photo for a complaint that is being written; its key, or that of the one before under the
    same name."""
    lock(session, customer, order_id)
    known = session.get(CasePhoto, (customer.user_id, photo_id))
    if known is not None:
        return known.key
    session.add(CasePhoto(id=photo_id, customer_id=customer.user_id, order_id=order_id, key=key))
    return key


def _known(session: Session, customer: Customer, client_id: UUID) -> Case | None:
    return session.exec(
        select(Case).where(Case.customer_id == customer.user_id, Case.client_id == client_id)
    ).one_or_none()


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
    if quantity > line.quantity:
        raise DomainError(
            t(
                "Only {left} × {dish} can still be given back.",
                left=line.quantity,
                dish=line.line.name,
            )
        )
    open_one = select(Case.id).where(Case.line_id == line_id, Case.outcome != Outcome.DECLINED)
    if session.exec(open_one).first() is not None:
        raise AlreadyReported
    return line


def _photo(session: Session, customer: Customer, order: Order, photo_id: UUID | None) -> str:
    if photo_id is None:
        return ""
    found = session.get(CasePhoto, (customer.user_id, photo_id))
    if found is None or found.order_id != order.id:
        raise NotFound("photo")
    key = found.key
    session.delete(found)  # it is the case's from now on
    return key


def _tell(session: Session, customer: Customer, order: Order, case: Case) -> None:
    thread = writing.hold(session, chats.about_order(order))
    what = f"{case.quantity} × {case.dish}"
    writing.note_in(session, thread, "problem_reported", what=what)
    if policy.is_given_at_once(session, order, case):
        giving.at_once(session, PLATFORM, case)
    event = ProblemReported(
        **ids(order),
        case_id=case.id,
        fault=case.fault.value,
        dish=case.dish,
        quantity=case.quantity,
        is_given=case.outcome is Outcome.GIVEN,
    )
    record(session, customer, order, event)
    announce(session, topics.support())
