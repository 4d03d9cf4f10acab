from typing import Annotated

import reflex as rx
from pydantic import Field

from admin.state import AdminState
from foodapp.accounts import on_call
from foodapp.ui.args import Id
from foodapp.ui.guard import handler
from foodapp.views import catalogue
from foodapp.views.catalogue import CatalogueLine
from foodapp.views.console import on_call as on_call_view
from foodapp.views.console.on_call import OnCall


class Notifications(AdminState, rx.State):
    """Who is told of what, and who is rung for what cannot wait."""

    rows: list[CatalogueLine] = []
    ladder: list[OnCall] = []
    may_change: bool = False
    loaded: bool = False
    error: str = ""

    @handler()
    async def load(self) -> None:
        self.rows = await self._read(catalogue.page)
        await self._reload()
        self.loaded = True

    @handler(rate="60/m")
    async def put(self, user_id: Id, turn: Annotated[int, Field(ge=0, le=50)]) -> None:
        """turn: 1 is rung first; 0: off call."""
        await self._do(on_call.put, user_id, place=turn - 1 if turn else None)
        await self._reload()

    async def _reload(self) -> None:
        found = await self._read(on_call_view.ladder)
        self.ladder, self.may_change = found.rows, found.may_change
