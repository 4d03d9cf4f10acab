"""Razorpay's hosted page: a POST form leads there, and one leads back."""

import base64
import hmac
import re
from hashlib import sha256
from html import escape
from urllib.parse import parse_qs, urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from foodapp.gateways.razorpay.currencies import BY_CURRENCY
from foodapp.gateways.razorpay.settings import RazorpaySettings
from foodapp.kit import money
from foodapp.kit.settings import declared, settings
from testgateway import card_form, page_html, passing_of_time
from testgateway.books import Books, Obj
from testgateway.pages import HEADERS
from testgateway.razorpay import orders, payments
from testgateway.razorpay.payments import Way

VPA = re.compile(r"[a-z0-9._-]{2,100}@[a-z]{2,50}")
SEND = "document.forms[0].submit()"
SEND_HASH = base64.b64encode(sha256(SEND.encode()).digest()).decode()


async def open_page(request: Request) -> Response:
    """What the platform's form asks for must be what its server ordered."""
    books: Books = request.app.state.books
    form = await _form(request)
    with books.transaction():
        order = books.find(orders.KIND, form.get("order_id", ""))
        if form.get("key_id") != declared(RazorpaySettings).razorpay_key_id or order is None:
            return _html(page_html.notice("Not found", "There is no such payment."), 404)
        if (form.get("amount"), form.get("currency")) != (str(order["amount"]), order["currency"]):
            text = "The amount differs from the one that was ordered. Nothing was charged."
            return _html(page_html.notice("This payment was refused", text), 400)
        where = {f"_{name}": form.get(name, "") for name in ("callback_url", "cancel_url")}
        if not all(urlsplit(url).scheme in ("http", "https") for url in where.values()):
            return _html(page_html.notice("Refused", "The way back is missing."), 400)
        books.put(order | where | {"_title": form.get("description", "")[:255]})
    return RedirectResponse(f"/razorpay/pay/{order['id']}", 303)


async def pay(request: Request) -> Response:
    books: Books = request.app.state.books
    form = await _form(request)
    with books.transaction():
        passing_of_time.catch_up(books)
        order = books.find(orders.KIND, request.path_params["order"])
        if order is None:
            return _html(page_html.notice("Not found", "There is no such payment."), 404)
        if taken := _held(books, order):
            return _back(order, taken)
        if request.method == "GET":
            return _html(_page(order))
        way = _way(form)
        if isinstance(way, str):
            return _html(_page(order, error=way), 422)
        payment = payments.start(books, order, way)
    if payment.get("_asks"):
        return RedirectResponse(f"/razorpay/authenticate/{payment['id']}", 303)
    return _next(order, payment)


async def authenticate(request: Request) -> Response:
    books: Books = request.app.state.books
    form = await _form(request)
    with books.transaction():
        payment = books.find(orders.PAYMENT, request.path_params["payment"])
        if payment is None or not payment.get("_asks"):
            return _html(page_html.notice("Not found", "There is no such question."), 404)
        order = orders.retrieve(books, payment["order_id"])
        if request.method == "GET":
            return _html(page_html.bank_page(settings().brand_name, _shown(order)))
        is_customer = form.get("answer") == "complete"
        payment = payments.authenticate(books, payment, is_customer=is_customer)
    return _next(order, payment)


def _next(order: Obj, payment: Obj) -> Response:
    if payment["status"] == "failed":
        return _html(_page(order, error=payment["error_description"]), 422)
    return _back(order, payment)


def _held(books: Books, order: Obj) -> Obj | None:
    """Razorpay takes no second payment while one is authorised."""
    tries = books.children(orders.PAYMENT, order["id"])
    return next((one for one in tries if one["status"] in ("authorized", "captured")), None)


def _way(form: dict[str, str]) -> Way | str:
    """How the customer wants to pay, or what is wrong with the form."""
    if vpa := form.get("vpa", "").strip().lower():
        return Way(vpa=vpa) if VPA.fullmatch(vpa) else "Please enter a UPI ID like name@bank."
    number = re.sub(r"[\s-]", "", form.get("number", ""))
    if problem := card_form.problem(number, form):
        return problem[0]
    return Way(number=number)


def _page(order: Obj, error: str = "") -> str:
    amount = escape(_shown(order))
    merchant = escape(settings().brand_name)
    cancel = order.get("_cancel_url")
    back = f'<a class="back" href="{escape(cancel)}">← Back to {merchant}</a>' if cancel else ""
    action = f'method="post" action="/razorpay/pay/{order["id"]}"'
    return page_html.document(
        f"Pay {settings().brand_name}",
        f'<main><section>{back}<span class="test">TEST</span><h1>Pay {merchant}</h1>'
        f'<p class="amount">{amount}</p><p>{escape(order.get("_title", ""))}</p></section><div>'
        f'<form class="card" {action}><h2>Pay with UPI</h2>{page_html.problem(error)}'
        f"{page_html.field('vpa', 'UPI ID', 'success@razorpay', 'off', '')}"
        f'<button type="submit">Pay {amount}</button>'
        '<p class="hint"><code>success@razorpay</code> pays, <code>failure@razorpay</code> is'
        " declined, <code>pending@razorpay</code> answers after 10 minutes,"
        " <code>late@razorpay</code> is declined and paid two days later.</p></form>"
        f'<form class="card second-form" {action}><h2>Pay with card</h2>'
        f"{page_html.card_fields('')}"
        f'<button class="second" type="submit">Pay {amount} by card</button>'
        '<p class="hint">Test cards: <code>4242 4242 4242 4242</code> pays,'
        " <code>4000 0000 0000 0002</code> is declined, <code>4000 0025 0000 3155</code> asks for"
        " 3-D Secure. No money moves.</p></form></div></main>",
    )


def _back(order: Obj, payment: Obj) -> Response:
    """Razorpay's way home is a POST, signed; it works by a button where scripts are off."""
    told = {"razorpay_payment_id": payment["id"], "razorpay_order_id": order["id"]}
    secret = declared(RazorpaySettings).razorpay_key_secret.get_secret_value().encode()
    words = f"{order['id']}|{payment['id']}".encode()
    told["razorpay_signature"] = hmac.new(secret, words, sha256).hexdigest()
    fields = "".join(
        f'<input type="hidden" name="{name}" value="{escape(value)}">'
        for name, value in told.items()
    )
    action = escape(order.get("_callback_url", ""))
    page = page_html.document(
        "Thank you",
        f'<main class="alone"><form class="card" method="post" action="{action}"><h1>Thank you</h1>'
        f"<p>We are taking you back.</p>{fields}<button>Continue</button></form></main>"
        f"<script>{SEND}</script>",
    )
    policy = HEADERS["content-security-policy"] + f"; script-src 'sha256-{SEND_HASH}'"
    return HTMLResponse(page, 200, HEADERS | {"content-security-policy": policy})


def _shown(order: Obj) -> str:
    minor = BY_CURRENCY[order["currency"]].heard(order["amount"])
    return money.shown(minor, order["currency"])


def _html(page: str, status: int = 200) -> Response:
    return HTMLResponse(page, status, HEADERS)


async def _form(request: Request) -> dict[str, str]:
    body = (await request.body())[:10_000].decode(errors="replace")
    return {name: values[0] for name, values in parse_qs(body).items()}


ROUTES = [
    Route("/razorpay/v1/checkout/embedded", open_page, methods=["POST"]),
    Route("/razorpay/pay/{order}", pay, methods=["GET", "POST"]),
    Route("/razorpay/authenticate/{payment}", authenticate, methods=["GET", "POST"]),
]
