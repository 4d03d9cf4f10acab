"""What the bare parts take for the least they can do: the ruler beside each figure."""

import statistics
import time
from concurrent.futures import ThreadPoolExecutor

import psycopg
import redis

ROUNDS = 300
COMMITS_S = 3.0


def publish_to_receive(url: str) -> list[float]:
    """Seconds from PUBLISH to the subscriber's hands, through Valkey and back."""
    sender, hearer = redis.Redis.from_url(url), redis.Redis.from_url(url).pubsub()
    hearer.subscribe("bench")
    hearer.get_message(timeout=2)  # that we subscribed
    waits = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        sender.publish("bench", "now")
        while (found := hearer.get_message(timeout=2)) is None or found["type"] != "message":
            continue
        waits.append(time.perf_counter() - began)
    hearer.close()
    return waits


def select_one(url: str) -> float:
    """Seconds, p50."""
    with psycopg.connect(url, autocommit=True) as connection:
        waits = []
        for _ in range(ROUNDS):
            began = time.perf_counter()
            connection.execute("SELECT 1").fetchone()
            waits.append(time.perf_counter() - began)
    return statistics.median(waits)


def commits_a_second(url: str, writers: int) -> float:
    """One-row transactions, made durable, by so many connections at once."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS bench_commits (n int)")
    with ThreadPoolExecutor(writers) as pool:
        done = sum(pool.map(_commit, [url] * writers))
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("DROP TABLE bench_commits")
    return done / COMMITS_S


def _commit(url: str) -> int:
    done = 0
    with psycopg.connect(url, autocommit=True) as connection:
        end = time.monotonic() + COMMITS_S
        while time.monotonic() < end:
            connection.execute("INSERT INTO bench_commits VALUES (1)")
            done += 1
    return done
