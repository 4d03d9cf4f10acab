from uuid import UUID

import reflex as rx

from customer.restaurant.dish_state import DishSheet
from foodapp.kit.errors import DomainError, NotFound, Unusable
from foodapp.kit.words import say, t
from foodapp.menu import picture_reports
from foodapp.menu.picture_reports import Why
from foodapp.ui.args import Word
from foodapp.ui.guard import handler
from foodapp.ui.notices import notify
from foodapp.ui.persona import VisitorState


class PictureReport(VisitorState, rx.State):
    """The picture of the dish that is open is said to be wrong."""

    asking: bool = False
    refused: str = ""

    @handler(rate="20/m")
    async def ask(self) -> None:
        self.asking, self.refused = not self.asking, ""

    @handler(rate="20/m")
    async def send(self, why: Word) -> None:
        if why not in set(Why):
            raise Unusable(t("The reason"))
        self.refused = ""
        dish_id = (await self.get_state(DishSheet)).dish.id
        if not dish_id:
            raise NotFound("dish")
        try:
            await self._do(picture_reports.report, UUID(dish_id), why=Why(why))
        except DomainError as refusal:
            self.refused = say(refusal.words)
            return
        self.asking = False
        await notify(self, "Thank you. The restaurant is told.")
