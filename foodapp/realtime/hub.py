"""One subscription to Valkey a process, handed on to whoever watches in this process."""

import asyncio
import json
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable
from typing import Any

import redis.asyncio
import structlog

from foodapp.kit.valkey import async_valkey
from foodapp.realtime.announce import CHANNEL, said_here_at

Message = dict[str, Any]
Deliver = Callable[[str, str, Message], Awaitable[None]]  # (watcher, topic, message)
Follow = Callable[[Message], Awaitable[None]]

LONGEST_WAIT_S = 2.0
SILENCE_S = 15.0  # after this long without news the connection is asked whether it lives
REMEMBERED_S = 60.0  # longer than any handler takes from its reading to its watching
PASSING = frozenset({"lat", "typing"})  # comes again anyway: nobody has missed it
log = structlog.get_logger(__name__)


class Hub:
    def __init__(self) -> None:
        self.watchers: dict[str, set[str]] = defaultdict(set)  # topic -> watchers
        self.topics: dict[str, frozenset[str]] = {}  # watcher -> topics
        # topic -> when it was last in the news, monotonic: said if this process said it, else heard
        self.heard: dict[str, float] = {}
        self.followers: dict[str, Follow] = {}

    def follow(self, topic: str, follow: Follow) -> None:
        """The process itself hears of this topic, whether or not a tab watches it."""
        self.followers[topic] = follow

    def watch(self, watcher: str, topics: frozenset[str]) -> None:
        """This watcher follows exactly these topics from now on."""
        self.forget(watcher)
        if topics:
            self.topics[watcher] = topics
        for topic in topics:
            self.watchers[topic].add(watcher)

    def heard_since(self, moment: float, topics: frozenset[str]) -> frozenset[str]:
        """Those in the news since then (monotonic, at most REMEMBERED_S ago): who read at that
        moment and watches only now has missed it."""
        return frozenset(topic for topic in topics if self.heard.get(topic, -1.0) >= moment)

    def forget(self, watcher: str) -> None:
        for topic in self.topics.pop(watcher, frozenset()):
            self.watchers[topic].discard(watcher)
            if not self.watchers[topic]:
                del self.watchers[topic]

    async def listen(self, deliver: Deliver) -> None:
        """For ever: hand on what is published; after a gap, tell every watcher to read again."""
        wait = 0.1
        gap = False
        while True:
            try:
                async with async_valkey() as client, client.pubsub() as subscription:
                    await subscription.psubscribe(CHANNEL + "*")
                    if gap:
                        log.info("live updates are back")
                        await self._everyone_reads_again(deliver)
                    wait, gap = 0.1, False
                    await self._hand_on(subscription, deliver)
            except (redis.RedisError, OSError) as lost:
                gap = True
                log.warning("live updates interrupted", reason=type(lost).__name__)
                await asyncio.sleep(wait)
                wait = min(wait * 2, LONGEST_WAIT_S)

    async def _hand_on(self, subscription: "redis.asyncio.client.PubSub", deliver: Deliver) -> None:
        while True:
            news = await subscription.get_message(timeout=SILENCE_S)
            if news is None:
                await subscription.ping()
            elif news["type"] == "pmessage":
                await self._one(news["channel"].removeprefix(CHANNEL), news["data"], deliver)

    def _remember(self, topic: str, said_at: float | None) -> None:
        """The latest last, so that what is too old to matter is found at the front."""
        now = time.monotonic()
        self.heard.pop(topic, None)
        self.heard[topic] = now if said_at is None else max(said_at, now - REMEMBERED_S)
        while self.heard[oldest := next(iter(self.heard))] < now - REMEMBERED_S:
            del self.heard[oldest]

    async def _one(self, topic: str, data: str, deliver: Deliver) -> None:
        try:
            message = json.loads(data)
        except ValueError:
            log.warning("unreadable announcement", topic=topic)
            return
        if not message.keys() & PASSING:
            self._remember(topic, said_here_at(message))
        if (follow := self.followers.get(topic)) is not None:
            await follow(message)
        for watcher in tuple(self.watchers.get(topic, ())):
            await deliver(watcher, topic, message)

    async def _everyone_reads_again(self, deliver: Deliver) -> None:
        for watcher, topics in tuple(self.topics.items()):
            await deliver(watcher, next(iter(topics)), {})
