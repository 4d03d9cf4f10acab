import reflex as rx

from foodapp.discovery import towns
from foodapp.discovery.towns import Town
from foodapp.kit import money
from foodapp.kit.settings import settings
from foodapp.kit.words import say, t
from foodapp.menu.labels import ALLERGEN_NAMES, DIET_NAMES
from foodapp.ui.args import Minor, ShortText, Word
from foodapp.ui.guard import handler
from foodapp.ui.persona import VisitorState
from foodapp.views.customer.discovery import DishCard
from foodapp.views.customer.home import MAX_SHOWN, RestaurantCard
from foodapp.views.customer.search import MAX_RESTAURANTS, Filters, search

SOON = 30  # minutes
# Minor units: 10 and 15 where a hundred of them make one; 1,000 and 1,500 where one does.
PRICES = {
    minor: say(
        t("Up to {price}", price=money.shown(minor, settings().currency).removesuffix(".00"))
    )
    for minor in (1000, 1500)
}


class Search(VisitorState, rx.State):
    """Dishes and restaurants by a few words and what must or must not be in them."""

    words: str = ""
    diets: list[str] = []
    avoid: list[str] = []
    open_now: bool = False
    soon: bool = False
    up_to: int = 0  # one of PRICES; 0: whatever it costs
    filters_shown: bool = False
    restaurants: list[RestaurantCard] = []
    dishes: list[DishCard] = []
    visit: int = 0  # grows when the page is opened, so that its box begins with these words
    more: int = 0  # restaurants that were found and are not shown yet
    towns: list[Town] = []  # to choose from first: there are several, and no address
    searched: bool = False  # there is an answer to show, an empty one too
    loaded: bool = False
    _shown: int = MAX_RESTAURANTS

    @handler()
    async def load(self) -> None:
        self.words = self.router.url.query_parameters.get("q", "")[:60]
        await self._search()
        self.loaded, self.visit = True, self.visit + 1

    @handler(rate="240/m", debounce=200)
    async def type(self, words: ShortText) -> None:
        self.words = words
        await self._search()

    @handler(rate="240/m")
    async def toggle_diet(self, key: Word) -> None:
        if key in DIET_NAMES:
            self.diets = _toggled(self.diets, key)
            await self._search()

    @handler(rate="240/m")
    async def toggle_allergen(self, key: Word) -> None:
        if key in ALLERGEN_NAMES:
            self.avoid = _toggled(self.avoid, key)
            await self._search()

    @handler(rate="240/m")
    async def toggle_open_now(self) -> None:
        self.open_now = not self.open_now
        await self._search()

    @handler(rate="240/m")
    async def toggle_soon(self) -> None:
        self.soon = not self.soon
        await self._search()

    @handler(rate="240/m")
    async def toggle_price(self, minor: Minor) -> None:
        if minor in PRICES:
            self.up_to = 0 if minor == self.up_to else minor
            await self._search()

    @handler(rate="240/m")
    async def show_filters(self, shown: bool) -> None:
        self.filters_shown = shown

    @handler(rate="60/m")
    async def show_more(self) -> None:
        self._shown = min(self._shown + MAX_RESTAURANTS, MAX_SHOWN)
        await self._search(self._shown)

    @handler(rate="60/m")
    async def choose_town(self, key: ShortText) -> None:
        await self._do(towns.choose, key)
        await self._search()

    @handler()
    async def clear(self) -> None:
        self.diets, self.avoid = [], []
        self.open_now, self.soon, self.up_to = False, False, 0
        await self._search()

    async def _search(self, limit: int = MAX_RESTAURANTS) -> None:
        self._shown = limit
        within = SOON if self.soon else 0
        filters = Filters(self.diets, self.avoid, self.open_now, within, self.up_to)
        found = await self._read(search, words=self.words, filters=filters, limit=limit)
        self.restaurants, self.dishes = found.restaurants, found.dishes
        self.more = min(found.count, MAX_SHOWN) - len(found.restaurants)
        self.towns = found.towns
        self.searched = len(found.words) > 1 or filters.narrow()


def _toggled(keys: list[str], key: str) -> list[str]:
    return [one for one in keys if one != key] if key in keys else [*keys, key]
