from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

import reflex as rx

from admin import addresses
from admin.asking import Command, Confirming, Question, unreasoned
from admin.listing import Filtered
from foodapp.payments.refunds import giving
from foodapp.views.console import refunds as refunds_view
from foodapp.views.console.refunds import RefundFilter, RefundRow

QUESTIONS = {
    "approve": Question(
        kind="approve",
        title="Approve this refund?",
        text="The money goes back to the customer at once.",
        label="Approve",
        wants_reason=False,
        is_harmful=False,
        done="Approved. The customer gets it back.",
    ),
    "decline": Question(
        kind="decline",
        title="Decline this refund?",
        text="Nothing goes back to the customer. Who asked can read why.",
        label="Decline",
        done="Declined.",
    ),
}


# What the two questions do, on whichever page they are asked.
COMMANDS: Mapping[str, Command] = {
    "approve": unreasoned(giving.approve),
    "decline": giving.decline,
}


class Refunds(Filtered, Confirming, rx.State):
    """What was asked to be given back; what waits comes first."""

    _address: ClassVar[str] = addresses.REFUNDS
    _filters: ClassVar[tuple[str, ...]] = ("which",)
    _choices: ClassVar[frozenset[str]] = frozenset(RefundFilter) - {RefundFilter.ALL}
    _questions: ClassVar[Mapping[str, Question]] = QUESTIONS
    _commands: ClassVar[Mapping[str, Command]] = COMMANDS
    _what: ClassVar[str] = "refund"

    rows: list[RefundRow] = []

    async def _rows(self, after: UUID | None) -> str:
        page = await self._read(
            refunds_view.refunds, which=RefundFilter(self.which or RefundFilter.ALL), after=after
        )
        self.rows = page.rows
        return page.next_after
