import reflex as rx

from customer import addresses
from foodapp.discovery import towns
from foodapp.discovery.reach import Order
from foodapp.discovery.towns import Town
from foodapp.orders import basket
from foodapp.orders.models import Fulfilment
from foodapp.ui.args import ShortText, Word
from foodapp.ui.guard import Next, handler
from foodapp.ui.persona import VisitorState
from foodapp.views.customer import home
from foodapp.views.customer.discovery import DishCard
from foodapp.views.customer.home import MAX_SHOWN, PAGE, CuisineChip, RestaurantCard


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
    on_map: bool = False
    markers: list[dict[str, str | float]] = []
    center: list[float] = [0.0, 0.0]
    loaded: bool = False
    _shown: int = PAGE  # cards asked for

    @handler()
    async def load(self) -> None:
        await self._reload()
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
    async def choose_town(self, key: ShortText) -> None:
        await self._do(towns.choose, key)
        self.cuisine, self._shown = "", PAGE
        await self._reload()

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
        found = await self._read(
            home.home, cuisine=self.cuisine, order=self.order, limit=self._shown
        )
        self.address, self.fulfilment = found.address, found.fulfilment
        self.cuisines, self.again, self.popular = found.cuisines, found.again, found.popular
        self.towns, self.town, self.center = found.towns, found.town, [found.lng, found.lat]
        cards, here = found.restaurants, found.fulfilment == Fulfilment.PICKUP.value
        self.open_now = [c for c in cards if c.is_open and (here or c.delivers_here)]
        self.elsewhere = [c for c in cards if c.is_open and not (here or c.delivers_here)]
        self.closed = [c for c in cards if not c.is_open]
        self.more = min(found.count, MAX_SHOWN) - len(cards)
        await self._mark()

    async def _mark(self) -> None:
        """All of them, and the visitor's door; only for a map that is seen."""
        self.markers = []
        if not self.on_map:
            return
        for one in await self._read(home.on_map, cuisine=self.cuisine):
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
