"""What is proposed for a fault, and whether it is given without asking anybody. One table."""

from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from uuid import UUID

from sqlmodel import Session, col, func, select

from foodapp.accounts.models import User
from foodapp.cases.models import Case, Fault, Outcome
from foodapp.cases.settings import settings
from foodapp.kit import clock, worth
from foodapp.kit.money import rounded
from foodapp.orders.models import Order
from foodapp.payments.refunds.lines import LineLeft
from foodapp.payments.refunds.models import BackTo, Bearer


@dataclass(frozen=True)
class Remedy:
    """percent: of what the dish cost. wants_photo: nothing is given at once without one."""

    percent: int
    back_to: BackTo
    bearer: Bearer
    wants_photo: bool


REMEDIES: MappingProxyType[Fault, Remedy] = MappingProxyType(
    {
        Fault.MISSING: Remedy(100, BackTo.CARD, Bearer.RESTAURANT, wants_photo=False),
        Fault.WRONG: Remedy(100, BackTo.CARD, Bearer.RESTAURANT, wants_photo=True),
        Fault.SPILLED: Remedy(100, BackTo.CARD, Bearer.PLATFORM, wants_photo=True),
        Fault.COLD: Remedy(50, BackTo.CREDIT, Bearer.PLATFORM, wants_photo=True),
    }
)


def proposed_minor(line: LineLeft, fault: Fault, quantity: int) -> int:
    """Of so many portions, in minor units."""
    return rounded(line.for_some(quantity) * REMEDIES[fault].percent, 100)


def is_given_at_once(session: Session, order: Order, case: Case) -> bool:
    """Of somebody who has not complained often, and never in vain, within the limit of an order.
    The customer is held, so that two complaints at once are not both the last one allowed."""
    if not settings().case_at_once or not case.proposed_minor:
        return False
    if REMEDIES[case.fault].wants_photo and not case.photo:
        return False
    _hold(session, case.customer_id)
    given, declined, on_order_minor = _before(session, case)
    limit = worth.about(settings().case_order_euro_cents, order.currency)
    return (
        declined == 0
        and given < settings().case_most
        and on_order_minor + case.proposed_minor <= limit
    )


def _hold(session: Session, user_id: UUID) -> None:
    person = select(User.id).where(User.id == user_id).with_for_update(key_share=True)
    session.exec(person).one()


def _before(session: Session, case: Case) -> tuple[int, int, int]:
    """Of this customer lately: given at once, declined; and on this order, given at once."""
    since = clock.now() - timedelta(days=settings().case_memory_days)
    given = col(Case.is_at_once)
    lately = col(Case.opened_at) > since
    found = session.exec(
        select(
            func.count().filter(given, lately),
            func.count().filter(col(Case.outcome) == Outcome.DECLINED, lately),
            func.coalesce(
                func.sum(Case.proposed_minor).filter(given, col(Case.order_id) == case.order_id), 0
            ),
        ).where(Case.customer_id == case.customer_id, Case.id != case.id)
    ).one()
    return int(found[0]), int(found[1]), int(found[2])
