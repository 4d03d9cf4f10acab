"""The chats of a page, whoever reads them: shown, written, read."""

import time
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from foodapp.calls import asking as calls
from foodapp.chat import reading, typing, writing
from foodapp.chat.models import Kind
from foodapp.chat.scoped import Place
from foodapp.chat.writing import ChatClosed
from foodapp.kit.errors import DomainError, NotSignedIn, Unusable
from foodapp.kit.words import say
from foodapp.realtime import topics
from foodapp.ui import live
from foodapp.ui.args import Id, LongText, Word
from foodapp.ui.guard import handler
from foodapp.ui.notices import notify
from foodapp.ui.persona import PersonaState
from foodapp.ui.sharing import Reading
from foodapp.views.chat import WINDOW, ChatCard, Chats

Number = Annotated[int, Field(ge=0, le=2_000_000_000)]
MOST_SHOWN = 400


class ChatScreen(PersonaState, mixin=True):
    """Mixed into a state of each persona, which says what it reads."""

    chats: list[ChatCard] = []
    box: str = ""  # whose lines this device keeps; empty while nobody is known
    acked: str = ""  # the line that was stored last, by this device's name for it
    refused: dict[str, str] = {}  # id, words: of one that never will be
    _shown: int = WINDOW

    @handler(rate="120/m")
    async def load_chats(self) -> None:
        """On load, after the page itself, and when it is about something else."""
        reading, subject, began = (
            self._reading(),
            (*self._chats_about(), self._shown),
            time.monotonic(),
        )
        found: Chats = await self._read(reading.read, *subject)
        reading.put(self, found, since=began)
        self.box = found.box
        heard = [topics.chat(kind, about) for kind, about in found.heard]
        live.chats(self, *heard, shows=reading.of(*subject))

    @handler(rate="240/m", by_itself=True)
    async def refresh_chats(self) -> None:
        await self.load_chats()

    @handler(rate="30/m")
    async def earlier(self) -> None:
        self._shown = min(self._shown + WINDOW, MOST_SHOWN)
        await self.load_chats()

    @handler(rate="120/m")
    async def write(self, client_id: Id, kind: Word, about: Word, text: LongText) -> None:
        """One line, sent at once or after a time without network; perhaps once more."""
        try:
            await self._write(client_id, kind, about, text)
        except NotSignedIn:
            raise  # it stays kept, and is sent after signing in
        except DomainError as refusal:
            self.refused = {"id": str(client_id), "words": say(refusal.words)}
            if isinstance(refusal, ChatClosed):  # since this page has read it
                await self.load_chats()
            return
        self.acked = str(client_id)

    @handler(rate="10/m")
    async def call(self, about: Word) -> None:
        """The other one of this order; the reader's own telephone rings first."""
        order_id = _place(Kind.CUSTOMER_RIDER, about).order_id
        if order_id is None:
            raise Unusable
        await self._do(calls.ask, order_id)
        await notify(self, "Your phone rings now. Pick up, and we connect you.")

    @handler(rate="120/m")
    async def seen(self, kind: Word, about: Word, number: Number) -> None:
        await self._seen(kind, about, number)

    @handler(rate="60/m")
    async def typing(self, kind: Word, about: Word) -> None:
        await self._is_typing(kind, about)

    async def _write(self, client_id: UUID, kind: str, about: str, text: str) -> None:
        await self._do(writing.write, _place(kind, about), client_id=client_id, text=text)

    async def _seen(self, kind: str, about: str, number: int) -> None:
        await self._do(reading.read, _place(kind, about), number=number)

    async def _is_typing(self, kind: str, about: str) -> None:
        await self._read(typing.say, _place(kind, about))

    def _chats_about(self) -> tuple[Any, ...]:
        """What the chats are about: what the view is asked for, before how many lines."""
        return ()

    def _reading(self) -> "Reading[Any]":
        raise NotImplementedError


def values(found: Chats) -> dict[str, Any]:
    """For a Reading of these."""
    return {"chats": found.cards}


def _place(kind: str, about: str) -> Place:
    try:
        return Place(Kind(kind), UUID(about) if about else None)
    except ValueError as error:
        raise Unusable from error
