"""Misbehaviour on request, for API calls (webhooks: events.queue)."""

import asyncio
from dataclasses import dataclass
from fnmatch import fnmatch

from testgateway.books import Books
from testgateway.errors import Refused

# What each fault does to a call. "Before" faults leave the books untouched.
CALL_FAULTS = {
    "timeout_before_commit": "held for `seconds`, nothing done",
    "timeout_after_commit": "done, then held for `seconds`",
    "slow": "held for `seconds`, then done and answered; its key is busy meanwhile",
    "drop_before_commit": "connection cut, nothing done",
    "drop_after_commit": "done, connection cut",
    "409": "lock_timeout, nothing done",
    "429": "rate limit, nothing done",
    "refused": "a clear no (charge_disputed), nothing done",
    "500": "server error, nothing done",
    "500_after_commit": "done, but answers a server error; the key replays the truth",
    "500_kept": "server error, nothing done, and the key answers so for ever, as Stripe's may",
}
WEBHOOK_FAULTS = {
    "duplicate": "sent again `seconds` later",
    "delay": "sent `seconds` later",
    "shuffle": "sent at a random moment within `seconds`",
    "never": "not sent",
    "bad_signature": "signed with another secret",
    "old_timestamp": "signed an hour ago",
    "wrong_amount": "amounts one too high",
    "wrong_currency": "in another currency",
    "wrong_account": "names another account",
    "live_mode": "claims to be about real money",
}


@dataclass(frozen=True)
class Fault:
    kind: str
    seconds: float


def plan(
    books: Books, target: str, kind: str, match: str, calls: int | None, rate: float, seconds: float
) -> None:
    books.connection.execute(
        "insert into faults (target, kind, match, calls, rate, seconds) values (?, ?, ?, ?, ?, ?)",
        [target, kind, match, calls, rate, seconds],
    )


def next_for(books: Books, method: str, path: str) -> Fault | None:
    """Use up one planned fault that matches "POST /v1/refunds"."""
    for seq, kind, match, rate, seconds in books.connection.execute(
        "select seq, kind, match, rate, seconds from faults"
        " where target = 'call' and (calls is null or calls > 0) order by seq"
    ).fetchall():
        if fnmatch(f"{method} {path}", match) and (rate >= 1 or books.chance().random() < rate):
            books.connection.execute(
                "update faults set calls = calls - 1 where seq = ? and calls is not null", [seq]
            )
            return Fault(kind, seconds)
    return None


class Dropped(Exception):
    """The connection is to be cut without an answer."""


async def before_work(fault: Fault | None) -> None:
    """Raise if the call is not to reach the books at all."""
    match fault and fault.kind:
        case "timeout_before_commit":
            await hold(fault)
            raise Dropped
        case "drop_before_commit":
            raise Dropped
        case "409":
            raise Refused(
                "This object cannot be accessed right now because another API request or Stripe"
                " process is currently accessing it.",
                code="lock_timeout",
                status=409,
                kept=False,
            )
        case "429":
            raise Refused("Too many requests.", code="rate_limit", status=429, kept=False)
        case "refused":
            raise Refused("This charge has been charged back.", code="charge_disputed", kept=False)
        case "500":
            raise server_error()


async def after_work(fault: Fault | None) -> None:
    match fault and fault.kind:
        case "timeout_after_commit":
            await hold(fault)
            raise Dropped
        case "drop_after_commit":
            raise Dropped
        case "500_after_commit":
            raise server_error()


async def hold(fault: Fault | None) -> None:
    await asyncio.sleep(fault.seconds if fault else 0)


def server_error(*, kept: bool = False) -> Refused:
    return Refused("An unknown error occurred.", status=500, type="api_error", kept=kept)
