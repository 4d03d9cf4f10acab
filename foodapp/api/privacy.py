"""A copy of somebody's own data: fetched by them alone, signed in."""

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from foodapp.accounts import sessions
from foodapp.accounts.cookies import cookies_of
from foodapp.api.declared import acts_as
from foodapp.kit import db, documents, private_files, security
from foodapp.kit.errors import NotFound
from foodapp.kit.private_files import PrivateFile
from foodapp.privacy import exporting, restaurant_copies


@acts_as("customer")
async def export(request: Request) -> Response:
    cookies = cookies_of(request.headers.get("cookie", ""))
    export_id = request.path_params["export_id"]

    def find(session: Session) -> PrivateFile | None:
        customer = sessions.customer(session, cookies)
        file_id = exporting.file_of(session, customer, export_id)
        security.note_once_done(session, "export_fetched", user=customer.user_id)
        return private_files.read(session, file_id)

    return _answer(await db.in_transaction(find))


@acts_as("restaurant")
async def of_restaurant(request: Request) -> Response:
    cookies = cookies_of(request.headers.get("cookie", ""))
    export_id = request.path_params["export_id"]

    def find(session: Session) -> PrivateFile | None:
        staff = sessions.restaurant_staff(session, cookies)
        file_id = restaurant_copies.file_of(session, staff, export_id)
        security.note_once_done(
            session, "restaurant_export_fetched", user=staff.user_id, restaurant=staff.restaurant_id
        )
        return private_files.read(session, file_id)

    return _answer(await db.in_transaction(find))


def _answer(row: PrivateFile | None) -> Response:
    if row is None:
        raise NotFound("copy")
    return Response(row.content, media_type=row.media_type, headers=documents.headers_of(row.name))


ROUTES = [
    Route("/api/restaurant/export/{export_id:uuid}", of_restaurant),
    Route("/api/account/export/{export_id:uuid}", export),
]
