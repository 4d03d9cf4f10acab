from dataclasses import replace
from typing import Annotated

import reflex as rx
from pydantic import Field

from foodapp.menu import photos
from foodapp.realtime import topics
from foodapp.ui import live
from foodapp.ui.args import Id, ShortText, Word
from foodapp.ui.guard import handler
from foodapp.ui.notices import notify
from foodapp.views.restaurant import photos as view
from foodapp.views.restaurant.photos import DishPhotos, PhotoCard
from restaurant.state import RestaurantState

MOST_AT_ONCE = 60  # files
FileNames = Annotated[list[ShortText], Field(max_length=MOST_AT_ONCE)]


class Photos(RestaurantState, rx.State):
    """The restaurant's photos and those of its dishes."""

    own: list[PhotoCard] = []
    own_full: bool = False
    logo: str = ""
    dishes: list[DishPhotos] = []
    without: int = 0
    show: str = "all"  # or "without" a photo
    matched: dict[str, str | list[str]] = {}  # "of": what was asked, "ids": a dish a file, or ""
    editing: PhotoCard = PhotoCard()
    frame: str = "dish"  # or "cover": what the photo that is edited is cut to
    opened: bool = False
    loaded: bool = False
    error: str = ""

    @handler(rate="120/m")
    async def load(self) -> None:
        self.error = ""
        found = await self._read(view.page)
        self.own, self.own_full, self.logo = found.own, found.is_full, found.logo
        self.dishes, self.without = found.dishes, found.without
        self.loaded = True
        live.watch(self, topics.restaurant(found.restaurant_id), topics.menu(found.restaurant_id))

    @handler(rate="30/m")
    async def choose(self, which: Word) -> None:
        self.show = which

    @handler(rate="30/m")
    async def match(self, asked: Word, names: FileNames) -> None:
        """asked: names the question, so that an answer to one before is known as that."""
        self.matched = {"of": asked, "ids": await self._read(view.matched, names)}

    @handler(rate="60/m")
    async def kept(self) -> None:
        """The uploads (an HTTP route) have put photos there."""
        await self.load()

    @handler(rate="60/m")
    async def refused(self, why: ShortText) -> None:
        self.error = why or "The photo could not be sent. Please try again."

    @handler(rate="60/m")
    async def edit(self, photo_id: Id) -> None:
        wanted = str(photo_id)
        for frame, cards in self._albums():
            for one in cards:
                if one.id == wanted:
                    self.editing, self.frame, self.opened = replace(one), frame, True

    @handler(rate="60/m")
    async def saved(self) -> None:
        self.opened = False
        await self.load()
        await notify(self, "Saved. Guests see it now.")

    @handler()
    async def close(self) -> None:
        self.opened = False

    @handler(rate="60/m")
    async def lead(self, photo_id: Id) -> None:
        self.opened = False
        await self._do(photos.lead, photo_id)
        await self.load()

    @handler(rate="60/m")
    async def remove(self, photo_id: Id) -> None:
        self.opened = False
        await self._do(photos.remove, photo_id)
        await self.load()

    @handler(rate="30/m")
    async def remove_logo(self) -> None:
        await self._do(photos.set_logo, key="")
        await self.load()

    def _albums(self) -> list[tuple[str, list[PhotoCard]]]:
        return [("cover", self.own), *(("dish", dish.photos) for dish in self.dishes)]
