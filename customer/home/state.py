from zoneinfo import ZoneInfo

import reflex as rx

from foodapp.kit import clock
from foodapp.kit.settings import settings
from foodapp.ui import live
from foodapp.ui.guard import handler
from foodapp.ui.persona import VisitorState


class Home(VisitorState, rx.State):
    """The front page."""

    at: str = ""  # local time of the town, as shown

    @handler()
    async def load(self) -> None:
        self.at = clock.now().astimezone(ZoneInfo(settings().time_zone)).strftime("%H:%M:%S")
        live.watch(self, "town")
