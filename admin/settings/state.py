import reflex as rx

from admin.state import AdminState
from foodapp.pictures import switch
from foodapp.ui.guard import handler
from foodapp.views.console import health
from foodapp.views.console.health import Setting
from foodapp.views.console.parts import Part


class Settings(AdminState, rx.State):
    """What the operator has set, and how the platform is."""

    parts: list[Part] = []
    chosen: list[Setting] = []
    looked_at: str = ""
    has_illustrations: bool = True
    may_set: bool = False
    loaded: bool = False
    error: str = ""

    @handler()
    async def load(self) -> None:
        self.error = ""
        page = await self._read(health.settings_page)
        self.parts, self.chosen, self.looked_at = page.parts, page.chosen, page.looked_at
        self.has_illustrations, self.may_set = page.has_illustrations, page.may_set
        self.loaded = True

    @handler(rate="20/m")
    async def show_illustrations(self, on: bool) -> None:
        self.error = ""
        await self._do(switch.turn, is_on=on)
        await self.load()
