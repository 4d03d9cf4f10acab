from dataclasses import replace
from typing import Any

import reflex as rx

from foodapp.kit import media
from foodapp.kit.errors import Unusable
from foodapp.kit.words import t
from foodapp.restaurants import profile
from foodapp.restaurants.profile import Profile
from foodapp.ui.args import Form, Lat, Lng
from foodapp.ui.guard import handler
from foodapp.ui.notices import notify
from restaurant.state import RestaurantState, Shell


class About(RestaurantState, rx.State):
    """What guests read about the restaurant, and where it stands."""

    name: str = ""
    description: str = ""
    cuisines: list[str] = []
    phone: str = ""
    website: str = ""
    street: str = ""
    postcode: str = ""
    city: str = ""
    prep_minutes: str = ""
    photo: str = ""
    place: list[float] = []  # [lng, lat]; moved by a tap on the map
    markers: list[dict[str, str | float]] = []
    version: int = 0
    loaded: bool = False
    error: str = ""

    @handler()
    async def load(self) -> None:
        self.error = ""
        found = await self._read(profile.of)
        for name in ("name", "description", "cuisines", "phone", "website", "street", "postcode",
                     "city"):  # fmt: skip
            setattr(self, name, getattr(found, name))
        self.prep_minutes = str(found.prep_minutes)
        self.photo = media.url(found.picture)
        self._stand(found.lat, found.lng)
        self.version += 1
        self.loaded = True

    @handler(rate="120/m")
    async def move(self, lng: Lng, lat: Lat) -> None:
        """Saved with the rest."""
        self._stand(lat, lng)

    @handler(rate="20/m")
    async def save(self, form: Form) -> None:
        self.error = ""
        before = await self._read(profile.of)
        await self._do(profile.edit, profile_of(form, before, self.place))
        await self.load()
        await (await self.get_state(Shell)).load()
        await notify(self, "Saved. Guests see it now.")

    def _stand(self, lat: float, lng: float) -> None:
        self.place = [lng, lat]
        self.markers = [
            {"id": "here", "lng": lng, "lat": lat, "kind": "restaurant", "label": "You are here"}
        ]


def profile_of(form: dict[str, Any], before: Profile, place: list[float]) -> Profile:
    def said(name: str) -> str:
        return str(form.get(name) or "")

    minutes = said("prep").strip()
    if not (minutes.isascii() and minutes.isdigit() and len(minutes) <= 4):
        raise Unusable(t("The prep time"))
    return replace(
        before,
        name=said("name"),
        description=said("description"),
        cuisines=[name.removeprefix("cuisine-") for name, value in form.items()
                  if name.startswith("cuisine-") and value],
        phone=said("phone"),
        website=said("website"),
        street=said("street"),
        postcode=said("postcode"),
        city=said("city"),
        prep_minutes=int(minutes),
        lng=place[0] if place else before.lng,
        lat=place[1] if place else before.lat,
    )  # fmt: skip
