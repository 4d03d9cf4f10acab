"""A heap of mails that drains while what sends them dies again and again; nobody orders."""

import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

from chaos import mails
from chaos.actions import OUT_OF_REACH
from chaos.killer import ROUND_MAIL, Killer
from chaos.play import Outcome, Post, Stopwatch
from chaos.quiescing import MAIL_S, REST_S, SAY_EVERY_S, Say
from chaos.serving_mail import Book
from foodapp.kit.db import transaction

KILL_EVERY_S = (3.0, 9.0)
BETWEEN = 20  # mails taken from one blow to the next, however slowly a sender comes up
LOOK_EVERY_S = 1.0


def drain(data: Path, seed: int, post: Post, say: Say) -> Outcome:
    """post.queued mails wait before the first kill; the kills end with the last mail."""
    watch = Stopwatch()
    mails.queue(post.queued, seed)
    watch.lap("queueing")
    killer = Killer(
        data,
        seed,
        lambda: None,
        acts=ROUND_MAIL,
        every_s=KILL_EVERY_S,
        may=_Progress(post.book).is_made,
    )
    killer.start()
    _watch(killer, time.monotonic() + REST_S + post.queued * MAIL_S, say)
    watch.lap("draining")
    killer.stop()
    with transaction() as session:
        checked = [mails.check(session, post.book)]
    return Outcome(
        seed=seed,
        orders=0,
        kills=killer.kills(),
        disturbances=killer.done,
        tally=Counter(),
        took=watch.took,
        checked=checked,
    )


class _Progress:
    """A blow for what never came up tries nothing."""

    def __init__(self, book: Book) -> None:
        self.book, self.before = book, 0

    def is_made(self) -> bool:
        taken = len(self.book.taken)
        if taken < self.before + BETWEEN:
            return False
        self.before = taken
        return True


def _watch(killer: Killer, give_up: float, say: Say) -> None:
    """Gives up after a while: then the check says what is left."""
    told = time.monotonic()
    while time.monotonic() < give_up:
        with suppress(*OUT_OF_REACH):
            with transaction() as session:
                left = mails.left(session)
            if not left:
                return
            if time.monotonic() > told + SAY_EVERY_S:
                told = time.monotonic()
                say(f"{left} mails left, {killer.kills()} kills")
        time.sleep(LOOK_EVERY_S)
