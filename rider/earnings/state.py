import reflex as rx

from foodapp.accounts.sessions import NoRider
from foodapp.dispatch import earnings
from foodapp.dispatch.earnings import PaidDelivery
from foodapp.ui.guard import handler
from foodapp.ui.kit import Bar, bars
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

    @handler()
    async def load(self):
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
        self.loaded = True
