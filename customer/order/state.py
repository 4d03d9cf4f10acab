from collections.abc import AsyncIterator, Callable
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

import reflex as rx

from customer import addresses
from customer.layout import TOP, Top
from customer.state import CustomerState
from foodapp.autopilot import pickup, substituting
from foodapp.dispatch import waiting
from foodapp.kit.db import Session
from foodapp.kit.errors import DomainError, NotFound
from foodapp.kit.words import t
from foodapp.orders import basket, endings
from foodapp.orders.again import order_again
from foodapp.payments import paying, polling, tipping
from foodapp.payments.purchases import starting
from foodapp.payments.tipping import TipOffer
from foodapp.realtime import topics
from foodapp.reviews import rating
from foodapp.reviews.rating import MyReview
from foodapp.ui import live
from foodapp.ui.args import Form, Id, Stars, Word
from foodapp.ui.guard import Next, handler
from foodapp.ui.notices import notify
from foodapp.ui.sharing import Reading
from foodapp.views.autopilot import Asked
from foodapp.views.customer.home import RestaurantCard
from foodapp.views.customer.order import Tracking
from foodapp.views.customer.order_page import OrderPage, order_page
from foodapp.views.customer.problems import Problems
from foodapp.views.customer.rider import RiderCard

P = ParamSpec("P")

AWAITING = "awaiting_payment"


