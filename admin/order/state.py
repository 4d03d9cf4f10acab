from dataclasses import replace
from uuid import UUID

import reflex as rx

from admin.state import AdminState, Question, Shell
from foodapp.dispatch import assigning
from foodapp.dispatch import overview as dispatch
from foodapp.dispatch.overview import DeliveryCard, RiderChoice
from foodapp.kit.errors import DomainError, NotFound
from foodapp.orders import case, endings
from foodapp.orders.case import Case
from foodapp.orders.overview import OrderRow
from foodapp.payments import overview as payments
from foodapp.payments.overview import PaymentCard
from foodapp.realtime import topics
from foodapp.ui import live
from foodapp.ui.args import Form, Word
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
)
TAKE_AWAY = Question(
    kind="take_away",
    title="Take the delivery away?",
    text="The rider loses this delivery and its pay. Another rider is looked for at once.",
    label="Take it away",
)


class OrderCase(AdminState, rx.State):
    """One order with all there is to know about it, and what may be done."""

    case: Case = BLANK
    payment: PaymentCard = PaymentCard()
    delivery: DeliveryCard = DeliveryCard()
    riders: list[RiderChoice] = []
    choosing: bool = False  # the list of riders is open
    asked: Question = Question()
    loaded: bool = False
    missing: bool = False
    error: str = ""

    @handler()
    async def load(self) -> None:
        self.loaded = self.missing = self.choosing = False
        self.asked, self.error = Question(), ""
        try:
            await self._read()
        except NotFound:
            self.loaded, self.missing = True, True
            return
        live.watch(self, topics.admin(), topics.order(self._id()))

    @handler(rate="900/m")
    async def refresh(self):
        if not self.missing:
            await self._read()
        return Shell.load

    @handler()
    async def ask(self, kind: Word) -> None:
        self.asked = {"cancel": CANCEL, "take_away": TAKE_AWAY}.get(kind, Question())

    @handler()
    async def never_mind(self) -> None:
        self.asked = Question()

    @handler(rate="20/m")
    async def confirm(self, form: Form) -> None:
        """What was asked, with its reason. A refusal is said in the dialog."""
        command = {"cancel": endings.cancel_for_support, "take_away": assigning.take_away}
        said = {"cancel": "Cancelled. The customer is told.", "take_away": "Taken away."}
        kind, reason = self.asked.kind, str(form.get("reason") or "")
        if kind not in command:
            return
        try:
            await self._ask(command[kind], self._id(), reason=reason)
        except DomainError as refusal:
            self.asked = replace(self.asked, error=str(refusal))
            return
        self.asked = Question()
        await self._read()
        await tell(self, said[kind])

    @handler()
    async def choose_rider(self) -> None:
        self.riders = await self._ask(dispatch.riders_for, self._id())
        self.choosing = True

    @handler()
    async def close_riders(self) -> None:
        self.choosing = False

    @handler(rate="20/m")
    async def assign(self, rider_id: UUID) -> None:
        self.choosing = False
        await self._ask(assigning.assign, self._id(), rider_id=rider_id)
        await self._read()
        await tell(self, "Assigned. The rider sees it now.")

    async def _read(self) -> None:
        self.error = ""
        self.case, self.payment, self.delivery = await self._ask(_read, self._id())
        self.loaded = True

    def _id(self) -> UUID:
        """Of the page: its address, not something a handler was given."""
        try:
            return UUID(self.router.url.path.rstrip("/").rpartition("/")[2])
        except ValueError as wrong:
            raise NotFound("order") from wrong


def _read(session, admin, order_id: UUID):
    return (
        case.case(session, admin, order_id),
        payments.payment_of(session, admin, order_id),
        dispatch.delivery_of(session, admin, order_id),
    )
