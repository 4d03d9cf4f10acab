from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

import reflex as rx

from admin.asking import OneThing, Question
from foodapp.autopilot import reading, taking_over
from foodapp.autopilot.reading import Autopilot
from foodapp.dispatch import assigning
from foodapp.dispatch import overview as dispatch
from foodapp.dispatch.overview import DeliveryCard, RiderChoice
from foodapp.orders import case, endings
from foodapp.orders.case import Case
from foodapp.orders.overview import OrderRow
from foodapp.payments import overview as payments
from foodapp.payments.overview import PaymentCard
from foodapp.realtime import topics
from foodapp.ui.guard import handler
from foodapp.ui.notices import tell

BLANK = Case(
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
COMMANDS = {
    "cancel": endings.cancel_for_support,
    "take_away": assigning.take_away,
    "take_over": taking_over.take_over,
}


class OrderCase(OneThing, rx.State):
    """One order with all there is to know about it, and what may be done."""

    _what: ClassVar[str] = "order"
    _questions: ClassVar[Mapping[str, Question]] = {
        one.kind: one for one in (CANCEL, TAKE_AWAY, TAKE_OVER)
    }

    case: Case = BLANK
    payment: PaymentCard = PaymentCard()
    delivery: DeliveryCard = DeliveryCard()
    autopilot: Autopilot = Autopilot()
    riders: list[RiderChoice] = []
    choosing: bool = False  # the list of riders is open

    @handler(rate="20/m")
    async def hand_back(self) -> None:
        await self._ask(taking_over.hand_back, self._id())
        await self._read()
        await tell(self, "The autopilot goes on with it.")

    @handler()
    async def choose_rider(self) -> None:
        self.riders = await self._ask(dispatch.riders_for, self._id())
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
        await self._ask(assigning.assign, self._id(), rider_id=rider_id)
        await self._read()
        await tell(self, "Assigned. The rider sees it now.")

    async def _carry_out(self, kind: str, subject: str, reason: str) -> None:
        await self._ask(COMMANDS[kind], self._id(), reason=reason)

    async def _read(self) -> None:
        self.error = ""
        self.case, self.payment, self.delivery, self.autopilot = await self._ask(_read, self._id())
        self.loaded = True

    def _topic(self) -> str:
        return topics.order(self._id())


def _read(session, admin, order_id: UUID):
    return (
        case.case(session, admin, order_id),
        payments.payment_of(session, admin, order_id),
        dispatch.delivery_of(session, admin, order_id),
        reading.of_order(session, admin, order_id),
    )
