from uuid import UUID

import reflex as rx

from foodapp.accounts.actors import RestaurantStaff
from foodapp.kit.db import Session
from foodapp.payouts import changing, drafting
from foodapp.payouts.accounts import AccountCard
from foodapp.realtime import topics
from foodapp.ui import live
from foodapp.ui.account_changing import AccountChanging
from foodapp.ui.guard import handler
from foodapp.ui.notices import notify
from foodapp.views import payee
from foodapp.views.payee import InvoiceCard, Money, PayoutCard
from restaurant.state import RestaurantState


class Payouts(AccountChanging, RestaurantState, rx.State):
    """What the restaurant is owed, what it was paid, and what it was invoiced. For owners."""

    _asks = staticmethod(changing.ask_for_restaurant)
    _confirms = staticmethod(changing.confirm_for_restaurant)
    _ends = staticmethod(changing.end_for_restaurant)

    balance: str = ""
    is_owed: bool = False
    is_negative: bool = False
    least: str = ""
    next_on: str = ""
    on_the_way: str = ""
    payouts: list[PayoutCard] = []
    invoices: list[InvoiceCard] = []
    account: AccountCard = AccountCard()
    loaded: bool = False
    error: str = ""

    @handler()
    async def load(self) -> None:
        self.loaded = self.changing = False
        await self._read()

    @handler(rate="120/m")
    async def refresh(self) -> None:
        await self._read()

    @handler(rate="10/m")
    async def pay_now(self) -> None:
        await self._ask(drafting.ask_for_restaurant)
        await self._read()
        await notify(self, "Asked for. You see here when it is on its way.")

    async def _read(self) -> None:
        self.error = ""
        found, restaurant_id = await self._ask(_money)
        self.balance, self.least, self.next_on = found.balance, found.least, found.next_on
        self.is_owed, self.is_negative = found.is_owed, found.is_negative
        self.on_the_way, self.account = found.on_the_way, found.account
        self.change = found.change
        self.payouts, self.invoices = list(found.payouts), list(found.invoices)
        self.loaded = True
        live.watch(self, topics.restaurant(restaurant_id))


def _money(session: Session, staff: RestaurantStaff) -> tuple[Money, UUID]:
    return payee.of_restaurant(session, staff), staff.restaurant_id
