from uuid import UUID

import reflex as rx

from foodapp.kit.words import n, say
from foodapp.menu import own_pictures
from foodapp.menu.scoped import MAX_AT_ONCE
from foodapp.realtime import topics
from foodapp.ui import live
from foodapp.ui.args import Id
from foodapp.ui.guard import handler
from foodapp.ui.notices import notify
from foodapp.views.restaurant import pictures
from foodapp.views.restaurant.pictures import Proposal
from restaurant.state import RestaurantState


class Pictures(RestaurantState, rx.State):
    """Every dish without a photo, with the picture that is proposed for it."""

    rows: list[Proposal] = []
    skipped: list[str] = []  # ids that this look leaves as they are
    open_ones: int = 0  # dishes that nobody has decided about, and that have a proposal
    are_shown: bool = True  # to guests
    loaded: bool = False
    error: str = ""

    @handler()
    async def load(self) -> None:
        self.skipped, self.error = [], ""
        await self._reload()
        self.loaded = True

    @handler(rate="120/m")
    async def refresh(self) -> None:
        await self._reload()

    @handler(rate="240/m")
    async def accept(self, item_id: Id) -> None:
        """Keep for ever what is proposed."""
        self.error = ""
        keys = {one: key for one, key in self._proposed().items() if one == item_id}
        if keys:
            await self._do(own_pictures.choose_many, keys)
        await self._reload()

    @handler(rate="240/m")
    async def skip(self, item_id: Id) -> None:
        """Decide another time: it stays as it is."""
        self.skipped = [*self.skipped, str(item_id)][-MAX_AT_ONCE:]
        self._sort_out(self.rows)

    @handler(rate="20/m")
    async def accept_all(self) -> None:
        self.error = ""
        keys = self._proposed()
        for some in _in_parts(list(keys)):
            await self._do(own_pictures.choose_many, {one: keys[one] for one in some})
        await self._reload()
        said = n("One picture is yours now.", "{count} pictures are yours now.", len(keys))
        await notify(self, say(said))

    def _proposed(self) -> dict[UUID, str]:
        return {
            UUID(one.item_id): one.made.key for one in self.rows if one.made.key and not one.is_own
        }

    async def _reload(self) -> None:
        found = await self._read(pictures.page)
        self.are_shown = found.are_shown
        self._sort_out(found.rows)
        live.watch(self, topics.restaurant(found.restaurant_id))

    def _sort_out(self, rows: list[Proposal]) -> None:
        self.rows = [one for one in rows if one.item_id not in self.skipped]
        self.open_ones = len(self._proposed())


def _in_parts(ids: list[UUID]) -> list[list[UUID]]:
    return [ids[at : at + MAX_AT_ONCE] for at in range(0, len(ids), MAX_AT_ONCE)]
