"""News to whoever watches: one order from the click to both screens, and one that 200 tabs watch.

The tabs are sockets without a browser that do what the page's scripts do (foodapp/ui/live.jsx):
asked to read again, they call the page's own handlers.
"""

import asyncio
import time
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from uuid import UUID, uuid4

from benchmarks import cpu, wire
from benchmarks.cast import HOME, Cast, confirm, start_order
from benchmarks.figures import Figure, cpu_ms, goal, quantile, spread_ms
from benchmarks.wire import Tab
from customer.checkout.state import CheckoutScreen
from customer.order.state import OrderScreen
from foodapp.accounts import sessions
from foodapp.accounts.actors import Customer
from foodapp.accounts.models import User
from foodapp.kit.db import transaction
from foodapp.orders import basket, endings, kitchen
from foodapp.orders.ends import PayBy
from restaurant.board.presses import Presses
from restaurant.board.state import Board
from restaurant.state import Bell
from tests.fixtures.world import person

ORDERS, WARM_UP = 40, 5
WATCHERS, SIGN_INS, NEWS = 200, 8, 6
PAGE_WAITS_S = 0.1  # between two readings of a page that is asked to read again
WATCHERS_GOAL_MS, ORDER_GOAL_MS = 500, 20
CHANGED = '"changed_rx_state_"'
DONE_AFTER_S = 0.5  # what the web still does for news that has arrived


@dataclass(frozen=True)
class Eater:
    actor: Customer
    sid: str


def measure(url: str, web_pid: int, cast: Cast) -> list[Figure]:
    """web_pid: of the program whose workers serve url."""
    return [
        asyncio.run(_over_the_wire(url, web_pid, cast)),
        asyncio.run(_watched(url, web_pid, cast)),
    ]


def follow(tab: Tab, *handlers: str) -> None:
    """As the page's LiveRefresh: asked to read again, call these; at once, and then not before
    PAGE_WAITS_S have passed."""
    called_at = -1.0
    waiting = False

    def call() -> None:
        nonlocal called_at, waiting
        called_at, waiting = time.monotonic(), False
        for name in handlers:
            tab.call(name)

    def heard(message: str) -> None:
        nonlocal waiting
        if CHANGED not in message or waiting:
            return
        waiting = True
        wait_s = max(0.0, called_at + PAGE_WAITS_S - time.monotonic())
        asyncio.get_running_loop().call_later(wait_s, call)

    tab.on_message = heard


def name_of(handler: object) -> str:
    """As the browser says it."""
    from reflex_base.utils.format import format_event_handler

    return format_event_handler(handler)  # type: ignore[arg-type]


async def _over_the_wire(url: str, web_pid: int, cast: Cast) -> Figure:
    eaters = _eaters(ORDERS + WARM_UP)
    used: list[float] = []
    to_board: list[float] = []
    async with wire.opened(url, cast.sid["cook"], "/restaurant", "/restaurant") as cook:
        follow(cook, name_of(Board.refresh), name_of(Bell.listen))
        await asyncio.sleep(2)  # the board has been read
        for number, eater in enumerate(eaters):
            order_id, spent, board_s = await _one_order(url, web_pid, cast, cook, eater, number)
            if number >= WARM_UP:
                used.append(spent)
                to_board.append(board_s)
            with transaction() as session:
                kitchen.cancel(session, cast.cook, order_id, reason="closing")
            await asyncio.sleep(DONE_AFTER_S)
    middle = quantile(used, 0.5)
    return Figure(
        "an order over the wire -> both screens",
        f"{spread_ms(to_board)} (p50 / p99)",
        f"{ORDERS} orders in cash over websockets, without a browser, from the click on Pay until "
        "the customer's page and the board have it; CPU of the web's processes: the median, and "
        "with the kitchen's yes, until both screens have that",
        goal(middle * 1000, ORDER_GOAL_MS, "ms of CPU"),
        cpu_ms(middle, 1),
    )


async def _one_order(
    url: str, web_pid: int, cast: Cast, cook: Tab, eater: Eater, number: int
) -> tuple[UUID, float, float]:
    """The order, seconds of CPU of the web, seconds until the board had it."""
    _fill_basket(cast, eater)
    at = {"address": number}
    async with wire.opened(url, eater.sid, "/checkout", "/checkout", **at) as tab:  # type: ignore[arg-type]
        await tab.hears('"card_rx_state_"')
        await asyncio.sleep(DONE_AFTER_S)
        before, began = cpu.used_s(web_pid), time.perf_counter()
        on_board = asyncio.create_task(cook.hears('"new_rx_state_"', '"placed"'))
        tab.call(name_of(CheckoutScreen.pay))
        order_id = _ordered(await tab.hears("_redirect"))
        tab.go_to("/orders/[id]", f"/orders/{order_id}", id=str(order_id))
        shown = tab.hears('"order_rx_state_"', '"placed"')
        await asyncio.gather(shown, on_board)
        board_s = time.perf_counter() - began
        follow(tab, name_of(OrderScreen.refresh))
        await asyncio.sleep(0.05)  # a cook looks at it
        yes = tab.hears('"order_rx_state_"', '"accepted"')
        press = {"press_id": str(uuid4()), "subject": str(order_id), "said": "20", "ago_s": 0.0}
        cook.call(name_of(Presses.press), verb="accept", **press)
        await yes
        await asyncio.sleep(DONE_AFTER_S)
        return order_id, cpu.used_s(web_pid) - before, board_s


