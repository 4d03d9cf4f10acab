"""What dishes of an order are worth when they are given back: with their tax, less their discount.

Portion by portion, so that all portions of a line together give back exactly what it cost.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, func, select

from foodapp.kit.db import ReadSession
from foodapp.kit.errors import DomainError, NotFound, Unusable
from foodapp.kit.money import rounded
from foodapp.kit.words import t
from foodapp.orders.models import Order, OrderLine
from foodapp.payments.refunds.models import Adjustment, AdjustmentLine, Decision

MAX_LINES = 100


@dataclass(frozen=True)
class Portions:
    line_id: UUID
    quantity: int
    amount_minor: int
    words: str  # 2 × Tiramisu


@dataclass(frozen=True)
class LineLeft:
    """A line, and what of it has not been given back or promised."""

    line: OrderLine
    quantity: int
    worth_minor: int  # of the whole line as it was sold
    given_minor: int

    def for_some(self, quantity: int) -> int:
        """Minor units for so many more portions."""
        gone = self.line.quantity - self.quantity + quantity
        return rounded(self.worth_minor * gone, self.line.quantity) - self.given_minor


def left(session: ReadSession, order: Order) -> list[LineLeft]:
    """The lines of an order that its caller holds, in their order."""
    quantities: Counter[UUID] = Counter()
    amounts: Counter[UUID] = Counter()
    for line_id, quantity, minor in session.exec(
        select(
            AdjustmentLine.line_id,
            func.sum(AdjustmentLine.quantity),
            func.sum(AdjustmentLine.amount_minor),
        )
        .join(Adjustment, col(Adjustment.id) == AdjustmentLine.adjustment_id)
        .where(Adjustment.order_id == order.id, Adjustment.decision != Decision.REFUSED)
        .group_by(col(AdjustmentLine.line_id))
    ):
        quantities[line_id], amounts[line_id] = int(quantity), int(minor)
    lines = session.exec(
        select(OrderLine).where(OrderLine.order_id == order.id).order_by(col(OrderLine.position))
    )
    return [
        LineLeft(line, line.quantity - quantities[line.id], _worth(order, line), amounts[line.id])
        for line in lines
    ]


def _worth(order: Order, line: OrderLine) -> int:
    added_tax = 0 if order.is_tax_included else line.tax_minor
    return line.total_minor - line.discount_minor + added_tax


def chosen(session: Session, order: Order, wanted: Mapping[UUID, int]) -> list[Portions]:
    """The wanted portions, priced."""
    if not wanted or len(wanted) > MAX_LINES:
        raise DomainError(t("Please choose what is given back."))
    there = {one.line.id: one for one in left(session, order)}
    found = []
    for line_id, quantity in wanted.items():
        one = there.get(line_id)
        if one is None:
            raise NotFound("dish")
        if type(quantity) is not int or quantity < 1:
            raise Unusable(t("The quantity"))
        if quantity > one.quantity:
            raise DomainError(
                t(
                    "Only {left} × {dish} can still be given back.",
                    left=one.quantity,
                    dish=one.line.name,
                )
            )
        words = f"{quantity} × {one.line.name}"
        found.append(Portions(line_id, quantity, one.for_some(quantity), words))
    return found
