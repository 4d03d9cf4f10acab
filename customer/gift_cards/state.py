import asyncio
from collections.abc import AsyncIterator
from uuid import UUID, uuid4, uuid5

import reflex as rx

from customer.state import CustomerState
from foodapp.kit.errors import DomainError, NotFound
from foodapp.kit.money import to_type, typed
from foodapp.kit.words import say, t
from foodapp.kit.worth import about
from foodapp.payments import paying, polling
from foodapp.payments.giftcards import buying, issuing
from foodapp.payments.giftcards.buying import BoughtCard
from foodapp.payments.purchases import starting
from foodapp.payments.purchases.models import PurchaseStatus
from foodapp.realtime import topics
from foodapp.ui import live
from foodapp.ui.args import Form
from foodapp.ui.guard import Next, handler

WAITING = (PurchaseStatus.AWAITING_PAYMENT, PurchaseStatus.HELD)


class GiftCardScreen(CustomerState, rx.State):
    """Buying gift cards, and the codes of those that were bought."""

    cards: list[BoughtCard] = []
    currencies: list[tuple[str, str]] = []  # value and words of a choice
    worth: str = ""  # what a card can be worth
    usual: str = ""
    loaded: bool = False
    confirming: bool = False  # back from the payment page: the answer is on its way
    leaving: bool = False  # on the way to it
    refused: str = ""
    _page_key: str = ""  # one a page load

    @handler()
    async def load(self) -> Next:
        self._page_key, self.refused = uuid4().hex, ""
        self.leaving = self.confirming = False
        paid = self._paid()
        if paid is not None:
            live.watch(self, topics.purchase(paid))
        else:
            live.watch(self)
        await self._read()
        return GiftCardScreen.look_up if self.confirming else None

    @handler(rate="120/m")
    async def refresh(self) -> None:
        await self._read()

    @handler(rate="10/m")
    async def look_up(self) -> None:
        """The address a customer returns to proves nothing: the gateway is asked, once."""
        paid = self._paid()
        if paid is None:
            raise NotFound("gift card")
        customer = await self._ask(lambda session, customer: customer)
        await asyncio.to_thread(polling.look_up_now, customer, paid)
        await self._read()

    @handler(rate="10/m")
    async def buy(self, form: Form) -> AsyncIterator[Next]:
        """The same key for the same card on this page: a double click buys once."""
        self.refused, self.leaving = "", True
        yield None
        try:
            url = await self._begin(str(form.get("amount") or ""), str(form.get("currency") or ""))
        except DomainError as refusal:
            self.refused, self.leaving = say(refusal.words), False
            return
        yield rx.redirect(url)

    async def _begin(self, amount: str, currency: str) -> str:
        if currency not in {value for value, _ in self.currencies}:
            raise DomainError(t("Please choose a currency."))
        minor = typed(amount, currency, t("The amount"))
        key = uuid5(UUID(self._page_key), f"{minor} {currency}")
        customer = await self._ask(lambda session, customer: customer)
        await self._ask(starting.gift_card, key, amount_minor=minor, currency=currency)
        return await asyncio.to_thread(paying.open_page, customer, key)

    def _paid(self) -> UUID | None:
        """Which card the customer comes back from paying, by the address."""
        try:
            return UUID(str(self.router.url.query_parameters.get("paid", "")))
        except ValueError:
            return None

    async def _read(self) -> None:
        paid = self._paid()
        self.cards, found, status = await self._ask(
            lambda session, customer: (
                buying.bought(session, customer),
                issuing.currencies(session),
                buying.status_of(session, customer, paid) if paid else None,
            )
        )
        self.currencies = [(one, one) for one in found]
        self.worth = issuing.range_shown(found)
        self.usual = to_type(about(2500, found[0]), found[0]) if found else ""
        self.confirming, self.loaded = status in WAITING, True
