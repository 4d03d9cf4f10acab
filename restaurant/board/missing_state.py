import reflex as rx

from foodapp.autopilot import proposals
from foodapp.autopilot.proposals import Proposal
from foodapp.ui.args import Id
from foodapp.ui.guard import handler
from restaurant.state import RestaurantState


class Missing(RestaurantState, rx.State):
    """What may come instead of the dish whose dialog was opened. The dialog itself opens in the
    browser, and what is pressed in it is kept: restaurant.board.presses."""

    line_id: str = ""
    proposals: list[Proposal] = []

    @handler()
    async def open(self, line_id: Id) -> None:
        self.proposals = await self._read(proposals.of, line_id)
        self.line_id = str(line_id)
