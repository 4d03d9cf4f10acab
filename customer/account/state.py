from typing import ClassVar

import reflex as rx

from customer.layout import Top
from customer.state import CustomerState
from foodapp.accounts import addresses, profile
from foodapp.accounts.profile import Profile
from foodapp.discovery.addressing import SavedPlace
from foodapp.kit.personas import Persona
from foodapp.menu import avoiding
from foodapp.ui import live
from foodapp.ui.args import Form, Id, Word
from foodapp.ui.guard import Next, handler
from foodapp.ui.notices import notify
from foodapp.ui.own_account import OwnAccount
from foodapp.views.customer.account import account


class Account(CustomerState, rx.State):
    """Who I am here, and where I eat."""

    profile: Profile = Profile()
    places: list[SavedPlace] = []
    allergens: list[str] = []
    credit: list[str] = []  # one amount a currency
    loaded: bool = False
    error: str = ""

    @handler()
    async def load(self) -> None:
        self.error = ""
        live.watch(self)
        await self._reload()

    @handler(rate="20/m")
    async def save(self, form: Form) -> Next:
        self.error = ""
        await self._do(profile.change, name=str(form.get("name") or ""))
        await self._reload()
        await notify(self, "Saved.")
        return Top.load

    @handler()
    async def avoid(self, allergen: Word) -> None:
        """Pressed again, it is taken back."""
        chosen = set(self.allergens) ^ {allergen}
        await self._do(avoiding.declare, allergens=sorted(chosen))
        await self._reload()

    @handler(rate="30/m")
    async def remove_place(self, address_id: Id) -> None:
        await self._do(addresses.remove, address_id)
        await self._reload()

    async def _reload(self) -> None:
        found = await self._read(account)
        self.profile, self.allergens, self.places = found.profile, found.allergens, found.places
        self.credit = found.credit
        self.loaded = True


class Security(OwnAccount, CustomerState, rx.State):
    """How I sign in, and where I am."""

    _persona: ClassVar[Persona] = "customer"