def _ordered(message: str) -> UUID:
    """The id in the address that the tab is sent to."""
    after = message.split("/orders/", 1)
    assert len(after) == 2, message
    return UUID(after[1][:36])


def _eaters(count: int) -> list[Eater]:
    """Each of them may pay in cash, one order at a time."""
    tag = uuid4().hex[:8]
    with transaction() as session:
        found = []
        for n in range(count):
            user = person(session, f"wire-{tag}-{n}")
            user.phone = f"+42323{n:05}"
            found.append(Eater(Customer(user.id), sessions.open_for(session, user)))
        return found


def _fill_basket(cast: Cast, eater: Eater) -> None:
    with transaction() as session:
        basket.set_address(session, eater.actor, HOME)
        basket.add(session, eater.actor, restaurant_id=cast.restaurant_id, item_id=cast.item_id)
        basket.set_payment(session, eater.actor, pay_by=PayBy.CASH)


async def _watched(url: str, web_pid: int, cast: Cast) -> Figure:
    """NEWS of one order, a second apart."""
    order_id = start_order(cast, cast.eaters[1])
    confirm(order_id)
    sids = _sign_ins(cast.eaters[1])
    path = f"/orders/{order_id}"
    async with AsyncExitStack() as stack:
        tabs = []
        for n in range(WATCHERS):
            page = wire.opened(
                url, sids[n % SIGN_INS], "/orders/[id]", path, address=n, id=str(order_id)
            )
            tab = await stack.enter_async_context(page)
            await tab.hears('"order_rx_state_"', '"placed"')
            follow(tab, name_of(OrderScreen.refresh))
            tabs.append(tab)
        await asyncio.sleep(2)
        waits: list[float] = []
        last: list[float] = []
        before = cpu.used_s(web_pid)
        for change in _changes(cast, order_id):
            heard = [asyncio.create_task(_heard_at(tab, change.word)) for tab in tabs]
            await asyncio.sleep(0)
            began = time.perf_counter()
            await asyncio.to_thread(change.make)
            found = [at - began for at in await asyncio.gather(*heard)]
            waits += found
            last.append(max(found))
            await asyncio.sleep(1)
        spent = cpu.used_s(web_pid) - before
    slow = quantile(waits, 0.99) * 1000
    return Figure(
        f"news of one order -> {WATCHERS} tabs that watch it",
        f"{spread_ms(waits)} (p50 / p99); the last {max(last) * 1000:.0f} ms",
        f"{NEWS} pieces of news to one customer's tabs, by {SIGN_INS} sign-ins; from the start of "
        "the transaction to the socket; CPU of the web's processes for one piece to all of them",
        goal(slow, WATCHERS_GOAL_MS, "ms"),
        cpu_ms(spent, NEWS),
    )


@dataclass(frozen=True)
class Change:
    make: Callable[[], None]
    word: str  # in what the page then hears


def _changes(cast: Cast, order_id: UUID) -> list[Change]:
    def accept() -> None:
        with transaction() as session:
            kitchen.accept(session, cast.cook, order_id, prep_minutes=20)

    def ready() -> None:
        with transaction() as session:
            kitchen.ready(session, cast.cook, order_id)

    def delay() -> None:
        with transaction() as session:
            kitchen.delay(session, cast.cook, order_id, minutes=10)

    def end() -> None:
        with transaction() as session:
            endings.cancel_for_support(session, cast.admin, order_id, reason="closing")

    order = '"order_rx_state_"'
    return [
        Change(accept, '"status":"accepted"'),
        *[Change(delay, order)] * (NEWS - 3),
        Change(ready, '"status":"ready"'),
        Change(end, '"status":"cancelled"'),
    ]


async def _heard_at(tab: Tab, word: str) -> float:
    await tab.hears(word)
    return time.perf_counter()


def _sign_ins(eater: Customer) -> list[str]:
    with transaction() as session:
        user = session.get_one(User, eater.user_id)
        return [sessions.open_for(session, user) for _ in range(SIGN_INS)]
