"""Work that waits while other work of its kind is under way is carried out together with what else
waits: under load one round trip and one commit for many, and nobody waits for company."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")
MAX = 100


class Batched(Generic[Asked, Answer]):
    """work: gives an answer for each that is asked, in their order; called on a thread, never
    twice at once. What it raises, everybody gets whom it was for."""

    def __init__(self, work: Callable[[Sequence[Asked]], Sequence[Answer]]) -> None:
        self._work = work
        self._waiting: list[tuple[Asked, asyncio.Future[Answer]]] = []
        self._under_way: asyncio.Task[None] | None = None

    async def __call__(self, asked: Asked) -> Answer:
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting.append((asked, answer))
        if self._under_way is None or self._under_way.done():
            self._under_way = asyncio.create_task(self._go_on())
        return await answer

    async def _go_on(self) -> None:
        while self._waiting:
            taken, self._waiting = self._waiting[:MAX], self._waiting[MAX:]
            try:
                told = await asyncio.to_thread(self._work, [asked for asked, _ in taken])
                for (_, answer), one in zip(taken, told, strict=True):
                    if not answer.done():  # whoever asked may have gone
                        answer.set_result(one)
            except Exception as fault:  # noqa: BLE001 - raised again for each who asked
                for _, answer in taken:
                    if not answer.done():
                        answer.set_exception(fault)
