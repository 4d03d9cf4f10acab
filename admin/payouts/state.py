from collections.abc import Mapping
from functools import partial
from typing import ClassVar
from uuid import UUID

import reflex as rx

from admin import addresses
from admin.asking import Command, Confirming, Question, typed_as, unreasoned, uuid_of
from admin.listing import Filtered
from foodapp.kit.words import say, t
from foodapp.payouts import accounts, changing, sending
from foodapp.payouts.models import PayoutStatus
from foodapp.views import account_changes
from foodapp.views.account_changes import ChangeCard
from foodapp.views.console import payouts
from foodapp.views.console.payouts import PayoutRow

QUESTIONS = {
    "send": Question(
        kind="send",
        title="Send this payout?",
        text="Through the payment service at once; by bank, once you have made the transfer"
        " there and say so here.",
        label="Send",
        wants_reason=False,
        is_harmful=False,
        done="Sent.",
    ),
    "send_all": Question(
        kind="send_all",
        title="Send every payout on this page?",
        text="Those through the payment service leave at once. Those by bank wait under “On the"
        " way” until you say that they are paid.",
        label="Send them",
        wants_reason=False,
        is_harmful=False,
        done="Sent.",
    ),
    "paid": Question(
        kind="paid",
        title="Has the bank paid it?",
        text="The reference stands on the payee's statement, so that both books can be compared.",
        label="It is paid",
        asks="The bank's reference",
        is_harmful=False,
        done="Paid. The payee sees it.",
    ),
    "failed": Question(
        kind="failed",
        title="Did this payout come back?",
        text="The money is owed to the payee again. Try it again once the reason is gone.",
        label="It came back",
        done="Noted: it is owed again.",
    ),
    "again": Question(
        kind="again",
        title="Try this payout again?",
        text="It waits to be sent again, for the same orders.",
        label="Try it again",
        wants_reason=False,
        is_harmful=False,
        done="It waits to be sent.",
    ),
    "account": Question(
        kind="account",
        title="Pay through the payment service?",
        text="The account's number, as the payment service's own pages show it.",
        label="Ask for it",
        asks=say(t("Account: {pattern}", pattern=accounts.how_named())),
        is_harmful=False,
        done="Asked for. The payee or another admin has to confirm it; then it waits.",
    ),
    "by_bank": Question(
        kind="by_bank",
        title="Pay by bank from now on?",
        text="Once the payee or another admin has confirmed it, and after a few days, payouts go"
        " to the payee's bank account.",
        label="Ask for it",
        wants_reason=False,
        is_harmful=False,
        done="Asked for. The payee or another admin has to confirm it; then it waits.",
    ),
    "confirm_change": Question(
        kind="confirm_change",
        title="Is this the payee's account?",
        text="Ask the payee by a way that you know from before, not from this request. From now on"
        " it waits a few days, then payouts go there.",
        label="Confirm it",
        wants_reason=False,
        is_harmful=False,
        done="Confirmed. It waits now.",
    ),
    "end_change": Question(
        kind="end_change",
        title="Keep the account as it is?",
        text="What was asked for is dropped. The payee is told.",
        label="Keep it",
        wants_reason=False,
        done="The account stays as it was.",
    ),
}
COMMANDS: Mapping[str, Command] = {
    "send": unreasoned(sending.send),
    "paid": typed_as("reference", sending.mark_paid),
    "failed": sending.mark_failed,
    "again": unreasoned(sending.draft_again),
    "account": typed_as("account", changing.ask_for_gateway),
    "by_bank": unreasoned(partial(changing.ask_for_gateway, account="")),
    "confirm_change": unreasoned(changing.confirm),
    "end_change": unreasoned(changing.end),
}


class Payouts(Filtered, Confirming, rx.State):
    """What waits to be sent, what is on its way, what came back, what was paid."""

    _address: ClassVar[str] = addresses.PAYOUTS
    _choices: ClassVar[frozenset[str]] = frozenset(PayoutStatus) - {PayoutStatus.DRAFTED}
    _questions: ClassVar[Mapping[str, Question]] = QUESTIONS
    _commands: ClassVar[Mapping[str, Command]] = COMMANDS
    _what: ClassVar[str] = "payout"

    rows: list[PayoutRow] = []
    total: str = ""
    changes: list[ChangeCard] = []  # of payees' accounts, that wait

    async def _carry_out(self, kind: str, subject: str, reason: str) -> None:
        if kind == "send_all":
            await self._do(sending.send_all, [uuid_of(row.id, "payout") for row in self.rows])
        else:
            await super()._carry_out(kind, subject, reason)

    async def _rows(self, after: UUID | None) -> str:
        status = PayoutStatus(self.which or PayoutStatus.DRAFTED)
        page = await self._read(payouts.payouts, status=status, search=self.search, after=after)
        self.rows, self.total = list(page.rows), page.total
        self.changes = await self._read(account_changes.everybodys)
        return page.next_after
