from collections.abc import Mapping
from typing import ClassVar, Literal
from uuid import UUID

import reflex as rx

from admin import addresses
from admin.asking import Command, Confirming, Question, uuid_of
from admin.listing import Filtered
from foodapp.accounts.permissions import NotProven
from foodapp.kit import when
from foodapp.kit.errors import DomainError
from foodapp.kit.settings import settings
from foodapp.kit.words import say, t
from foodapp.promotions import making
from foodapp.ui.args import Form, Word
from foodapp.ui.guard import handler
from foodapp.ui.notices import notify
from foodapp.ui.promotions import bps_of, terms_of
from foodapp.views import promotions
from foodapp.views.promotions import PromotionCard, PromotionFilter

QUESTIONS = {
    "pause": Question(
        kind="pause",
        title="Pause this promotion?",
        text="Nobody gets it until it is resumed. What was ordered with it stays as it is.",
        label="Pause it",
        is_harmful=False,
        done="Paused.",
    ),
    "resume": Question(
        kind="resume",
        title="Resume this promotion?",
        text="It applies again, with the limits that it had.",
        label="Resume it",
        is_harmful=False,
        done="It applies again.",
    ),
    "end": Question(
        kind="end",
        title="End this promotion for good?",
        text="It cannot be resumed. What was ordered with it stays as it is.",
        label="End it",
        done="Ended.",
    ),
}
COMMANDS: Mapping[str, Command] = {
    "pause": making.pause,
    "resume": making.resume,
    "end": making.end,
}


class Promotions(Filtered, Confirming, rx.State):
    """Every promotion, whoever pays for it, with its uses and what it has cost so far."""

    _address: ClassVar[str] = addresses.PROMOTIONS
    _choices: ClassVar[frozenset[str]] = frozenset(PromotionFilter) - {PromotionFilter.ALL}
    _questions: ClassVar[Mapping[str, Question]] = QUESTIONS
    _commands: ClassVar[Mapping[str, Command]] = COMMANDS
    _what: ClassVar[str] = "promotion"

    rows: list[PromotionCard] = []
    places: list[tuple[str, str]] = []  # (id, name) of restaurants
    place: str = ""  # the chosen one; empty: everywhere
    kind: str = "percent"
    currency: str = ""
    making: bool = False  # the form is open
    version: int = 0  # it starts afresh when it grows
    form_error: str = ""
    _currencies: dict[str, str] = {}  # by restaurant

    @handler()
    async def start(self) -> None:
        found = await self._read(promotions.places)
        self.places = [("", "Everywhere"), *[(ident, name) for ident, name, _ in found]]
        self._currencies = {ident: currency for ident, _, currency in found}
        self.making, self.form_error = True, ""
        self.kind, self.place, self.currency = "percent", "", settings().currency
        self.version += 1

    @handler()
    async def close(self) -> None:
        self.making, self.form_error = False, ""

    def _put_away(self) -> None:
        super()._put_away()
        self.making, self.form_error = False, ""

    @handler()
    async def choose_kind(self, kind: Literal["percent", "amount", "free_delivery"]) -> None:
        self.kind = kind

    @handler()
    async def choose_place(self, place: Word) -> None:
        """One of the listed; its own currency is asked for."""
        self.place = place if place in self._currencies else ""
        self.currency = self._currencies.get(self.place, settings().currency)

    @handler(rate="20/m")
    async def save(self, form: Form) -> None:
        self.form_error = ""
        try:
            await self._make(form)
        except NotProven:
            raise  # the password is asked for, and then this goes on
        except DomainError as refusal:
            self.form_error = say(refusal.words)
            return
        self.making = False
        await self._reload()
        await notify(self, "It is on.")

    async def _make(self, form: Form) -> None:
        restaurant_id = uuid_of(self.place, "restaurant") if self.place else None
        share = str(form.get("share") or "").strip()
        terms = terms_of(form, self.kind, self.currency, when.town())
        await self._do(
            making.offer_for_platform,
            terms,
            restaurant_id=restaurant_id,
            platform_bps=bps_of(share, t("The platform's share")) if restaurant_id else 10_000,
        )

    async def _rows(self, after: UUID | None) -> str:
        page = await self._read(
            promotions.promotions,
            which=PromotionFilter(self.which or PromotionFilter.ALL),
            search=self.search,
            after=after,
        )
        self.rows = page.rows
        return page.next_after
