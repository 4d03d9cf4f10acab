import asyncio
from collections.abc import Callable
from typing import Any, ClassVar, Concatenate, ParamSpec, TypeVar

import reflex as rx

from foodapp.accounts.actors import Customer, Visitor
from foodapp.applications import applying
from foodapp.applications.models import ApplicationKind
from foodapp.kit.db import Session
from foodapp.kit.errors import NotSignedIn, Unusable
from foodapp.kit.geo import Position
from foodapp.restaurants import geocoding, hours_week
from foodapp.restaurants.hours_week import Week
from foodapp.restaurants.regions import region_at
from foodapp.ui.args import Form, Id, Lat, Lng, ShortText, Word
from foodapp.ui.guard import handler
from foodapp.ui.notices import notify
from foodapp.ui.persona import VisitorState
from foodapp.views.customer.applying import Applied, applied, steps

P = ParamSpec("P")
R = TypeVar("R")


def signed_in(
    command: Callable[Concatenate[Session, Customer, P], R],
) -> Callable[Concatenate[Session, Visitor, P], R]:
    """A command of a customer's, on a page that anybody may look at."""

    def carry_out(session: Session, visitor: Visitor, /, *args: P.args, **named: P.kwargs) -> R:
        if visitor.customer is None:
            raise NotSignedIn
        return command(session, visitor.customer, *args, **named)

    return carry_out


class Applying(VisitorState, mixin=True):
    """Somebody applies: a step at a time, each of them kept."""

    _kind: ClassVar[ApplicationKind]

    step: str = ""
    page: Applied = Applied()
    loaded: bool = False
    error: str = ""
    version: int = 0  # the fields start afresh when it grows
    center: list[float] = [10.0, 48.0]
    zoom: float = 3
    markers: list[dict[str, str | float]] = []
    street: str = ""  # as the search for an address has filled it in
    postcode: str = ""
    city: str = ""
    hint: str = ""

    @handler()
    async def load(self) -> None:
        self.error, self.hint = "", ""
        await self._reload()
        self.step = self.step or self._steps()[0]
        self.loaded = True

    @handler(rate="20/m")
    async def begin(self) -> None:
        self.error = ""
        await self._do(signed_in(applying.begin), self._kind)
        self.step = self._steps()[0]
        await self._reload()

    @handler()
    async def go_to(self, step: Word) -> None:
        self.error = ""
        if step in self._steps():
            self.step = step
            await self._reload()

    @handler(rate="30/m")
    async def save(self, form: Form) -> None:
        """What was typed in this step, and on to the next."""
        self.error = ""
        names = self._steps()
        if self.step not in names:  # the page was never loaded
            raise Unusable
        await self._do(
            signed_in(applying.save), self._kind, step=self.step, typed=_typed(self.step, form)
        )
        self.step = names[min(names.index(self.step) + 1, len(names) - 1)]
        await self._reload()

    @handler(rate="30/m")
    async def look_up(self, form: Form) -> None:
        self.error = ""
        text = str(form.get("address") or "")[:200]
        found = await self._do(lambda session, _: geocoding.geocode(session, text, limit=1))
        if not found:
            self.hint = "We do not know this address. Type it in, and tap the map at its door."
            return
        best = found[0]
        await self._stand(best.lng, best.lat)
        self.street = best.line or f"{best.street} {best.house_number}".strip()
        self.postcode, self.city = best.postcode, best.city
        self.hint = "Tap the map if the door is elsewhere."
        self.version += 1

    @handler(rate="120/m")
    async def move(self, lng: Lng, lat: Lat) -> None:
        self.error = ""
        await self._stand(lng, lat)

    @handler(rate="60/m")
    async def paper_kept(self) -> None:
        """The upload (an HTTP route) has put it there: read what is."""
        self.error = ""
        await self._reload()

    @handler(rate="60/m")
    async def paper_refused(self, why: ShortText) -> None:
        self.error = why or "The file could not be sent. Please try again."

    @handler(rate="30/m")
    async def remove_paper(self, document_id: Id) -> None:
        self.error = ""
        await self._do(signed_in(applying.remove_document), self._kind, document_id)
        await self._reload()

    @handler(rate="10/m")
    async def send(self) -> None:
        self.error = ""
        await self._do(signed_in(applying.send), self._kind)
        await self._reload()
        await notify(self, "Sent. We write to you as soon as we have read it.")

    @handler(rate="10/m")
    async def take_back(self) -> None:
        self.error = ""
        await self._do(signed_in(applying.withdraw), self._kind)
        await self._reload()

    def _steps(self) -> list[str]:
        return [key for key, _ in steps(self._kind)]

    async def _stand(self, lng: float, lat: float) -> None:
        """What follows from the place takes a second the first time: not in a transaction."""
        await asyncio.to_thread(region_at, lat, lng)
        await self._do(signed_in(applying.stand), self._kind, Position(lat=lat, lng=lng))
        self._show_place([lng, lat])

    def _show_place(self, place: list[float]) -> None:
        self.center, self.zoom = place, 16
        self.markers = [
            {
                "id": "here",
                "lng": place[0],
                "lat": place[1],
                "kind": "restaurant",
                "label": "Your door",
            }
        ]

    async def _reload(self) -> None:
        self.page = await self._read(applied, self._kind)
        said = self.page.answers
        self.street, self.city = said.get("street", ""), said.get("city", "")
        self.postcode = said.get("postcode", "")
        if self.page.place:
            self._show_place(self.page.place)
        self.version += 1


class Partner(Applying, rx.State):
    """A restaurant applies."""

    _kind: ClassVar[ApplicationKind] = ApplicationKind.RESTAURANT


class RideWithUs(Applying, rx.State):
    """A rider applies."""

    _kind: ClassVar[ApplicationKind] = ApplicationKind.RIDER


def _typed(step: str, form: dict[str, Any]) -> dict[str, Any]:
    """As applications.questions names it."""
    plain = {key: str(value or "") for key, value in form.items() if "-" not in key}
    if step != "food":
        return plain
    chosen = [key.removeprefix("cuisine-") for key, value in form.items()
              if key.startswith("cuisine-") and value]  # fmt: skip
    return {**plain, "cuisines": chosen, "hours": _hours(form)}


def _hours(form: dict[str, Any]) -> str:
    """Empty where no day has any."""
    days = []
    for short in hours_week.DAYS:
        opens, closes = str(form.get(f"from-{short}") or ""), str(form.get(f"to-{short}") or "")
        days.append(((opens, closes),) if opens or closes else ())
    return hours_week.to_text(Week(tuple(days))) if any(days) else ""
