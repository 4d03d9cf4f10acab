"""What one address may take of a web worker, however often it comes back.

Many people can share an address (a block of flats, a mobile network): these are bounds for a
machine gone wild, far above what a hundred of them do.
"""

from dataclasses import dataclass, field

from foodapp.kit.bucket import Bucket
from foodapp.ui.settings import settings

CALLS, CALLS_PER_SECOND = 200.0, 300.0  # ten tabs that do all they may
CHARACTERS, CHARACTERS_PER_SECOND = 4_000_000.0, 500_000.0
MAX_STORED = 64_000_000  # bytes of the state of all its tabs, also of those closed lately
THROWN_OUT, THROWN_OUT_PER_SECOND = 5.0, 0.1  # tabs that were closed for what they sent
MAX_KNOWN = 20_000  # addresses remembered; the idle ones are forgotten first


@dataclass
class Budget:
    """Of one address, in this process."""

    new_tabs: Bucket = field(default_factory=lambda: _new_tabs())
    calls: Bucket = field(default_factory=lambda: Bucket(CALLS, CALLS_PER_SECOND))
    characters: Bucket = field(default_factory=lambda: Bucket(CHARACTERS, CHARACTERS_PER_SECOND))
    thrown_out: Bucket = field(default_factory=lambda: Bucket(THROWN_OUT, THROWN_OUT_PER_SECOND))
    open: int = 0
    stored: int = 0  # bytes

    def why_no_more_tabs(self) -> str:
        """Empty when one more may come; it is then counted."""
        if self.open >= settings().tabs_of_address:
            return "too many tabs"
        if self.stored >= MAX_STORED:
            return "too much kept"
        if self.thrown_out.wait_s() > 0:
            return "tabs closed before"
        return "" if self.new_tabs.spend() else "too many new tabs"

    @property
    def is_idle(self) -> bool:
        buckets = (self.new_tabs, self.calls, self.characters, self.thrown_out)
        return not self.open and not self.stored and all(one.is_full for one in buckets)


_of: dict[str, Budget] = {}


def of(address: str) -> Budget:
    """address: a network, see kit.network."""
    if (known := _of.get(address)) is not None:
        return known
    if len(_of) >= MAX_KNOWN:
        for one in [one for one, budget in _of.items() if budget.is_idle]:
            del _of[one]
    return _of.setdefault(address, Budget())


def _new_tabs() -> Bucket:
    a_minute = settings().new_tabs_a_minute
    return Bucket(a_minute / 2, a_minute / 60)
