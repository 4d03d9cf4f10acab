from typing import Literal
from zoneinfo import ZoneInfo

import reflex as rx

from foodapp.kit.errors import DomainError
from foodapp.kit.words import say
from foodapp.promotions import making
from foodapp.realtime import topics
from foodapp.ui import live
from foodapp.ui.args import Form, Id
from foodapp.ui.guard import handler
from foodapp.ui.notices import notify
from foodapp.ui.promotions import terms_of
from foodapp.views.promotions import PromotionCard
from foodapp.views.restaurant.promotions import promotions
from restaurant.state import RestaurantState


class Promotions(RestaurantState, rx.State):
    """What this restaurant offers for less, at its own cost. For managers."""

    cards: list[PromotionCard] = []
    kind: str = "percent"
    currency: str = ""
    making: bool = False  # the form is open
    ending: str = ""  # id of the one that is about to be ended
    ending_name: str = ""
    version: int = 0  # the form starts afresh when it grows
    form_error: str = ""
    loaded: bool = False
    error: str = ""
    _zone: str = "UTC"

    @handler()
    async def load(self) -> None:
        self.loaded = self.making = False
        self.ending = self.ending_name = ""
        await self._reload()

    @handler(rate="120/m")
    async def refresh(self) -> None:
        await self._reload()

    @handler()
    async def start(self) -> None:
        self.making, self.form_error, self.kind = True, "", "percent"
        self.version += 1

    @handler()
    async def close(self) -> None:
        self.making, self.form_error = False, ""

    @handler()
    async def choose_kind(self, kind: Literal["percent", "amount", "free_delivery"]) -> None:
        self.kind = kind

    @handler(rate="20/m")
    async def save(self, form: Form) -> None:
        self.form_error = ""
        try:
            terms = terms_of(form, self.kind, self.currency, ZoneInfo(self._zone))
            await self._do(making.offer, terms)
        except DomainError as refusal:
            self.form_error = say(refusal.words)
            return
        self.making = False
        await self._reload()
        await notify(self, "It is on. Guests see it now.")

    @handler(rate="30/m")
    async def pause(self, promotion_id: Id) -> None:
        await self._do(making.pause, promotion_id)
        await self._reload()

    @handler(rate="30/m")
    async def resume(self, promotion_id: Id) -> None:
        await self._do(making.resume, promotion_id)
        await self._reload()

    @handler(rate="30/m")
    async def ask_to_end(self, promotion_id: Id) -> None:
        found = next((one for one in self.cards if one.id == str(promotion_id)), None)
        self.ending = found.id if found else ""
        self.ending_name = found.name if found else ""

    @handler()
    async def keep(self) -> None:
        self.ending = ""

    @handler(rate="30/m")
    async def end(self, promotion_id: Id) -> None:
        self.ending = ""
        await self._do(making.end, promotion_id)
        await self._reload()
        await notify(self, "Ended. What was ordered with it stays as it is.")

    async def _reload(self) -> None:
        self.error = ""
        found = await self._read(promotions)
        self.cards, self.currency, self._zone = found.cards, found.currency, found.time_zone
        self.loaded = True
        live.watch(self, topics.restaurant(found.restaurant_id))
