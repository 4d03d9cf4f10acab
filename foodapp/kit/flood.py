"""So many of a kind in so much time; what is more is counted, not written."""

import time
from collections.abc import Hashable
from dataclasses import dataclass

MAX_CAUSES = 10_000  # remembered at once: whoever invents causes must not fill the memory


@dataclass
class Window:
    ends: float  # monotonic seconds
    let_through: int = 0
    held_back: int = 0


class Flood:
    """Lets through `most` of one cause in `seconds`, and tells afterwards how many it held back."""

    def __init__(self, most: int, seconds: float) -> None:
        self.most, self.seconds = most, seconds
        self._windows: dict[Hashable, Window] = {}

    def lets_through(self, cause: Hashable) -> bool:
        window = self._windows.get(cause)
        if window is None:
            if len(self._windows) >= MAX_CAUSES:
                return False  # until some are over: see over()
            window = self._windows[cause] = Window(time.monotonic() + self.seconds)
        if window.let_through >= self.most:
            window.held_back += 1
            return False
        window.let_through += 1
        return True

    def over(self, *, everything: bool = False) -> list[tuple[Hashable, int]]:
        """The causes whose time is up, with how many were held back of each; then forgotten.
        They stand in the order of their beginnings, so this looks only at what is over."""
        now = time.monotonic()
        ended = []
        for cause, window in list(self._windows.items()):
            if window.ends > now and not everything:
                break
            del self._windows[cause]
            if window.held_back:
                ended.append((cause, window.held_back))
        return ended
