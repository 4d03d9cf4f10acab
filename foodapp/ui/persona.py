"""The only door from a screen to the domain."""

from collections.abc import Callable
from typing import Any, ClassVar, Concatenate, ParamSpec, TypeVar

import reflex as rx
from sqlmodel import Session

from foodapp.accounts import sessions
from foodapp.accounts.actors import Cookies
from foodapp.accounts.cookies import cookies_of
from foodapp.kit.db import in_transaction
from foodapp.ui import tabs

P = ParamSpec("P")
R = TypeVar("R")


class PersonaState(rx.State, mixin=True):
    """Base of every screen's state. The names start with _ because Reflex lets any browser call
    a state's public methods."""

    _sign_in_page: ClassVar[str] = "/sign-in"

    @staticmethod
    def _sign_in(session: Session, cookies: Cookies) -> Any:
        """The actor these cookies prove. Each persona package says which."""
        raise NotImplementedError

    async def _ask(
        self, domain: Callable[Concatenate[Session, Any, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Sign in and call domain(session, actor, ...), both in one transaction, on a thread."""
        cookies = self._cookies()

        def as_actor(session: Session) -> R:
            return domain(session, self._sign_in(session, cookies), *args, **kwargs)

        return await in_transaction(as_actor)

    def _cookies(self) -> Cookies:
        """Of the socket's handshake, where scripts cannot put them: both are HttpOnly."""
        return cookies_of(tabs.cookie_header(self))


class VisitorState(PersonaState, mixin=True):
    """Screens that anybody may open: the storefront before sign-in."""

    _sign_in = staticmethod(sessions.visitor)
