"""What the domain can do without a screen: orders a second, restaurants near me."""

import random
import statistics
import time
from concurrent.futures import ThreadPoolExecutor

from benchmarks import bare
from benchmarks.cast import Cast, confirm, start_order
from benchmarks.figures import Figure, cpu_ms, times
from foodapp.accounts.actors import Customer
from foodapp.kit.db import transaction
from foodapp.kit.geo import Position
from foodapp.restaurants import near
from tests.fixtures.near import TOWNS, fill, places

WRITERS = 4
PLACING_S = 8.0
RESTAURANTS = 10_000
QUERIES = 200


def orders_a_second(cast: Cast, url: str) -> Figure:
    """Basket, quote, stock, order, lines, outbox, and the confirmation: as people do it."""
    base = bare.commits_a_second(url, WRITERS)

    def one_person(eater: Customer) -> int:
        done = 0
        end = time.monotonic() + PLACING_S
        while time.monotonic() < end:
            confirm(start_order(cast, eater))
            done += 1
        return done

    before = time.process_time()
    with ThreadPoolExecutor(WRITERS) as pool:
        orders = sum(pool.map(one_person, cast.eaters[-WRITERS:]))
    spent, placed = time.process_time() - before, orders / PLACING_S
    return Figure(
        "orders from an empty basket to the restaurant",
        f"{placed:.0f} a second",
        f"{WRITERS} people at once through the domain in one Python process, three durable "
        "transactions each, the platform running beside; CPU of that process",
        f"{base:.0f} one-row commits a second ({times(base, placed)} as many)",
        cpu_ms(spent, orders),
    )


def near_me(url: str) -> Figure:
    base = bare.select_one(url)
    rows = places(RESTAURANTS, seed=5)
    rng = random.Random(6)
    waits = []
    with transaction() as session:
        fill(session, rows)
    with transaction() as session:
        before = time.process_time()
        for _ in range(QUERIES):
            lat, lng = rng.choice(TOWNS)
            at = Position(lat + rng.gauss(0, 0.03), lng + rng.gauss(0, 0.03))
            began = time.perf_counter()
            near.near(session, at, radius_m=5_000)
            waits.append(time.perf_counter() - began)
        spent = time.process_time() - before
    middle = statistics.median(waits)
    return Figure(
        "restaurants near me, exact order",
        f"{middle * 1000:.1f} ms (p50)",
        f"{RESTAURANTS:,} restaurants, two thirds of them round the four towns asked about, "
        f"60 answers within 5 km, {QUERIES} places",
        f"SELECT 1: {base * 1000:.2f} ms ({times(middle, base)})",
        cpu_ms(spent, QUERIES),
    )
