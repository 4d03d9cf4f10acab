import reflex as rx

from foodapp.accounts.sessions import NoRider
from foodapp.payouts import changing, drafting
from foodapp.payouts.accounts import AccountCard
from foodapp.ui.account_changing import AccountChanging
from foodapp.ui.guard import handler
from foodapp.ui.kit import Bar, bars
from foodapp.ui.notices import notify
from foodapp.views import payee
from foodapp.views.payee import PayoutCard
from foodapp.views.rider import earnings
from foodapp.views.rider.earnings import PaidDelivery
from rider.state import RiderState


class Earned(AccountChanging, RiderState, rx.State):
    """Today, the last seven days, and each delivery in them."""

    _asks = staticmethod(changing.ask_for_rider)
    _confirms = staticmethod(changing.confirm_for_rider)
    _ends = staticmethod(changing.end_for_rider)

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
    error: str = ""

    @handler()
    async def load(self) -> None:
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
        await notify(self, "Asked for. You see here when it is on its way.")

    async def _read(self) -> None:
        await self._read_payouts()

    async def _read_payouts(self) -> None:
        found = await self._ask(payee.of_rider)
        self.balance, self.least, self.next_on = found.balance, found.least, found.next_on
        self.is_owed, self.is_negative = found.is_owed, found.is_negative
        self.on_the_way, self.account = found.on_the_way, found.account
        self.change = found.change
        self.payouts, self.cash = list(found.payouts), found.cash
