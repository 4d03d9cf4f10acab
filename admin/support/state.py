from uuid import UUID

import reflex as rx

from admin.state import AdminState, Shell
from foodapp.chat import canned
from foodapp.realtime import topics
from foodapp.ui import live
from foodapp.ui.args import Form, Id, Word
from foodapp.ui.guard import Next, handler
from foodapp.ui.notices import notify
from foodapp.views.console import support
from foodapp.views.console.support import ReadyAnswer, Speed, Waits, Which


class Inbox(AdminState, rx.State):
    """Who waits for support, and what support says often."""

    rows: list[Waits] = []
    speed: Speed = Speed()
    which: str = ""
    ready: list[ReadyAnswer] = []
    editing: bool = False  # the ready answers are open
    edited: ReadyAnswer = ReadyAnswer("", "", "")
    version: int = 0  # of the form, which begins anew
    loaded: bool = False
    error: str = ""

    @handler()
    async def load(self) -> None:
        await self._reload()
        self.loaded = True
        live.watch(self, topics.admin(), topics.support())

    @handler(rate="900/m", by_itself=True)
    async def refresh(self) -> Next:
        await self._reload()
        return Shell.load

    @handler()
    async def choose(self, which: Word) -> None:
        self.which = which if which in set(Which) else ""
        await self._reload()

    @handler()
    async def open_answers(self) -> None:
        self.ready = await self._read(support.ready_answers)
        self.editing = True

    @handler()
    async def close_answers(self) -> None:
        self.editing = False
        self._edit(ReadyAnswer("", "", ""))

    @handler()
    async def edit(self, answer_id: Id) -> None:
        found = next((one for one in self.ready if one.id == str(answer_id)), None)
        if found is not None:
            self._edit(found)

    @handler(rate="30/m")
    async def save(self, form: Form) -> None:
        ident = UUID(self.edited.id) if self.edited.id else None
        title, text = str(form.get("title") or ""), str(form.get("text") or "")
        await self._do(canned.save, ident, title=title, text=text)
        await self._saved("Saved.")

    @handler(rate="30/m")
    async def remove(self, answer_id: Id) -> None:
        await self._do(canned.remove, answer_id)
        await self._saved("Removed.")

    async def _saved(self, words: str) -> None:
        self._edit(ReadyAnswer("", "", ""))
        self.ready = await self._read(support.ready_answers)
        await notify(self, words)

    def _edit(self, answer: ReadyAnswer) -> None:
        self.error, self.edited, self.version = "", answer, self.version + 1

    async def _reload(self) -> None:
        self.error = ""
        found = await self._read(support.queue, which=Which(self.which))
        self.rows, self.speed = found.rows, found.speed
