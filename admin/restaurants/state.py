import reflex as rx

from admin.state import AdminState, Shell
from foodapp.analytics import places
from foodapp.analytics.places import Place
from foodapp.realtime import topics
from foodapp.restaurants.models import RestaurantStatus
from foodapp.ui import live
from foodapp.ui.args import ShortText, Word
from foodapp.ui.guard import handler


class Restaurants(AdminState, rx.State):
    """The restaurants, those to be looked at first."""

    status: str = "all"
    search: str = ""
    rows: list[Place] = []
    loaded: bool = False
    error: str = ""

    @handler()
    async def load(self) -> None:
        await self._read()
        live.watch(self, topics.admin())

    @handler(rate="900/m")
    async def refresh(self):
        await self._read()
        return Shell.load

    @handler()
    async def choose(self, status: Word) -> None:
        self.status = status if status in set(RestaurantStatus) else "all"
        await self._read()

    @handler(rate="120/m", debounce=250)
    async def find(self, text: ShortText) -> None:
        self.search = text[:80]
        await self._read()

    async def _read(self) -> None:
        self.error = ""
        status = None if self.status == "all" else RestaurantStatus(self.status)
        self.rows = await self._ask(places.places, search=self.search, status=status)
        self.loaded = True
