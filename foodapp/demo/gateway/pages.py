"""The pages a customer sees: the card page and the bank's question (3-D Secure)."""

import re
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from foodapp.demo.gateway import card_form, cards, intents, page_html, passing_of_time, sessions
from foodapp.demo.gateway.books import Books, Obj
from foodapp.kit import money
from foodapp.kit.settings import settings

# No form-action: browsers apply it to the redirect after the form too, which leads elsewhere.
HEADERS = {
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none';"
    " frame-ancestors 'none'",
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
}


async def pay(request: Request) -> Response:
    books: Books = request.app.state.books
    form = await _form(request)
    with books.transaction():
        passing_of_time.catch_up(books)
        session = books.find("checkout.session", request.path_params["session"])
        if session is None:
            return _html(page_html.notice("Not found", "There is no such payment."), 404)
        if session["status"] != "open":
            return _ended(session)
        if request.method == "GET":
            return _html(page_html.card_page(session, settings().brand_name))
        number = re.sub(r"[\s-]", "", form.get("number", ""))
        if problem := card_form.problem(number, form):
            return _again(session, *problem)
        intent = sessions.pay(books, session, number, form.get("name", ""), "")
        return _next(session, intent)


async def authenticate(request: Request) -> Response:
    books: Books = request.app.state.books
    form = await _form(request)
    with books.transaction():
        passing_of_time.catch_up(books)
        intent = books.find("payment_intent", request.path_params["intent"])
        session = intent and books.find("checkout.session", intent.get("_session", ""))
        if not intent or not session:
            return _html(page_html.notice("Not found", "There is no such payment."), 404)
        if session["status"] != "open" or intent["status"] != "requires_action":
            return _ended(session) if session["status"] != "open" else _to_page(session)
        if request.method == "GET":
            amount = money.shown(intent["amount"], intent["currency"].upper())
            return _html(page_html.bank_page(settings().brand_name, amount))
        if form.get("answer") == "complete":
            intents.attempt(books, intent, authenticated=True)
        else:
            intents.declined(books, intent, cards.NOT_AUTHENTICATED)
        return _next(session, sessions.finish(books, session, intent))


def _next(session: Obj, intent: Obj) -> Response:
    if intent["status"] == "requires_action":
        return RedirectResponse(f"/authenticate/{intent['id']}", 303)
    if error := intent["last_payment_error"]:
        field = {"incorrect_cvc": "cvc", "expired_card": "expiry"}.get(error["code"], "number")
        return _again(session, error["message"], field)
    return _ended(session)


def _ended(session: Obj) -> Response:
    if session["status"] == "complete":
        url = session["success_url"].replace("{CHECKOUT_SESSION_ID}", session["id"])
        return RedirectResponse(url, 303, HEADERS)
    text = "This page was open for too long, or the order was called off. Nothing was charged."
    return _html(page_html.notice("This page has expired", text, session["cancel_url"]), 410)


def _to_page(session: Obj) -> Response:
    return RedirectResponse(f"/pay/{session['id']}", 303, HEADERS)


def _again(session: Obj, error: str, field: str) -> Response:
    page = page_html.card_page(session, settings().brand_name, error=error, field=field)
    return _html(page, 422)


def _html(page: str, status: int = 200) -> Response:
    return HTMLResponse(page, status, HEADERS)


async def _form(request: Request) -> dict[str, str]:
    body = (await request.body())[:10_000].decode(errors="replace")
    return {name: values[0] for name, values in parse_qs(body).items()}


ROUTES = [
    Route("/pay/{session}", pay, methods=["GET", "POST"]),
    Route("/authenticate/{intent}", authenticate, methods=["GET", "POST"]),
]
