"""What is kept of tabs in Valkey: how much, whose, and how it is thrown away.

Reflex pickles a tab's state there, so that any worker can serve it. Its state manager is private
API (0.10.1); what we ask of it is here.
"""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import redis
import reflex as rx
import structlog
from reflex.istate.manager.redis import StateManagerRedis
from reflex.istate.manager.token import BaseStateToken
from reflex.state import BaseState, State
from reflex_base.event.context import EventContext
from reflex_base.event.processor import BaseStateEventProcessor
from sqlalchemy.exc import SQLAlchemyError

from foodapp.accounts import sessions
from foodapp.kit.db import in_transaction
from foodapp.kit.valkey import cache, valkey
from foodapp.realtime import dismissal
from foodapp.ui import budgets, tabs

log = structlog.get_logger(__name__)
SWEEP_EVERY_S = 20.0
MAX_OVER = 20_000
ERASED_AGAIN_AFTER_S = 0.5  # what was on its way to Valkey when it was erased


@dataclass
class Kept:
    """Of one tab's state, by this process."""

    budget: budgets.Budget
    sizes: dict[str, int]  # key -> bytes
    written_at: float  # monotonic


_kept: dict[str, Kept] = {}  # token -> ...; the latest written last
_thrown_away: dict[str, float] = {}  # token -> when: what still runs for it writes nothing more
_manager: StateManagerRedis | None = None
_over: dict[str, None] = {}  # hashes of sign-ins that have ended, the latest last
_erasing: set[asyncio.Task[None]] = set()  # held, or they could be collected while they run


def watch_over(app: rx.App) -> None:
    """Weigh what is written of each tab before it is."""
    global _manager
    manager = app.state_manager
    if not isinstance(manager, StateManagerRedis):
        return  # while the screens are built
    _manager = manager
    writes_of = manager._collect_state_writes

    def weighed(token: BaseStateToken, state: Any) -> list[tuple[str, bytes]]:
        return _weigh(token.ident, writes_of(token, state), manager.token_expiration)

    manager._collect_state_writes = weighed  # type: ignore[method-assign, assignment]
    _let_what_was_thrown_away_rest()


def _let_what_was_thrown_away_rest() -> None:
    """An event that finds no state of its tab loads the page anew, by more events. Of a tab that
    was thrown away these find none either: each would be followed by some more, without end."""
    anew = BaseStateEventProcessor._rehydrate

    async def unless_thrown_away(self: BaseStateEventProcessor, state: BaseState) -> None:
        if EventContext.get().token not in _thrown_away:
            await anew(self, state)

    BaseStateEventProcessor._rehydrate = unless_thrown_away  # type: ignore[method-assign, assignment]


def _weigh(token: str, writes: list[tuple[str, bytes]], lasts_s: float) -> list[tuple[str, bytes]]:
    """What may be written: all of it, or nothing for a tab that was thrown out."""
    _forget_what_has_expired(lasts_s)
    if token in _thrown_away:
        return []
    tab = tabs.of(token)
    if tab is None:  # gone meanwhile; it was weighed while it was here
        return writes
    kept = _kept.pop(token, None) or Kept(tab.budget, {}, 0.0)
    _kept[token] = kept
    before = sum(kept.sizes.values())
    kept.sizes.update((key, len(value)) for key, value in writes)
    kept.written_at = time.monotonic()
    stored = sum(kept.sizes.values())
    kept.budget.stored += stored - before
    if stored > tabs.MAX_STORED or kept.budget.stored > 2 * budgets.MAX_STORED:
        tabs.throw_out(tab, "state too large")
        return []
    return writes


def _forget_what_has_expired(lasts_s: float) -> None:
    now = time.monotonic()
    while _kept and _kept[oldest := next(iter(_kept))].written_at < now - lasts_s:
        kept = _kept.pop(oldest)
        kept.budget.stored -= sum(kept.sizes.values())
    while _thrown_away and _thrown_away[oldest := next(iter(_thrown_away))] < now - lasts_s:
        del _thrown_away[oldest]


