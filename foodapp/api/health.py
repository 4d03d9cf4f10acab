"""Whether this process can reach what it needs."""

import asyncio

import redis
import structlog
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from foodapp.api.declared import acts_as
from foodapp.kit.db import engine
from foodapp.kit.valkey import valkey

log = structlog.get_logger(__name__)


@acts_as("public")
async def health(request: Request) -> JSONResponse:
    """200 with every part true, 503 otherwise. Says nothing else: anybody may ask. A database that
    can be read but not written (a standby, or one that somebody has shut) takes no order."""
    (database, writable), cache = await asyncio.gather(
        asyncio.to_thread(database_answers), asyncio.to_thread(valkey_answers)
    )
    parts = {"database": database, "writable": writable, "valkey": cache}
    return JSONResponse(parts, status_code=200 if all(parts.values()) else 503)


def database_answers() -> tuple[bool, bool]:
    """Whether it can be read, and written."""
    try:
        with engine().connect() as connection:
            is_shut = connection.execute(text("SHOW transaction_read_only")).scalar() == "on"
    except SQLAlchemyError as down:
        log.warning("database does not answer", reason=type(down).__name__)
        return False, False
    if is_shut:
        log.warning("database is read-only")
    return True, not is_shut


def valkey_answers() -> bool:
    try:
        return bool(valkey().ping())
    except redis.RedisError as down:
        log.warning("valkey does not answer", reason=type(down).__name__)
        return False


ROUTES = [Route("/api/health", health)]
