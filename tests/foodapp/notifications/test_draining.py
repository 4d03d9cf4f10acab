"""Many at once, several senders, and one that is killed: one mail each."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import timedelta

import pytest
from sqlmodel import col, func, select, update

from foodapp.kit import clock, db
from foodapp.launcher.programs import ROOT
from foodapp.notifications import recipients, telling
from foodapp.notifications.models import Sending
from tests.fixtures.post import Post

MANY = int(os.environ.get("FOODAPP_TEST_DRAIN", "500"))
FACTS = {"restaurant": "Nonna", "order": "A-1", "at": "18:40"}


@pytest.fixture
def queued(real_transactions: str, valkey: object) -> str:
    with db.transaction() as session:
        for n in range(MANY):
            to = recipients.stranger(f"guest{n}@example.org")
            telling.tell(session, "order_confirmed", to, key="order:1", facts=FACTS)
    return real_transactions


def sender(url: str) -> subprocess.Popen[bytes]:
    words = [sys.executable, "-m", "tests.foodapp.notifications.draining", url]
    return subprocess.Popen(words, cwd=ROOT, env=dict(os.environ))


def until(post: Post, count: int) -> None:
    give_up = time.monotonic() + 60
    while len(post.mails) < count:
        assert time.monotonic() < give_up, f"{len(post.mails)} came"
        time.sleep(0.005)


def test_nothing_is_lost_or_sent_twice_while_senders_are_killed(queued: str, post: Post) -> None:
    for goal in (MANY // 5, MANY // 2):
        first, second = sender(queued), sender(queued)
        until(post, goal)
        first.send_signal(signal.SIGKILL)
        second.send_signal(signal.SIGKILL)
        first.wait()
        second.wait()
        with db.transaction() as session:  # as if the leases had run out
            leased = update(Sending).where(col(Sending.lease_until).is_not(None))
            session.exec(leased.values(lease_until=clock.now() - timedelta(seconds=1)))
    last = [sender(queued), sender(queued)]
    assert [one.wait(120) for one in last] == [0, 0]

    came = Counter(envelope.to[0] for envelope in post.envelopes)
    assert [who for who, count in came.items() if count > 1] == []
    with db.transaction() as session:
        counted = select(Sending.status, Sending.why, func.count()).group_by(
            col(Sending.status), col(Sending.why)
        )
        books = {(status.value, why): count for status, why, count in session.exec(counted)}
    unsure = books.pop(("sent", "unconfirmed"), 0)
    assert unsure <= 4, "of each that was killed at most the one in its hands"
    assert books == {("sent", ""): MANY - unsure}
    assert MANY - unsure <= len(came) <= MANY
