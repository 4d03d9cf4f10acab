"""/demo/mail: every e-mail of the demo, for a newcomer to read. There is none outside the demo."""

import email
from email.message import EmailMessage
from email.policy import default
from uuid import UUID

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from foodapp.api.declared import acts_as
from foodapp.api.plain_pages import HEADERS, page
from foodapp.kit import db, when
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import NotFound
from foodapp.kit.settings import settings
from foodapp.notifications.letters import demo
from foodapp.notifications.models import DemoMail

# A mail's own styles, the pictures of its dishes, and nothing else; its links open elsewhere.
OF_A_MAIL = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox allow-popups"


@acts_as("public")
async def mails(request: Request) -> Response:
    _only_in_the_demo()
    to = request.query_params.get("to", "")[:254]
    rows = await db.in_reading(_listed, to)
    return page("demo_mails", title="Mail of the demo", to=to, mails=rows)


def _listed(session: ReadSession, to: str) -> list[dict[str, str]]:
    return [
        {
            "id": str(one.id),
            "subject": one.subject,
            "recipient": one.recipient,
            "at": when.in_town(one.written_at),
        }
        for one in demo.newest(session, to=to)
    ]


@acts_as("public")
async def mail(request: Request) -> Response:
    row, found = await _found(request)
    return page(
        "demo_mail",
        title=row.subject,
        id=str(row.id),
        recipient=row.recipient,
        text=_part(found, "plain"),
        headers="\n".join(f"{name}: {value}" for name, value in found.items()),
        files=[one.get_filename() or "file" for one in found.iter_attachments()],
        width="72rem",
    )


@acts_as("public")
async def html(request: Request) -> Response:
    _, found = await _found(request)
    headers = HEADERS | {"Content-Security-Policy": OF_A_MAIL}
    return HTMLResponse(_part(found, "html"), headers=headers)


@acts_as("public")
async def file(request: Request) -> Response:
    _, found = await _found(request)
    files = list(found.iter_attachments())
    which = request.path_params["which"]
    if which >= len(files):
        raise NotFound("address")
    body = files[which].get_payload(decode=True)
    headers = {"Content-Disposition": "attachment", "X-Content-Type-Options": "nosniff"}
    kind = files[which].get_content_type()
    return Response(bytes(body), media_type=kind, headers=headers)


async def _found(request: Request) -> tuple[DemoMail, EmailMessage]:
    _only_in_the_demo()
    row = await db.in_reading(_row, request.path_params["mail_id"])
    found = email.message_from_bytes(row.raw, policy=default)
    return row, found


def _row(session: ReadSession, mail_id: UUID) -> DemoMail:
    row = session.get(DemoMail, mail_id)
    if row is None:
        raise NotFound("address")
    return row


def _part(found: EmailMessage, subtype: str) -> str:
    part = found.get_body((subtype,))
    return str(part.get_content()) if part is not None else ""


def _only_in_the_demo() -> None:
    if not settings().is_demo:
        raise NotFound("address")


ROUTES = [
    Route("/demo/mail", mails, methods=["GET"]),
    Route("/demo/mail/{mail_id:uuid}", mail, methods=["GET"]),
    Route("/demo/mail/{mail_id:uuid}/html", html, methods=["GET"]),
    Route("/demo/mail/{mail_id:uuid}/file/{which:int}", file, methods=["GET"]),
]
