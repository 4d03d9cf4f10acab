from dataclasses import dataclass
from uuid import UUID

import reflex as rx

from admin.state import AdminState, Shell
from foodapp.dispatch import overview as dispatch
from foodapp.orders import overview
from foodapp.orders.overview import OrderPage, OrderRow, Which
from foodapp.realtime import topics
from foodapp.ui import live
from foodapp.ui.args import ShortText, Word
from foodapp.ui.guard import handler

MOST = 500  # rows in one tab; who needs more searches


@dataclass(frozen=True)
class Listed:
    row: OrderRow
    rider: str


class Orders(AdminState, rx.State):
    """The list of orders, filtered, live."""

    which: str = "all"
    search: str = ""
    rows: list[Listed] = []
    next_after: str = ""
    loaded: bool = False
    error: str = ""

    @handler()
    async def load(self) -> None:
        query = self.router.url.query_parameters
        asked = str(query.get("which", "all"))
        self.which = asked if asked in set(Which) else "all"
        self.search = str(query.get("search", ""))[:80]
        await self._read()
        live.watch(self, topics.admin())

    @handler(rate="900/m")
    async def refresh(self):
        """The first page anew; rows further down keep what they said until they are read."""
        page, riders = await self._ask(_read, **self._asked())
        fresh = _listed(page, riders)
        known = {one.row.id for one in fresh}
        is_longer = len(self.rows) > len(fresh) and self.which == "all" and not self.search
        self.rows = fresh + ([o for o in self.rows if o.row.id not in known] if is_longer else [])
        self.rows = self.rows[:MOST]
        if not is_longer:
            self.next_after = page.next_after
        return Shell.load

    @handler()
    async def choose(self, which: Word) -> None:
        self.which = Which(which).value if which in set(Which) else "all"
        await self._read()

    @handler(rate="120/m", debounce=250)
    async def find(self, text: ShortText) -> None:
        self.search = text[:80]
        await self._read()

    @handler()
    async def more(self) -> None:
        if not self.next_after or len(self.rows) >= MOST:
            return
        page, riders = await self._ask(_read, **self._asked(), after=UUID(self.next_after))
        known = {one.row.id for one in self.rows}
        self.rows = self.rows + [o for o in _listed(page, riders) if o.row.id not in known]
        self.next_after = page.next_after if len(self.rows) < MOST else ""

    async def _read(self) -> None:
        self.error = ""
        page, riders = await self._ask(_read, **self._asked())
        self.rows, self.next_after = _listed(page, riders), page.next_after
        self.loaded = True

    def _asked(self):
        return {"which": Which(self.which), "search": self.search}


def _read(session, admin, **asked):
    page = overview.orders(session, admin, **asked)
    return page, dispatch.standing(session, admin, [UUID(row.id) for row in page.rows])


def _listed(page: OrderPage, riders: dict[str, str]) -> list[Listed]:
    return [Listed(row, riders.get(row.id, "")) for row in page.rows]
