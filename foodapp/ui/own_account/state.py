"""What every persona's account page can do about how its owner signs in.

The password is asked for again by Proving before anything that lets somebody in is changed."""

from dataclasses import dataclass
from typing import Any, ClassVar

import segno

from foodapp.accounts import devices, phones, sessions, signing
from foodapp.accounts.credentials import authenticator, emails, passkeys, phone_codes, proof
from foodapp.accounts.credentials.factors import Ways
from foodapp.kit.errors import DomainError
from foodapp.kit.personas import Persona
from foodapp.kit.words import say
from foodapp.notifications.texting import proving as texted
from foodapp.ui import tabs
from foodapp.ui.args import Form, Id, ShortText
from foodapp.ui.guard import handler
from foodapp.ui.notices import notify
from foodapp.ui.proving import Proving
from foodapp.views.own_account import DeviceCard, PasskeyCard, PhoneCard, own_account


@dataclass(frozen=True)
class AppSetup:
    secret: str = ""  # in groups, for whoever types it
    picture: str = ""  # the QR code, as a data: address


class OwnAccount(Proving, mixin=True):
    """Of a screen whose actor is a person."""

    _persona: ClassVar[Persona]

    ways: Ways = Ways("", True, True, False, [], 0)
    phone: PhoneCard = PhoneCard()
    keys: list[PasskeyCard] = []
    devices: list[DeviceCard] = []
    setup: AppSetup = AppSetup()
    codes: list[str] = []  # recovery codes, shown once
    adding: bool = False  # a passkey: the dialog is open
    moving: bool = False  # the form of another e-mail is open
    coding: bool = False  # a code was texted: it is asked for
    form_error: str = ""  # of the dialog or form that is open
    error: str = ""
    loaded: bool = False

    @handler()
    async def load(self) -> None:
        self.error, self.form_error, self.codes = "", "", []
        self.setup, self.adding, self.moving, self.coding = AppSetup(), False, False, False
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

    @handler(rate="10/m")
    async def send_proof(self) -> None:
        self.error = ""
        await self._do(emails.ask_proof, persona=self._persona)
        await notify(self, "A link is on its way. It works for half an hour.")

    @handler(rate="20/m")
    async def save_phone(self, form: Form) -> None:
        self.error = ""
        await self._do(phones.change, phone=str(form.get("phone") or ""))
        await self._reload()
        await notify(self, "Saved.")

    @handler(rate="20/m")
    async def text_code(self) -> None:
        self.error = self.form_error = ""
        tab = tabs.of(self.router.session.client_token)
        address = tab.address if tab else ""
        try:
            await self._do(texted.ask, persona=self._persona, address=address)
        except DomainError as refusal:
            if not self.coding:
                raise
            self.form_error = say(refusal.words)  # the page lies behind the dialog
            return
        self.coding = True

    @handler()
    async def drop_code(self) -> None:
        self.coding = False

    @handler(rate="20/m")
    async def confirm_phone(self, form: Form) -> None:
        try:
            await self._do(phone_codes.use, code=str(form.get("code") or ""))
        except DomainError as refusal:
            self.form_error = say(refusal.words)
            return
        self.coding = False
        await self._reload()
        await notify(self, "Your number is confirmed.")

    @handler()
    async def begin_moving(self) -> None:
        await self._do(proof.needed, self._this())
        self.moving, self.form_error = True, ""

    @handler()
    async def stop_moving(self) -> None:
        self.moving = False

    @handler(rate="10/m")
    async def move(self, form: Form) -> None:
        email = str(form.get("email") or "")
        try:
            await self._do(
                emails.ask_change, email=email, persona=self._persona, sign_in=self._this()
            )
        except DomainError as refusal:
            self.form_error = say(refusal.words)
            return
        self.moving = False
        await notify(self, "We have mailed a link to the new address. Nothing changes before.")

    @handler(rate="10/m")
    async def begin_app(self) -> None:
        self.error = self.form_error = ""
        made = await self._do(authenticator.begin, sign_in=self._this())
        picture = segno.make(made.url, error="m").svg_data_uri(scale=5, light="#fff", border=3)
        groups = [made.secret[n : n + 4] for n in range(0, len(made.secret), 4)]
        self.setup = AppSetup(" ".join(groups), picture)

    @handler()
    async def drop_app(self) -> None:
        self.setup = AppSetup()

    @handler(rate="20/m")
    async def confirm_app(self, form: Form) -> None:
        code = str(form.get("code") or "")
        try:
            codes = await self._do(authenticator.confirm, code=code, sign_in=self._this())
        except DomainError as refusal:
            self.form_error = say(refusal.words)
            return
        self.setup, self.codes = AppSetup(), codes
        await self._reload()
        await notify(self, "Your app is asked for from now on.")

    @handler(rate="10/m")
    async def remove_app(self) -> None:
        self.error = ""
        await self._do(authenticator.remove, sign_in=self._this())
        await self._reload()
        await notify(self, "The app is no longer asked for.")

    @handler(rate="10/m")
    async def begin_passkey(self) -> None:
        self.error = ""
        await self._do(proof.needed, self._this())
        self.adding = True

    @handler()
    async def drop_passkey(self) -> None:
        self.adding = False

    @handler(rate="20/m")
    async def passkey_added(self) -> None:
        """The browser says so: what is there is read again."""
        self.adding = False
        await self._reload()

    @handler(rate="10/m")
    async def remove_passkey(self, passkey_id: Id) -> None:
        self.error = ""
        await self._do(passkeys.remove, passkey_id, sign_in=self._this())
        await self._reload()
        await notify(self, "The passkey is removed.")

    @handler(rate="10/m")
    async def renew_codes(self) -> None:
        self.error = ""
        self.codes = await self._do(proof.renew_codes, sign_in=self._this())
        await self._reload()

    @handler()
    async def hide_codes(self) -> None:
        self.codes = []

    @handler(rate="30/m")
    async def sign_out_of(self, ref: ShortText) -> None:
        self.error = ""
        await self._do(devices.sign_out_of, ref)
        await self._reload()
        await notify(self, "Signed out there.")

    @handler(rate="10/m")
    async def sign_out_others(self) -> None:
        self.error = ""
        await self._do(devices.sign_out_of_others, this=self._this())
        await self._reload()
        await notify(self, "Signed out everywhere else.")

    def _this(self) -> str:
        """Hash of this browser's own sign-in."""
        return sessions.hashed(self._cookies().sid)

    async def _reload(self) -> None:
        found: Any = await self._read(own_account, this=self._this())
        self.ways, self.phone = found.ways, found.phone
        self.keys, self.devices = found.passkeys, found.devices
        self.loaded = True
