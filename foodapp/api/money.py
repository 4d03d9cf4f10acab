"""The console's money as files for a spreadsheet."""

from collections.abc import Callable
from typing import Any

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from foodapp.accounts import sessions
from foodapp.accounts.cookies import cookies_of
from foodapp.api.declared import acts_as
from foodapp.kit import db, security
from foodapp.views.console import differences, ledger
from foodapp.views.console import refunds as refunds_view


@acts_as("admin")
async def refunds(request: Request) -> Response:
    return await _sheet(request, "refunds", refunds_view.csv)


@acts_as("admin")
async def reconciliation(request: Request) -> Response:
    return await _sheet(request, "reconciliation", differences.csv)


@acts_as("admin")
async def account(request: Request) -> Response:
    number: int = request.path_params["account"]
    return await _sheet(request, f"account-{number}", ledger.csv, min(number, 2**62))


async def _sheet(request: Request, name: str, written: Callable[..., str], *which: Any) -> Response:
    cookies = cookies_of(request.headers.get("cookie", ""))

    def read(session: Session) -> str:
        admin = sessions.admin(session, cookies)
        security.note_once_done(session, "export_made", by=admin.user_id, what=name)
        return written(session, admin, *which)

    body = await db.in_transaction(read)
    return Response(
        "\ufeff" + body,  # so that spreadsheets read it as UTF-8
        media_type="text/csv; charset=utf-8",
        headers={
            "content-disposition": f'attachment; filename="{name}.csv"',
            "cache-control": "no-store",
        },
    )


ROUTES = [
    Route("/api/admin/refunds.csv", refunds),
    Route("/api/admin/reconciliation.csv", reconciliation),
    Route("/api/admin/ledger/{account:int}.csv", account),
]
