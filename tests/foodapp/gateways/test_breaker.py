import pytest

from foodapp.gateways.breaker import Breaker, patiently
from foodapp.gateways.errors import Declined, Unavailable


class Flaky:
    """Fails as told, then answers."""

    def __init__(self, *failures: Exception) -> None:
        self.failures, self.asked = list(failures), 0

    def __call__(self) -> str:
        self.asked += 1
        if self.failures:
            raise self.failures.pop(0)
        return "done"


def test_what_nobody_knows_is_asked_again():
    ask = Flaky(Unavailable(), Unavailable())
    assert patiently(Breaker(), ask) == "done"
    assert ask.asked == 3


def test_a_clear_no_is_not_asked_again():
    ask = Flaky(Declined("card_declined"))
    with pytest.raises(Declined):
        patiently(Breaker(), ask)
    assert ask.asked == 1


def test_after_five_failures_nobody_asks_until_the_pause_is_over(monkeypatch):
    now = [100.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    breaker, ask = Breaker(failures=5, pause_s=10), Flaky(*[Unavailable() for _ in range(6)])
    for _ in range(7):
        with pytest.raises(Unavailable):
            breaker.call(ask)
    assert ask.asked == 5, "the last two failed at once"

    now[0] += 10
    with pytest.raises(Unavailable):
        breaker.call(ask)
    assert ask.asked == 6, "one may try"
    with pytest.raises(Unavailable):
        breaker.call(ask)
    assert ask.asked == 6, "it failed, so the others go on waiting"

    now[0] += 10
    assert [breaker.call(ask), breaker.call(ask)] == ["done", "done"]


def test_a_refusal_shows_that_the_gateway_is_there():
    breaker = Breaker(failures=2, pause_s=10)
    ask = Flaky(Unavailable(), Declined("x"), Unavailable())
    for wanted in (Unavailable, Declined, Unavailable):
        with pytest.raises(wanted):
            breaker.call(ask)
    assert breaker.call(ask) == "done"
