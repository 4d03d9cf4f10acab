"""A line of a chat from one browser to the other: sockets without a browser, as in live.py."""

import asyncio
import time
from uuid import UUID, uuid4

from benchmarks import cpu, wire
from benchmarks.cast import Cast, confirm, start_order
from benchmarks.figures import Figure, cpu_ms, goal, quantile, spread_ms
from benchmarks.live import name_of
from customer.chat.state import OrderChat
from foodapp.accounts import sessions
from foodapp.accounts.models import User
from foodapp.dispatch.models import Delivery, DeliveryStatus
from foodapp.kit import clock
from foodapp.kit.db import transaction
from foodapp.orders.models import Order

LINES, WARM_UP = 15, 3  # of one minute: more are refused
PAUSE_S = 0.5  # as quick as people write
GOAL_MS = 50
CHATS = '"chats_rx_state_"'


def measure(url: str, web_pid: int, cast: Cast) -> list[Figure]:
    """web_pid: of the program whose workers serve url."""
    return [asyncio.run(_between_two(url, web_pid, cast))]


async def _between_two(url: str, web_pid: int, cast: Cast) -> Figure:
    """The customer writes, and the rider's tab has the line."""
    order_id = _on_its_way(cast)
    path, sid = f"/orders/{order_id}", _sign_in(cast.eaters[2].user_id)
    rider_sid = _sign_in(cast.writer.user_id)
    waits: list[float] = []
    async with (
        wire.opened(url, sid, "/orders/[id]", path, id=str(order_id)) as mine,
        wire.opened(url, rider_sid, "/rider", "/rider") as theirs,
    ):
        await asyncio.sleep(3)  # both pages have been read
        before = 0.0
        for number in range(LINES + WARM_UP):
            if number == WARM_UP:
                before = cpu.used_s(web_pid)
            waits.append(await _one(mine, theirs, order_id, f"line {number}."))
            await asyncio.sleep(PAUSE_S)
        spent = cpu.used_s(web_pid) - before
    waits = waits[WARM_UP:]
    return Figure(
        "a chat line -> the other browser",
        f"{spread_ms(waits)} (p50 / p99)",
        f"{LINES} lines of a customer to the rider, half a second apart, over websockets, without a"
        " browser; from the click to the rider's socket; CPU of the web's processes a line",
        goal(quantile(waits, 0.5) * 1000, GOAL_MS, "ms"),
        cpu_ms(spent, LINES),
    )


async def _one(mine: wire.Tab, theirs: wire.Tab, order_id: UUID, text: str) -> float:
    there = asyncio.create_task(theirs.hears(CHATS, text))
    await asyncio.sleep(0)
    began = time.perf_counter()
    line = {"client_id": str(uuid4()), "kind": "customer_rider", "about": str(order_id)}
    mine.call(name_of(OrderChat.write), **line, text=text)
    await there
    return time.perf_counter() - began


def _on_its_way(cast: Cast) -> UUID:
    order_id = start_order(cast, cast.eaters[2])
    confirm(order_id)
    now = clock.now()
    with transaction() as session:
        order = session.get_one(Order, order_id)
        session.add(
            Delivery(
                order_id=order_id,
                restaurant_id=order.restaurant_id,
                rider_id=cast.writer.rider_id,
                status=DeliveryStatus.ASSIGNED,
                distance_m=900,
                currency=order.currency,
                pay_minor=500,
                search_from=now,
                search_until=now,
                assigned_at=now,
            )
        )
    return order_id


def _sign_in(user_id: UUID) -> str:
    with transaction() as session:
        return sessions.open_for(session, session.get_one(User, user_id))
