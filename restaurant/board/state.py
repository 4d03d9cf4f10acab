from collections.abc import Callable
from operator import attrgetter
from typing import Annotated, Any, Concatenate, ParamSpec
from uuid import UUID

import reflex as rx
from pydantic import Field

from foodapp.dispatch import giving
from foodapp.kit.db import Session
from foodapp.realtime import topics
from foodapp.restaurants import pausing
from foodapp.ui import live
from foodapp.ui.args import Id, Word
from foodapp.ui.guard import handler
from foodapp.ui.notices import notify
from foodapp.ui.sharing import Reading
from foodapp.views.restaurant.board import BoardCard
from foodapp.views.restaurant.board_page import BoardPage, board_page
from foodapp.views.restaurant.riders import Coming
from restaurant.state import BELL, RestaurantState

P = ParamSpec("P")


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
    slowing: bool = False  # the dialog of pause and busy

    @handler(rate="120/m")
    async def load(self) -> None:
        await self._read()
        self.loaded = True

    @handler(rate="240/m")
    async def refresh(self) -> None:
        await self._read()

    @handler(rate="30/m")
    async def give(self, order_id: Id) -> None:
        """The food has gone with the rider, on the restaurant's word."""
        await self._ask(giving.give, order_id)
        await self._read()
        await notify(self, "Given to the rider. The customer knows.")

    @handler()
    async def show(self, column: Word) -> None:
        self.shown = column

    @handler()
    async def slow_down(self) -> None:
        self.slowing = True

    @handler()
    async def carry_on(self) -> None:
        self.slowing = False

    @handler()
    async def set_busy(self, minutes: Annotated[int, Field(ge=0, le=60)]) -> None:
        await self._do(pausing.set_busy, extra_minutes=minutes)

    @handler()
    async def pause(self, minutes: Annotated[int, Field(ge=0, le=240)]) -> None:
        """minutes 0: until tomorrow."""
        if minutes:
            await self._do(pausing.pause, minutes=minutes)
        else:
            await self._do(pausing.pause_until_tomorrow)
        self.slowing = False

    @handler()
    async def resume(self) -> None:
        await self._do(pausing.resume)
        await notify(self, "You are taking orders again.")

    async def _do(
        self,
        command: Callable[Concatenate[Session, Any, P], object],
        *args: P.args,
        **details: P.kwargs,
    ) -> None:
        """Carry out, then show the board as it is: also when somebody else was quicker."""
        try:
            await self._ask(command, *args, **details)
        finally:
            await self._read()

    async def _read(self) -> None:
        await BOARD.show(self)
        shown = UUID(self.restaurant_id)
        live.watch(self, topics.restaurant(shown), shows=(BOARD.of(shown), BELL.of(shown)))


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


BOARD = Reading(Board, board_page, _values, audience=attrgetter("restaurant_id"))
