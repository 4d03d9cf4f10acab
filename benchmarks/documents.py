"""Pages that the server writes, asked for by crawlers: kept ones, new ones, and the sitemap.

The asker reads raw bytes, so that it costs the measured machine little.
"""

import socket
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

from sqlmodel import Session

from benchmarks import cpu
from benchmarks.figures import Figure, cpu_ms, goal, spread_ms
from foodapp.kit.db import transaction
from foodapp.kit.geo import Position
from foodapp.menu.models import Category, Item
from foodapp.restaurants.models import Restaurant
from tests.fixtures.world import VADUZ, make_restaurant

CUISINES = ("pizza", "italian", "burger", "sushi", "thai", "indian", "kebab", "salad")
TOWN, DISHES, LISTED = 60, 30, 10_000
FAR = Position(10.0, 10.0)  # where the rest of the sitemap's restaurants stand, out of reach
ASKS, CONNECTIONS, LONG_S = 100, 8, 8.0
GOAL_CACHED_MS, GOAL_FRESH_MS, GOAL_A_SECOND, GOAL_CPU_MS, GOAL_SITEMAP_S = 15, 60, 500, 2, 1


class Crawler:
    """One connection that is kept."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.host = parts.netloc
        self.socket = socket.create_connection((parts.hostname or "", parts.port or 80))
        self.rest = b""

    def get(self, path: str, **headers: str) -> bytes:
        said = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        asked = f"GET {path} HTTP/1.1\r\nHost: {self.host}\r\nAccept-Encoding: gzip\r\n{said}\r\n"
        self.socket.sendall(asked.encode())
        head = self._until(b"\r\n\r\n")
        if b" 200 " not in head.partition(b"\r\n")[0]:
            raise AssertionError(head[:200])
        length = next(
            int(line.partition(b":")[2])
            for line in head.lower().split(b"\r\n")
            if line.startswith(b"content-length")
        )
        while len(self.rest) < length:
            self.rest += self.socket.recv(1 << 17)
        body, self.rest = self.rest[:length], self.rest[length:]
        return body

    def _until(self, end: bytes) -> bytes:
        while end not in self.rest:
            more = self.socket.recv(1 << 17)
            if not more:
                raise AssertionError("the server hung up")
            self.rest += more
        head, _, self.rest = self.rest.partition(end)
        return head


def measure(url: str, web_pid: int) -> list[Figure]:
    slug = furnish()
    pages = {"the front page": "/", "a cuisine": "/cuisine/pizza", "a restaurant": f"/r/{slug}"}
    figures = []
    for what, path in pages.items():
        figures += [
            _latency(f"{what}, from the server, kept", url, path, GOAL_CACHED_MS, web_pid),
            _latency(
                f"{what}, from the server, made anew",
                url,
                path,
                GOAL_FRESH_MS,
                web_pid,
                cookie="visitor=somebody",
            ),
        ]
    figures.append(_rate(url, list(pages.values()), web_pid))
    figures.append(_sitemap(url, web_pid))
    return figures


def furnish() -> str:
    """A town to show, and what only the sitemap has. Gives the slug of one restaurant."""
    with transaction() as session:
        shops = [_shop(session, nth) for nth in range(TOWN)]
        far = (_listed(nth) for nth in range(LISTED - TOWN))
        session.add_all(far)
        return shops[0].slug


def _shop(session: Session, nth: int) -> Restaurant:
    at = Position(VADUZ.lat + nth / 5_000, VADUZ.lng)
    kinds = [CUISINES[nth % len(CUISINES)], CUISINES[(nth + 1) % len(CUISINES)]]
    shop = make_restaurant(session, f"Kitchen{nth}", at, cuisines=kinds)
    section = Category(restaurant_id=shop.id, name="Dishes")
    session.add(section)
    session.flush()
    for dish in range(DISHES):
        name = f"{kinds[0].title()} number {dish}"
        facts = {"price_minor": 900 + 50 * dish, "description": "With all that belongs to it."}
        session.add(Item(restaurant_id=shop.id, category_id=section.id, name=name, **facts))
    return shop


def _listed(nth: int) -> Restaurant:
    return Restaurant(
        slug=f"far-away-{nth}",
        name=f"Far away {nth}",
        lat=FAR.lat,
        lng=FAR.lng,
        time_zone="Europe/Vaduz",
        currency="CHF",
        country="LI",
        opening_hours="24/7",
        status="active",
    )


def _latency(
    what: str, url: str, path: str, wanted_ms: float, web_pid: int, **headers: str
) -> Figure:
    crawler = Crawler(url)
    for _ in range(20):
        crawler.get(path, **headers)
    before = cpu.used_s(web_pid)
    took = [_timed(lambda: crawler.get(path, **headers)) for _ in range(ASKS)]
    used = cpu.used_s(web_pid) - before
    middle = statistics.median(took) * 1000
    size = len(crawler.get(path, **headers)) / 1024
    return Figure(
        what,
        spread_ms(took),
        note=f"p50 and p99 of {ASKS} requests on one connection; {size:.0f} KB zipped",
        baseline=goal(middle, wanted_ms, "ms"),
        cpu=cpu_ms(used, ASKS),
    )


def _timed(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def _rate(url: str, paths: list[str], web_pid: int) -> Figure:
    until = time.perf_counter() + LONG_S
    before = cpu.used_s(web_pid)

    def ask(first: int) -> int:
        crawler, asked = Crawler(url), 0
        while time.perf_counter() < until:
            crawler.get(paths[(first + asked) % len(paths)])
            asked += 1
        return asked

    with ThreadPoolExecutor(CONNECTIONS) as pool:
        total = sum(pool.map(ask, range(CONNECTIONS)))
    used = cpu.used_s(web_pid) - before
    return Figure(
        "kept pages a second",
        f"{total / LONG_S:,.0f}",
        note=f"{CONNECTIONS} connections for {LONG_S:.0f} s, the three pages in turn; who asks runs"
        " on the same cores",
        baseline=f"{goal(total / LONG_S, GOAL_A_SECOND, 'a second')}; CPU"
        f" {goal(used * 1000 / total, GOAL_CPU_MS, 'ms')}",
        cpu=cpu_ms(used, total),
    )


def _sitemap(url: str, web_pid: int) -> Figure:
    crawler = Crawler(url)
    before = cpu.used_s(web_pid)
    took = [_timed(lambda: crawler.get("/sitemap-0.xml")) for _ in range(5)]
    used = cpu.used_s(web_pid) - before
    middle = statistics.median(took)
    return Figure(
        "sitemap of 10,000 entries",
        f"{middle * 1000:.0f} ms",
        note="median of five, read from the database each time",
        baseline=goal(middle, GOAL_SITEMAP_S, "s"),
        cpu=cpu_ms(used, len(took)),
    )
