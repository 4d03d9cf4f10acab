"""The way to a gateway that wants a form: a page of ours that sends it, and the way back.

GET  /api/pay/<id>           of an order or a purchase: the form, sent by itself; a button where
                             scripts are off
*    /api/pay/<id>/back      the gateway's page returns here, paid or not: it proves nothing
"""

import base64
from hashlib import sha256
from html import escape
from urllib.parse import urlsplit
from uuid import UUID

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from foodapp.accounts import sessions
from foodapp.accounts.cookies import cookies_of
from foodapp.api.declared import acts_as
from foodapp.gateways.protocol import Form
from foodapp.kit import db
from foodapp.payments import pages, paying

SEND = "document.forms[0].submit()"
SEND_HASH = base64.b64encode(sha256(SEND.encode()).digest()).decode()
STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:26rem;margin:20vh auto;padding:0 1rem;"
    "color-scheme:light dark;text-align:center}"
    "button{font:inherit;min-height:48px;padding:0 24px;border-radius:8px}"
)


@acts_as("customer")
async def leave(request: Request) -> Response:
    order_id: UUID = request.path_params["order"]
    cookies = cookies_of(request.headers.get("cookie", ""))

    def form(session: Session) -> Form:
        return paying.form(session, sessions.customer(session, cookies), order_id)

    found = await db.in_transaction(form)
    return HTMLResponse(page(found), headers=_headers(found.action))


@acts_as("public")
async def come_back(request: Request) -> Response:
    """The gateway is asked by the page this leads to."""
    path = await db.in_transaction(pages.paid_path, request.path_params["order"])
    return RedirectResponse(path, status_code=303)


def page(form: Form) -> str:
    fields = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
        for name, value in form.fields.items()
    )
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>To the payment</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{STYLE}</style></head><body>"
        f'<form method="post" action="{escape(form.action)}">{fields}'
        "<p>We are taking you to the payment page.</p>"
        '<p><button type="submit">Continue</button></p></form>'
        f"<script>{SEND}</script></body></html>"
    )


def _headers(action: str) -> dict[str, str]:
    to = urlsplit(action)
    return {
        "content-security-policy": (
            f"default-src 'none'; script-src 'sha256-{SEND_HASH}'; style-src 'unsafe-inline';"
            f" form-action {to.scheme}://{to.netloc}; base-uri 'none'; frame-ancestors 'none'"
        ),
        "cache-control": "no-store",
    }


ROUTES = [
    Route("/api/pay/{order:uuid}", leave, methods=["GET"]),
    Route("/api/pay/{order:uuid}/back", come_back, methods=["GET", "POST"]),
]
