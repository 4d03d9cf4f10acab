import reflex as rx

from foodapp.menu.labels import ALLERGEN_NAMES, DIET_NAMES
from foodapp.orders.discovery import DishCard
from foodapp.orders.searching import Filters, search
from foodapp.orders.storefront import RestaurantCard
from foodapp.ui.args import ShortText, Word
from foodapp.ui.guard import handler
from foodapp.ui.persona import VisitorState


class Search(VisitorState, rx.State):
    """Dishes and restaurants by a few words and what must or must not be in them."""

    words: str = ""
    diets: list[str] = []
    avoid: list[str] = []
    open_now: bool = False
    filters_shown: bool = False
    restaurants: list[RestaurantCard] = []
    dishes: list[DishCard] = []
    searched: bool = False  # there is an answer to show, an empty one too
    loaded: bool = False

    @handler()
    async def load(self) -> None:
        self.words = self.router.url.query_parameters.get("q", "")[:60]
        await self._search()
        self.loaded = True

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
    async def show_filters(self, shown: bool) -> None:
        self.filters_shown = shown

    @handler()
    async def clear(self) -> None:
        self.diets, self.avoid, self.open_now = [], [], False
        await self._search()

    async def _search(self) -> None:
        filters = Filters(self.diets, self.avoid, self.open_now)
        found = await self._ask(search, words=self.words, filters=filters)
        self.restaurants, self.dishes = found.restaurants, found.dishes
        self.searched = len(found.words) > 1 or filters.narrow_dishes()


def _toggled(keys: list[str], key: str) -> list[str]:
    return [one for one in keys if one != key] if key in keys else [*keys, key]
