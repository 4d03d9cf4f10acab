from collections.abc import Mapping
from enum import StrEnum
from typing import Any, ClassVar, TypeVar
from uuid import UUID

import reflex as rx

from admin.asking import Command, DetailScreen, Question, unreasoned, uuid_of
from admin.refunds.state import COMMANDS, QUESTIONS
from foodapp.accounts.permissions import NotProven
from foodapp.cases import giving as remedies
from foodapp.kit import money
from foodapp.kit.errors import DomainError, Unusable
from foodapp.kit.words import say, t
from foodapp.payments.refunds import giving, trouble
from foodapp.payments.refunds.models import Adjustment, BackTo, Bearer, Decision
from foodapp.realtime import topics
from foodapp.ui.args import Form, Word
from foodapp.ui.guard import handler
from foodapp.ui.notices import notify
from foodapp.views.console import money as money_view
from foodapp.views.console.money import OrderMoney
from foodapp.views.console.payment import PaymentCard

E = TypeVar("E", bound=StrEnum)
WAYS = ("whole", "lines", "amount")
LINE = "line-"
RETRY = Question(
    kind="retry",
    title="Try the refund again?",
    text="The gateway is asked once more to give the money back to the card.",
    label="Try again",
    wants_reason=False,
    is_harmful=False,
    done="The gateway is being asked.",
)
CREDIT = Question(
    kind="credit",
    title="Give store credit instead?",
    text="The money stays with the gateway, and the customer may spend it here at once.",
    label="Give store credit",
    wants_reason=False,
    is_harmful=False,
    done="The customer has it as store credit.",
)
TROUBLE: Mapping[str, Command] = {  # of the order itself
    "retry": unreasoned(trouble.retry),
    "credit": unreasoned(trouble.to_credit),
}


class Money(DetailScreen, rx.State):
    """All the money of one order, and what of it is given back."""

    _what: ClassVar[str] = "order"
    _questions: ClassVar[Mapping[str, Question]] = QUESTIONS | {"retry": RETRY, "credit": CREDIT}
    _commands: ClassVar[Mapping[str, Command]] = {**COMMANDS, **TROUBLE}

    money: OrderMoney = OrderMoney()
    payment: PaymentCard = PaymentCard()
    way: str = "lines"  # what is given back: one of WAYS
    refused: str = ""  # why the form was not taken
    form_key: int = 0  # another one empties the form

    @handler()
    async def choose_way(self, way: Word) -> None:
        self.way, self.refused = way if way in WAYS else "whole", ""

    @handler(rate="20/m")
    async def refund(self, form: Form) -> None:
        try:
            row = await self._give(self._wanted(form))
        except NotProven:
            raise  # the password is asked for, and then this goes on
        except DomainError as refusal:
            self.refused = say(refusal.words)
            return
        self.refused, self.form_key = "", self.form_key + 1
        await self._reload()
        is_waiting = row.decision is Decision.WAITING
        await notify(
            self,
            "Asked for. A second person decides."
            if is_waiting
            else "Given back. The customer sees it on their order.",
        )

    async def _give(self, wanted: dict[str, Any]) -> Adjustment:
        """Where a complaint led here, it is answered by what is given."""
        case = self.router.url.query_parameters.get("case")
        if not case:
            return await self._do(giving.ask, self._id(), **wanted)
        case_id = uuid_of(str(case), "case")
        return await self._do(remedies.give_other, self._id(), case_id=case_id, **wanted)

    def _wanted(self, form: Form) -> dict[str, Any]:
        said: dict[str, Any] = {
            "bearer": _one_of(Bearer, form.get("bearer")),
            "back_to": _one_of(BackTo, form.get("back_to")),
            "reason": str(form.get("reason") or ""),
        }
        if self.way == "whole":
            return said | {"whole": True}
        if self.way == "lines":
            return said | {"lines": _lines(form)}
        typed = str(form.get("amount") or "")
        return said | {"amount_minor": money.typed(typed, self.money.currency, t("The amount"))}

    def _subject(self, kind: str, subject: str) -> UUID:
        return self._id() if kind in TROUBLE else uuid_of(subject, "refund")

    async def _reload(self) -> None:
        self.error = ""
        self.money, self.payment = await self._read(money_view.money_page, self._id())
        if not self.money.lines and self.way == "lines":
            self.way = "amount"
        self.loaded = True

    def _topic(self) -> str:
        return topics.order(self._id())

    def _id(self) -> UUID:
        """/admin/orders/<id>/money"""
        parts = self.router.url.path.rstrip("/").split("/")
        return uuid_of(parts[-2] if len(parts) > 1 else "", self._what)


def _lines(form: Form) -> dict[UUID, int]:
    """How many portions of which line; those with none are left out."""
    wanted = {}
    for name, value in form.items():
        if not name.startswith(LINE) or value in (None, "", "0"):
            continue
        figures = str(value)
        if not (figures.isascii() and figures.isdigit() and len(figures) <= 3):
            raise Unusable(t("The quantity"))
        wanted[uuid_of(name.removeprefix(LINE), "dish")] = int(figures)
    return wanted


def _one_of(kind: type[E], value: object) -> E:
    try:
        return kind(str(value))
    except ValueError as wrong:
        raise Unusable(t("The form")) from wrong
