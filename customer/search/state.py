from typing import Any

import reflex as rx

from customer.search.asked import PRICES, Asked, asked
from foodapp.discovery import towns
from foodapp.discovery.towns import Town
from foodapp.kit.errors import NotFound
from foodapp.menu.labels import ALLERGEN_NAMES, DIET_NAMES
from foodapp.ui.args import Minor, ShortText, Word
from foodapp.ui.guard import handler
from foodapp.ui.persona import VisitorState
from foodapp.views.customer.discovery import DishCard
from foodapp.views.customer.home import MAX_SHOWN, RestaurantCard
from foodapp.views.customer.search import MAX_RESTAURANTS, Found, search


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
    _town: str = ""  # slug of the one the address asks for

    @handler()
    async def load(self) -> None:
        wanted = asked(self.router.url.query_parameters)
        for name, value in chosen(wanted).items():
            setattr(self, name, value)
        self._town = wanted.town
        try:
            await self._search()
        except NotFound:  # a town that has no restaurant any more
            self._town = ""
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
        self._town = ""
        await self._search()

    @handler()
    async def clear(self) -> None:
        self.diets, self.avoid = [], []
        self.open_now, self.soon, self.up_to = False, False, 0
        await self._search()

    async def _search(self, limit: int = MAX_RESTAURANTS) -> None:
        self._shown = limit
        found = await self._read(
            search,
            words=self.words,
            filters=self._asked().filters(),
            limit=limit,
            town=self._town,
        )
        for name, value in shown(self._asked(), found).items():
            setattr(self, name, value)

    def _asked(self) -> Asked:
        return Asked(
            words=self.words,
            diets=tuple(self.diets),
            avoid=tuple(self.avoid),
            open_now=self.open_now,
            soon=self.soon,
            up_to=self.up_to,
            town=self._town,
        )


def chosen(wanted: Asked) -> dict[str, Any]:
    """What the page's state holds of what was asked: by the names of its vars."""
    return {
        "words": wanted.words,
        "diets": list(wanted.diets),
        "avoid": list(wanted.avoid),
        "open_now": wanted.open_now,
        "soon": wanted.soon,
        "up_to": wanted.up_to,
        "filters_shown": wanted.filters_shown,
    }


def shown(wanted: Asked, found: Found) -> dict[str, Any]:
    """And of what was found."""
    return {
        "restaurants": found.restaurants,
        "dishes": found.dishes,
        "more": min(found.count, MAX_SHOWN) - len(found.restaurants),
        "towns": found.towns,
        "searched": len(found.words) > 1 or wanted.filters().narrow(),
    }


def _toggled(keys: list[str], key: str) -> list[str]:
    return [one for one in keys if one != key] if key in keys else [*keys, key]
