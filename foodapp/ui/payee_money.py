"""What a payee has with the platform, on a screen of a restaurant's or a rider's."""

from typing import Any, ClassVar

from foodapp.payouts.accounts import AccountCard
from foodapp.ui.account_changing import AccountChanging
from foodapp.ui.guard import handler
from foodapp.ui.notices import notify
from foodapp.views.payee import Money, PayoutCard


class PayeeMoney(AccountChanging, mixin=True):
    """Balance, payouts, and where they go: foodapp.ui.payouts draws them. Of a screen with
    `_reload`, which gives what it has read to `_show_money`."""

    _pays: ClassVar[Any]  # asks for a payout now

    balance: str = ""
    is_owed: bool = False
    is_negative: bool = False
    least: str = ""
    next_on: str = ""
    on_the_way: str = ""
    payouts: list[PayoutCard] = []
    account: AccountCard = AccountCard()

    @handler(rate="10/m")
    async def pay_now(self) -> None:
        self.error = ""
        await self._do(self._pays)
        await self._reload()
        await notify(self, "Asked for. You see here when it is on its way.")

    def _show_money(self, found: Money) -> None:
        self.balance, self.least, self.next_on = found.balance, found.least, found.next_on
        self.is_owed, self.is_negative = found.is_owed, found.is_negative
        self.on_the_way, self.account = found.on_the_way, found.account
        self.payouts, self.change = list(found.payouts), found.change
