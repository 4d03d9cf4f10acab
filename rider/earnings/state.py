import reflex as rx

from foodapp.accounts.sessions import NoRider
from foodapp.dispatch import earnings
from foodapp.dispatch.earnings import PaidDelivery
from foodapp.payouts import accounts, drafting, overview
from foodapp.payouts.accounts import AccountCard
from foodapp.payouts.overview import PayoutCard
from foodapp.ui.args import Form
from foodapp.ui.guard import handler
from foodapp.ui.kit import Bar, bars
from foodapp.ui.notices import tell
from rider.state import RiderState


class Earned(RiderState, rx.State):
    """Today, the last seven days, and each delivery in them."""

    loaded: bool = False
    today: str = ""
    today_tips: str = ""
    today_count: int = 0
    week: str = ""
    week_tips: str = ""
    week_count: int = 0
    days: list[Bar] = []
    deliveries: list[PaidDelivery] = []
    # From the ledger: what is owed, and what has been paid.
    balance: str = ""
    is_owed: bool = False
    is_negative: bool = False
    least: str = ""
    next_on: str = ""
    on_the_way: str = ""
    payouts: list[PayoutCard] = []
    account: AccountCard = AccountCard()
    cash: str = ""  # of the platform's, in the rider's pocket
    changing: bool = False  # the form of the bank account is open
    error: str = ""

    @handler()
    async def load(self):
        self.changing, self.error = False, ""
        try:
            found = await self._ask(earnings.earnings)
        except NoRider:
            return  # the page says so by itself: Ride.barred
        self.today, self.today_tips, self.today_count = (
            found.today,
            found.today_tips,
            found.today_count,
        )
        self.week, self.week_tips, self.week_count = found.week, found.week_tips, found.week_count
        self.days = bars([(day.label, day.minor, day.shown) for day in found.days])
        self.deliveries = list(found.deliveries)
        await self._read_payouts()
        self.loaded = True

    @handler(rate="10/m")
    async def pay_now(self) -> None:
        self.error = ""
        await self._ask(drafting.ask_for_rider)
        await self._read_payouts()
        await tell(self, "Asked for. You see here when it is on its way.")

    @handler()
    async def change_account(self) -> None:
        self.changing, self.error = True, ""

    @handler()
    async def keep_account(self) -> None:
        self.changing, self.error = False, ""

    @handler(rate="10/m")
    async def save_account(self, form: Form) -> None:
        self.account = await self._ask(
            accounts.set_for_rider,
            holder=str(form.get("holder") or ""),
            bank_account=str(form.get("bank_account") or ""),
        )
        self.changing, self.error = False, ""
        await tell(self, "Saved. The next payout goes there.")

    async def _read_payouts(self) -> None:
        found = await self._ask(overview.of_rider)
        self.balance, self.least, self.next_on = found.balance, found.least, found.next_on
        self.is_owed, self.is_negative = found.is_owed, found.is_negative
        self.on_the_way, self.account = found.on_the_way, found.account
        self.payouts, self.cash = list(found.payouts), found.cash
