from typing import Any

import reflex as rx

from customer import addresses
from foodapp.discovery import towns
from foodapp.discovery.reach import Order
from foodapp.discovery.towns import Town
from foodapp.kit.errors import NotFound
from foodapp.kit.words import t
from foodapp.orders import basket
from foodapp.orders.models import Fulfilment
from foodapp.ui.args import ShortText, Word
from foodapp.ui.guard import Next, handler
from foodapp.ui.persona import VisitorState
from foodapp.views.customer import home
from foodapp.views.customer.discovery import DishCard
from foodapp.views.customer.home import MAX_SHOWN, PAGE, CuisineChip, RestaurantCard, Storefront

ORDERS = {
    Order.NEAREST: t("Nearest"),
    Order.SOONEST: t("Soonest"),
    Order.BEST_RATED: t("Best rated"),
}
NOTHING_YET = "-"


class Home(VisitorState, rx.State):
    """Who can be ordered from, round the visitor's address."""

    address: str = ""
    fulfilment: str = "delivery"
    cuisine: str = ""  # key of the chosen chip
    order: Order = Order.NEAREST  # of the list
    cuisines: list[CuisineChip] = []
    again: list[RestaurantCard] = []
    popular: list[DishCard] = []
    open_now: list[RestaurantCard] = []
    elsewhere: list[RestaurantCard] = []  # open, but they do not come to this address
    closed: list[RestaurantCard] = []
    more: int = 0  # of them that are not shown yet
    towns: list[Town] = []  # to choose from, while there is no address
    town: str = ""  # key of the chosen one
    town_name: str = ""
    on_map: bool = False
    markers: list[dict[str, str | float]] = []
    center: list[float] = [0.0, 0.0]
    loaded: bool = False
    missing: bool = False  # the page is of a town that we do not know
    _shown: int = PAGE  # cards asked for
    _seen: str = NOTHING_YET  # the town whose page it was, by its slug; empty on the front page

    @handler()
    async def arrive(self) -> None:
        """On load. Of another town nothing stays to be seen."""
        if self._seen not in {NOTHING_YET, self._town_of_the_page()}:
            self.loaded = False
        self._seen = self._town_of_the_page()

    @handler()
    async def moved(self) -> Next:
        """The visitor said where they are: that is no page of another town."""
        return rx.redirect(addresses.HOME) if self._town_of_the_page() else Home.load

    @handler()
    async def load(self) -> None:
        try:
            await self._reload()
        except NotFound:  # a town that has no restaurant any more
            self.loaded, self.missing = True, True
            return
        self.missing = False
        if self.cuisine not in {"", *(chip.key for chip in self.cuisines)}:
            self.cuisine = ""
            await self._reload()
        self.loaded = True

    @handler(rate="120/m")
    async def choose_cuisine(self, key: Word) -> None:
        """The same chip again shows all of them."""
        self.cuisine = "" if key == self.cuisine else key
        self._shown = PAGE
        await self._reload()

    @handler(rate="120/m")
    async def sort(self, order: Order) -> None:
        self.order, self._shown = order, PAGE
        await self._reload()

    @handler(rate="60/m")
    async def show_more(self) -> None:
        self._shown = min(self._shown + PAGE, MAX_SHOWN)
        await self._reload()

    @handler(rate="60/m")
    async def choose_town(self, key: ShortText) -> Next:
        await self._do(towns.choose, key)
        self.cuisine, self._shown = "", PAGE
        if self._town_of_the_page():
            return rx.redirect(addresses.HOME)
        await self._reload()
        return None

    @handler(rate="60/m")
    async def choose_fulfilment(self, wanted: Fulfilment) -> Next:
        await self._do(basket.set_fulfilment, fulfilment=wanted)
        return Home.load

    @handler(rate="60/m")
    async def show_map(self, shown: bool) -> None:
        self.on_map = shown
        await self._mark()

    @handler()
    async def open_marker(self, slug: Word) -> Next:
        if slug in {marker["id"] for marker in self.markers} - {"home"}:
            return rx.redirect(addresses.restaurant(slug))
        return None

    async def _reload(self) -> None:
        town = self._town_of_the_page()
        found = await self._read(
            home.home, cuisine=self.cuisine, order=self.order, limit=self._shown, town=town
        )
        for name, value in shown(found).items():
            setattr(self, name, value)
        await self._mark()

    async def _mark(self) -> None:
        """All of them, and the visitor's door; only for a map that is seen."""
        self.markers = []
        if not self.on_map:
            return
        town = self._town_of_the_page()
        for one in await self._read(home.on_map, cuisine=self.cuisine, town=town):
            self.markers.append(
                {
                    "id": one.slug,
                    "kind": "restaurant",
                    "label": one.name,
                    "lng": one.lng,
                    "lat": one.lat,
                }
            )
        if self.address:
            lng, lat = self.center
            self.markers.append(
                {"id": "home", "lng": lng, "lat": lat, "kind": "home", "label": self.address}
            )

    def _town_of_the_page(self) -> str:
        """Of its address, not something that a handler was given; empty on the front page."""
        return addresses.last_of(self.router.url.path, addresses.TOWN)


def shown(found: Storefront) -> dict[str, Any]:
    """What the page's state holds of what was found: by the names of its vars."""
    cards, here = found.restaurants, found.fulfilment == Fulfilment.PICKUP.value
    return {
        "address": found.address,
        "fulfilment": found.fulfilment,
        "cuisines": found.cuisines,
        "again": found.again,
        "popular": found.popular,
        "towns": found.towns,
        "town": found.town,
        "town_name": found.town_name,
        "center": [found.lng, found.lat],
        "open_now": [one for one in cards if one.is_open and (here or one.delivers_here)],
        "elsewhere": [one for one in cards if one.is_open and not (here or one.delivers_here)],
        "closed": [one for one in cards if not one.is_open],
        "more": min(found.count, MAX_SHOWN) - len(cards),
    }
