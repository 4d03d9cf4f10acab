"""Structured logs: one JSON line an event, with a request id and without personal data."""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

from foodapp.kit import security
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
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(settings().log_level)
    # It repeats what the browser sent, at any length; the guard answers with a sentence.
    repeats = logging.getLogger("reflex_base.event.processor.base_state_processor")
    repeats.setLevel(logging.ERROR)
    for noisy in ("httpx", "httpcore", "stripe", "urllib3"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    security.configure()
