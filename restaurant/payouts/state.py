import reflex as rx

from foodapp.payouts import changing, drafting
from foodapp.realtime import topics
from foodapp.ui import live
from foodapp.ui.guard import handler
from foodapp.ui.payee_money import PayeeMoney
from foodapp.views import payee
from foodapp.views.payee import InvoiceCard
from restaurant.state import RestaurantState


class Payouts(PayeeMoney, RestaurantState, rx.State):
    """What the restaurant is owed, what it was paid, and what it was invoiced. For owners."""

    _asks = staticmethod(changing.ask_for_restaurant)
    _confirms = staticmethod(changing.confirm_for_restaurant)
    _ends = staticmethod(changing.end_for_restaurant)
    _pays = staticmethod(drafting.ask_for_restaurant)

    invoices: list[InvoiceCard] = []
    loaded: bool = False

    @handler()
    async def load(self) -> None:
        self.loaded = self.changing = False
        await self._reload()

    @handler(rate="120/m")
    async def refresh(self) -> None:
        await self._reload()

    async def _reload(self) -> None:
        self.error = ""
        found = await self._read(payee.of_restaurant)
        self._show_money(found)
        self.invoices = list(found.invoices)
        self.loaded = True
        live.watch(self, topics.restaurant(found.payee_id))
