from datetime import date, datetime
from uuid import UUID

import reflex as rx

from admin.asking import uuid_of
from admin.state import AdminState
from foodapp.accounts.permissions import NotProven
from foodapp.kit import when
from foodapp.kit.errors import DomainError, Unusable
from foodapp.kit.words import say, t
from foodapp.restaurants import rates
from foodapp.restaurants.rates import RateKind, RateRow
from foodapp.ui.args import Form
from foodapp.ui.guard import handler
from foodapp.ui.notices import notify
from foodapp.ui.proving import Proving
from foodapp.views.console import rates as rates_view


class Rates(Proving, AdminState, rx.State):
    """Tax and commission rates with their history, and setting one."""

    rows: list[RateRow] = []
    places: list[tuple[str, str]] = []  # value and words: everywhere, a country, a restaurant
    may_set: bool = False
    setting: bool = False  # the form is open
    version: int = 0  # it starts afresh when it opens
    refused: str = ""
    loaded: bool = False
    error: str = ""

    @handler()
    async def load(self) -> None:
        self.setting, self.refused = False, ""
        self._forget_proof()
        await self._reload()

    @handler()
    async def start(self) -> None:
        self.places = await self._read(rates_view.places)
        self.setting, self.refused, self.version = True, "", self.version + 1

    @handler()
    async def close(self) -> None:
        self.setting, self.refused = False, ""

    @handler(rate="20/m")
    async def save(self, form: Form) -> None:
        self.refused = ""
        try:
            await self._set({name: str(value or "").strip() for name, value in form.items()})
        except NotProven:
            raise  # the password is asked for, and then this goes on
        except DomainError as refusal:
            self.refused = say(refusal.words)
            return
        self.setting = False
        await self._reload()
        await notify(self, "It is set.")

    async def _set(self, form: dict[str, str]) -> None:
        place = form.get("place", rates_view.EVERYWHERE)
        if form.get("kind") not in set(RateKind):
            raise Unusable(t("The rate"))
        await self._do(
            rates.set_rate,
            kind=RateKind(form["kind"]),
            percent=form.get("percent", ""),
            valid_from=_midnight(form.get("begins", "")),
            restaurant_id=_restaurant(place),
            country=place if len(place) == 2 else "",
            reason=form.get("reason", ""),
        )

    async def _reload(self) -> None:
        page = await self._read(rates_view.rates_page)
        self.rows, self.may_set = page.rows, page.may_set
        self.loaded = True


def _restaurant(place: str) -> UUID | None:
    return uuid_of(place, "restaurant") if len(place) > 2 else None


def _midnight(day: str) -> datetime | None:
    """On the platform's clock; None: from now on."""
    if not day:
        return None
    try:
        first = date.fromisoformat(day)
    except ValueError:
        raise Unusable(t("The day")) from None
    return datetime(first.year, first.month, first.day, tzinfo=when.town())
