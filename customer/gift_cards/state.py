from collections.abc import AsyncIterator
from uuid import UUID, uuid4, uuid5

import reflex as rx

from customer.state import CustomerState
from foodapp.kit.errors import DomainError, NotFound
from foodapp.kit.money import to_type, typed
from foodapp.kit.words import say, t
from foodapp.kit.worth import about
from foodapp.payments import paying, polling
from foodapp.payments.giftcards import issuing, presents
from foodapp.payments.giftcards.presents import Present
from foodapp.payments.purchases import starting
from foodapp.payments.purchases.models import PurchaseStatus
from foodapp.realtime import topics
from foodapp.ui import live
from foodapp.ui.args import Form
from foodapp.ui.guard import Next, handler
from foodapp.views.customer.gift_cards import BoughtCard, gift_cards

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
    can_be_sent: bool = False  # by e-mail, to somebody
    is_present: bool = False  # it is
    giver: str = ""
    first_day: str = ""  # on which it may arrive, and the last, as a calendar's field has them
    last_day: str = ""
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
        await self._reload()
        return GiftCardScreen.look_up if self.confirming else None

    @handler(rate="120/m")
    async def refresh(self) -> None:
        await self._reload()

    @handler(rate="10/m")
    async def look_up(self) -> None:
        """The address a customer returns to proves nothing: the gateway is asked, once."""
        paid = self._paid()
        if paid is None:
            raise NotFound("gift card")
        await self._call(polling.look_up_now, paid)
        await self._reload()

    @handler()
    async def choose(self, is_present: bool) -> None:
        """Who gives it: the buyer, or the platform by e-mail."""
        self.is_present, self.refused = is_present, ""

    @handler(rate="10/m")
    async def buy(self, form: Form) -> AsyncIterator[Next]:
        """The same key for the same card on this page: a double click buys once."""
        self.refused, self.leaving = "", True
        yield None
        try:
            url = await self._begin(form)
        except DomainError as refusal:
            self.refused, self.leaving = say(refusal.words), False
            return
        yield rx.redirect(url)

    async def _begin(self, form: Form) -> str:
        currency = _typed(form, "currency")
        if currency not in {value for value, _ in self.currencies}:
            raise DomainError(t("Please choose a currency."))
        minor = typed(_typed(form, "amount"), currency, t("The amount"))
        present = _present(form) if self.is_present else None
        key = uuid5(UUID(self._page_key), f"{minor} {currency} {present}")
        await self._do(
            starting.gift_card, key, amount_minor=minor, currency=currency, present=present
        )
        return await self._call(paying.open_page, key)

    def _paid(self) -> UUID | None:
        """Which card the customer comes back from paying, by the address."""
        try:
            return UUID(str(self.router.url.query_parameters.get("paid", "")))
        except ValueError:
            return None

    async def _reload(self) -> None:
        found = await self._read(gift_cards, self._paid())
        self.cards, first = found.cards, found.currencies[:1]
        self.currencies = [(one, one) for one in found.currencies]
        self.worth = issuing.range_shown(found.currencies)
        self.usual = to_type(about(2500, first[0]), first[0]) if first else ""
        self.giver, self.can_be_sent = found.giver, found.can_be_sent
        self.first_day, self.last_day = found.first_day, found.last_day
        self.confirming, self.loaded = found.status in WAITING, True


def _present(form: Form) -> Present:
    return presents.checked(
        email=_typed(form, "email"),
        name=_typed(form, "name"),
        giver=_typed(form, "giver"),
        message=_typed(form, "message"),
        day=_typed(form, "day"),
    )


def _typed(form: Form, name: str) -> str:
    return str(form.get(name) or "")
