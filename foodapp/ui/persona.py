"""The only door from a screen to the domain."""

import asyncio
from collections.abc import Callable
from typing import Any, ClassVar, Concatenate, ParamSpec, TypeVar

import reflex as rx
from sqlmodel import Session

from foodapp.accounts import sessions
from foodapp.accounts.actors import Cookies
from foodapp.accounts.cookies import cookies_of
from foodapp.kit.db import ReadSession, in_reading, in_transaction
from foodapp.ui import tabs

P = ParamSpec("P")
R = TypeVar("R")


class PersonaState(rx.State, mixin=True):
    """Base of every screen's state. The names start with _ because Reflex lets any browser call
    a state's public methods."""

    _sign_in_page: ClassVar[str] = "/sign-in"

    @staticmethod
    def _sign_in(session: ReadSession, cookies: Cookies) -> Any:
        """The actor these cookies prove. Each persona package says which."""
        raise NotImplementedError

    async def _read(
        self, view: Callable[Concatenate[ReadSession, Any, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Sign in and see view(session, actor, ...), both in one transaction that can change
        nothing, on a thread."""
        cookies = self._cookies()

        def as_actor(session: ReadSession) -> R:
            return view(session, self._sign_in(session, cookies), *args, **kwargs)

        return await in_reading(as_actor)

    async def _do(
        self, command: Callable[Concatenate[Session, Any, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Sign in and carry out command(session, actor, ...), both in one transaction."""
        cookies = self._cookies()

        def as_actor(session: Session) -> R:
            return command(session, self._sign_in(session, cookies), *args, **kwargs)

        return await in_transaction(as_actor)

    async def _call(
        self, outside: Callable[Concatenate[Any, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Sign in, then outside(actor, ...) on a thread and with no transaction open: what talks
        to somebody else's server, and opens its own transactions before and after."""
        actor = await in_reading(self._sign_in, self._cookies())
        return await asyncio.to_thread(outside, actor, *args, **kwargs)

    def _cookies(self) -> Cookies:
        """Of the socket's handshake, where scripts cannot put them: both are HttpOnly."""
        return cookies_of(tabs.cookie_header(self))


class VisitorState(PersonaState, mixin=True):
    """Screens that anybody may open: the storefront before sign-in."""

    _sign_in = staticmethod(sessions.visitor)
