"""Papers of applicants: sent by them, opened by them and, with an audit row, by who may decide."""

import asyncio
from uuid import UUID

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from foodapp.accounts import sessions
from foodapp.accounts.cookies import cookies_of
from foodapp.api import origin, photos
from foodapp.api.declared import acts_as
from foodapp.applications import applying, deciding
from foodapp.applications.models import ApplicationKind
from foodapp.kit import db, documents, private_files
from foodapp.kit.errors import NotFound, TooMany, Unusable
from foodapp.kit.private_files import PrivateFile


@acts_as("customer")
async def upload(request: Request) -> Response:
    """Body: the file itself. ?kind=restaurant&question=trade_licence. Answers {"id"}."""
    origin.check(request)
    kind, key = _asked(request)
    cookies = cookies_of(request.headers.get("cookie", ""))

    def may(session: Session) -> None:
        applying.may_add(session, sessions.customer(session, cookies), kind, key)

    await db.in_transaction(may)
    data = await _body(request)
    if photos.AT_ONCE.locked():
        raise TooMany
    async with photos.AT_ONCE:
        paper = await asyncio.to_thread(documents.checked, data)

    def keep(session: Session) -> UUID:
        customer = sessions.customer(session, cookies)
        name = f"{key}.{documents.ENDINGS[paper.media_type]}"
        file_id = private_files.keep(session, name, paper.media_type, paper.content)
        return applying.add_document(session, customer, kind, key, file_id=file_id).id

    return JSONResponse({"id": str(await db.in_transaction(keep))}, status_code=201)


@acts_as("customer")
async def own(request: Request) -> Response:
    """A paper that the reader has uploaded."""
    cookies = cookies_of(request.headers.get("cookie", ""))

    def find(session: Session) -> PrivateFile | None:
        customer = sessions.customer(session, cookies)
        document_id = request.path_params["document_id"]
        return private_files.read(session, applying.own_document(session, customer, document_id))

    return _file(await db.in_transaction(find))


@acts_as("admin")
async def opened(request: Request) -> Response:
    """A paper of somebody else: that it was opened is written down first."""
    cookies = cookies_of(request.headers.get("cookie", ""))

    def find(session: Session) -> PrivateFile | None:
        admin = sessions.admin(session, cookies)
        document_id = request.path_params["document_id"]
        return private_files.read(session, deciding.open_document(session, admin, document_id))

    return _file(await db.in_transaction(find))


def _file(row: PrivateFile | None) -> Response:
    if row is None:
        raise NotFound("document")
    return Response(row.content, media_type=row.media_type, headers=documents.headers_of(row.name))


def _asked(request: Request) -> tuple[ApplicationKind, str]:
    kind = request.query_params.get("kind", "")
    if kind not in set(ApplicationKind):
        raise Unusable
    return ApplicationKind(kind), request.query_params.get("question", "")[:40]


async def _body(request: Request) -> bytes:
    """Read no further than a paper may go, whatever Content-Length claims."""
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > documents.MAX_BYTES:
            raise documents.TooBig
        parts.append(part)
    return b"".join(parts)


ROUTES = [
    Route("/api/application/paper", upload, methods=["POST"]),
    Route("/api/application/papers/{document_id:uuid}", own),
    Route("/api/admin/papers/{document_id:uuid}", opened),
]
