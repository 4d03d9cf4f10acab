from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

import reflex as rx

from admin import addresses
from admin.asking import Confirming, Question, uuid_of
from admin.listing import Listing
from foodapp.kit.money import typed
from foodapp.kit.words import t
from foodapp.payouts import cash
from foodapp.payouts.cash import CashRow

QUESTIONS = {
    "take_in": Question(
        kind="take_in",
        title="Has this rider handed in cash?",
        text="What is handed in no longer lowers their payout.",
        label="Take it in",
        asks="Amount",
        is_harmful=False,
        done="Taken in.",
    ),
}


class Cash(Listing, Confirming, rx.State):
    """Riders who hold cash of the platform."""

    _address: ClassVar[str] = addresses.CASH
    _filters: ClassVar[tuple[str, ...]] = ()
    _questions: ClassVar[Mapping[str, Question]] = QUESTIONS

    rows: list[CashRow] = []

    async def _carry_out(self, kind: str, subject: str, reason: str) -> None:
        rider, _, currency = subject.partition(":")
        rider_id = uuid_of(rider, "rider")
        amount = typed(reason, currency, t("The amount"))
        await self._do(cash.take_in, rider_id, amount_minor=amount, currency=currency)

    async def _rows(self, after: UUID | None) -> str:
        self.rows = await self._do(cash.riders)
        return ""
