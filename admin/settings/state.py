import reflex as rx

from admin.state import AdminState
from foodapp.accounts.actors import Admin
from foodapp.kit import clock, when
from foodapp.kit.db import Session
from foodapp.ui.guard import handler
from foodapp.views.console import health
from foodapp.views.console.health import Part, Setting


class Settings(AdminState, rx.State):
    """What the operator has set, and how the platform is."""

    parts: list[Part] = []
    chosen: list[Setting] = []
    looked_at: str = ""  # by the platform's clock: what is green was green then
    loaded: bool = False
    error: str = ""

    @handler()
    async def load(self) -> None:
        self.error = ""
        self.parts, self.chosen = await self._do(_read)
        here = clock.now().astimezone(when.town())
        self.looked_at = f"{here:%H:%M:%S}"
        self.loaded = True


def _read(session: Session, admin: Admin) -> tuple[list[Part], list[Setting]]:
    return health.health(session, admin), health.chosen(session, admin)
