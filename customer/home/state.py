import reflex as rx

from foodapp.orders import basket, storefront
from foodapp.orders.discovery import DishCard
from foodapp.orders.models import Fulfilment
from foodapp.orders.storefront import CuisineChip, RestaurantCard
from foodapp.ui.args import Word
from foodapp.ui.guard import handler
from foodapp.ui.persona import VisitorState


class Home(VisitorState, rx.State):
    """Who can be ordered from, round the visitor's address."""

    address: str = ""
    fulfilment: str = "delivery"
    cuisine: str = ""  # key of the chosen chip
    cuisines: list[CuisineChip] = []
    again: list[RestaurantCard] = []
    popular: list[DishCard] = []
    open_now: list[RestaurantCard] = []
    elsewhere: list[RestaurantCard] = []  # open, but they do not come to this address
    closed: list[RestaurantCard] = []
    on_map: bool = False
    markers: list[dict[str, str | float]] = []
    center: list[float] = [0.0, 0.0]
    loaded: bool = False
    _all: list[RestaurantCard] = []

    @handler()
    async def load(self) -> None:
        found = await self._ask(storefront.home)
        self.address, self.fulfilment = found.address, found.fulfilment
        self.cuisines, self.again, self.popular = found.cuisines, found.again, found.popular
        self._all, self.center = found.restaurants, [found.lng, found.lat]
        if self.cuisine not in {chip.key for chip in self.cuisines}:
            self.cuisine = ""
        self._arrange()
        self.loaded = True

    @handler(rate="120/m")
    async def choose_cuisine(self, key: Word) -> None:
        """The same chip again shows all of them."""
        self.cuisine = "" if key == self.cuisine else key
        if not self._all:
            self._all = (await self._ask(storefront.home)).restaurants
        self._arrange()

    @handler(rate="60/m")
    async def choose_fulfilment(self, wanted: Fulfilment):
        await self._ask(basket.set_fulfilment, fulfilment=wanted)
        return Home.load

    @handler(rate="60/m")
    async def show_map(self, shown: bool) -> None:
        self.on_map = shown

    @handler()
    async def open_marker(self, slug: Word):
        if slug in {card.slug for card in self._all}:
            return rx.redirect(f"/r/{slug}")
        return None

    def _arrange(self) -> None:
        cards = [c for c in self._all if not self.cuisine or self.cuisine in c.cuisine_keys]
        here = self.fulfilment == Fulfilment.PICKUP.value
        self.open_now = [c for c in cards if c.is_open and (here or c.delivers_here)]
        self.elsewhere = [c for c in cards if c.is_open and not (here or c.delivers_here)]
        self.closed = [c for c in cards if not c.is_open]
        self.markers = [
            {"id": c.slug, "lng": c.lng, "lat": c.lat, "kind": "restaurant", "label": c.name}
            for c in cards
        ]
        if self.address:
            lng, lat = self.center
            self.markers.append(
                {"id": "home", "lng": lng, "lat": lat, "kind": "home", "label": self.address}
            )
