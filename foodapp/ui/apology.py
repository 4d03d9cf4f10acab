"""What a person is told when the fault is ours."""

import reflex as rx

from foodapp.ui.guard import handler
from foodapp.ui.notices import tell


class Apology(rx.State):
    @handler(actor="public")
    async def say(self) -> None:
        await tell(self, "Something went wrong on our side. We have been told.", "act")
