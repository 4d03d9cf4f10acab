"""Structured logs: one JSON line an event, with a request id and without personal data. Of one
cause a few lines a minute, then how many more there were: whoever can make us log must not be
able to fill the disk, or to push out what was written before."""

import logging
import sys
from collections.abc import Hashable, MutableMapping
from threading import Lock
from types import TracebackType
from typing import Any

import structlog

from foodapp.kit import security
from foodapp.kit.flood import Flood
from foodapp.kit.settings import settings

# Keys that would carry a person into the log. A value under one of these never leaves the process.
PERSONAL = frozenset(
    (
        *("email", "name", "phone", "address", "street", "note", "pin", "card"),
        *("lat", "lng", "latitude", "longitude", "ip"),
        *("password", "token", "cookie", "authorization"),
    )
)


def without_personal_data(
    logger: Any, method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    for key in event.keys() & PERSONAL:
        event[key] = "(left out)"
    return event


class PerCause(logging.Filter):
    """Warnings and faults: 20 lines of one cause a minute. What is only told: 600."""

    def __init__(self) -> None:
        super().__init__()
        self._faults, self._told = Flood(20, 60), Flood(600, 60)
        self._one_at_a_time = Lock()

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name == __name__:
            return True  # how many there were
        flood = self._faults if record.levelno >= logging.WARNING else self._told
        with self._one_at_a_time:
            over = [*self._faults.over(), *self._told.over()]
            lets_through = flood.lets_through(cause_of(record))
        for cause, count in over:
            logging.getLogger(__name__).warning("held back %d more of %s", count, cause)
        return lets_through


def cause_of(record: logging.LogRecord) -> Hashable:
    """What makes two records the same but for their details. Ours say it in fixed words; what a
    library says is known by the line of code that says it."""
    ours = record.msg if isinstance(record.msg, dict) else None
    said = str(ours.get("event"))[:200] if ours else f"{record.pathname}:{record.lineno}"
    return record.name, said, _fault(ours.get("exc_info") if ours else record.exc_info)


def _fault(raised: object) -> str:
    """The kind of an exception and the line that raised it; empty without one."""
    if raised is True:
        raised = sys.exc_info()
    error = raised[1] if isinstance(raised, tuple) else raised
    if not isinstance(error, BaseException):
        return ""
    return f"{type(error).__name__} at {_raised_in(error.__traceback__)}"


def _raised_in(frame: TracebackType | None) -> str:
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    return f"{frame.tb_frame.f_code.co_filename}:{frame.tb_lineno}" if frame else ""


def configure() -> None:
    """Once at start of each process. Library logs go through the same pipe."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        without_personal_data,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    handler.addFilter(PerCause())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(settings().log_level)
    # It repeats what the browser sent, at any length; the guard answers with a sentence.
    repeats = logging.getLogger("reflex_base.event.processor.base_state_processor")
    repeats.setLevel(logging.ERROR)
    for noisy in ("httpx", "httpcore", "urllib3"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    security.configure()
