"""How the worker is told that something is to be sent: at once, and by the clock anyway."""

import structlog
from kombu.exceptions import OperationalError

from foodapp.kit.celery import celery
from foodapp.notifications.kind import ChannelName

QUEUE = "notify"
STALE_S = 5  # the clock has come by then
log = structlog.get_logger(__name__)


def job(channel: ChannelName) -> str:
    return f"notifications.send_{channel.value}"


def nudge(channel: ChannelName) -> None:
    """May be lost."""
    try:
        celery.send_task(job(channel), queue=QUEUE, expires=STALE_S)
    except OperationalError as gone:
        log.warning("notifications.not_nudged", reason=type(gone).__name__)
