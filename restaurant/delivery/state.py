import re
from dataclasses import dataclass, replace
from math import cos, degrees, log2, radians, sin
from typing import Annotated, Any

import reflex as rx
from pydantic import Field

from foodapp.accounts.actors import RestaurantStaff
from foodapp.kit.errors import Unusable
from foodapp.kit.geo import EQUATORIAL_RADIUS_M
from foodapp.kit.money import to_type, typed
from foodapp.restaurants import zones
from foodapp.restaurants.zones import MOST_BANDS, Zone, ZoneCard
from foodapp.ui.args import Form
from foodapp.ui.guard import handler
from foodapp.ui.notices import tell
from restaurant.state import RestaurantState

STEP = re.compile(r"km-[0-9]{1,3}")  # the field of a band; its number is the row's


@dataclass
class Step:
    n: int
    km: str
    fee: str


class DeliveryEditor(RestaurantState, rx.State):
    """How far, for how much, and from what order value."""

    delivers: bool = True
    offers_pickup: bool = True
    radius_km: str = ""
    has_area: bool = False  # a polygon takes the place of the circle
    min_order: str = ""
    steps: list[Step] = []
    currency: str = ""
    centre: list[float] = []  # [lng, lat]
    markers: list[dict[str, str | float]] = []
    border: list[list[float]] = []  # of the circle or the drawn area, [[lng, lat], ...]
    zoom: float = 11.0
    version: int = 0
    loaded: bool = False
    error: str = ""

    @handler()
    async def load(self) -> None:
        self.error = ""
        self._show(await self._ask(_zone))
        self.loaded = True

    @handler()
    async def add_step(self) -> None:
        if len(self.steps) < MOST_BANDS:
            self.steps = [*self.steps, Step(_next(self.steps), "", "")]

    @handler()
    async def remove_step(self, n: Annotated[int, Field(ge=0, le=10_000)]) -> None:
        self.steps = [step for step in self.steps if step.n != n]

    @handler(rate="20/m")
    async def save(self, form: Form) -> None:
        self.error = ""
        before = await self._ask(_zone)
        await self._ask(zones.edit, zone_of(form, before))
        self._show(await self._ask(_zone))
        await tell(self, "Saved. It holds for the next basket.")

    def _show(self, card: ZoneCard) -> None:
        zone, self.currency = card.zone, card.currency
        self.delivers, self.offers_pickup = zone.delivers, zone.offers_pickup
        self.radius_km, self.has_area = shown_km(zone.radius_m), bool(zone.service_area)
        self.min_order = to_type(zone.min_order_minor, card.currency)
        self.steps = [
            Step(n, shown_km(up_to_m), to_type(fee, card.currency))
            for n, (up_to_m, fee) in enumerate(zone.bands)
        ]
        self.centre = [card.lng, card.lat]
        self.markers = [
            {"id": "here", "lng": card.lng, "lat": card.lat, "kind": "restaurant", "label": "You"}
        ]
        self.border = border_of(card)
        self.zoom = zoom_for(zone.radius_m)
        self.version += 1


def border_of(card: ZoneCard) -> list[list[float]]:
    """A closed line: the drawn area, or 72 points of the circle."""
    if card.zone.service_area:
        corners = [list(corner) for corner in card.zone.service_area]
        return [*corners, corners[0]]
    north = degrees(card.zone.radius_m / EQUATORIAL_RADIUS_M)
    east = north / cos(radians(card.lat))
    angles = [radians(n) for n in range(0, 361, 5)]
    return [[card.lng + east * sin(a), card.lat + north * cos(a)] for a in angles]


def zoom_for(radius_m: int) -> float:
    """So that the circle fills most of a map 290 px high: a world of 512 px at zoom 0, and half
    the metres a pixel with every step (as good as true between 40 and 60 degrees)."""
    return round(log2(7_000_000 / radius_m), 1)


def zone_of(form: dict[str, Any], before: ZoneCard) -> Zone:
    """What the form says; a drawn area stays unless the circle is asked for."""
    currency = before.currency
    steps = sorted(int(name[3:]) for name in form if STEP.fullmatch(name))
    bands = [
        (
            metres(_text(form, f"km-{n}")),
            typed(_text(form, f"fee-{n}"), currency, "A delivery fee"),
        )
        for n in steps[: MOST_BANDS + 1]
    ]
    return replace(
        before.zone,
        delivers=bool(form.get("delivers")),
        offers_pickup=bool(form.get("pickup")),
        radius_m=metres(_text(form, "radius")),
        service_area=[] if form.get("circle") else before.zone.service_area,
        bands=sorted(bands),
        min_order_minor=typed(_text(form, "minimum") or "0", currency, "The minimum order"),
    )


def metres(km: str) -> int:
    """Kilometres as typed, with up to three decimals: 2.5 or 2,5."""
    whole, _, decimals = km.strip().replace(",", ".").partition(".")
    figures = whole + decimals
    if not (figures.isascii() and figures.isdigit()) or len(decimals) > 3 or len(whole) > 3:
        raise Unusable("The distance")
    return int((whole or "0") + decimals.ljust(3, "0"))


def shown_km(metres_: int) -> str:
    return f"{metres_ // 1000}.{metres_ % 1000:03}".rstrip("0").rstrip(".")


def _text(form: dict[str, Any], name: str) -> str:
    return str(form.get(name) or "")


def _next(steps: list[Step]) -> int:
    return max((step.n for step in steps), default=-1) + 1


def _zone(session, staff: RestaurantStaff) -> ZoneCard:
    return zones.of(session, staff)
