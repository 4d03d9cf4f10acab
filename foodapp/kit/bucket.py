"""What somebody may spend: so much at once, refilled evenly."""

import time
from dataclasses import dataclass, field


@dataclass
class Bucket:
    burst: float
    per_second: float
    left: float = field(init=False)
    seen: float = field(init=False)  # monotonic seconds

    def __post_init__(self) -> None:
        self.left, self.seen = self.burst, time.monotonic()

    def spend(self, amount: float = 1) -> bool:
        """False, and nothing spent, when there is not so much."""
        self._refill()
        if self.left < amount:
            return False
        self.left -= amount
        return True

    def wait_s(self, amount: float = 1) -> float:
        """How long until so much is there; 0 when it is. For what is asked at most: the burst."""
        self._refill()
        return max(0.0, (min(amount, self.burst) - self.left) / self.per_second)

    @property
    def is_low(self) -> bool:
        """Less than half is left: somebody has been busy."""
        self._refill()
        return self.left < self.burst / 2

    @property
    def is_full(self) -> bool:
        self._refill()
        return self.left >= self.burst

    def _refill(self) -> None:
        now = time.monotonic()
        self.left = min(self.burst, self.left + (now - self.seen) * self.per_second)
        self.seen = now
