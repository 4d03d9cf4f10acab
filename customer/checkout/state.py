from collections.abc import AsyncIterator, Callable
from datetime import date, datetime
from hashlib import sha256
from typing import Any, Concatenate, Literal, ParamSpec
from uuid import UUID, uuid4

import reflex as rx

from customer import addresses
from customer.checkout.cards import way_to_pay
from customer.layout import Top
from foodapp.accounts.actors import Customer, Visitor
from foodapp.discovery import addressing
from foodapp.kit.db import Session
from foodapp.kit.errors import DomainError, NotSignedIn
from foodapp.kit.words import say, t
from foodapp.orders import basket, debts, placing, promo_code
from foodapp.orders.debts import CashDebt
from foodapp.orders.ends import PayBy
from foodapp.orders.models import Fulfilment, Order
from foodapp.realtime import topics
from foodapp.ui import live
from foodapp.ui.args import Form, Id, ShortText, Word
from foodapp.ui.guard import Next, handler
from foodapp.ui.notices import notify
from foodapp.ui.persona import VisitorState
from foodapp.views.customer.checkout import Checkout, Choice, checkout_page, days, slots

P = ParamSpec("P")


class CheckoutScreen(VisitorState, rx.State):
    """From the basket to the payment page."""

    card: Checkout = Checkout()
    loaded: bool = False
    is_empty: bool = True
    is_guest: bool = True
    has_account: bool = False  # which of the two forms a guest sees
    days: list[Choice] = []
    times: list[Choice] = []
    day: str = ""
    choosing_time: bool = False
    paying: bool = False
    confirmed: bool = False  # what is in it of what the customer avoids
    revision: int = 0  # of that tick: grows with every answer
    code_error: str = ""  # of a promotion's code that was just typed
    code_version: int = 0  # its field starts afresh when it grows
    error: str = ""
    _page_key: str = ""  # one a page load

    @handler()
    async def load(self) -> None:
        """Whoever comes back from the payment page starts anew: a fresh key, so a fresh order."""
        self._page_key, self.paying, self.error = uuid4().hex, False, ""
        self.confirmed = False
        self.code_error = ""
        self.choosing_time = False
        refused = self.router.url.query_parameters.get("error", "")
        self.has_account = refused in ("wrong", "known", "limit", "door")
        await self._do(addressing.use_last)
        await self._reload()
        restaurant = self.card.restaurant_id
        live.watch(self, *([topics.menu(UUID(restaurant))] if restaurant else []))

    @handler()
    async def refresh(self) -> Next:
        """After the address changed in its dialog."""
        self.error = ""
        await self._reload()
        return Top.load

    @handler()
    async def show_form(self, has_account: bool) -> None:
        self.has_account = has_account

    @handler(rate="60/m")
    async def bring_it(self, deliver: bool) -> None:
        kind = Fulfilment.DELIVERY if deliver else Fulfilment.PICKUP
        await self._change(basket.set_fulfilment, fulfilment=kind)

    @handler(rate="60/m")
    async def choose_tip(self, amount: Word) -> None:
        """One of the offered amounts, in minor units as text."""
        offered = {tip.value for tip in self.card.tips}
        if amount not in offered:
            raise DomainError(t("Please choose one of the tips."))
        await self._change(basket.set_tip, tip_minor=int(amount))

    @handler(rate="60/m")
    async def choose_payment(self, pay_by: Literal["card", "cash"]) -> None:
        await self._change(basket.set_payment, pay_by=PayBy(pay_by))

    @handler(rate="20/m")
    async def settle_debt(self, order_id: Id) -> None:
        """What the customer owes for an order in cash, from their store credit: cash is offered
        again."""
        await self._change(_settle, order_id)
        await notify(self, "Settled. You may pay in cash again.")

    @handler(rate="60/m")
    async def use_credit(self, use: bool) -> None:
        await self._change(basket.set_credit, use=use)

    @handler(rate="60/m")
    async def write_note(self, text: ShortText) -> None:
        await self._change(basket.set_note, note=text)

    @handler(rate="20/m")
    async def use_code(self, form: Form) -> None:
        """Of a promotion; what is wrong with it is said beside its field."""
        self.code_error = ""
        try:
            await self._change(promo_code.use, typed=str(form.get("code") or ""))
        except DomainError as refusal:
            self.code_error = say(refusal.words)
            return
        self.code_version += 1

    @handler(rate="60/m")
    async def drop_code(self) -> None:
        self.code_error = ""
        await self._change(promo_code.drop)

    @handler(rate="60/m")
    async def as_soon_as_possible(self) -> None:
        self.choosing_time = False
        await self._change(basket.set_time, requested_for=None)

    @handler(rate="60/m")
    async def choose_later(self) -> None:
        self.days = await self._read(days)
        if not self.days:
            raise DomainError(t("There is no time to choose within the next week."))
        self.choosing_time = True
        await self._open_day(self.days[0].value)

    @handler(rate="60/m")
    async def choose_day(self, day: Word) -> None:
        await self._open_day(day)

    @handler(rate="60/m")
    async def choose_time(self, at: Word) -> None:
        """One of the offered times; the quote judges it again."""
        if at not in {time.value for time in self.times}:
            raise DomainError(t("Please choose one of the times."))
        self.choosing_time = False
        await self._change(basket.set_time, requested_for=datetime.fromisoformat(at))

    @handler(rate="60/m")
    async def confirm_warnings(self, confirmed: bool) -> None:
        self.confirmed, self.error = confirmed, ""
        self.revision += 1

    @handler(rate="20/m")
    async def pay(self) -> AsyncIterator[Next]:
        """The same key for every click on this page at this basket: a double click is one order."""
        self.error, self.paying = "", True
        yield None
        try:
            url = await self._order_and_open_page()
        except NotSignedIn:
            self.is_guest, self.paying = True, False
            self.error = "Please sign in or create an account to pay."
            return
        except DomainError as refusal:
            self.paying = False
            await self._reload()  # what has changed is shown with the sentence
            self.error = say(refusal.words)
            return
        yield rx.redirect(url)

    async def _order_and_open_page(self) -> str:
        customer, order = await self._do(
            _place,
            idempotency_key=self._key(),
            seen_total_minor=self.card.total_minor,
            seen_credit_minor=self.card.credit_minor,
            seen_minutes=self.card.latest_minutes,
            confirmed_warnings=self.card.warnings if self.confirmed else (),
        )
        if not order.card_minor:
            return addresses.order(str(order.id))
        return await way_to_pay(self, customer, order.id)

    def _key(self) -> str:
        """Of what this page shows: once the basket is another one, so is the order."""
        return sha256(f"{self._page_key} {self.card.version}".encode()).hexdigest()

    async def _change(
        self,
        command: Callable[Concatenate[Session, Any, P], object],
        *args: P.args,
        **to: P.kwargs,
    ) -> None:
        self.error = ""
        await self._do(command, *args, **to)
        await self._reload()

    async def _open_day(self, day: str) -> None:
        if day not in {one.value for one in self.days}:
            raise DomainError(t("Please choose one of the days."))
        self.day = day
        self.times = await self._read(slots, date.fromisoformat(day))

    async def _reload(self) -> None:
        page = await self._read(checkout_page)
        found, self.is_guest = page.card, page.is_guest
        before = self.card.warnings
        self.card, self.is_empty, self.loaded = found or Checkout(), found is None, True
        self.confirmed = self.confirmed and self.card.warnings == before
        self.revision += 1


def _place(session: Session, visitor: Visitor, /, **seen: Any) -> tuple[Customer, Order]:
    """Guests sign in first."""
    if visitor.customer is None:
        raise NotSignedIn
    return visitor.customer, placing.place(session, visitor.customer, **seen)


def _settle(session: Session, visitor: Visitor, order_id: UUID) -> CashDebt:
    if visitor.customer is None:
        raise NotSignedIn
    return debts.pay_with_credit(session, visitor.customer, order_id)
