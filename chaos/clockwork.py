"""Time passes faster than the clock says: what waits for its time is due at once.

Only waiting ends here. The jobs are the platform's own, told to its worker by their names as beat
tells them, and nothing is done in their place.
"""

from contextlib import suppress
from datetime import timedelta

import httpx
from kombu.exceptions import OperationalError
from sqlalchemy import text

from chaos import office
from foodapp.kit import clock
from foodapp.kit.celery import celery
from foodapp.kit.db import transaction

# What beat starts so seldom that a play would wait for it.
JOBS = (
    "outbox.sweep",
    "payments.look_up_open",
    "payments.look_up_disputes",
    "payments.doubt_unsettled",
)
STALE_S = 5.0  # a message that nobody took by then is dropped, as beat's are
LONG = timedelta(hours=2)  # more than any pause of theirs
# What somebody holds just now is not waiting.
OVERDUE = (
    "UPDATE outbox SET send_again_at = :now WHERE id IN"
    " (SELECT id FROM outbox WHERE done_at IS NULL FOR NO KEY UPDATE SKIP LOCKED)",
    "UPDATE payments SET looked_up_at = :long_ago WHERE id IN"
    " (SELECT id FROM payments WHERE looked_up_at > :long_ago FOR NO KEY UPDATE SKIP LOCKED)",
)


def hurry() -> None:
    """Leases run out, payments have been without news for long, the gateway's messages are due,
    and beat starts what comes seldom. Raises while something of it is out of reach."""
    httpx.post(office.control("deliveries/hurry"), timeout=5).raise_for_status()
    now = clock.now()
    for statement in OVERDUE:
        with transaction() as session:
            session.execute(text(statement), {"now": now, "long_ago": now - LONG})
    with suppress(OperationalError):  # the broker is gone: the next turn tells of them
        for name in JOBS:
            celery.send_task(name, expires=STALE_S)
