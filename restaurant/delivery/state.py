import re
from dataclasses import dataclass, replace
from typing import Annotated, Any, Literal

import reflex as rx
from pydantic import Field

from foodapp.kit.errors import DomainError, Unusable
from foodapp.kit.money import to_type, typed
from foodapp.kit.words import t
from foodapp.orders.settings import settings
from foodapp.restaurants import zones
from foodapp.restaurants.zones import MAX_BANDS, RADIUS_M, Corner, Zone, ZoneCard
from foodapp.ui.args import Form, ShortText
from foodapp.ui.guard import handler
from foodapp.ui.notices import notify
from restaurant.delivery.area import AreaEditor, Ring, circle

STEP = re.compile(r"km-[0-9]{1,3}")  # the field of a band; its number is the row's


@dataclass
class Step:
    n: int
    km: str
    fee: str


class DeliveryEditor(AreaEditor, rx.State):
    """How far, for how much, and from what order value."""

    delivers: bool = True
    offers_pickup: bool = True
    takes_cash: bool = True
    may_take_cash: bool = False  # the platform allows it
    shape: str = "circle"  # or "area": what is drawn takes its place
    radius_km: str = ""
    around: Ring = []  # the circle, on the map
    min_order: str = ""
    steps: list[Step] = []
    currency: str = ""
    centre: list[float] = []  # [lng, lat]
    markers: list[dict[str, str | float]] = []
    version: int = 0
    loaded: bool = False
    error: str = ""

    @handler()
    async def load(self) -> None:
        self.error = ""
        self._show(await self._read(zones.of))
        self.loaded = True

    @handler()
    async def choose_shape(self, shape: Literal["circle", "area"]) -> None:
        self.shape = shape

    @handler(rate="120/m", debounce=300)
    async def try_radius(self, km: ShortText) -> None:
        """The circle follows what is typed; what makes no sense yet is left to the saving."""
        try:
            radius_m = metres(km)
        except Unusable:
            return
        if radius_m in RADIUS_M:
            self.around = circle(await self._read(zones.of), radius_m)

    @handler()
    async def add_step(self) -> None:
        if len(self.steps) < MAX_BANDS:
            self.steps = [*self.steps, Step(_next(self.steps), "", "")]

    @handler()
    async def remove_step(self, n: Annotated[int, Field(ge=0, le=10_000)]) -> None:
        self.steps = [step for step in self.steps if step.n != n]

    @handler(rate="20/m")
    async def save(self, form: Form) -> None:
        self.error = ""
        before = await self._read(zones.of)
        drawn = [(lng, lat) for lng, lat in self.corners] if self.shape == "area" else []
        if self.shape == "area" and not drawn:
            raise DomainError(t("Draw your area on the map first, or choose the circle."))
        await self._do(zones.edit, zone_of(form, before, drawn))
        self._show(await self._read(zones.of))
        await notify(self, "Saved. It holds for the next basket.")

    def _show(self, card: ZoneCard) -> None:
        zone, self.currency = card.zone, card.currency
        self.delivers, self.offers_pickup = zone.delivers, zone.offers_pickup
        self.takes_cash, self.may_take_cash = zone.takes_cash, settings().takes_cash
        self.shape = "area" if zone.service_area else "circle"
        self.radius_km, self.around = shown_km(zone.radius_m), circle(card, zone.radius_m)
        self._begin([list(corner) for corner in zone.service_area])
        self.min_order = to_type(zone.min_order_minor, card.currency)
        self.steps = [
            Step(n, shown_km(up_to_m), to_type(fee, card.currency))
            for n, (up_to_m, fee) in enumerate(zone.bands)
        ]
        self.centre = [card.lng, card.lat]
        self.markers = [
            {"id": "here", "lng": card.lng, "lat": card.lat, "kind": "restaurant", "label": "You"}
        ]
        self.version += 1


def zone_of(form: dict[str, Any], before: ZoneCard, drawn: list[Corner]) -> Zone:
    """What the form says. A drawn area takes the place of the circle, whose radius stays."""
    currency = before.currency
    steps = sorted(int(name[3:]) for name in form if STEP.fullmatch(name))
    bands = [
        (
            metres(_text(form, f"km-{n}")),
            typed(_text(form, f"fee-{n}"), currency, t("A delivery fee")),
        )
        for n in steps[: MAX_BANDS + 1]
    ]
    return replace(
        before.zone,
        delivers=bool(form.get("delivers")),
        offers_pickup=bool(form.get("pickup")),
        takes_cash=bool(form.get("cash")) if settings().takes_cash else before.zone.takes_cash,
        radius_m=before.zone.radius_m if drawn else metres(_text(form, "radius")),
        service_area=drawn,
        bands=sorted(bands),
        min_order_minor=typed(_text(form, "minimum") or "0", currency, t("The minimum order")),
    )


def metres(km: str) -> int:
    """Kilometres as typed, with up to three decimals: 2.5 or 2,5."""
    whole, _, decimals = km.strip().replace(",", ".").partition(".")
    figures = whole + decimals
    if not (figures.isascii() and figures.isdigit()) or len(decimals) > 3 or len(whole) > 3:
        raise Unusable(t("The distance"))
    return int((whole or "0") + decimals.ljust(3, "0"))


def shown_km(metres_: int) -> str:
    return f"{metres_ // 1000}.{metres_ % 1000:03}".rstrip("0").rstrip(".")


def _text(form: dict[str, Any], name: str) -> str:
    return str(form.get(name) or "")


def _next(steps: list[Step]) -> int:
    return max((step.n for step in steps), default=-1) + 1
