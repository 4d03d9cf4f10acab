"""Statements and commission invoices as files. Each route signs in the one kind of person it is
for, and gives only what is theirs."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from sqlmodel import Session
from starlette.convertors import StringConvertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from foodapp.accounts import sessions
from foodapp.accounts.actors import Cookies
from foodapp.accounts.cookies import cookies_of
from foodapp.api.declared import acts_as
from foodapp.kit import db, security
from foodapp.kit.lane import Lane
from foodapp.payouts import papers
from foodapp.payouts.invoices import Invoice
from foodapp.payouts.statements import Statement
from foodapp.views import payee
from foodapp.views.console import payouts

TYPES = {"pdf": "application/pdf", "csv": "text/csv; charset=utf-8"}
WRITERS: dict[str, Callable[[Statement], bytes]] = {
    "pdf": papers.statement_pdf,
    "csv": lambda found: papers.statement_csv(found).encode(),
}
MAX_WAITING = 50  # documents; the last of them waits a few seconds
documents = Lane(MAX_WAITING)


class Paper(StringConvertor):
    """The two kinds of file that a statement comes as."""

    regex = "pdf|csv"


register_url_convertor("paper", Paper())


@acts_as("restaurant_staff")
async def restaurant_statement(request: Request) -> Response:
    return await _statement(request, sessions.restaurant_staff, payee.statement_for_restaurant)


@acts_as("rider")
async def rider_statement(request: Request) -> Response:
    return await _statement(request, sessions.rider, payee.statement_for_rider)


@acts_as("admin")
async def admin_statement(request: Request) -> Response:
    return await _statement(request, sessions.admin, payouts.statement)


@acts_as("restaurant_staff")
async def restaurant_invoice(request: Request) -> Response:
    return await _invoice(request, sessions.restaurant_staff, payee.invoice_for_restaurant)


@acts_as("admin")
async def admin_invoice(request: Request) -> Response:
    return await _invoice(request, sessions.admin, payouts.invoice)


async def _statement(
    request: Request,
    sign_in: Callable[[Session, Cookies], Any],
    read: Callable[[Session, Any, UUID], Statement],
) -> Response:
    kind = request.path_params["kind"]

    def find(session: Session) -> Statement:
        actor, payout_id = sign_in(session, _cookies(request)), request.path_params["payout_id"]
        _note(session, actor, statement=payout_id)
        return read(session, actor, payout_id)

    found = await db.in_transaction(find)
    write = WRITERS[kind]
    body = await documents.run(lambda: write(found))
    return _file(f"statement-{papers.reference(found.payout)}", kind, body)


async def _invoice(
    request: Request,
    sign_in: Callable[[Session, Cookies], Any],
    read: Callable[[Session, Any, UUID], tuple[Invoice, Invoice | None]],
) -> Response:
    def find(session: Session) -> tuple[Invoice, Invoice | None]:
        actor, invoice_id = sign_in(session, _cookies(request)), request.path_params["invoice_id"]
        _note(session, actor, invoice=invoice_id)
        return read(session, actor, invoice_id)

    invoice, cancels = await db.in_transaction(find)
    body = await documents.run(lambda: papers.invoice_pdf(invoice, cancels))
    return _file(f"invoice-{invoice.number}", "pdf", body)


def _note(session: Session, actor: Any, **what: UUID) -> None:
    """Who took which papers away."""
    security.note_once_done(session, "export_made", by=actor.user_id, **what)


def _cookies(request: Request) -> Cookies:
    return cookies_of(request.headers.get("cookie", ""))


def _file(name: str, kind: str, body: bytes) -> Response:
    headers = {
        "Content-Disposition": f'attachment; filename="{name}.{kind}"',
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(body, media_type=TYPES[kind], headers=headers)


def _get(path: str, endpoint: Any) -> Route:
    return Route(path, endpoint, methods=["GET"])


ROUTES = [
    _get("/api/restaurant/payouts/{payout_id:uuid}.{kind:paper}", restaurant_statement),
    _get("/api/rider/payouts/{payout_id:uuid}.{kind:paper}", rider_statement),
    _get("/api/admin/payouts/{payout_id:uuid}.{kind:paper}", admin_statement),
    _get("/api/restaurant/invoices/{invoice_id:uuid}.pdf", restaurant_invoice),
    _get("/api/admin/invoices/{invoice_id:uuid}.pdf", admin_invoice),
]
