"""A payee asks for another account, sees that it waits, and takes it back or confirms it."""

from typing import Any, ClassVar

from foodapp.ui.args import Form
from foodapp.ui.guard import handler
from foodapp.ui.notices import notify
from foodapp.ui.proving import Proving
from foodapp.views.account_changes import ChangeCard


class AccountChanging(Proving, mixin=True):
    """Of a screen with `_reload`. The password is asked for by Proving."""

    _asks: ClassVar[Any]
    _confirms: ClassVar[Any]
    _ends: ClassVar[Any]

    changing: bool = False  # the form of the bank account is open
    change: ChangeCard = ChangeCard()
    error: str = ""

    @handler()
    async def change_account(self) -> None:
        self.changing, self.error = True, ""

    @handler()
    async def keep_account(self) -> None:
        self.changing, self.error = False, ""

    @handler(rate="10/m")
    async def save_account(self, form: Form) -> None:
        self.error = ""
        await self._do(
            self._asks,
            holder=str(form.get("holder") or ""),
            bank_account=str(form.get("bank_account") or ""),
        )
        self.changing = False
        await self._reload()
        await notify(self, "Asked for. Everybody whose money it is sees it.")

    @handler(rate="10/m")
    async def confirm_change(self) -> None:
        self.error = ""
        await self._do(self._confirms)
        await self._reload()
        await notify(self, "Confirmed.")

    @handler(rate="10/m")
    async def end_change(self) -> None:
        self.error = ""
        await self._do(self._ends)
        await self._reload()
        await notify(self, "The account stays as it was.")

    async def _reload(self) -> None:
        raise NotImplementedError
