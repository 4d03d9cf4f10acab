from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

import reflex as rx

from admin import problems
from admin.asking import Command, Confirming, Question, uuid_of
from admin.order.state import BLANK
from admin.state import Shell
from foodapp.chat import reading, supporting, typing, writing
from foodapp.kit.errors import NotFound, Unusable
from foodapp.realtime import topics
from foodapp.ui import live
from foodapp.ui.args import Form, Id
from foodapp.ui.chat.state import ChatScreen, values
from foodapp.ui.guard import Next, handler
from foodapp.ui.notices import notify
from foodapp.ui.sharing import Reading
from foodapp.views.console import support
from foodapp.views.console.order import ConsoleOrder
from foodapp.views.console.support import Conversation


class OneChat(ChatScreen, Confirming, rx.State):
    """One chat, what is to be done about it, and its order beside it."""

    _what: ClassVar[str] = "case"
    _questions: ClassVar[Mapping[str, Question]] = problems.QUESTIONS
    _commands: ClassVar[Mapping[str, Command]] = problems.COMMANDS

    about: Conversation = Conversation()
    order: ConsoleOrder = BLANK
    ready: list[tuple[str, str]] = []
    loaded: bool = False
    missing: bool = False
    error: str = ""
    note_version: int = 0

    @handler()
    async def load(self) -> Next:
        self.loaded = self.missing = False
        self.error = ""
        try:
            await self._reload()
        except NotFound:
            self.loaded, self.missing = True, True
            return None
        answers = await self._read(support.ready_answers)
        self.ready = [(one.title, one.text) for one in answers]
        watched = [topics.admin(), topics.support()]
        if self.about.order_id:
            watched.append(topics.order(UUID(self.about.order_id)))
        live.watch(self, *watched)
        return OneChat.load_chats

    @handler(rate="900/m", by_itself=True)
    async def refresh(self) -> Next:
        if not self.missing:
            await self._reload()
        return Shell.load

    @handler(rate="30/m")
    async def claim(self) -> None:
        await self._do(supporting.claim, self._id(), although_claimed=True)
        await self._reload()

    @handler(rate="30/m")
    async def release(self) -> None:
        await self._do(supporting.release, self._id())
        await self._reload()

    @handler(rate="30/m")
    async def close(self) -> None:
        await self._do(supporting.close, self._id())
        await self._reload()
        await notify(self, "Closed. Their next message opens it again.")

    @handler(rate="30/m")
    async def reopen(self) -> None:
        await self._do(supporting.reopen, self._id())
        await self._reload()

    @handler(rate="30/m")
    async def add_note(self, form: Form) -> None:
        self.error = ""
        await self._do(supporting.note, self._id(), text=str(form.get("note") or ""))
        self.note_version += 1
        await self._reload()

    async def _reload(self) -> None:
        self.error = ""
        self.about = await self._read(support.conversation, self._id())
        order = await self._read(support.order_of, self._id())
        self.order = order or BLANK
        self.loaded = True

    async def _write(self, client_id: Id, kind: str, about: str, text: str) -> None:
        await self._do(writing.answer, _thread(about), client_id=client_id, text=text)

    async def _seen(self, kind: str, about: str, number: int) -> None:
        await self._do(reading.read_by_support, _thread(about), number=number)

    async def _is_typing(self, kind: str, about: str) -> None:
        await self._read(typing.say_as_support, _thread(about))

    def _chats_about(self) -> tuple[Any, ...]:
        return (self._id(),)

    def _reading(self) -> Reading[Any]:
        return LINES

    def _id(self) -> UUID:
        return uuid_of(self.router.url.path.rstrip("/").rpartition("/")[2], "chat")


def _thread(about: str) -> UUID:
    try:
        return UUID(about)
    except ValueError as wrong:
        raise Unusable from wrong


LINES = Reading(OneChat, support.lines_of, values, by_itself=True)
