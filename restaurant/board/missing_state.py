from typing import Any

import reflex as rx

from foodapp.autopilot import proposals, substituting
from foodapp.autopilot.proposals import Proposal
from foodapp.dispatch import returning
from foodapp.menu.selling_out import Away
from foodapp.orders import kitchen
from foodapp.ui.args import Id, Quantity, ShortText, Word
from foodapp.ui.guard import Next, handler
from foodapp.ui.notices import notify
from restaurant.board.state import Board
from restaurant.state import RestaurantState

TAKEN_OFF = "Taken off. The money goes back to the customer."


class Missing(RestaurantState, rx.State):
    """The dialogs for what cannot be made, and for an order that cannot be made at all."""

    line_id: str = ""  # the dish whose dialog is open
    dish: str = ""
    most: int = 1
    quantity: int = 1
    proposals: list[Proposal] = []
    parts: list[str] = []  # what of the dish may have run out, and not the dish
    part: str = ""  # the one that has; empty: the dish
    away: Away = Away.TOMORROW  # for how long it is off sale
    cancelling: str = ""  # the order whose dialog is open
    number: str = ""
    error: str = ""

    @handler()
    async def open(self, line_id: Id, dish: Word, most: Quantity) -> None:
        self.error, self.dish, self.most, self.quantity = "", dish, most, most
        self.part, self.away = "", Away.TOMORROW
        self.proposals = await self._ask(proposals.of, line_id)
        self.parts = await self._ask(proposals.parts_of, line_id)
        self.line_id = str(line_id)

    @handler()
    async def close(self) -> None:
        self.line_id = self.cancelling = self.error = ""

    @handler()
    async def count(self, quantity: Quantity) -> None:
        self.quantity = min(max(quantity, 1), self.most)

    @handler()
    async def choose_part(self, part: ShortText) -> None:
        self.part = part if part in self.parts else ""

    @handler()
    async def choose_away(self, away: Away) -> None:
        self.away = away

    @handler(rate="30/m")
    async def take_off(self, line_id: Id) -> Next:
        await self._ask(substituting.report, line_id, **self._what())
        self.line_id = ""
        await notify(self, TAKEN_OFF)
        return Board.refresh

    @handler(rate="30/m")
    async def propose(self, line_id: Id, item_id: Id) -> Next:
        await self._ask(substituting.report, line_id, substitute_id=item_id, **self._what())
        self.line_id = ""
        await notify(self, "The customer is asked now.")
        return Board.refresh

    @handler(rate="30/m")
    async def do_not_wait(self, missing_id: Id) -> Next:
        await self._ask(substituting.do_not_wait, missing_id)
        await notify(self, TAKEN_OFF)
        return Board.refresh

    def _what(self) -> dict[str, Any]:
        return {"quantity": self.quantity, "part": self.part, "away": self.away}

    @handler()
    async def ask_cancel(self, order_id: Id, number: Word) -> None:
        self.error, self.cancelling, self.number = "", str(order_id), number

    @handler(rate="30/m")
    async def cancel(self, order_id: Id, reason: Word) -> Next:
        await self._ask(kitchen.cancel, order_id, reason=reason)
        self.cancelling = ""
        await notify(self, "Cancelled. The customer is told and pays nothing.")
        return Board.refresh

    @handler(rate="30/m")
    async def came_back(self, order_id: Id) -> Next:
        await self._ask(returning.received, order_id)
        await notify(self, "Thank you. The rider is paid for bringing it back.")
        return Board.refresh
