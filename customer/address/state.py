import asyncio
import re
from dataclasses import dataclass
from typing import Annotated

import reflex as rx
from pydantic import Field

from foodapp.discovery import addressing
from foodapp.discovery.addressing import SavedPlace
from foodapp.kit.errors import DomainError
from foodapp.kit.geo import Position
from foodapp.kit.words import t
from foodapp.orders.basket import Where
from foodapp.restaurants import geocoding, typed
from foodapp.restaurants.geocoding import Place
from foodapp.restaurants.places import PlaceKind
from foodapp.restaurants.typed import Typed
from foodapp.ui.args import Id, Lat, Lng, ShortText
from foodapp.ui.guard import handler
from foodapp.ui.persona import VisitorState
from foodapp.views.customer.address import around

MAX = 6
LONGEST = 200  # characters, as of a typed address
LINK = re.compile(r"\bhttps?://\S+", re.I)
Number = Annotated[int, Field(ge=0, lt=MAX)]


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
    on_map: bool = False  # the map is open, to show the door on it
    center: list[float] = [0.0, 0.0]  # longitude, latitude
    pin: list[dict[str, str | float]] = []  # one marker, or none
    asked: str = ""  # an address whose door is not certain: the pin must be confirmed
    error: str = ""
    _places: list[Place] = []
    _uncertain: Place | None = None  # whose pin is asked about
    _shown_on: str = ""  # the page it was opened on
    _shared: str = ""  # what came from another app, and was looked up

    @handler()
    async def arrive(self) -> None:
        """On load. What was left open on another page is closed. What was opened on this one is
        not: a press may be quicker than the load, and a lost connection loads again while
        somebody types."""
        if self._shown_on != self._page():
            self.shown = False

    @handler(rate="30/m")
    async def take_shared(self) -> None:
        """On load of the first page: a text that another app shared with this one, looked up as if
        it had been typed. Once: a lost connection loads again."""
        shared = _address_in(str(self.router.url.query_parameters.get("address", "")))
        if not shared or shared == self._shared:
            return
        self._shared = shared
        await self._show()
        await self._search(shared)

    @handler()
    async def show(self) -> None:
        await self._show()

    async def _show(self) -> None:
        self.saved = await self._read(addressing.saved)
        self.query = self.note = self.error = ""
        self.found, self._places, self.searched = [], [], False
        self.on_map, self.pin = False, []
        self._ask_about(None)
        self.shown, self._shown_on = True, self._page()

    @handler()
    async def hide(self) -> None:
        self.shown = False

    @handler(rate="120/m", debounce=250)
    async def search(self, text: ShortText) -> None:
        await self._search(text)

    async def _search(self, text: str) -> None:
        self.query, self.error = text, ""
        self._ask_about(None)
        self._places = await asyncio.to_thread(geocoding.find, text, MAX)
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
            raise DomainError(t("Please search again."))
        place = self._places[n]
        if place.kind is not PlaceKind.ADDRESS and not place.house_number:
            self.query = f"{place.street or place.city} "
            raise DomainError(
                t("Please add the street and house number, so that we find the door.")
            )
        if not place.is_exact:
            self._ask_about(place)
            return
        await self._deliver_to(place, Position(place.lat, place.lng))

    @handler(rate="30/m")
    async def found_me(self, lat: Lat, lng: Lng) -> None:
        """The browser says where it is: the known address there, or a pin to be named."""
        self.error = ""
        at = Position(lat, lng)
        place = await self._read(around, at)
        self._places = [place] if place else []
        self.found = [FoundPlace(0, place.label, "Is this your door?")] if place else []
        if place is None:
            self._show_pin(at)

    @handler()
    async def not_located(self) -> None:
        raise DomainError(t("Your browser did not say where you are. Please type the address."))

    @handler()
    async def open_map(self) -> None:
        at = await self._read(addressing.looking_at)
        self.center, self.on_map = [at.lng, at.lat], True

    @handler(rate="120/m")
    async def put_pin(self, lng: Lng, lat: Lat) -> None:
        self.error = ""
        self._show_pin(Position(lat, lng))

    @handler(rate="30/m")
    async def use_pin(self) -> None:
        """The pin is where the address stands that was asked about, or else was typed."""
        if not self.pin:
            raise DomainError(t("Please tap on the map where your door is."))
        place = self._uncertain or typed.read(self.query)
        if len(place.line) < 3:
            raise DomainError(t("Please type the street and house number, too."))
        at = Position(float(self.pin[0]["lat"]), float(self.pin[0]["lng"]))
        await self._deliver_to(place, at)

    @handler()
    async def back(self) -> None:
        """It was another address."""
        self._ask_about(None)
        self.on_map, self.pin = False, []

    @handler(rate="30/m")
    async def choose_saved(self, address_id: Id) -> None:
        await self._do(addressing.deliver_to_saved, address_id)
        self.shown = False

    async def _deliver_to(self, place: Place | Typed, at: Position) -> None:
        """What was typed of the flat goes with the note."""
        is_said = place.unit.casefold() in self.note.casefold()
        note = self.note if is_said else ", ".join(filter(None, (place.unit, self.note)))
        await self._do(
            addressing.deliver_to, Where(place.line, place.postcode, place.city, at, note)
        )
        self.shown = False

    def _ask_about(self, place: Place | None) -> None:
        self._uncertain, self.asked = place, place.label if place else ""
        if place:
            self.error = ""
            self.on_map = False  # it opens anew, at the pin
            self._show_pin(Position(place.lat, place.lng))

    def _page(self) -> str:
        return str(self.router.url.path) if self.router.url else ""

    def _show_pin(self, at: Position) -> None:
        here = {"lng": at.lng, "lat": at.lat}
        self.pin = [{"id": "door", "kind": "home", "label": "Your door", **here}]
        if not self.on_map:
            self.center, self.on_map = [at.lng, at.lat], True


def _address_in(shared: str) -> str:
    """Maps and chats share a name, an address and a link, on several lines."""
    without_links = LINK.sub(" ", shared)
    return " ".join(without_links.split())[:LONGEST].strip()


def _hint(place: Place) -> str:
    if place.kind is PlaceKind.SETTLEMENT:
        return "Add the street"
    if not place.house_number:
        return "Add the house number"
    return "" if place.is_exact else "We know this street, but not the door: show it on the map"
