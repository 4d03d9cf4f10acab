from uuid import UUID

import reflex as rx

from customer.layout import Top
from foodapp.orders import basket
from foodapp.realtime import topics
from foodapp.ui import live
from foodapp.ui.args import Id, Quantity
from foodapp.ui.guard import Next, handler
from foodapp.ui.persona import VisitorState
from foodapp.views.customer.checkout import Checkout, checkout


class BasketScreen(VisitorState, rx.State):
    """What was chosen, before checking out. Guests may see it."""

    card: Checkout = Checkout()
    loaded: bool = False
    is_empty: bool = True
    error: str = ""

    @handler()
    async def load(self) -> None:
        self.error = ""
        await self._reload()

    @handler()
    async def refresh(self) -> None:
        """The restaurant has changed its menu: what is sold out now is said beside its dish."""
        await self._reload()

    @handler(rate="120/m")
    async def set_quantity(self, line_id: Id, quantity: Quantity) -> Next:
        self.error = ""
        await self._do(basket.set_quantity, line_id, quantity=quantity)
        await self._reload()
        return Top.load

    @handler(rate="20/m")
    async def clear(self) -> Next:
        await self._do(basket.clear)
        await self._reload()
        return Top.load

    async def _reload(self) -> None:
        found = await self._read(checkout)
        self.card, self.is_empty, self.loaded = found or Checkout(), found is None, True
        live.watch(self, *([topics.menu(UUID(found.restaurant_id))] if found else []))
