"""The made pictures that one dish can have, to be searched and chosen from."""

from uuid import UUID

import reflex as rx

from foodapp.accounts.actors import RestaurantStaff
from foodapp.kit.db import Session
from foodapp.kit.words import say, t
from foodapp.menu import own_pictures
from foodapp.ui.args import Id, ShortText, Word
from foodapp.ui.guard import handler
from foodapp.ui.notices import notify
from foodapp.views.restaurant import pictures
from foodapp.views.restaurant.pictures import Choice, Made
from restaurant.menu.state import DishSheet
from restaurant.state import RestaurantState, id_of


class Picker(RestaurantState, rx.State):
    """What is chosen is on the menu at once."""

    opened: bool = False
    choice: Choice = Choice()
    words: str = ""
    version: int = 0  # the search starts empty when it opens
    error: str = ""

    @handler(rate="60/m")
    async def open(self, item_id: Id) -> None:
        self.words, self.error = "", ""
        self.choice = await self._read(pictures.choice, item_id, "")
        self.opened, self.version = True, self.version + 1

    @handler()
    async def close(self) -> None:
        self.opened = False

    @handler(rate="240/m", debounce=200)
    async def search(self, words: ShortText) -> None:
        self.words = words
        self.choice = await self._read(pictures.choice, self._item_id, words)

    @handler(rate="60/m")
    async def pick(self, key: Word) -> None:
        """key: empty for no picture at all."""
        self.error = ""
        await self._do(own_pictures.choose, self._item_id, key=key)
        await self._chosen(pictures.made(key))

    @handler(rate="60/m")
    async def leave(self) -> None:
        """The best by name again."""
        self.error = ""
        key = await self._do(_left, self._item_id)
        await self._chosen(pictures.made(key))

    async def _chosen(self, made: Made) -> None:
        self.opened = False
        sheet = await self.get_state(DishSheet)
        if sheet.item_id == self.choice.item_id:
            sheet.made = made
        await notify(self, say(t("{dish} has its picture.", dish=self.choice.name)))

    @property
    def _item_id(self) -> UUID:
        return id_of(self.choice.item_id)


def _left(session: Session, staff: RestaurantStaff, item_id: UUID) -> str:
    item = own_pictures.leave_to_platform(session, staff, item_id)
    session.refresh(item)  # what it has now was written beside its row
    return item.illustration or ""
