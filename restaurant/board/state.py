import time
from operator import attrgetter
from typing import Any

import reflex as rx

from foodapp.realtime import topics
from foodapp.ui import live
from foodapp.ui.args import Word
from foodapp.ui.guard import handler
from foodapp.ui.sharing import Reading
from foodapp.views.restaurant.board import BoardCard
from foodapp.views.restaurant.board_page import BoardPage, board_page
from foodapp.views.restaurant.riders import Coming
from restaurant.state import BELL, Bell, RestaurantState


class Board(RestaurantState, rx.State):
    """The kitchen's day: what is new, cooking, ready and for later."""

    restaurant_id: str = ""  # whose board it is
    new: list[BoardCard] = []
    cooking: list[BoardCard] = []
    ready: list[BoardCard] = []
    scheduled: list[BoardCard] = []
    done: list[BoardCard] = []
    coming: dict[str, Coming] = {}  # order id -> its rider
    expected_back: list[str] = []  # ids of orders that could not be handed over
    server_now: str = ""  # ISO UTC: what the countdowns start from
    opening: str = ""
    is_open: bool = True
    paused: str = ""  # until when, as shown; empty: taking orders
    busy_minutes: int = 0
    loaded: bool = False
    shown: str = "new"  # the column on a phone

    @handler(rate="120/m")
    async def load(self) -> None:
        await self._reload()
        self.loaded = True

    @handler(rate="240/m")
    async def refresh(self) -> None:
        await self._reload()

    @handler()
    async def show(self, column: Word) -> None:
        self.shown = column

    async def _reload(self) -> None:
        began = time.monotonic()
        page = await self._read(board_page)
        BOARD.put(self, page, since=began)
        RINGS.put(await self.get_state(Bell), page, since=began)
        shown = page.restaurant_id
        live.watch(self, topics.restaurant(shown), shows=(BOARD.of(shown), RINGS.of(shown)))


def _values(page: BoardPage) -> dict[str, Any]:
    board = page.board
    return {
        "restaurant_id": str(page.restaurant_id),
        "new": board.new,
        "cooking": board.cooking,
        "ready": board.ready,
        "scheduled": board.scheduled,
        "done": board.done,
        "coming": page.coming,
        "expected_back": page.expected_back,
        "server_now": board.now,
        "opening": board.opening,
        "is_open": board.is_open,
        "paused": board.paused_shown,
        "busy_minutes": board.busy_extra_minutes,
    }


def _rings(page: BoardPage) -> dict[str, Any]:
    return dict(BELL.values(page.unanswered))


BOARD = Reading(Board, board_page, _values, audience=attrgetter("restaurant_id"))
RINGS = Reading(Bell, board_page, _rings, audience=attrgetter("restaurant_id"))
