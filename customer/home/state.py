import reflex as rx

from foodapp.ui.guard import handler
from foodapp.ui.persona import VisitorState


class Home(VisitorState, rx.State):
    """The front page."""

    loaded: bool = False

    @handler()
    async def load(self) -> None:
        self.loaded = True
