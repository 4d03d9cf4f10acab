"""Photos that people send: read no further than they may go, made anew, and shown to those alone
whom they concern."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TypeVar
from uuid import UUID

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from foodapp.kit import imaging, media
from foodapp.kit.errors import NotFound, TooMany, Unusable
from foodapp.kit.media import Stored

R = TypeVar("R")
AT_ONCE = asyncio.Semaphore(2)  # pictures taken apart at a time: each may need 150 MB
PRIVATE = {
    "Cache-Control": "private, max-age=86400, immutable",  # asked for with a cookie: never shared
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Content-Disposition": 'inline; filename="photo.webp"',
}
# Under an address whose photo changes when it is retouched.
PRIVATE_ONCE = {**PRIVATE, "Cache-Control": "private, no-store"}


async def body(request: Request, most: int = imaging.MAX_BYTES) -> bytes:
    """Read no further than a photo may go, whatever Content-Length claims. most: bytes."""
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > most:
            raise imaging.TooBig
        parts.append(part)
    return b"".join(parts)


@asynccontextmanager
async def stored(request: Request, *, private: bool = False) -> AsyncIterator[str]:
    """The key of the photo that was sent; forgotten again when the block raises."""
    data = await body(request)

    def make() -> str:
        return media.store(data, private=private)

    async with _kept(make, lambda key: key, private=private) as key:
        yield key


@asynccontextmanager
async def stored_editable(request: Request) -> AsyncIterator[Stored]:
    """The same for a public photo that can be retouched later."""
    data = await body(request)
    async with made(lambda: media.store_editable(data)) as found:
        yield found


@asynccontextmanager
async def made(make: Callable[[], Stored]) -> AsyncIterator[Stored]:
    """A photo that is made by this; forgotten again when the block raises."""
    async with _kept(make, lambda found: found.key, private=False) as found:
        yield found


@asynccontextmanager
async def _kept(
    make: Callable[[], R], key_of: Callable[[R], str], *, private: bool
) -> AsyncIterator[R]:
    if AT_ONCE.locked():
        raise TooMany
    async with AT_ONCE:
        found = await asyncio.to_thread(make)
    kept = False
    try:
        yield found
        kept = True
    finally:
        if not kept:
            await forget(key_of(found), private=private)


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


def id_in_path(request: Request, name: str) -> UUID:
    try:
        return UUID(request.path_params[name])
    except ValueError as error:
        raise Unusable from error
