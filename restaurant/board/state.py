from collections.abc import Callable
from typing import Annotated, Any, Concatenate, ParamSpec
from uuid import UUID

import reflex as rx
from pydantic import Field

from foodapp.accounts.actors import RestaurantStaff
from foodapp.dispatch import giving, returning
from foodapp.kit.db import Session
from foodapp.realtime import topics
from foodapp.restaurants import pausing
from foodapp.ui import live
from foodapp.ui.args import Id, Word
from foodapp.ui.guard import handler
from foodapp.ui.notices import notify
from foodapp.views.restaurant import board as orders
from foodapp.views.restaurant import riders
from foodapp.views.restaurant.board import BoardCard
from foodapp.views.restaurant.riders import Coming
from restaurant.state import RestaurantState

P = ParamSpec("P")


class Board(RestaurantState, rx.State):
    """The kitchen's day: what is new, cooking, ready and for later."""

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
        board, self.coming, self.expected_back, restaurant_id = await self._ask(_everything)
        self.new, self.cooking, self.ready = board.new, board.cooking, board.ready
        self.scheduled, self.done = board.scheduled, board.done
        self.server_now = board.now
        self.opening, self.is_open = board.opening, board.is_open
        self.paused, self.busy_minutes = board.paused_shown, board.busy_extra_minutes
        live.watch(self, topics.restaurant(restaurant_id))


def _everything(
    session: Session, staff: RestaurantStaff
) -> tuple[orders.Board, dict[str, Coming], list[str], UUID]:
    return (
        orders.of(session, staff),
        riders.coming(session, staff),
        returning.expected(session, staff),
        staff.restaurant_id,
    )
