from dataclasses import dataclass

import reflex as rx

from customer.layout import Top
from customer.state import CustomerState
from foodapp.accounts import addresses, devices, profile, sessions, signing
from foodapp.accounts.profile import Profile
from foodapp.discovery.addressing import SavedPlace
from foodapp.kit import clock, when
from foodapp.menu import avoiding
from foodapp.ui import live
from foodapp.ui.args import Form, Id, ShortText, Word
from foodapp.ui.guard import Next, handler
from foodapp.ui.notices import notify
from foodapp.views.customer.account import account


@dataclass(frozen=True)
class DeviceCard:
    ref: str
    name: str
    since: str
    is_this: bool
    push: str  # how its notifications stand; empty: off


class Account(CustomerState, rx.State):
    """Who I am here, where I eat, where I am signed in."""

    profile: Profile = Profile()
    places: list[SavedPlace] = []
    devices: list[DeviceCard] = []
    allergens: list[str] = []
    texts_stopped: bool = False
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
        name, phone = str(form.get("name") or ""), str(form.get("phone") or "")
        await self._do(profile.change, name=name, phone=phone)
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

    @handler(rate="10/m")
    async def change_password(self, form: Form) -> None:
        self.error = ""
        await self._do(
            signing.change_password,
            current=str(form.get("current") or ""),
            new=str(form.get("new") or ""),
            keep=self._this(),
        )
        await self._reload()
        await notify(self, "Your password is changed. Other devices are signed out.")

    @handler(rate="30/m")
    async def sign_out_of(self, ref: ShortText) -> None:
        await self._do(devices.sign_out_of, ref)
        await self._reload()
        await notify(self, "Signed out there.")

    def _this(self) -> str:
        """Hash of this browser's own sign-in."""
        return sessions.hashed(self._cookies().sid)

    async def _reload(self) -> None:
        found = await self._read(account, this=self._this())
        self.profile, self.allergens, self.places = found.profile, found.allergens, found.places
        self.credit, self.texts_stopped = found.credit, found.texts_stopped
        zone, now = when.town(), clock.now()
        self.devices = [
            DeviceCard(
                one.id,
                one.name,
                when.shown(one.since, zone, now),
                one.is_this,
                found.pushes.get(one.id, ""),
            )
            for one in found.devices
        ]
        self.loaded = True
