"""Every remotely callable method there is, and which of Reflex's own a browser may call."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from reflex.state import BaseState, State

from foodapp.ui.persona import PersonaState
from foodapp.ui.signature import MARK, Declared

# Reflex's own that its browser side needs, each with the reason it may. Everything else of
# Reflex's (setvar, update_vars_internal, hydrate, the uploads...) is refused at the socket.
BUILT_IN = {
    "hydrate_and_load": "sends the tab its own state; its `vars` are taken out of the frame",
    "on_load_internal": "runs the page's own on_load handlers, which are guarded",
    "set_is_hydrated": "a flag of the tab's own state that nothing trusts",
    "handle_frontend_exception": "logs a browser's error; cut short, and limited like all logs",
}
REFLEX = ("reflex.", "reflex_base.", "reflex_components")


@dataclass(frozen=True)
class Remote:
    """A method of a state that any browser can name."""

    name: str  # as on the wire
    state: type
    method: str
    declared: Declared | None

    @property
    def is_reflexs_own(self) -> bool:
        return self.state.__module__.startswith(REFLEX) or self.method == "setvar"

    @property
    def actor(self) -> str | None:
        """The actor it acts as: "public", or the name of the sign-in of its persona."""
        if self.declared is None:
            return None
        if self.declared.actor is not None:
            return self.declared.actor
        sign_in = getattr(self.state, "_sign_in", None)
        if sign_in is None or sign_in is PersonaState._sign_in:
            return None
        return str(sign_in.__name__)


def every_handler() -> Iterator[Remote]:
    for state in _states(State):
        for method, handler in state.event_handlers.items():
            declared = getattr(handler.fn, MARK, None)
            yield Remote(f"{state.get_full_name()}.{method}", state, method, declared)


def _states(state: type[BaseState]) -> Iterator[type[BaseState]]:
    yield state
    for sub in state.get_substates():
        yield from _states(sub)


@cache
def may_be_called() -> frozenset[str]:
    """The names a socket lets through; read once, after every screen is imported."""
    return frozenset(
        remote.name
        for remote in every_handler()
        if remote.declared is not None or is_allowed_built_in(remote)
    )


@cache
def built_in() -> dict[str, str]:
    """Those of them that are Reflex's own, with their method: no guard judges their arguments."""
    return {one.name: one.method for one in every_handler() if is_allowed_built_in(one)}


def is_allowed_built_in(remote: Remote) -> bool:
    return remote.declared is None and remote.is_reflexs_own and remote.method in BUILT_IN
