"""Mail while everything dies: what must be true of the server's book and of our own rows."""

import time
from collections.abc import Iterable
from contextlib import suppress

from sqlalchemy import text
from sqlmodel import Session

from chaos.actions import OUT_OF_REACH
from chaos.invariants import MAX_SHOWN, Checked
from chaos.serving_mail import Book
from foodapp.kit.db import transaction
from foodapp.notifications import recipients, telling

AT_ONCE = 25  # told in one transaction: short enough to end before the next kill
AGAIN_S = 0.5
KIND = "order_confirmed"
FACTS = {"restaurant": "Chaos", "order": "C-1", "at": "18:40"}
ROWS = """
    SELECT ref, status, why FROM sendings WHERE channel = 'mail'
"""
ENDED_WELL = {"sent", "delivered", "opened", "skipped"}
OPEN = text(
    "SELECT count(*) FROM sendings WHERE channel = 'mail'"
    " AND status IN ('waiting', 'queued', 'handing')"
)
# Of a sender that died: whoever comes next need not wait for it. One that lives and is only slow
# is refused at its last step, as it would be by the clock.
FREED = text(
    "UPDATE sendings SET lease_until = now() - interval '1 second', due_at = least(due_at, now())"
    " WHERE id IN (SELECT id FROM sendings WHERE channel = 'mail'"
    " AND status IN ('waiting', 'queued', 'handing') FOR NO KEY UPDATE SKIP LOCKED)"
)


def queue(count: int, seed: int) -> None:
    """So many people hear something, by mail alone. What could not be written, because the database
    was dead just then, is written again."""
    for first in range(0, count, AT_ONCE):
        some = range(first, min(first + AT_ONCE, count))
        while not _told(some, seed):
            time.sleep(AGAIN_S)


def _told(some: range, seed: int) -> bool:
    with suppress(*OUT_OF_REACH), transaction() as session:
        for n in some:
            to = recipients.stranger(f"guest{n}.{seed}@example.org")
            telling.tell(session, KIND, to, key=f"chaos:{seed}", facts=FACTS)
        session.flush()
        return True
    return False


def left(session: Session) -> int:
    """What has not come to its end."""
    return int(session.execute(OPEN).scalar_one())


def hurry(session: Session) -> None:
    session.execute(FREED)


def check(session: Session, book: Book) -> Checked:
    """Each at most once, and none lost but what was in the hands of a sender that was killed: that
    one says "unconfirmed"."""
    rows = [(ref, status, why) for ref, status, why in session.execute(text(ROWS))]
    return Checked("mails, none lost and none twice", len(rows), faults(rows, book)[:MAX_SHOWN])


def faults(rows: Iterable[tuple[str, str, str]], book: Book) -> list[str]:
    """rows: ref, status, why of each sending."""
    found = [f"{ref} came {count} times" for ref, count in book.taken.items() if count > 1]
    known = set()
    unsure = 0
    for ref, status, why in rows:
        known.add(ref)
        if status not in ENDED_WELL:
            found.append(f"{ref or 'a mail'} is {status} ({why})")
        elif why == "unconfirmed":
            unsure += 1
        elif status == "sent" and not book.taken[ref]:
            found.append(f"{ref} is sent and never came")
    strangers = [ref for ref in book.taken if ref not in known]
    if len(strangers) > unsure:
        found.append(f"{len(strangers)} came that nobody sent")
    return found
