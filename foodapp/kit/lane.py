"""A lane of its own for work that takes long: one piece at a time, in order, behind everything
else. Twenty people who ask for a document then wait for each other, and nobody else for them."""

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import cached_property
from typing import TypeVar

from foodapp.kit.errors import DomainError
from foodapp.kit.words import t

R = TypeVar("R")
LESS_URGENT = 10  # added to the thread's niceness (Linux counts it by thread)


class Busy(DomainError):
    """The lane is full: later it will be shorter."""

    status = 503

    def __init__(self) -> None:
        super().__init__(t("Many people are asking for documents just now. Please try again soon."))


class Lane:
    """longest: how many pieces may be waiting or under way; who comes then is told so."""

    def __init__(self, longest: int) -> None:
        self._longest = longest
        self._in_it = 0

    async def run(self, work: Callable[[], R]) -> R:
        """Call work on the lane's thread. Raises Busy when too many are waiting already."""
        if self._in_it >= self._longest:
            raise Busy
        self._in_it += 1
        try:
            context = copy_context()  # the request's id, for the log
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._thread, context.run, work)
        finally:
            self._in_it -= 1

    @cached_property
    def _thread(self) -> ThreadPoolExecutor:
        """Made on first use, so after the web server has forked its workers."""
        return ThreadPoolExecutor(1, "lane", initializer=os.nice, initargs=(LESS_URGENT,))
