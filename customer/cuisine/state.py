from typing import Any

import reflex as rx

from customer import addresses
from foodapp.discovery import towns
from foodapp.discovery.towns import Town
from foodapp.kit.errors import NotFound
from foodapp.ui.args import ShortText
from foodapp.ui.guard import handler
from foodapp.ui.persona import VisitorState
from foodapp.views.customer import cuisine
from foodapp.views.customer.cuisine import CuisinePage
from foodapp.views.customer.discovery import DishCard
from foodapp.views.customer.home import MAX_SHOWN, PAGE, CuisineChip, RestaurantCard


class Cuisine(VisitorState, rx.State):
    """Who cooks a kind of food, and which dishes."""

    key: str = ""
    name: str = ""
    cuisines: list[CuisineChip] = []
    restaurants: list[RestaurantCard] = []
    dishes: list[DishCard] = []
    more: int = 0  # restaurants that are not shown yet
    towns: list[Town] = []  # to choose from
    town: str = ""  # key of the one that is shown
    town_name: str = ""
    query: str = ""  # what the other cuisines' addresses end in, to stay in the town
    missing: bool = False  # there is no such cuisine, or no such town
    loaded: bool = False
    _shown: int = PAGE

    @handler()
    async def arrive(self) -> None:
        """On load. Of another cuisine nothing stays to be seen."""
        if self.key not in {"", self._asked_for()}:
            self.loaded, self._shown = False, PAGE

    @handler()
    async def load(self) -> None:
        try:
            await self._reload()
        except NotFound:
            self.loaded, self.missing = True, True
            return
        self.loaded, self.missing = True, False

    @handler(rate="60/m")
    async def show_more(self) -> None:
        self._shown = min(self._shown + PAGE, MAX_SHOWN)
        await self._reload()

    @handler(rate="60/m")
    async def choose_town(self, key: ShortText) -> None:
        await self._do(towns.choose, key)
        await self._reload()

    async def _reload(self) -> None:
        town = self.router.url.query_parameters.get("town", "")[:80]
        found = await self._read(cuisine.page, self._asked_for(), town=town, limit=self._shown)
        for name, value in shown(found).items():
            setattr(self, name, value)

    def _asked_for(self) -> str:
        """Of the page's address, not something that a handler was given."""
        return addresses.last_of(self.router.url.path, addresses.CUISINE)


def shown(found: CuisinePage) -> dict[str, Any]:
    """What the page's state holds of what was found: by the names of its vars."""
    return {
        "key": found.key,
        "name": found.name,
        "cuisines": found.cuisines,
        "restaurants": found.restaurants,
        "dishes": found.dishes,
        "more": min(found.count, MAX_SHOWN) - len(found.restaurants),
        "towns": found.towns,
        "town": found.town,
        "town_name": found.town_name,
        "query": found.query,
    }
