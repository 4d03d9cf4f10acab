from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

import reflex as rx

from admin import addresses
from admin.asking import Command, Confirming, Question, unreasoned
from admin.listing import Filtered
from foodapp.payouts import invoicing
from foodapp.views.console import payouts
from foodapp.views.payee import InvoiceCard

QUESTIONS = {
    "cancel": Question(
        kind="cancel",
        title="Cancel this invoice?",
        text="A credit note cancels it. You can then invoice the month again.",
        label="Write the credit note",
        done="Cancelled by a credit note.",
    ),
    "anew": Question(
        kind="anew",
        title="Invoice this month again?",
        text="The new invoice has today's figures and a new number.",
        label="Write the invoice",
        wants_reason=False,
        is_harmful=False,
        done="Written.",
    ),
}
COMMANDS: Mapping[str, Command] = {
    "cancel": invoicing.cancel,
    "anew": unreasoned(invoicing.write_anew),
}


class Invoices(Filtered, Confirming, rx.State):
    """Commission invoices and credit notes, by number."""

    _address: ClassVar[str] = addresses.INVOICES
    _choices: ClassVar[frozenset[str]] = frozenset()
    _questions: ClassVar[Mapping[str, Question]] = QUESTIONS
    _commands: ClassVar[Mapping[str, Command]] = COMMANDS
    _what: ClassVar[str] = "invoice"

    rows: list[InvoiceCard] = []

    async def _rows(self, after: UUID | None) -> str:
        page = await self._read(payouts.invoices, search=self.search, after=after)
        self.rows = list(page.rows)
        return page.next_after
