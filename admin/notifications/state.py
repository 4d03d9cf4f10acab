import reflex as rx

from admin.state import AdminState
from foodapp.ui.guard import handler
from foodapp.views import catalogue
from foodapp.views.catalogue import CatalogueLine


class Notifications(AdminState, rx.State):
    """Who is told of what."""

    rows: list[CatalogueLine] = []
    loaded: bool = False
    error: str = ""

    @handler()
    async def load(self) -> None:
        self.rows, self.loaded = await self._read(catalogue.page), True