async def times_dismissed(sign_in: str) -> int:
    """How often this sign-in has been dismissed lately."""
    if not sign_in:
        return 0
    try:
        times: Any = await asyncio.to_thread(valkey().get, dismissal.key_of(sign_in))
        return int(times or 0)
    except redis.RedisError as gone:
        raise ConnectionRefusedError from gone  # a sentence of socket.io's; the page tries again


async def note_whose(token: str, sign_in: str) -> None:
    """So that this tab's state is found when its sign-in is dismissed, wherever its socket is."""
    if not sign_in:
        return

    def write() -> None:
        with cache().pipeline(transaction=False) as pipeline:
            pipeline.sadd(_key_of_tabs(sign_in), token)
            pipeline.expire(_key_of_tabs(sign_in), dismissal.KEPT_S)
            pipeline.execute()

    try:
        await asyncio.to_thread(write)
    except redis.RedisError as gone:
        raise ConnectionRefusedError from gone


def _key_of_tabs(sign_in: str) -> str:
    return f"tabs:{sign_in}"


async def dismissed(message: dict[str, Any]) -> None:
    """What the hub hears on dismissal.TOPIC."""
    sign_ins = frozenset(dismissal.dismissed_by(message))
    await end(sign_ins)
    try:
        _remember_over(await _ended_among(sign_ins))
    except SQLAlchemyError as gone:  # then the sweep tells them once more
        log.warning("dismissed_not_looked_up", reason=type(gone).__name__)


async def end(sign_ins: Iterable[str]) -> None:
    """Close the tabs of these sign-ins, then erase what is kept of them."""
    sign_ins = list(sign_ins)
    tabs.dismiss(sign_ins)
    erasing = asyncio.create_task(_erase(sign_ins))
    _erasing.add(erasing)
    erasing.add_done_callback(_erasing.discard)


async def _erase(sign_ins: list[str]) -> None:
    try:
        tokens = await asyncio.to_thread(_tokens_of, sign_ins)
        for pause_s in (ERASED_AGAIN_AFTER_S, 0.0):
            await _erase_states(tokens)
            await asyncio.sleep(pause_s)
    except redis.RedisError as gone:
        log.warning("tabs_not_erased", reason=type(gone).__name__)


def _tokens_of(sign_ins: list[str]) -> set[str]:
    return {
        str(token)
        for one in sign_ins
        for token in cache().smembers(_key_of_tabs(one))  # type: ignore[union-attr]
    }


async def _erase_states(tokens: set[str]) -> None:
    now = time.monotonic()
    for token in tokens:
        _thrown_away[token] = now
        if _manager is not None:
            name = BaseStateToken(ident=token, cls=State)
            await _manager.redis.unlink(*(name._state_key(one) for one in _every_state(State)))


def _every_state(state: type[BaseState]) -> Iterator[type[BaseState]]:
    yield state
    for sub in state.get_substates():
        yield from _every_state(sub)


@contextlib.asynccontextmanager
async def sweep(app: rx.App) -> AsyncIterator[None]:
    """Reflex's lifespan: now and then every sign-in that a tab is open with is looked up. News
    may be lost, and a sign-in also ends by the clock."""
    sweeping = asyncio.create_task(_sweep_for_ever())
    yield
    sweeping.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await sweeping


async def _sweep_for_ever() -> None:
    while True:
        await asyncio.sleep(SWEEP_EVERY_S)
        try:
            if over := await over_by_now():
                await in_transaction(dismissal.dismiss, over)
        except SQLAlchemyError as gone:
            log.warning("sweep_of_tabs_put_off", reason=type(gone).__name__)


async def over_by_now() -> frozenset[str]:
    """The sign-ins that a tab is open with here and that have ended. Each is told once: a browser
    that keeps its dead cookie looks around as a guest."""
    open_now = tabs.sign_ins().difference(_over)
    if not open_now:
        return frozenset()
    over = await _ended_among(open_now)
    _remember_over(over)
    return over


async def _ended_among(sign_ins: frozenset[str]) -> frozenset[str]:
    return sign_ins - await in_transaction(sessions.alive_among, sign_ins)


def _remember_over(sign_ins: frozenset[str]) -> None:
    _over.update(dict.fromkeys(sign_ins))
    while len(_over) > MAX_OVER:
        del _over[next(iter(_over))]
