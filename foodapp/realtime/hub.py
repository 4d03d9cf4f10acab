"""One subscription to Valkey a process, handed on to whoever watches in this process."""

import asyncio
import json
from collections import defaultdict
from collections.abc import Awaitable, Callable
from typing import Any

import redis.asyncio
import structlog

from foodapp.kit.valkey import async_valkey
from foodapp.realtime.announce import CHANNEL

Message = dict[str, Any]
Deliver = Callable[[str, str, Message], Awaitable[None]]  # (watcher, topic, message)

LONGEST_WAIT_S = 2.0
SILENCE_S = 15.0  # after this long without news the connection is asked whether it lives
log = structlog.get_logger(__name__)


class Hub:
    def __init__(self) -> None:
        self.watchers: dict[str, set[str]] = defaultdict(set)  # topic -> watchers
        self.topics: dict[str, frozenset[str]] = {}  # watcher -> topics

    def watch(self, watcher: str, topics: frozenset[str]) -> None:
        """This watcher follows exactly these topics from now on."""
        self.forget(watcher)
        if topics:
            self.topics[watcher] = topics
        for topic in topics:
            self.watchers[topic].add(watcher)

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

    async def _one(self, topic: str, data: str, deliver: Deliver) -> None:
        watchers = tuple(self.watchers.get(topic, ()))
        if not watchers:
            return
        try:
            message = json.loads(data)
        except ValueError:
            log.warning("unreadable announcement", topic=topic)
            return
        for watcher in watchers:
            await deliver(watcher, topic, message)

    async def _everyone_reads_again(self, deliver: Deliver) -> None:
        for watcher, topics in tuple(self.topics.items()):
            await deliver(watcher, next(iter(topics)), {})
