"""The HTTP API under /v1: who may call, what each path does, each call done once per key."""

import hmac
import json
import re
import secrets
from collections.abc import Callable
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from foodapp.gateways.stripe.settings import StripeSettings
from foodapp.kit.settings import declared
from testgateway import (
    customers,
    disputes,
    faults,
    intents,
    lists,
    passing_of_time,
    payment_methods,
    refunds,
    sessions,
    setup_intents,
    setups,
    transactions,
    transfers,
)
from testgateway.books import Books, Obj, shown
from testgateway.errors import Refused, invalid, missing
from testgateway.params import Params, parsed

Answer = tuple[int, bytes]
Work = Callable[[Books, Params, str], Obj]
ID = r"([A-Za-z0-9_]{1,100})"


def _list_of(kind: str, url: str) -> Work:
    return lambda books, params, _: lists.page(books, kind, url, params)


def _found(kind: str) -> Work:
    def look_up(books: Books, params: Params, object_id: str) -> Obj:
        params.done()
        obj = books.find(kind, object_id)
        if obj is None:
            raise missing(kind, object_id)
        return obj

    return look_up


def _without_params(work: Callable[[Books, str], Obj]) -> Work:
    def run(books: Books, params: Params, object_id: str) -> Obj:
        params.done()
        return work(books, object_id)

    return run


def _lines(books: Books, params: Params, session_id: str) -> Obj:
    params.ignore("limit")
    params.done()
    lines = sessions.retrieve(books, session_id)["_lines"]
    url = f"/v1/checkout/sessions/{session_id}/line_items"
    return {"object": "list", "data": lines, "has_more": False, "url": url}


def _open_page(books: Books, params: Params, _: str) -> Obj:
    mode = params.needed("mode")
    if mode not in ("payment", "setup"):
        raise invalid("This gateway offers mode=payment and mode=setup.", "mode")
    return sessions.create(books, params) if mode == "payment" else setups.open_page(books, params)


PATHS: list[tuple[str, str, Work]] = [
    ("POST", "/v1/checkout/sessions", _open_page),
    ("GET", "/v1/checkout/sessions", _list_of("checkout.session", "/v1/checkout/sessions")),
    ("GET", f"/v1/checkout/sessions/{ID}", _without_params(sessions.retrieve)),
    ("GET", f"/v1/checkout/sessions/{ID}/line_items", _lines),
    ("POST", f"/v1/checkout/sessions/{ID}/expire", _without_params(sessions.expire)),
    ("POST", "/v1/payment_intents", lambda b, p, _: intents.create(b, p)),
    ("GET", "/v1/payment_intents", _list_of("payment_intent", "/v1/payment_intents")),
    ("GET", f"/v1/payment_intents/{ID}", _without_params(intents.retrieve)),
    ("POST", f"/v1/payment_intents/{ID}/confirm", lambda b, p, i: intents.confirm(b, i, p)),
    ("POST", f"/v1/payment_intents/{ID}/capture", lambda b, p, i: intents.capture(b, i, p)),
    ("POST", f"/v1/payment_intents/{ID}/cancel", lambda b, p, i: intents.cancel(b, i, p)),
    ("GET", f"/v1/charges/{ID}", _found("charge")),
    ("GET", "/v1/charges", _list_of("charge", "/v1/charges")),
    ("POST", "/v1/refunds", lambda b, p, _: refunds.create(b, p)),
    ("GET", "/v1/refunds", _list_of("refund", "/v1/refunds")),
    ("GET", f"/v1/refunds/{ID}", _without_params(refunds.retrieve)),
    ("POST", "/v1/transfers", lambda b, p, _: transfers.create(b, p)),
    ("GET", "/v1/transfers", _list_of("transfer", "/v1/transfers")),
    ("GET", f"/v1/transfers/{ID}", _without_params(transfers.retrieve)),
    ("GET", transactions.URL, transactions.listed),
    ("GET", "/v1/disputes", _list_of("dispute", "/v1/disputes")),
    ("GET", f"/v1/disputes/{ID}", _without_params(disputes.retrieve)),
    ("POST", "/v1/customers", lambda b, p, _: customers.create(b, p)),
    ("GET", "/v1/customers", _list_of("customer", "/v1/customers")),
    ("GET", f"/v1/customers/{ID}", _without_params(customers.retrieve)),
    ("GET", f"/v1/customers/{ID}/payment_methods", payment_methods.listed),
    (
        "GET",
        "/v1/customers/([A-Za-z0-9_]{1,100}/payment_methods/[A-Za-z0-9_]{1,100})",
        payment_methods.of_customer,
    ),
    ("GET", "/v1/payment_methods", _list_of("payment_method", "/v1/payment_methods")),
    ("GET", f"/v1/payment_methods/{ID}", _without_params(payment_methods.retrieve)),
    ("POST", f"/v1/payment_methods/{ID}/attach", lambda b, p, i: payment_methods.attach(b, i, p)),
    ("POST", f"/v1/payment_methods/{ID}/detach", _without_params(payment_methods.detach)),
    ("GET", "/v1/setup_intents", _list_of("setup_intent", "/v1/setup_intents")),
    ("GET", f"/v1/setup_intents/{ID}", _without_params(setup_intents.retrieve)),
    ("GET", "/v1/events", _list_of("event", "/v1/events")),
    ("GET", f"/v1/events/{ID}", _found("event")),
]


