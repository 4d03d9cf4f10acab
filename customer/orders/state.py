from datetime import datetime
from uuid import UUID

import reflex as rx
from reflex.event import EventSpec

from customer import addresses
from customer.state import CustomerState
from foodapp.kit.errors import NotFound
from foodapp.orders import basket
from foodapp.orders.again import order_again
from foodapp.realtime import topics
from foodapp.ui import live
from foodapp.ui.args import Id
from foodapp.ui.guard import Next, handler
from foodapp.ui.notices import notify
from foodapp.views.customer import orders
from foodapp.views.customer.orders import PAGE, PastOrder


class Orders(CustomerState, rx.State):
    """What this customer has ordered."""

    active: list[PastOrder] = []
    past: list[PastOrder] = []
    rateable: list[str] = []  # ids
    has_more: bool = False
    loaded: bool = False
    other_basket: str = ""  # the question before ordering again replaces a basket
    error: str = ""
    _again: str = ""  # the order that was asked for

    @handler()
    async def load(self) -> None:
        self.error = self.other_basket = ""
        await self._reload()
        live.watch(self, *[topics.order(UUID(order.id)) for order in self.active])

    @handler(rate="240/m")
    async def refresh(self) -> None:
        await self._reload()

    @handler(rate="30/m")
    async def show_more(self) -> None:
        if not self.past:
            return
        last = datetime.fromisoformat(self.past[-1].ordered_at)
        found = await self._read(orders.mine, before=last)
        self.past = [*self.past, *found]
        self.has_more = len(found) == PAGE

    @handler(rate="30/m")
    async def order_again(self, order_id: Id) -> Next:
        self._again = str(order_id)
        return await self._order_again(start_afresh=False)

    @handler(rate="30/m")
    async def start_afresh(self) -> Next:
        return await self._order_again(start_afresh=True)

    @handler()
    async def leave_basket(self) -> None:
        self.other_basket = ""

    async def _order_again(self, *, start_afresh: bool) -> EventSpec | None:
        self.error = self.other_basket = ""
        if not self._again:
            raise NotFound("order")
        try:
            again = await self._do(order_again, UUID(self._again), start_afresh=start_afresh)
        except basket.OtherRestaurant as question:
            self.other_basket = str(question)
            return None
        if again.missing:
            await notify(self, " ".join(again.missing[:3]), kind="info")
        return rx.redirect(
            addresses.BASKET if again.added else addresses.restaurant(again.restaurant_slug)
        )

    async def _reload(self) -> None:
        found = await self._read(orders.page)
        self.active = [order for order in found.orders if order.is_active]
        self.past = [order for order in found.orders if not order.is_active]
        self.rateable = [str(order_id) for order_id in found.rateable]
        self.has_more, self.loaded = len(found.orders) == PAGE, True
