from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

import reflex as rx

from admin import addresses
from admin.asking import Command, Confirming, Question, typed_as, unreasoned
from admin.listing import Filtered
from foodapp.accounts.permissions import NotProven
from foodapp.kit.errors import DomainError
from foodapp.kit.money import typed
from foodapp.kit.words import say, t
from foodapp.payments.giftcards import issuing, presents
from foodapp.ui.args import Form
from foodapp.ui.guard import handler
from foodapp.views.console import gift_cards
from foodapp.views.console.gift_cards import GiftCardFilter, GiftCardRow

QUESTIONS = {
    "block": Question(
        kind="block",
        title="Block this gift card?",
        text="For good: whoever has its code can no longer redeem it.",
        label="Block it",
        done="Blocked.",
    ),
    "send": Question(
        kind="send",
        title="Send the code now?",
        text="By e-mail, to the same address. What was sent before stays good, too.",
        label="Send it",
        wants_reason=False,
        is_harmful=False,
        done="It is on its way.",
    ),
    "send_to": Question(
        kind="send_to",
        title="Send the code to another address?",
        text="Whoever reads it there has the money: be sure that its buyer wants this.",
        label="Send it",
        asks="E-mail address",
        done="It is on its way.",
    ),
}
COMMANDS: Mapping[str, Command] = {
    "block": issuing.block,
    "send": unreasoned(presents.send_again),
    "send_to": typed_as("email", presents.send_again),
}


class GiftCards(Filtered, Confirming, rx.State):
    """Gift cards that were given away, and giving one away."""

    _address: ClassVar[str] = addresses.GIFT_CARDS
    _choices: ClassVar[frozenset[str]] = frozenset(GiftCardFilter) - {GiftCardFilter.ALL}
    _questions: ClassVar[Mapping[str, Question]] = QUESTIONS
    _commands: ClassVar[Mapping[str, Command]] = COMMANDS
    _what: ClassVar[str] = "gift card"

    rows: list[GiftCardRow] = []
    currencies: list[tuple[str, str]] = []  # value and words of a choice
    worth: str = ""  # what a card can be worth
    giving: bool = False
    refused: str = ""
    code: str = ""  # of the card just given: shown this once

    @handler()
    async def begin(self) -> None:
        self.giving, self.refused, self.code = True, "", ""

    @handler()
    async def put_away(self) -> None:
        self.giving, self.refused, self.code = False, "", ""

    def _put_away(self) -> None:
        super()._put_away()
        self.giving, self.refused, self.code = False, "", ""

    @handler(rate="10/m")
    async def give(self, form: Form) -> None:
        self.refused = ""
        currency = str(form.get("currency") or "")
        try:
            if currency not in {value for value, _ in self.currencies}:
                raise DomainError(t("Please choose a currency."))
            _, self.code = await self._do(
                issuing.issue,
                amount_minor=typed(str(form.get("amount") or ""), currency, t("The amount")),
                currency=currency,
                reason=str(form.get("reason") or ""),
            )
        except NotProven:
            raise  # the password is asked for, and then this goes on
        except DomainError as refusal:
            self.refused = say(refusal.words)
            return
        await self._reload()

    async def _rows(self, after: UUID | None) -> str:
        which = GiftCardFilter(self.which or GiftCardFilter.ALL)
        page = await self._read(gift_cards.gift_cards, which=which, search=self.search, after=after)
        self.rows, self.currencies = page.rows, [(one, one) for one in page.currencies]
        self.worth = page.worth
        return page.next_after
