from dataclasses import asdict, dataclass
from uuid import UUID

import reflex as rx

from admin import addresses
from admin.state import AdminState, Shell
from foodapp.alerts import alerts
from foodapp.kit.words import n, say, t
from foodapp.realtime import topics
from foodapp.ui import live
from foodapp.ui.args import Id, Word
from foodapp.ui.guard import Next, handler
from foodapp.views.console.alert_words import AlertCard
from foodapp.views.console.figures import Glance
from foodapp.views.console.needs import OrderInTrouble
from foodapp.views.console.order import Happened
from foodapp.views.console.overview import overview

PAGES = {"r": "/admin/restaurants/", "o": "/admin/orders/"}  # prefix of a marker's id


@dataclass(frozen=True)
class Tile:
    id: str
    label: str
    figures: list[str]  # large; one a currency where it is money
    note: str
    href: str
    acts: bool = False  # somebody must act now


class Overview(AdminState, rx.State):
    """The platform now: figures, what needs somebody, the map, and what has just happened."""

    tiles: list[Tile] = []
    alerts: list[AlertCard] = []
    troubles: list[OrderInTrouble] = []
    calm: str = ""
    feed: list[Happened] = []
    points: list[dict[str, str | float]] = []
    center: list[float] = [0.0, 0.0]
    loaded: bool = False
    error: str = ""

    @handler()
    async def load(self) -> None:
        await self._reload()
        live.watch(self, topics.admin())

    @handler(rate="900/m", by_itself=True)
    async def refresh(self) -> Next:
        await self._reload()
        return Shell.load

    @handler()
    async def dismiss(self, alert_id: Id) -> Next:
        await self._do(alerts.mark_seen, alert_id)
        await self._reload()
        return Shell.load

    @handler()
    async def open_marker(self, marker_id: Word) -> Next:
        """A restaurant or an order; a rider has no page."""
        prefix, _, ident = marker_id.partition("-")
        try:
            return rx.redirect(PAGES[prefix] + str(UUID(ident)))
        except (KeyError, ValueError):
            return None

    async def _reload(self) -> None:
        self.error = ""
        page = await self._read(overview)
        now, self.feed, points = page.needs, page.feed, page.points
        self.troubles, self.alerts, self.calm = now.troubles, now.alerts, now.calm
        self.tiles = tiles(page.glance)
        self.points = [asdict(point) for point in points]
        if not self.loaded and points:
            self.center = [points[0].lng, points[0].lat]
        self.loaded = True


def tiles(glance: Glance) -> list[Tile]:
    orders = addresses.ORDERS
    ended = t("{delivered} delivered, {lost} lost",
              delivered=glance.delivered_today, lost=glance.lost_today)  # fmt: skip
    waits = n("{count} waits for an answer", "{count} wait for an answer", glance.unanswered)
    return [
        Tile("orders-today", "Orders today", [str(glance.orders_today)], say(ended), orders),
        Tile("sales-today", "Sales today", glance.sales_today, "accepted, fees and tips included",
             orders),
        Tile("live-orders", "Live orders", [str(glance.live)], say(waits), f"{orders}?which=live"),
        Tile("late-orders", "Late", [str(glance.late)], "later than the customer was told",
             f"{orders}?which=late", glance.late > 0),
        Tile("unassigned", "Without a rider", [str(glance.unassigned)],
             say(t("{orders} being searched for", orders=glance.searching)),
             f"{orders}?which=live", glance.unassigned > 0),
        Tile("riders-online", "Riders online", [str(glance.riders_online)],
             say(t("{riders} with a delivery", riders=glance.riders_busy)),
             "/admin/people?which=riders"),
    ]  # fmt: skip
