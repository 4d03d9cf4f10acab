"""What a process hears, and who is told of it."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import pytest

from foodapp.realtime import hub as hubs
from foodapp.realtime.announce import publish_now
from foodapp.realtime.hub import Hub

ORDER, OTHER = frozenset({"order:1"}), frozenset({"order:2"})
Told = list[tuple[str, str]]


@asynccontextmanager
async def listening(hub: Hub) -> AsyncIterator[Told]:
    """The hub on a real Valkey; whom it told of what."""
    told: Told = []

    async def deliver(watcher: str, topic: str, message: hubs.Message) -> None:
        told.append((watcher, topic))

    task = asyncio.create_task(hub.listen(deliver))
    hub.watch("probe", frozenset({"probe"}))
    while not told:
        publish_now("probe")
        await asyncio.sleep(0.02)
    yield told
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def until(is_right: object, patience_s: float = 60.0) -> None:
    give_up = time.monotonic() + patience_s
    while not is_right():  # type: ignore[operator]
        assert time.monotonic() < give_up
        await asyncio.sleep(0.01)


async def test_only_who_watches_is_told(valkey) -> None:
    hub = Hub()
    hub.watch("cy", ORDER)
    hub.watch("ana", OTHER)
    async with listening(hub) as told:
        publish_now("order:1")
        await until(lambda: ("cy", "order:1") in told)
    assert ("ana", "order:1") not in told


async def test_what_changed_between_reading_and_watching_is_not_missed(valkey) -> None:
    hub = Hub()
    async with listening(hub):
        read_at = time.monotonic()
        publish_now("order:1")
        await until(lambda: "order:1" in hub.heard)
        assert hub.heard_since(read_at, ORDER | OTHER) == ORDER
        assert hub.heard_since(time.monotonic(), ORDER) == frozenset()


async def test_news_of_an_order_between_reading_and_watching_is_not_missed_either(valkey) -> None:
    """It says which order; still it asks to read again."""
    hub = Hub()
    async with listening(hub):
        read_at = time.monotonic()
        publish_now("order:1", order="1")
        await until(lambda: "order:1" in hub.heard)
        assert hub.heard_since(read_at, ORDER) == ORDER


async def test_a_position_asks_nobody_to_read_again(valkey) -> None:
    hub = Hub()
    hub.watch("cy", frozenset({"rider:1"}))
    async with listening(hub) as told:
        publish_now("rider:1", lat=47.1, lng=9.5)
        await until(lambda: ("cy", "rider:1") in told)
        assert "rider:1" not in hub.heard


async def test_what_is_long_over_is_forgotten(valkey, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hubs, "REMEMBERED_S", 0.05)
    hub = Hub()
    async with listening(hub):
        publish_now("order:1")
        await until(lambda: "order:1" in hub.heard)
        await asyncio.sleep(0.06)
        publish_now("order:2")
        await until(lambda: "order:2" in hub.heard)
    assert "order:1" not in hub.heard
