import asyncio
from typing import Any

import reflex as rx

from admin.inviting import InvitedLink
from foodapp.kit.errors import DomainError
from foodapp.kit.geo import Position
from foodapp.kit.words import say, t
from foodapp.restaurants import founding
from foodapp.restaurants.founding import Founded
from foodapp.restaurants.regions import region_at
from foodapp.ui.args import Form, Lat, Lng
from foodapp.ui.guard import handler
from foodapp.ui.inviting import LinkCard
from foodapp.views.console import restaurants


class NewRestaurant(InvitedLink, rx.State):
    """A restaurant is made, and its owner invited."""

    place: list[float] = []  # [lng, lat]; empty: not chosen yet
    center: list[float] = [10.0, 48.0]
    zoom: float = 3
    markers: list[dict[str, str | float]] = []
    street: str = ""
    postcode: str = ""
    city: str = ""
    hint: str = ""  # what the search for the address found
    version: int = 0  # grows when the address is filled in for the admin
    made: str = ""  # id of the restaurant, once it is made
    error: str = ""

    @handler()
    async def load(self) -> None:
        self.reset()  # type: ignore[no-untyped-call]  # of Reflex
        if somewhere := await self._read(restaurants.somewhere):
            self.center, self.zoom = [somewhere.lng, somewhere.lat], 12

    @handler(rate="30/m")
    async def look_up(self, form: Form) -> None:
        self.error = ""
        text = str(form.get("address") or "")[:200]
        best = await self._read(restaurants.door_of, text)
        if best is None:
            self.hint = "We do not know this address. Type it in, and tap the map at its door."
            return
        await self._stand(best.lng, best.lat)
        self.street = best.line or f"{best.street} {best.house_number}".strip()
        self.postcode, self.city = best.postcode, best.city
        self.hint = say(t("{place}. Tap the map if its door is elsewhere.", place=best.label))
        self.version += 1

    @handler(rate="120/m")
    async def move(self, lng: Lng, lat: Lat) -> None:
        await self._stand(lng, lat)

    @handler(rate="10/m")
    async def make(self, form: Form) -> None:
        self.error = ""
        if not self.place:
            raise DomainError(t("Please tap the map where its door is."))
        facts = _facts(form, Position(lat=self.place[1], lng=self.place[0]))
        made, link = await self._do(founding.found_for, facts, email=str(form.get("email") or ""))
        self.made = str(made.id)
        self.inviting, self.invited = "owner", LinkCard(link.email, link.url, link.until)

    @handler()
    async def go_on(self) -> Any:
        self._leave_inviting()
        return rx.redirect(f"/admin/restaurants/{self.made}")

    async def _stand(self, lng: float, lat: float) -> None:
        """What follows from the place is worked out now, which takes a second the first time: not
        when the restaurant is made, in a transaction."""
        await asyncio.to_thread(region_at, lat, lng)
        self.place = self.center = [lng, lat]
        self.zoom = 16
        self.markers = [
            {"id": "here", "lng": lng, "lat": lat, "kind": "restaurant", "label": "Its door"}
        ]


def _facts(form: dict[str, Any], at: Position) -> Founded:
    def said(name: str) -> str:
        return str(form.get(name) or "")

    return Founded(
        name=said("name"),
        street=said("street"),
        postcode=said("postcode"),
        city=said("city"),
        at=at,
        phone=said("phone"),
        cuisines=[said("cuisine")] if said("cuisine") else [],
    )
