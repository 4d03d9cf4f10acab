"""How soon people see it: timestamps taken in the browser when the words stand on the page."""

import random
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from playwright.sync_api import Browser, Page
from sqlmodel import select

from benchmarks import cpu
from benchmarks.cast import Cast, confirm, start_order
from benchmarks.figures import Figure, cpu_ms, spread_ms, times
from foodapp.dispatch import assigning, positions, shifts
from foodapp.dispatch.fixes import Fix
from foodapp.dispatch.models import Delivery
from foodapp.kit import clock
from foodapp.kit.db import transaction
from foodapp.kit.geo import Position
from foodapp.orders import kitchen
from foodapp.orders.models import Order

ORDERS, MOVES = 50, 60
PAUSE_S = 0.35  # between orders, so that the board's own limit of refreshes is not what we measure
JS_BUDGET_KB = 200

# Date.now() of the page and time.time() here are the same clock.
WATCH_WORDS = """() => {
  window.seen = {};
  const look = () => {
    const words = document.body.innerText;
    for (const word of window.wanted || [])
      if (!(word in seen) && words.includes(word)) seen[word] = Date.now();
  };
  const all = {childList: true, subtree: true, characterData: true};
  new MutationObserver(look).observe(document.body, all);
}"""
WATCH_MARKER = """(id) => {
  window.movedAt = 0;
  const marker = document.querySelector(`[data-marker="${id}"]`);
  new MutationObserver(() => { window.movedAt ||= Date.now(); })
    .observe(marker, {attributes: true, attributeFilter: ["style"]});
}"""


def first_load(browser: Browser, url: str) -> Figure:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    sizes: dict[str, int] = {}
    page.on("requestfinished", lambda r: sizes.update({r.url: r.sizes()["responseBodySize"]}))
    page.goto(url)
    page.locator("[data-connection=live]").wait_for()
    page.wait_for_load_state("networkidle")
    context.close()
    scripts = sum(size for name, size in sizes.items() if name.endswith((".js", ".mjs")))
    return Figure(
        "JavaScript of the first load of `/`",
        f"{scripts / 1024:.0f} KB",
        f"gzipped, empty cache; {sum(sizes.values()) / 1024:.0f} KB with everything, "
        f"{len(sizes)} requests",
        f"budget {JS_BUDGET_KB} KB ({scripts / 1024 / JS_BUDGET_KB:.0%})",
    )


def signed_in(browser: Browser, url: str, sid: str) -> Page:
    context = browser.new_context(
        viewport={"width": 1280, "height": 800}, reduced_motion="reduce", base_url=url
    )
    context.add_cookies([{"name": "sid", "value": sid, "url": url}])
    return context.new_page()


def order_to_board(browser: Browser, url: str, web_pid: int, cast: Cast, base_s: float) -> Figure:
    page = signed_in(browser, url, cast.sid["cook"])
    page.goto("/restaurant")
    page.get_by_text("All answered").first.wait_for()
    page.evaluate(WATCH_WORDS)
    waits = []
    before = cpu.used_s(web_pid)
    for _ in range(ORDERS):
        order_id = start_order(cast, cast.eaters[0])
        with transaction() as session:
            number = session.get_one(Order, order_id).number
        page.evaluate("word => { window.wanted = [word]; }", number)
        began = time.time()
        confirm(order_id)
        waits.append(seen_at(page, f"seen['{number}']") - began)
        with transaction() as session:
            kitchen.reject(session, cast.cook, order_id, reason="too_busy")
        time.sleep(PAUSE_S)
    spent = cpu.used_s(web_pid) - before
    page.context.close()
    how = f"{ORDERS} orders, each refused again"
    return news("order placed -> restaurant's screen", waits, base_s, how, spent)


def position_to_map(browser: Browser, url: str, web_pid: int, cast: Cast, base_s: float) -> Figure:
    order_id = under_way(cast)
    page = signed_in(browser, url, cast.sid["eater"])
    page.goto(f"/orders/{order_id}")
    marker = str(cast.rider.rider_id)
    rng = random.Random(3)
    page.locator(f'[data-marker="{marker}"]').wait_for(state="attached")
    page.wait_for_timeout(1_000)  # the map has fitted itself to its markers
    page.evaluate(WATCH_MARKER, marker)
    waits = []
    before = cpu.used_s(web_pid)
    for _ in range(MOVES):
        page.evaluate("window.movedAt = 0")
        began = time.time()
        move(cast, rng)
        waits.append(seen_at(page, "movedAt") - began)
        time.sleep(0.1)
    spent = cpu.used_s(web_pid) - before
    page.context.close()
    how = f"{MOVES} positions"
    return news("rider's position -> customer's map", waits, base_s, how, spent)


def news(what: str, waits: list[float], base_s: float, how_many: str, spent_s: float) -> Figure:
    middle = sorted(waits)[len(waits) // 2]
    return Figure(
        what,
        f"{spread_ms(waits)} (p50 / p99)",
        f"{how_many}; from the start of the transaction to the words or the marker in the "
        "browser's page; CPU of the web's processes",
        f"Valkey publish -> receive: {base_s * 1000:.2f} ms ({times(middle, base_s)})",
        cpu_ms(spent_s, len(waits)),
    )


def seen_at(page: Page, expression: str) -> float:
    """Asked again and again, because the page's content policy forbids Playwright's own wait. The
    moment was noted by the page itself."""
    found: list[Any] = []

    def noted() -> bool:
        found[:] = [page.evaluate(expression)]
        return bool(found[0])

    until(noted, every_s=0.02)
    return float(found[0]) / 1000


def under_way(cast: Cast) -> UUID:
    """An order that the rider is riding for."""
    with transaction() as session:
        shifts.go_online(session, cast.rider)
    move(cast, random.Random(1))
    order_id = start_order(cast, cast.eaters[0])
    confirm(order_id)
    with transaction() as session:
        kitchen.accept(session, cast.cook, order_id, prep_minutes=20)
    until(lambda: delivery_exists(order_id))
    with transaction() as session:
        assigning.assign(session, cast.admin, order_id, rider_id=cast.rider.rider_id)
    return order_id


def delivery_exists(order_id: UUID) -> bool:
    with transaction() as session:
        return (
            session.exec(select(Delivery).where(Delivery.order_id == order_id)).first() is not None
        )


def until(fact: Callable[[], bool], *, patience_s: float = 20, every_s: float = 0.1) -> None:
    end = time.monotonic() + patience_s
    while not fact():
        assert time.monotonic() < end, "it never came true"
        time.sleep(every_s)


def move(cast: Cast, rng: random.Random) -> None:
    at = Position(47.1400 + rng.uniform(-0.003, 0.003), 9.5215 + rng.uniform(-0.003, 0.003))
    with transaction() as session:
        # A moment ago: the phone's clock, and never the same twice.
        positions.record(session, cast.rider, [Fix(at, clock.now() - timedelta(milliseconds=1))])
