"""What a new restaurant has still to do, above its board."""

from typing import Literal

import reflex as rx

from foodapp.applications import first_steps
from foodapp.ui.first_steps import steps_card
from foodapp.ui.guard import handler
from foodapp.ui.kit import button, error_banner
from foodapp.ui.notices import notify
from foodapp.views.first_steps import FirstSteps as Shown
from foodapp.views.first_steps import of_restaurant
from restaurant.state import RestaurantState


class FirstSteps(RestaurantState, rx.State):
    shown: Shown = Shown()
    error: str = ""

    @handler()
    async def load(self) -> None:
        self.error = ""
        self.shown = await self._read(of_restaurant)

    @handler(rate="20/m")
    async def mark(self, step: Literal["bell"]) -> None:
        await self._do(first_steps.mark, step)
        self.shown = await self._read(of_restaurant)

    @handler(rate="10/m")
    async def put_away(self) -> None:
        await self._do(first_steps.mark, first_steps.PUT_AWAY)
        self.shown = await self._read(of_restaurant)

    @handler(rate="10/m")
    async def open_doors(self) -> None:
        self.error = ""
        await self._do(first_steps.open_doors)
        self.shown = await self._read(of_restaurant)
        await notify(self, "You are open. Guests nearby see you now.")


def first_steps_card() -> rx.Component:
    shown = FirstSteps.shown
    return steps_card(
        FirstSteps,
        error_banner(FirstSteps.error),
        rx.cond(
            shown.may_open,
            button("Open for orders", wide=True, on_click=FirstSteps.open_doors, id="open-doors"),
            rx.cond(
                shown.is_draft,
                rx.el.p("Guests do not see you yet.", class_name="pt-1 text-sm text-muted"),
                button(
                    "Put this list away",
                    look="plain",
                    on_click=FirstSteps.put_away,
                    class_name="-ml-4",
                ),
            ),
        ),
    )
