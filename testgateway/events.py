"""Events: what happened, kept for the list and queued for the webhook in the same transaction."""

from fnmatch import fnmatch

from foodapp.kit import clock
from testgateway.books import Books, Obj, shown

API_VERSION = "2026-10-28.endive"


def happened(books: Books, kind: str, obj: Obj, *, before: Obj | None = None) -> Obj:
    """before: the old values of what has changed."""
    event: Obj = {
        "id": books.new_id("evt"),
        "object": "event",
        "api_version": API_VERSION,
        "created": books.now(),
        "data": {"object": shown(obj)} | ({"previous_attributes": before} if before else {}),
        "livemode": False,
        "pending_webhooks": 1,
        "request": {"id": None, "idempotency_key": None},
        "type": kind,
    }
    books.put(event, parent=obj["id"])
    queue(books, event)
    return event


def queue(books: Books, event: Obj) -> None:
    """Queue the webhook, twisted by what the control API asked for (faults of target "webhook")."""
    now = clock.now().timestamp()
    rules = [
        (seq, twist, seconds)
        for seq, twist, match, rate, seconds in books.connection.execute(
            "select seq, kind, match, rate, seconds from faults"
            " where target = 'webhook' and (calls is null or calls > 0) order by seq"
        ).fetchall()
        if fnmatch(event["type"], match) and (rate >= 1 or books.chance().random() < rate)
    ]
    times, twists = [now], []
    for seq, twist, seconds in rules:
        books.connection.execute(
            "update faults set calls = calls - 1 where seq = ? and calls is not null", [seq]
        )
        if twist == "never":
            return
        if twist == "duplicate":
            times.append(now + seconds)
        elif twist == "delay":
            times = [time + seconds for time in times]
        elif twist == "shuffle":
            times = [time + books.chance().uniform(0, seconds) for time in times]
        else:
            twists.append(twist)
    books.connection.executemany(
        "insert into deliveries (event, due, twist) values (?, ?, ?)",
        [[event["id"], time, " ".join(twists)] for time in times],
    )
