"""The guard in front of every handler: a browser can call any of them with anything.

`@handler(...)` stands where Reflex's `@rx.event` would. It checks every argument against its
annotation, the rate of calls, and turns a refusal into one sentence on the screen.
"""

import inspect
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextvars import ContextVar
from typing import (
    Any,
    Concatenate,
    Literal,
    ParamSpec,
    Protocol,
    TypeAlias,
    TypeVar,
    overload,
    runtime_checkable,
)
from urllib.parse import quote

import reflex as rx
import structlog
from reflex.event import EventHandler, EventSpec

from foodapp.accounts import sessions
from foodapp.accounts.permissions import NotProven
from foodapp.kit.bucket import Bucket
from foodapp.kit.errors import DomainError, NotSignedIn, TooMany
from foodapp.kit.words import say
from foodapp.ui import pushed
from foodapp.ui.notices import notify
from foodapp.ui.signature import MARK, Declared, arguments_of, signature_for_reflex

log = structlog.get_logger(__name__)
# What a handler may ask for when it is done: to go elsewhere, or another handler.
Next: TypeAlias = EventSpec | EventHandler | Sequence[EventSpec | EventHandler] | None
P = ParamSpec("P")
R = TypeVar("R", covariant=True)
SECOND_FACTOR = "/admin/secure"  # where whoever needs one for the console sets it up
SECONDS = {"s": 1, "m": 60, "h": 3600}


@runtime_checkable
class AsksForProof(Protocol):
    """A screen that can ask for the password and go on: foodapp.ui.proving.Proving."""

    def _ask_for_proof(self, name: str, arguments: dict[str, Any]) -> None: ...


# When the handler that runs here began, monotonic: whatever it has read, it read later.
_began: ContextVar[float] = ContextVar("_began")
# (token of the tab, handler) -> its bucket; dropped when the socket goes.
_buckets: dict[str, dict[str, Bucket]] = {}


class Handler(Protocol[P, R]):
    """To the type checker: of a state's class, what a page names and gives arguments; of a state,
    the method itself."""

    @overload
    def __get__(self, instance: None, owner: Any) -> EventHandler: ...
    @overload
    def __get__(self, instance: object, owner: Any) -> Callable[P, R]: ...


def handler(
    *,
    actor: Literal["public"] | None = None,
    rate: str = "60/m",
    background: bool = False,
    by_itself: bool = False,
    **event_options: Any,
) -> Callable[[Callable[Concatenate[Any, P], R]], "Handler[P, R]"]:
    """Declare a handler. rate: calls a socket may make, "30/m" (a burst of 30, refilled evenly).
    actor="public" only where nobody need be signed in; otherwise the state has to be a
    PersonaState, and what the handler learns or does goes through `_read`, `_do` and `_call`.
    by_itself: the page calls it because of news, nobody need be there: it keeps no sign-in alive.
    event_options are Reflex's own (debounce=, throttle=, prevent_default=...)."""
    burst, per_second = _parsed(rate)

    def guard(function: Callable[..., Any]) -> Any:
        arguments = arguments_of(function)
        name = function.__qualname__

        async def checked(
            self: Any, args: tuple[Any, ...], named: dict[str, Any]
        ) -> dict[str, Any]:
            _began.set(time.monotonic())
            sessions.by_itself.set(by_itself)
            _spend(self.router.session.client_token, name, burst, per_second)
            return arguments.checked(args, named)

        async def in_steps(self: Any, /, *args: Any, **named: Any) -> AsyncIterator[Any]:
            with pushed.handling(self.router.session.client_token, self):
                try:
                    values = await checked(self, args, named)
                    async for event in function(self, **values):
                        yield event
                except DomainError as refusal:
                    yield await _refuse(self, refusal)

        async def at_once(self: Any, /, *args: Any, **named: Any) -> Any:
            with pushed.handling(self.router.session.client_token, self):
                try:
                    values = await checked(self, args, named)
                    result = function(self, **values)
                    return await result if inspect.isawaitable(result) else result
                except NotProven as refusal:
                    if not isinstance(self, AsksForProof):
                        return await _refuse(self, refusal)
                    return self._ask_for_proof(function.__name__, arguments.named(args, named))
                except DomainError as refusal:
                    return await _refuse(self, refusal)

        guarded: Any = in_steps if inspect.isasyncgenfunction(function) else at_once
        _present(guarded, function)
        setattr(guarded, MARK, Declared(actor=actor, rate=rate, arguments=arguments))
        return rx.event(guarded, background=background or None, **event_options)

    return guard


def began() -> float:
    """When the running handler began (monotonic); outside of handlers, now."""
    return _began.get(time.monotonic())


def _present(guarded: Any, function: Callable[..., Any]) -> None:
    """Look like the function to Reflex, which reads names and annotations."""
    signature = signature_for_reflex(function)
    guarded.__name__, guarded.__qualname__ = function.__name__, function.__qualname__
    guarded.__module__, guarded.__doc__ = function.__module__, function.__doc__
    guarded.__signature__ = signature
    guarded.__annotations__ = {
        p.name: p.annotation for p in list(signature.parameters.values())[1:]
    }


def _parsed(rate: str) -> tuple[int, float]:
    count, _, unit = rate.partition("/")
    return int(count), int(count) / SECONDS[unit]


def _spend(token: str, name: str, burst: int, per_second: float) -> None:
    of_socket = _buckets.setdefault(token, {})
    bucket = of_socket.get(name) or of_socket.setdefault(name, Bucket(burst, per_second))
    if not bucket.spend():
        raise TooMany


def forget(token: str) -> None:
    """The socket of this tab is gone."""
    _buckets.pop(token, None)


async def _refuse(state: Any, refusal: DomainError) -> Any:
    """Tell the person: on the sign-in page, in the screen's own `error`, or as a notice."""
    if isinstance(refusal, NotSignedIn):
        page = getattr(state, "_sign_in_page", "/sign-in")
        here = state.router.url.path if state.router.url else "/"
        return rx.redirect(f"{page}?next={quote(here or '/', safe='/')}")
    if isinstance(refusal, sessions.SecondFactorMissing):
        return rx.redirect(SECOND_FACTOR)
    if "error" in type(state).base_vars:
        state.error = say(refusal.words)
    else:
        await notify(state, say(refusal.words), kind="act")
    return None
