"""The board's presses, from whatever page of the app: kept without a network, carried out once."""

from datetime import timedelta

import reflex as rx

from foodapp.autopilot import kitchen_presses
from foodapp.kit.errors import DomainError, NotSignedIn
from foodapp.kit.words import say, t
from foodapp.ui.args import Ago, Id, LongText, Word
from foodapp.ui.guard import handler
from foodapp.ui.kit import either
from foodapp.ui.notices import notify
from foodapp.ui.presses import keeper
from restaurant.board.state import Board
from restaurant.state import RestaurantState, Shell

NO_NETWORK = (
    "No network: new orders do not come through. What you press on an order is kept and sent later."
)
TAKEN_OFF = "Taken off. The money goes back to the customer."
ASKED = "The customer is asked now."
DONE = {
    "cancel": "Cancelled. The customer is told and pays nothing.",
    "came_back": "Thank you. The rider is paid for bringing it back.",
    "give": "Given to the rider. The customer knows.",
    "pack_without": TAKEN_OFF,
    "resume": "You are taking orders again.",
}


class Presses(RestaurantState, rx.State):
    acked: str = ""  # the latest press that was carried out, or refused
    pin_of: str = ""  # id of the order whose PIN was wrong
    pin_error: str = ""

    @handler(rate="240/m")
    async def press(
        self, press_id: Id, verb: Word, subject: Id, said: LongText, ago_s: Ago
    ) -> None:
        """One press on an order, sent at once or after a time without network. Then the board as it
        is: also when somebody else was quicker."""
        ago = timedelta(seconds=ago_s)
        try:
            answer = await self._do(
                kitchen_presses.apply, press_id, verb=verb, subject_id=subject, said=said, ago=ago
            )
        except NotSignedIn:
            raise  # it stays kept, and is sent after signing in
        except DomainError:
            await self._answered(press_id)
            raise
        await self._answered(press_id)
        if verb in DONE:
            await notify(self, DONE[verb])
        elif verb == "delay":
            await notify(self, say(t("{minutes} more minutes. The customer knows.", minutes=said)))
        elif verb == "cannot_make":
            await notify(self, ASKED if "instead=" in said else TAKEN_OFF)
        elif answer is not None and answer.is_right:
            await notify(self, say(answer.sentence))
        elif answer is not None:  # shown at its own ticket
            self.pin_of, self.pin_error = str(subject), say(answer.sentence)

    async def _answered(self, press_id: Id) -> None:
        self.acked, self.pin_of, self.pin_error = str(press_id), "", ""
        board = await self.get_state(Board)
        await board._reload()


def keep_presses() -> rx.Component:
    """On every page of the app: the banner while there is no network, and the sending."""
    box = either(Shell.restaurant_id != "", "kitchen." + Shell.restaurant_id, "")
    return keeper(box, acked=Presses.acked, on_send=Presses.press, says=NO_NETWORK)
