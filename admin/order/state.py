from collections.abc import Mapping
from functools import partial
from typing import ClassVar
from uuid import UUID

import reflex as rx

from admin import problems
from admin.asking import Command, DetailScreen, Question, uuid_of
from foodapp.autopilot import taking_over
from foodapp.dispatch import assigning, doubts
from foodapp.orders import cash_limits, debts, endings, pins
from foodapp.realtime import topics
from foodapp.ui.guard import handler
from foodapp.ui.notices import notify
from foodapp.views.autopilot import Autopilot
from foodapp.views.console import deliveries
from foodapp.views.console.cash_payer import CashCard
from foodapp.views.console.deliveries import DeliveryCard, RiderChoice
from foodapp.views.console.order import ConsoleOrder
from foodapp.views.console.order_page import order_page
from foodapp.views.console.orders import OrderRow
from foodapp.views.console.payment import PaymentCard

BLANK = ConsoleOrder(
    OrderRow("", "", "", "", "quiet", "", "", "", "", "", "", False, True, "")
)  # until it is read
CANCEL = Question(
    kind="cancel",
    title="Cancel this order?",
    text="The customer pays nothing and is told. The restaurant loses what it has cooked.",
    label="Cancel the order",
    done="Cancelled. The customer is told.",
)
TAKE_AWAY = Question(
    kind="take_away",
    title="Take the delivery away?",
    text="The rider loses this delivery and its pay. Another rider is looked for at once.",
    label="Take it away",
    done="Taken away.",
)


TAKE_OVER = Question(
    kind="take_over",
    title="Take this order over?",
    text="The autopilot stops for this order: nothing is reminded, raised, offered, cancelled or"
    " ended by itself until you hand it back.",
    label="Take over",
    done="It is yours. Hand it back when you are done.",
)
NEW_PIN = Question(
    kind="new_pin",
    title="Give the customer a new PIN?",
    text="Their screen shows it at once, and it may be typed again. Speak with them first.",
    label="Give a new PIN",
    is_harmful=False,
    done="The customer has a new PIN.",
)
BLAME = {
    "customer": Question(
        kind="customer",
        title="The customer did not take it?",
        text="The customer pays food and delivery, restaurant and rider are paid.",
        label="The customer pays",
        done="Decided. The customer is told.",
    ),
    "nobody": Question(
        kind="nobody",
        title="Nobody's doing?",
        text="The customer pays nothing. The platform pays restaurant and rider.",
        label="The platform pays",
        done="Decided. The customer is told.",
    ),
    "rider": Question(
        kind="rider",
        title="The rider did not bring it?",
        text="The customer pays nothing. The platform pays the restaurant, the rider is not paid.",
        label="The rider is not paid",
        done="Decided. The customer is told.",
    ),
    "delivered": Question(
        kind="delivered",
        title="The customer has the food?",
        text="The order counts as delivered: the customer pays it all, the rider is paid.",
        label="It was delivered",
        done="Decided: delivered.",
    ),
}
PROVE_PHONE = Question(
    kind="prove_phone",
    title="Have you called this number?",
    text="Its owner may then pay more in cash, and several orders at a time later on.",
    label="The number is theirs",
    is_harmful=False,
    done="The number is proven.",
)
SETTLE = {
    "paid": Question(
        kind="paid",
        title="Has the customer paid what they owe?",
        text="To the platform's bank account. They may pay in cash again.",
        label="It is paid",
        is_harmful=False,
        done="Settled.",
    ),
    "forgiven": Question(
        kind="forgiven",
        title="Let go what the customer owes?",
        text="The platform bears it. They may pay in cash again.",
        label="Forgive it",
        done="Forgiven.",
    ),
}


COMMANDS: Mapping[str, Command] = {
    **problems.COMMANDS,
    **{blame: partial(doubts.decide, blame=blame) for blame in BLAME},
    **{how: partial(debts.settle, how=debts.Settled(how)) for how in SETTLE},
    "new_pin": pins.renew,
    "prove_phone": cash_limits.prove_phone_by_word,
    "cancel": endings.cancel_for_support,
    "take_away": assigning.take_away,
    "take_over": taking_over.take_over,
}


class OneOrder(DetailScreen, rx.State):
    """One order with all there is to know about it, and what may be done."""

    _what: ClassVar[str] = "order"
    _commands: ClassVar[Mapping[str, Command]] = COMMANDS
    _questions: ClassVar[Mapping[str, Question]] = {
        one.kind: one
        for one in (
            *(CANCEL, TAKE_AWAY, TAKE_OVER, NEW_PIN, PROVE_PHONE),
            *(*BLAME.values(), *SETTLE.values(), *problems.QUESTIONS.values()),
        )
    }

    case: ConsoleOrder = BLANK
    payment: PaymentCard = PaymentCard()
    delivery: DeliveryCard = DeliveryCard()
    autopilot: Autopilot = Autopilot()
    cash: CashCard = CashCard()
    riders: list[RiderChoice] = []
    choosing: bool = False  # the list of riders is open

    @handler(rate="20/m")
    async def hand_back(self) -> None:
        await self._do(taking_over.hand_back, self._id())
        await self._reload()
        await notify(self, "The autopilot goes on with it.")

    @handler()
    async def choose_rider(self) -> None:
        self.riders = await self._read(deliveries.riders_for, self._id())
        self.choosing = True

    def _put_away(self) -> None:
        super()._put_away()
        self.choosing = False

    @handler()
    async def close_riders(self) -> None:
        self.choosing = False

    @handler(rate="20/m")
    async def assign(self, rider_id: UUID) -> None:
        self.choosing = False
        await self._do(assigning.assign, self._id(), rider_id=rider_id)
        await self._reload()
        await notify(self, "Assigned. The rider sees it now.")

    async def _reload(self) -> None:
        self.error = ""
        page = await self._read(order_page, self._id())
        self.case, self.payment, self.delivery = page.order, page.payment, page.delivery
        self.autopilot, self.cash = page.autopilot, page.cash
        self.loaded = True

    def _subject(self, kind: str, subject: str) -> UUID:
        return uuid_of(subject, "case") if kind in problems.QUESTIONS else self._id()

    def _topic(self) -> str:
        return topics.order(self._id())
