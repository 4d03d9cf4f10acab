"""Photos that people send: read no further than they may go, made anew, and shown to those alone
whom they concern."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from foodapp.kit import media
from foodapp.kit.errors import NotFound, TooMany, Unusable

AT_ONCE = asyncio.Semaphore(2)  # pictures taken apart at a time: each may need 150 MB
PRIVATE = {
    "Cache-Control": "private, max-age=86400, immutable",  # asked for with a cookie: never shared
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Content-Disposition": 'inline; filename="photo.webp"',
}


async def body(request: Request) -> bytes:
    """Read no further than a photo may go, whatever Content-Length claims."""
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > media.MAX_BYTES:
            raise media.TooBig
        parts.append(part)
    return b"".join(parts)


@asynccontextmanager
async def stored(request: Request, *, private: bool = False) -> AsyncIterator[str]:
    """The key of the photo that was sent; forgotten again when the block raises."""
    data = await body(request)
    if AT_ONCE.locked():
        raise TooMany
    async with AT_ONCE:
        key = await asyncio.to_thread(media.store, data, private=private)
    kept = False
    try:
        yield key
        kept = True
    finally:
        if not kept:
            await forget(key, private=private)


async def forget(key: str, *, private: bool) -> None:
    await asyncio.to_thread(media.forget, key, private=private)


def shown(key: str, size: str) -> Response:
    """To whoever was asked for before."""
    found = media.find_private(key, size)
    if found is None:
        raise NotFound("photo")
    return FileResponse(found, media_type="image/webp", headers=PRIVATE)


def id_in(request: Request, name: str) -> UUID:
    """An id in the query of the address."""
    try:
        return UUID(request.query_params.get(name, ""))
    except ValueError as error:
        raise Unusable from error