class OrderScreen(CustomerState, rx.State):
    """One order, from the payment to the rating."""

    order: Tracking = Tracking()
    rider: RiderCard = RiderCard()
    asked: Asked = Asked()
    tip: TipOffer = TipOffer()
    instead: list[RestaurantCard] = []  # where else, after it came to nothing
    loaded: bool = False
    missing: bool = False
    confirming: bool = False  # back from the payment page: the answer is on its way
    cancelling: bool = False
    leaving: bool = False  # on the way to the payment page
    other_basket: str = ""  # the question before ordering again replaces a basket
    error: str = ""
    markers: list[dict[str, str | float]] = []
    center: list[float] = [0.0, 0.0]

    may_rate: bool = False
    review: MyReview = MyReview()
    problems: Problems = Problems()
    food_stars: int = 0
    delivery_stars: int = 0
    thumbs: dict[str, str] = {}  # line -> up or down

    @handler()
    async def load(self) -> Next:
        self._forget()
        came_from_paying = "paid" in self.router.url.query_parameters
        try:
            await self._reload()
        except NotFound:
            self.loaded, self.missing = True, True
            return None
        order_id = UUID(self.order.id)
        live.watch(self, topics.order(order_id), shows=(THIS_ORDER.of(order_id), TOP.of()))
        self.confirming = came_from_paying and self.order.status == AWAITING
        if self.router.url.query_parameters.get("tipped"):
            return OrderScreen.look_up_tip
        return OrderScreen.look_up if self.confirming else None

    @handler(rate="240/m")
    async def refresh(self) -> Next:
        if self.missing:
            return None
        before = self.order.status
        await self._reload()
        self.confirming = self.confirming and self.order.status == AWAITING
        return Top.load if self.order.status != before else None  # basket, the order going on

    @handler(rate="10/m")
    async def look_up(self) -> Next:
        """The address a customer returns to proves nothing: the gateway is asked, once."""
        await self._call(polling.look_up_now, self._id())
        return await self.refresh()

    @handler(rate="10/m")
    async def look_up_tip(self) -> None:
        """Back from the gateway's page of a tip: the same. What is not theirs is not there."""
        asked = str(self.router.url.query_parameters.get("tipped", ""))
        try:
            purchase_id = UUID(asked)
        except ValueError as wrong:
            raise NotFound("tip") from wrong
        await self._call(polling.look_up_now, purchase_id)
        await self._reload()

    @handler(rate="20/m")
    async def pay_again(self) -> AsyncIterator[Next]:
        self.error, self.leaving = "", True
        yield None
        try:
            url = await self._call(paying.open_page, self._id())
        finally:
            self.leaving = False
        yield rx.redirect(url)

    @handler()
    async def ask_to_cancel(self) -> None:
        await self._reload()
        self.cancelling = self.order.can_cancel

    @handler()
    async def keep(self) -> None:
        self.cancelling = False

    @handler(rate="20/m")
    async def cancel(self) -> Next:
        """At the cost this screen stated: the domain refuses when it has risen since."""
        self.cancelling = False
        fee = self.order.cancel_fee_minor
        try:
            await self._do(endings.cancel, self._id(), agreed_fee_minor=fee)
        finally:
            await self._reload()
        await notify(self, "Your order is cancelled.")
        return Top.load

    @handler(rate="20/m")
    async def take_substitute(self, missing_id: Id) -> None:
        await self._answer(substituting.accept, missing_id)
        await notify(self, "Thank you. The kitchen knows.")

    @handler(rate="20/m")
    async def take_although_not_stated(self, missing_id: Id) -> None:
        """The warning of the card was read: what this person avoids may be in it."""
        await self._answer(substituting.accept, missing_id, although_not_stated=True)
        await notify(self, "Thank you. The kitchen knows.")

    @handler(rate="20/m")
    async def leave_out(self, missing_id: Id) -> None:
        await self._answer(substituting.decline, missing_id)
        await notify(self, "It is left out. The money goes back to you.")

    @handler(rate="20/m")
    async def pick_it_up(self) -> None:
        await self._answer(pickup.accept, self._id())
        await notify(self, "It is yours to pick up. Say your code at the counter.")

    @handler(rate="20/m")
    async def object_to(self) -> None:
        """The rider says that it cannot be handed over: the customer is there."""
        await self._answer(waiting.object_to, self._id())

    async def _answer(
        self,
        command: Callable[Concatenate[Session, Any, UUID, P], object],
        subject_id: UUID,
        *args: P.args,
        **details: P.kwargs,
    ) -> None:
        """Then the page as it is: also when somebody or the clock was quicker."""
        self.error = ""
        try:
            await self._do(command, subject_id, *args, **details)
        finally:
            await self._reload()

    @handler(rate="20/m")
    async def give_tip(self, amount: Word) -> Next:
        """One of the offered amounts, in minor units as text."""
        chosen = next((one for one in self.tip.choices if one.to_minor == amount), None)
        if chosen is None:
            raise DomainError(t("Please choose one of the tips."))
        self.error = ""
        if chosen.by_card:
            return rx.redirect(await self._open_tip_page(int(amount) - self.order.late_tip_minor))
        try:
            await self._do(tipping.raise_to, self._id(), late_tip_minor=int(amount))
        finally:
            await self._reload()
        await notify(self, "Thank you. Your rider gets all of it.")
        return None

    async def _open_tip_page(self, more_minor: int) -> str:
        purchase = await self._do(starting.tip, self._id(), more_minor=more_minor)
        return await self._call(paying.open_page, purchase.id)

    @handler(rate="30/m")
    async def order_again(self, start_afresh: bool = False) -> Next:
        self.other_basket = ""
        try:
            again = await self._do(order_again, self._id(), start_afresh=start_afresh)
        except basket.OtherRestaurant as question:
            self.other_basket = str(question)
            return None
        if again.missing:
            await notify(self, " ".join(again.missing[:3]), kind="info")
        return rx.redirect(
            addresses.BASKET if again.added else addresses.restaurant(again.restaurant_slug)
        )

    @handler()
    async def leave_basket(self) -> None:
        self.other_basket = ""

    @handler()
    async def rate_food(self, number: Stars) -> None:
        self.food_stars = number

    @handler()
    async def rate_delivery(self, number: Stars) -> None:
        self.delivery_stars = number

    @handler()
    async def thumb(self, line_id: Id, liked: bool) -> None:
        """Pressed again, it is taken back."""
        thumbs, line, way = dict(self.thumbs), str(line_id), "up" if liked else "down"
        if thumbs.get(line) == way:
            del thumbs[line]
        elif line in {one.id for one in self.order.lines}:
            thumbs[line] = way
        self.thumbs = thumbs

    @handler(rate="10/m")
    async def send_rating(self, form: Form) -> None:
        self.error = ""
        await self._do(
            rating.rate,
            self._id(),
            food_stars=self.food_stars,
            delivery_stars=self.delivery_stars or None,
            text=str(form.get("text") or ""),
            liked={UUID(line): way == "up" for line, way in self.thumbs.items()},
        )
        await self._reload()
        await notify(self, "Thank you. The kitchen will read it.")

    def _id(self) -> UUID:
        """Of the page: its address, not something a handler was given."""
        try:
            return UUID(self.router.url.path.rstrip("/").rpartition("/")[2])
        except ValueError as wrong:
            raise NotFound("order") from wrong

    def _forget(self) -> None:
        self.error = self.other_basket = ""
        self.missing = self.confirming = self.cancelling = self.leaving = False
        self.food_stars = self.delivery_stars = 0
        self.thumbs = {}

    async def _reload(self) -> None:
        await THIS_ORDER.show(self, self._id())


def markers_of(order: Tracking, rider: RiderCard) -> tuple[list[dict[str, Any]], list[float]]:
    """What the map shows; the rider's own marker moves by itself (Live.positions)."""
    markers: list[dict[str, Any]] = [
        {
            "id": "restaurant",
            "kind": "restaurant",
            "label": order.restaurant_name,
            "lng": order.restaurant_lng,
            "lat": order.restaurant_lat,
        }
    ]
    if order.home_lat is not None and order.home_lng is not None:
        home = {"lng": order.home_lng, "lat": order.home_lat}
        markers.append({"id": "home", "kind": "home", "label": "You", **home})
    if rider.lat is not None and rider.lng is not None:
        here = {"lng": rider.lng, "lat": rider.lat}
        markers.append({"id": rider.id, "kind": "rider", "label": rider.name, **here})
    return markers, [order.restaurant_lng, order.restaurant_lat]


def _values(page: OrderPage) -> dict[str, Any]:
    markers, center = markers_of(page.order, page.rider)
    return {**vars(page), "markers": markers, "center": center, "loaded": True}


THIS_ORDER = Reading(OrderScreen, order_page, _values)
# What waits for the gateway's answer: until news says that it is there.
CONFIRMING = OrderScreen.confirming & (OrderScreen.order.status == AWAITING)
