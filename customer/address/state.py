import asyncio
from dataclasses import dataclass
from typing import Annotated

import reflex as rx
from pydantic import Field

from foodapp.kit.errors import DomainError
from foodapp.kit.geo import Position
from foodapp.orders import addressing
from foodapp.orders.addressing import SavedPlace
from foodapp.orders.basket import Where
from foodapp.restaurants import geocoding
from foodapp.restaurants.geocoding import Place
from foodapp.restaurants.places import PlaceKind
from foodapp.ui.args import Id, ShortText
from foodapp.ui.guard import handler
from foodapp.ui.persona import VisitorState

MOST = 6
Number = Annotated[int, Field(ge=0, lt=MOST)]


@dataclass(frozen=True)
class FoundPlace:
    n: int
    text: str
    hint: str


class AddressEntry(VisitorState, rx.State):
    """From what a person types to a place on the map."""

    shown: bool = False
    query: str = ""
    note: str = ""
    found: list[FoundPlace] = []
    saved: list[SavedPlace] = []
    searched: bool = False
    error: str = ""
    _places: list[Place] = []

    @handler()
    async def show(self) -> None:
        self.saved = await self._ask(addressing.saved)
        self.query = self.note = self.error = ""
        self.found, self._places, self.searched = [], [], False
        self.shown = True

    @handler()
    async def hide(self) -> None:
        self.shown = False

    @handler(rate="120/m", debounce=250)
    async def search(self, text: ShortText) -> None:
        self.query, self.error = text, ""
        self._places = await asyncio.to_thread(geocoding.find, text, MOST)
        self.found = [
            FoundPlace(n, place.label, _hint(place)) for n, place in enumerate(self._places)
        ]
        self.searched = len(text) > 2

    @handler()
    async def write_note(self, text: ShortText) -> None:
        self.note = text

    @handler(rate="30/m")
    async def choose(self, n: Number) -> None:
        if n >= len(self._places):
            raise DomainError("Please search again.")
        place = self._places[n]
        if place.kind is not PlaceKind.ADDRESS and not place.house_number:
            self.query = f"{place.street or place.city} "
            raise DomainError("Please add the street and house number, so that we find the door.")
        where = Where(
            street=f"{place.street} {place.house_number}".strip(),
            postcode=place.postcode,
            city=place.city,
            at=Position(place.lat, place.lng),
            note=self.note,
        )
        await self._ask(addressing.deliver_to, where)
        self.shown = False

    @handler(rate="30/m")
    async def choose_saved(self, address_id: Id) -> None:
        await self._ask(addressing.deliver_to_saved, address_id)
        self.shown = False


def _hint(place: Place) -> str:
    if place.kind is PlaceKind.SETTLEMENT:
        return "Add the street"
    if not place.house_number:
        return "Add the house number"
    return "" if place.is_exact else "We know this street, but not the door: add a note"