async def call(request: Request) -> Response:
    books: Books = request.app.state.books
    request_id = f"req_{secrets.token_hex(7)}"
    form = (await request.body()).decode() if request.method == "POST" else request.url.query
    try:
        _allowed(request)
        with books.transaction():
            fault = faults.next_for(books, request.method, request.url.path)
        await faults.before_work(fault)
        key = request.headers.get("idempotency-key") if request.method == "POST" else None
        headers = {}
        if key:
            replayed, (status, body) = await _once(request, books, key, form, fault, request_id)
            headers = {"idempotency-key": key} | (
                {"idempotent-replayed": "true"} if replayed else {}
            )
        else:
            status, body = work(books, request.method, request.url.path, form)
        await faults.after_work(fault)
    except Refused as refused:
        status, body, headers = *_refusal(refused), {}
    except faults.Dropped:
        return _cut()
    headers |= {"request-id": request_id, "content-type": "application/json"}
    return Response(body, status, headers)


def _allowed(request: Request) -> None:
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and hmac.compare_digest(
        key.encode(), declared(StripeSettings).stripe_secret_key.get_secret_value().encode()
    ):
        return
    message = (
        f"Invalid API Key provided: {key[:8]}****" if key else "You did not provide an API key."
    )
    raise Refused(message, status=401, kept=False)


async def _once(
    request: Request, books: Books, key: str, form: str, fault: faults.Fault | None, request_id: str
) -> tuple[bool, Answer]:
    """The first call under a key does the work; later ones get the same answer."""
    fingerprint = sha256(f"{request.url.path}\n{form}".encode()).hexdigest()
    kept = books.connection.execute(
        "select fingerprint, status, body from replies where key = ?", [key]
    ).fetchone()
    if kept:
        if kept[0] != fingerprint:
            raise Refused(
                "Keys for idempotent requests can only be used with the same parameters they were"
                f" first used with. Try using a key other than '{key}' if you meant to execute a"
                " different request.",
                type="idempotency_error",
                kept=False,
            )
        return True, (kept[1], kept[2].encode())
    busy: set[str] = request.app.state.busy_keys
    if key in busy:
        raise Refused(
            f"There is currently another in-progress request using this Idempotent Key: {key}.",
            code="idempotency_key_in_use",
            status=409,
            type="idempotency_error",
            kept=False,
        )
    busy.add(key)
    try:
        if fault and fault.kind == "slow":
            await faults.hold(fault)
        keep = (key, fingerprint, request_id)
        return False, work(books, request.method, request.url.path, form, keep, fault)
    finally:
        busy.discard(key)


def work(
    books: Books,
    method: str,
    path: str,
    form: str,
    keep: tuple[str, str, str] | None = None,
    fault: faults.Fault | None = None,
) -> Answer:
    """Do the work and keep its answer in one transaction."""
    try:
        with books.transaction():
            passing_of_time.catch_up(books)
        with books.transaction():
            if fault and fault.kind == "500_kept":
                raise faults.server_error(kept=True)
            answer = _answer(_run(books, method, path, form))
            _keep(books, keep, answer)
            return answer
    except Refused as refused:
        answer = _refusal(refused)
        if refused.kept:
            with books.transaction():
                _keep(books, keep, answer)
        return answer


def _run(books: Books, method: str, path: str, form: str) -> Obj:
    for verb, pattern, run in PATHS:
        if verb == method and (found := re.fullmatch(pattern, path)):
            return run(books, Params(parsed(form)), found[1] if found.groups() else "")
    raise Refused(f"Unrecognized request URL ({method}: {path}).", status=404, kept=False)


def _answer(obj: Obj) -> Answer:
    """A declined card is an error to the caller, although the try itself is kept in the books."""
    error = obj.get("last_payment_error")
    if obj["object"] == "payment_intent" and error and obj.pop("_just_declined", False):
        return 402, json.dumps({"error": error | {"payment_intent": shown(obj)}}).encode()
    return 200, json.dumps(shown(obj)).encode()


def _refusal(refused: Refused) -> Answer:
    return refused.status, json.dumps(refused.body()).encode()


def _keep(books: Books, keep: tuple[str, str, str] | None, answer: Answer) -> None:
    if keep:
        key, fingerprint, request_id = keep
        books.connection.execute(
            "insert or ignore into replies values (?, ?, ?, ?, ?, ?)",
            [key, fingerprint, answer[0], answer[1].decode(), request_id, books.now()],
        )


def _cut() -> Response:
    """Promise more bytes than are sent: the server then has to close the connection."""
    return StreamingResponse(iter([b"{"]), 200, {"content-length": "1000"})
