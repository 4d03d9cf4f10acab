"""What a new rider has still to do, before the first ride."""

from typing import Literal

import reflex as rx

from foodapp.applications import first_steps
from foodapp.ui.first_steps import steps_card
from foodapp.ui.guard import handler
from foodapp.ui.kit import button
from foodapp.views.first_steps import FirstSteps as Shown
from foodapp.views.first_steps import of_rider
from rider.state import RiderState


class FirstSteps(RiderState, rx.State):
    shown: Shown = Shown()
    error: str = ""  # who may not ride is told by the page itself

    @handler()
    async def load(self) -> None:
        self.shown = await self._read(of_rider)

    @handler(rate="20/m")
    async def mark(self, step: Literal["wake"]) -> None:
        """That this phone wakes, where it can take no push: they keep it open."""
        await self._do(first_steps.mark, first_steps.PHONE)
        self.shown = await self._read(of_rider)

    @handler(rate="10/m")
    async def put_away(self) -> None:
        await self._do(first_steps.mark, first_steps.PUT_AWAY)
        self.shown = await self._read(of_rider)


def first_steps_card() -> rx.Component:
    return steps_card(
        FirstSteps,
        button(
            "Put this list away", look="plain", on_click=FirstSteps.put_away, class_name="-ml-4"
        ),
    )
