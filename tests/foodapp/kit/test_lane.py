"""What takes long waits for its own kind, and holds up nobody else."""

import asyncio
import threading
import time

import pytest

from foodapp.kit.lane import Busy, Lane


async def test_pieces_are_done_one_at_a_time_and_in_order() -> None:
    lane, done, at_once = Lane(20), [], []
    busy = threading.Lock()

    def piece(n: int) -> int:
        at_once.append(busy.acquire(blocking=False))
        time.sleep(0.002)
        done.append(n)
        busy.release()
        return n * n

    assert await asyncio.gather(*(lane.run(lambda n=n: piece(n)) for n in range(20))) == [
        n * n for n in range(20)
    ]
    assert done == list(range(20))
    assert all(at_once)


async def test_a_full_lane_says_so_and_is_there_again_afterwards() -> None:
    lane, held = Lane(2), threading.Event()
    waiting = [asyncio.create_task(lane.run(held.wait)) for _ in range(2)]
    await asyncio.sleep(0)
    with pytest.raises(Busy, match="try again soon"):
        await lane.run(held.wait)
    held.set()
    await asyncio.gather(*waiting)
    assert await lane.run(lambda: "free again") == "free again"


async def test_a_piece_that_fails_makes_room_for_the_next() -> None:
    lane = Lane(1)
    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            await lane.run(lambda: 1 // 0)
    assert await lane.run(lambda: "fine") == "fine"


async def test_the_shared_threads_stay_free_meanwhile() -> None:
    """The event loop's own threads carry the transactions of everybody: a lane takes none."""
    lane, held = Lane(40), threading.Event()
    waiting = [asyncio.create_task(lane.run(held.wait)) for _ in range(40)]
    await asyncio.sleep(0.01)
    started = time.monotonic()
    assert await asyncio.to_thread(lambda: "at once") == "at once"
    assert time.monotonic() - started < 30, "nobody has let the others go"
    held.set()
    await asyncio.gather(*waiting)
