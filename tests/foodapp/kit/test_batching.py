"""What waits is carried out together, and everybody hears their own answer."""

import asyncio
import threading

import pytest

from foodapp.kit.batching import MAX, Batched


def test_what_comes_while_one_is_under_way_goes_together_with_the_next():
    groups: list[list[int]] = []
    may_go_on = threading.Event()

    def double(asked):
        groups.append(list(asked))
        may_go_on.wait(60)
        return [2 * one for one in asked]

    async def play():
        together = Batched(double)
        first = asyncio.create_task(together(1))
        while not groups:
            await asyncio.sleep(0.01)
        others = [asyncio.create_task(together(n)) for n in (2, 3, 4)]
        await asyncio.sleep(0.05)
        may_go_on.set()
        return [await one for one in (first, *others)], await together(5)

    assert asyncio.run(play()) == ([2, 4, 6, 8], 10)
    assert groups == [[1], [2, 3, 4], [5]]


def test_a_group_has_an_end():
    sizes: list[int] = []

    def same(asked):
        sizes.append(len(asked))
        return asked

    async def play():
        together = Batched(same)
        return await asyncio.gather(*(together(n) for n in range(2 * MAX)))

    assert asyncio.run(play()) == list(range(2 * MAX))
    assert max(sizes) == MAX


def test_what_fails_fails_for_those_it_was_for_and_the_next_go_on():
    def work(asked):
        if "bad" in asked:
            raise ValueError("no")
        return asked

    async def play():
        together = Batched(work)
        with pytest.raises(ValueError, match="no"):
            await together("bad")
        return await together("good")

    assert asyncio.run(play()) == "good"


def test_whoever_goes_away_leaves_the_others_their_answer():
    may_go_on = threading.Event()

    def work(asked):
        may_go_on.wait(60)
        return asked

    async def play():
        together = Batched(work)
        gone, stays = (asyncio.create_task(together(n)) for n in (1, 2))
        await asyncio.sleep(0.02)
        gone.cancel()
        await asyncio.sleep(0.02)
        may_go_on.set()
        return await stays

    assert asyncio.run(play()) == 2


def test_nobody_waits_for_ever_for_an_answer_that_was_not_given():
    async def play():
        return await asyncio.wait_for(Batched(lambda asked: [])("one"), 60)

    with pytest.raises(ValueError, match="zip"):
        asyncio.run(play())
