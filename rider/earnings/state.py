import reflex as rx

from foodapp.accounts.sessions import NoRider
from foodapp.payouts import changing, drafting
from foodapp.ui.guard import handler
from foodapp.ui.kit import Bar, bars
from foodapp.ui.payee_money import PayeeMoney
from foodapp.views import payee
from foodapp.views.rider import earnings
from foodapp.views.rider.earnings import PaidDelivery
from rider.state import RiderState


class Earned(PayeeMoney, RiderState, rx.State):
    """Today, the last seven days, and each delivery in them."""

    _asks = staticmethod(changing.ask_for_rider)
    _confirms = staticmethod(changing.confirm_for_rider)
    _ends = staticmethod(changing.end_for_rider)
    _pays = staticmethod(drafting.ask_for_rider)

    loaded: bool = False
    today: str = ""
    today_tips: str = ""
    today_count: int = 0
    week: str = ""
    week_tips: str = ""
    week_count: int = 0
    days: list[Bar] = []
    deliveries: list[PaidDelivery] = []
    cash: str = ""  # of the platform's, in the rider's pocket

    @handler()
    async def load(self) -> None:
        self.changing, self.error = False, ""
        try:
            found = await self._read(earnings.earnings)
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
        await self._reload()
        self.loaded = True

    async def _reload(self) -> None:
        found = await self._read(payee.of_rider)
        self._show_money(found)
        self.cash = found.cash
