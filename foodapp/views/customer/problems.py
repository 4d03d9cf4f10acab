"""What was not right with an order that came: what may be told of, and what came of it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlmodel import col, select

from foodapp.accounts.actors import Customer
from foodapp.cases import reporting
from foodapp.cases.models import Case, Outcome
from foodapp.kit.db import ReadSession
from foodapp.kit.money import Money
from foodapp.kit.words import Words, say, t
from foodapp.orders import scoped
from foodapp.payments.refunds.models import Adjustment, BackTo
from foodapp.views import fault_words
from foodapp.views.customer.order import BoughtLine

MOST = 100
LOOKED_AT = t("Our support looks at it.")


@dataclass(frozen=True)
class MyCase:
    """photo: the address it is shown under, without its size; empty without one."""

    id: str
    what: str
    fault: str
    text: str
    photo: str
    state: str  # waiting, given, declined
    outcome: str


@dataclass(frozen=True)
class Problems:
    lines: list[BoughtLine] = field(default_factory=list)  # that may still be told of
    cases: list[MyCase] = field(default_factory=list)


def problems(
    session: ReadSession, customer: Customer, order_id: UUID, bought: Sequence[BoughtLine]
) -> Problems:
    """bought: the order's lines."""
    order = scoped.of_customer(session, customer, order_id)
    if order.delivered_at is None:
        return Problems()
    found = session.exec(
        select(Case, Adjustment)
        .outerjoin(Adjustment, col(Adjustment.id) == Case.adjustment_id)
        .where(Case.order_id == order.id)
        .order_by(col(Case.opened_at), col(Case.id))
        .limit(MOST)
    ).all()
    told = {str(case.line_id) for case, _ in found if case.outcome is not Outcome.DECLINED}
    may = reporting.may_report(order)
    return Problems(
        lines=[line for line in bought if may and line.id not in told],
        cases=[_card(case, row) for case, row in found],
    )


def said_at_once(cases: Sequence[Case]) -> str:
    """One sentence to whoever has just told of these."""
    sums: dict[BackTo, int] = defaultdict(int)
    for case in cases:
        if case.outcome is Outcome.GIVEN:
            sums[case.back_to] += case.proposed_minor
    given = [_gives(Money(minor, cases[0].currency), to) for to, minor in sums.items()]
    waits = [LOOKED_AT] if any(case.outcome is Outcome.WAITING for case in cases) else []
    return " ".join(say(one) for one in [*given, *waits])


def _card(case: Case, row: Adjustment | None) -> MyCase:
    return MyCase(
        id=str(case.id),
        what=f"{case.quantity} × {case.dish}",
        fault=say(fault_words.FAULTS[case.fault]),
        text=case.text,
        photo=f"/api/cases/{case.id}/photo" if case.photo else "",
        state=case.outcome.value,
        outcome=say(_outcome(case, row)),
    )


def _outcome(case: Case, row: Adjustment | None) -> Words:
    match case.outcome:
        case Outcome.WAITING:
            return LOOKED_AT
        case Outcome.DECLINED:
            return t("We give nothing back: {reason}", reason=case.reason)
    return _gives(
        Money(row.amount_minor if row else case.proposed_minor, case.currency), case.back_to
    )


def _gives(amount: Money, to: BackTo) -> Words:
    if to is BackTo.CREDIT:
        return t("We give you {amount} as credit.", amount=amount)
    return t("We give you {amount} back, the way you paid.", amount=amount)
