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
    """200 with every part true, 503 otherwise. Says nothing else: anybody may ask."""
    database, cache = await asyncio.gather(
        asyncio.to_thread(database_answers), asyncio.to_thread(valkey_answers)
    )
    return JSONResponse(
        {"database": database, "valkey": cache}, status_code=200 if database and cache else 503
    )


def database_answers() -> bool:
    try:
        with engine().connect() as connection:
            connection.execute(text("SELECT 1"))
    except SQLAlchemyError as down:
        log.warning("database does not answer", reason=type(down).__name__)
        return False
    return True


def valkey_answers() -> bool:
    try:
        return bool(valkey().ping())
    except redis.RedisError as down:
        log.warning("valkey does not answer", reason=type(down).__name__)
        return False


ROUTES = [Route("/api/health", health)]
