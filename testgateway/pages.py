"""The pages a customer sees: the card page and the bank's question (3-D Secure)."""

import re
from urllib.parse import parse_qs, urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from foodapp.kit.settings import settings
from testgateway import (
    amount_rules,
    card_form,
    cards,
    intents,
    page_html,
    passing_of_time,
    sessions,
    setups,
)
from testgateway.books import Books, Obj

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
            return _html(_page(session))
        number = re.sub(r"[\s-]", "", form.get("number", ""))
        if problem := card_form.problem(number, form):
            return _again(session, *problem)
        name, expiry = form.get("name", ""), card_form.expiry(form)
        if session["mode"] == "setup":
            return _next(session, setups.save_card(books, session, number, expiry, name))
        return _next(session, sessions.pay(books, session, number, name, "", expiry))


async def authenticate(request: Request) -> Response:
    books: Books = request.app.state.books
    form = await _form(request)
    with books.transaction():
        passing_of_time.catch_up(books)
        intent = _asked(books, request.path_params["intent"])
        session = intent and books.find("checkout.session", intent.get("_session", ""))
        if not intent or not (session or intent.get("_return_url")):
            return _html(page_html.notice("Not found", "There is no such payment."), 404)
        if session and session["status"] != "open":
            return _ended(session)
        if intent["status"] != "requires_action":
            return _to_page(session) if session else _back(intent)
        if request.method == "GET":
            amount = _amount(intent) if "amount" in intent else ""
            return _html(page_html.bank_page(settings().brand_name, amount))
        return _answer(books, session, intent, passed=form.get("answer") == "complete")


def _asked(books: Books, intent_id: str) -> Obj | None:
    return books.find("payment_intent", intent_id) or books.find("setup_intent", intent_id)


def _answer(books: Books, session: Obj | None, intent: Obj, *, passed: bool) -> Response:
    if session and session["mode"] == "setup":
        return _next(session, setups.authenticated(books, session, intent, passed=passed))
    if passed:
        intents.attempt(books, intent, authenticated=True)
    else:
        intents.declined(books, intent, cards.NOT_AUTHENTICATED)
    return _next(session, sessions.finish(books, session, intent)) if session else _back(intent)


def _back(intent: Obj) -> Response:
    """Of a payment without a page of ours: to the shop, as Stripe says it there."""
    failed = intent["last_payment_error"] is not None or intent["status"] == "canceled"
    told = {
        "payment_intent": intent["id"],
        "payment_intent_client_secret": intent["client_secret"],
        "redirect_status": "failed" if failed else "succeeded",
    }
    to = intent["_return_url"]
    return RedirectResponse(f"{to}{'&' if '?' in to else '?'}{urlencode(told)}", 303, HEADERS)


def _amount(intent: Obj) -> str:
    return amount_rules.shown(intent["amount"], intent["currency"])


def _next(session: Obj, intent: Obj) -> Response:
    if intent["status"] == "requires_action":
        return RedirectResponse(f"/authenticate/{intent['id']}", 303)
    if error := intent.get("last_payment_error") or intent.get("last_setup_error"):
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
    return _html(_page(session, error=error, field=field), 422)


def _page(session: Obj, *, error: str = "", field: str = "") -> str:
    show = page_html.save_page if session["mode"] == "setup" else page_html.card_page
    return show(session, settings().brand_name, error=error, field=field)


def _html(page: str, status: int = 200) -> Response:
    return HTMLResponse(page, status, HEADERS)


async def _form(request: Request) -> dict[str, str]:
    body = (await request.body())[:10_000].decode(errors="replace")
    return {name: values[0] for name, values in parse_qs(body).items()}


ROUTES = [
    Route("/pay/{session}", pay, methods=["GET", "POST"]),
    Route("/authenticate/{intent}", authenticate, methods=["GET", "POST"]),
]
