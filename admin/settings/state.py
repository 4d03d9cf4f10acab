import reflex as rx

from admin.state import AdminState
from foodapp.analytics import health
from foodapp.analytics.health import Part, Setting
from foodapp.ui.guard import handler


class Settings(AdminState, rx.State):
    """What the operator has set, and how the platform is."""

    parts: list[Part] = []
    chosen: list[Setting] = []
    loaded: bool = False
    error: str = ""

    @handler()
    async def load(self) -> None:
        self.error = ""
        self.parts, self.chosen = await self._ask(_read)
        self.loaded = True


def _read(session, admin):
    return health.health(session, admin), health.chosen(session, admin)
