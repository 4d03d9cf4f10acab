"""Lists whose filters and place stand in the address: shared, reloaded, and gone back to."""

from collections.abc import Callable
from typing import Any, ClassVar
from urllib.parse import urlencode
from uuid import UUID

import reflex as rx
from reflex.event import EventSpec

from admin.state import AdminState, Shell
from foodapp.realtime import topics
from foodapp.ui import live
from foodapp.ui.args import ShortText, Word
from foodapp.ui.guard import Next, handler


class Listing(AdminState, mixin=True):
    """A page of a list, live. What narrows it are the vars that `_filters` names."""

    _address: ClassVar[str]
    _filters: ClassVar[tuple[str, ...]]
    _place: ClassVar[Callable[[str], Any]] = UUID  # reads `after`; ValueError for anything else

    after: str = ""  # the last row of the page before; empty: the first page
    next_page: str = ""  # its address; empty where nothing follows
    first_page: str = ""  # its address; empty when this is it
    is_narrowed: bool = False  # by a filter, a search or a page: no rows say nothing of the rest
    loaded: bool = False
    error: str = ""

    @handler()
    async def load(self) -> None:
        asked = self.router.url.query_parameters
        for name in self._filters:
            self._narrow(name, str(asked.get(name, "")))
        self.after = self._checked_place(str(asked.get("after", "")))
        await self._reload()
        live.watch(self, topics.admin())

    @handler(rate="900/m", by_itself=True)
    async def refresh(self) -> Next:
        await self._reload()
        return Shell.load

    def _narrow(self, name: str, wanted: str) -> None:
        """Set this filter, to everything where `wanted` makes no sense."""
        raise NotImplementedError

    async def _rows(self, after: Any) -> str:
        """Read the rows behind `after` (None: from the top); returns where the next page begins,
        empty where nothing follows."""
        raise NotImplementedError

    async def _reload(self) -> None:
        self.error = ""
        next_after = await self._rows(type(self)._place(self.after) if self.after else None)
        self.next_page = self._at(next_after) if next_after else ""
        self.first_page = self._at("") if self.after else ""
        self.is_narrowed = "?" in self._at(self.after)
        self.loaded = True

    def _led(self, *, replace: bool = False) -> EventSpec:
        """To the first page of what is asked for now; the page there reads it."""
        return rx.redirect(self._at(""), replace=replace)

    def _at(self, after: str) -> str:
        said = {name: getattr(self, name) for name in self._filters} | {"after": after}
        query = urlencode({name: value for name, value in said.items() if value})
        return f"{self._address}?{query}" if query else self._address

    def _checked_place(self, text: str) -> str:
        try:
            return str(type(self)._place(text)) if text else ""
        except ValueError:
            return ""


class Filtered(Listing, mixin=True):
    """Narrowed by one of a few choices, and by what somebody types."""

    _filters: ClassVar[tuple[str, ...]] = ("which", "search")
    _choices: ClassVar[frozenset[str]]

    which: str = ""  # one of _choices; empty: everything
    search: str = ""

    @handler()
    async def choose(self, which: Word) -> Next:
        self._narrow("which", which)
        return self._led()

    @handler(rate="120/m", debounce=250)
    async def find(self, text: ShortText) -> Next:
        self._narrow("search", text)
        return self._led(replace=True)

    def _narrow(self, name: str, wanted: str) -> None:
        if name == "search":
            self.search = wanted[:80]
        else:
            self.which = wanted if wanted in self._choices else ""
