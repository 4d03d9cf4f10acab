"""What is asked before something that costs somebody something: confirmed, with a reason."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar, TypeAlias
from uuid import UUID

from admin.state import AdminState, Shell
from foodapp.accounts.actors import Admin
from foodapp.accounts.permissions import NotProven
from foodapp.kit.db import Session
from foodapp.kit.errors import DomainError, NotFound
from foodapp.kit.words import say
from foodapp.realtime import topics
from foodapp.ui import live
from foodapp.ui.args import Form, Word
from foodapp.ui.guard import Next, handler
from foodapp.ui.notices import notify
from foodapp.ui.proving import Proving

Command: TypeAlias = Callable[..., object]  # (session, admin, id, *, reason)


def unreasoned(command: Command) -> Command:
    """A command that wants no reason."""

    def carry_out(session: Session, admin: Admin, ident: UUID, *, reason: str) -> object:
        return command(session, admin, ident)

    return carry_out


def typed_as(name: str, command: Command) -> Command:
    """One that takes what was typed under another name: a note, a reference."""

    def carry_out(session: Session, admin: Admin, ident: UUID, *, reason: str) -> object:
        return command(session, admin, ident, **{name: reason})

    return carry_out


@dataclass(frozen=True)
class Question:
    """kind "" asks nothing."""

    kind: str = ""
    subject: str = ""  # the id it is about; empty where it is about the page's own
    title: str = ""
    text: str = ""
    label: str = ""  # of the button that does it
    wants_reason: bool = True
    asks: str = "Reason"  # what has to be typed, where something has
    is_harmful: bool = True
    done: str = "Done."  # what is said when it is
    error: str = ""


class Confirming(Proving, AdminState, mixin=True):
    """A screen that asks before it acts. A refusal is said in the question."""

    _questions: ClassVar[Mapping[str, Question]]
    _commands: ClassVar[Mapping[str, Command]]  # by the question's kind: what a yes does
    _what: ClassVar[str]  # it is about: "order", in "We could not find that order."

    asked: Question = Question()
    _seen_in: int = 0  # the visit in which this page was loaded last

    @handler()
    async def arrive(self) -> None:
        """On load, after Shell's. What was left open when somebody went to another page is closed;
        a connection that was lost loads again while somebody types: then it stays."""
        visit = (await self.get_state(Shell))._visit
        if visit != self._seen_in:
            self._seen_in = visit
            self._put_away()

    def _put_away(self) -> None:
        self.asked = Question()
        self._forget_proof()

    @handler()
    async def ask(self, kind: Word, subject: Word) -> None:
        question = self._questions.get(kind)
        self.asked = replace(question, subject=subject) if question else Question()

    @handler()
    async def never_mind(self) -> None:
        self.asked = Question()

    @handler(rate="20/m")
    async def confirm(self, form: Form) -> None:
        asked = self.asked
        if asked.kind not in self._questions:
            return
        try:
            await self._carry_out(asked.kind, asked.subject, str(form.get("reason") or ""))
        except NotProven:
            raise  # the password is asked for, and then this goes on
        except DomainError as refusal:
            self.asked = replace(asked, error=say(refusal.words))
            return
        self.asked = Question()
        await self._reload()
        await notify(self, asked.done)

    async def _carry_out(self, kind: str, subject: str, reason: str) -> None:
        await self._do(self._commands[kind], self._subject(kind, subject), reason=reason)

    def _subject(self, kind: str, subject: str) -> UUID:
        """What the question is about: of a list, the row that was pressed."""
        return uuid_of(subject, self._what)

    async def _reload(self) -> None:
        raise NotImplementedError


class DetailScreen(Confirming, mixin=True):
    """The page of one thing, whose id ends its address."""

    loaded: bool = False
    missing: bool = False
    error: str = ""
    _shown: str = ""  # the page of the thing that was loaded last

    @handler()
    async def load(self) -> None:
        self._shown = self.router.url.path
        try:
            await self._reload()
        except NotFound:
            self.loaded, self.missing = True, True
            return
        self.missing = False
        live.watch(self, topics.admin(), self._topic())

    def _put_away(self) -> None:
        super()._put_away()
        self.error = ""
        if self._shown != self.router.url.path:  # of another thing nothing stays to be seen
            self.loaded = self.missing = False

    @handler(rate="900/m", by_itself=True)
    async def refresh(self) -> Next:
        if not self.missing:
            await self._reload()
        return Shell.load

    def _subject(self, kind: str, subject: str) -> UUID:
        return self._id()

    def _topic(self) -> str:
        raise NotImplementedError

    def _id(self) -> UUID:
        """Of the page: its address, not something a handler was given."""
        return uuid_of(self.router.url.path.rstrip("/").rpartition("/")[2], self._what)


def uuid_of(text: str, what: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as wrong:
        raise NotFound(what) from wrong
