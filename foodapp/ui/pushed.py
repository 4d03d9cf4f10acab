"""What each tab shows that was sent past its state, and when its handlers run.

News goes straight to the sockets. So the copy that Reflex keeps of a tab lags behind what the tab
shows: before one of its handlers runs, the copy catches up. And what was read before a handler has
ended is not sent after it: it would show the tab something older.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

Values = Mapping[str, Any]  # of a state's vars, by name
State = type[Any]


@dataclass
class _Tab:
    shown: dict[State, Values] = field(default_factory=dict)
    ahead: dict[State, Values] = field(default_factory=dict)  # of its kept copy
    read_at: dict[State, float] = field(default_factory=dict)  # when its handler began to read
    running: int = 0
    ended_at: float = -1.0  # monotonic, the last of its handlers
    waiting: list[Callable[[], None]] = field(default_factory=list)  # until none runs


_tabs: dict[str, _Tab] = {}  # by the tab's token


@contextmanager
def handling(token: str, state: Any) -> Iterator[None]:
    """Around a handler of this state. One that fails may have sent nothing of what it read."""
    tab = _tabs.setdefault(token, _Tab())
    tab.running += 1
    ahead = tab.ahead.get(type(state))
    for name, value in (ahead or {}).items():
        setattr(state, name, value)
    try:
        yield
        if ahead is not None and tab.ahead.get(type(state)) is ahead:
            del tab.ahead[type(state)]
    except BaseException:
        tab.shown.clear()
        tab.read_at.clear()
        raise
    finally:
        tab.running -= 1
        tab.ended_at = time.monotonic()
        _ended(token, tab)


def _ended(token: str, tab: _Tab) -> None:
    if tab.running:
        return
    waiting, tab.waiting = tab.waiting, []
    for call in waiting:
        call()
    if not (tab.shown or tab.ahead or tab.waiting) and _tabs.get(token) is tab:
        del _tabs[token]


def is_running(token: str) -> bool:
    return token in _tabs and _tabs[token].running > 0


def was_running(token: str, since: float) -> bool:
    """Whether one of its handlers runs, or has ended since then (monotonic)."""
    tab = _tabs.get(token)
    return tab is not None and (tab.running > 0 or tab.ended_at >= since)


def once_idle(token: str, call: Callable[[], None]) -> None:
    """Call it as soon as no handler of this tab runs."""
    _tabs[token].waiting.append(call)


def read(token: str, state: State, values: Values, since: float) -> None:
    """A handler has put these into the state, and they are on their way to the tab. since: when
    it began to read them, monotonic."""
    tab = _tabs.setdefault(token, _Tab())
    tab.shown[state] = values
    tab.read_at[state] = since
    tab.ahead.pop(state, None)


def has_read(token: str, states: Iterable[State], since: float) -> bool:
    """Whether its own handlers began to read all of these since then."""
    tab = _tabs.get(token)
    return tab is not None and all(tab.read_at.get(one, -1.0) >= since for one in states)


def sent(token: str, state: State, values: Values) -> None:
    """The tab was sent these past its state."""
    tab = _tabs.setdefault(token, _Tab())
    tab.shown[state] = tab.ahead[state] = values


def shown(token: str, state: State) -> Values | None:
    """What this tab certainly shows; None: nobody knows."""
    tab = _tabs.get(token)
    return tab.shown.get(state) if tab else None


def changed(token: str, state: State, values: Values) -> Values:
    """Those of these values that the tab does not show yet."""
    before = shown(token, state)
    if before is None:
        return values
    return {name: value for name, value in values.items() if before.get(name) != value}


def forget(token: str) -> None:
    """Its socket is gone."""
    _tabs.pop(token, None)
