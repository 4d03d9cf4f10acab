"""The HTTP API under /razorpay/v1: who may call, what each path does; refunds and transfers once
per key."""

import base64
import binascii
import hmac
import json
import re
from collections.abc import Callable
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from foodapp.gateways.razorpay.settings import RazorpaySettings
from foodapp.kit.settings import declared
from testgateway import faults, passing_of_time
from testgateway.books import Books, Obj, shown
from testgateway.errors import Refused
from testgateway.razorpay import disputes, orders, payments, refunds, transfers
from testgateway.razorpay.errors import bad_request, envelope
from testgateway.razorpay.fields import Fields

Answer = tuple[int, bytes]
Work = Callable[[Books, Fields, str], Obj]
BASE = "/razorpay/v1"
ID = r"([A-Za-z0-9_]{1,40})"
# What is done once per key: its path, the key's header and what a key looks like.
KEYS = (
    (re.compile(r".*/refund"), "x-refund-idempotency", re.compile(r"[A-Za-z0-9_-]{10,100}")),
    (re.compile(r".*/transfers"), "x-transfer-idempotency", re.compile(r"[A-Za-z0-9_ -]{4,36}")),
)


def _found(find: Callable[[Books, str], Obj]) -> Work:
    def look_up(books: Books, fields: Fields, object_id: str) -> Obj:
        fields.done()
        return find(books, object_id)

    return look_up


def _all(kind: str) -> Work:
    return lambda books, fields, _: orders.collection(list(books.newest_first(kind)), fields)


PATHS: list[tuple[str, str, Work]] = [
    ("POST", "/orders", lambda b, f, _: orders.create(b, f)),
    ("GET", "/orders", lambda b, f, _: orders.listed(b, f)),
    ("GET", f"/orders/{ID}", _found(orders.retrieve)),
    ("GET", f"/orders/{ID}/payments", orders.payments),
    ("GET", "/payments", _all(orders.PAYMENT)),
    ("GET", f"/payments/{ID}", _found(payments.retrieve)),
    ("POST", f"/payments/{ID}/capture", payments.capture),
    ("POST", f"/payments/{ID}/refund", refunds.create),
    ("GET", f"/payments/{ID}/refunds", refunds.listed),
    ("GET", "/refunds", _all(refunds.KIND)),
    ("GET", "/disputes", _all(disputes.KIND)),
    ("GET", f"/disputes/{ID}", _found(disputes.retrieve)),
    ("GET", f"/refunds/{ID}", _found(refunds.retrieve)),
    ("POST", "/transfers", lambda b, f, _: transfers.create(b, f)),
    ("GET", "/transfers", _all(transfers.KIND)),
    ("GET", f"/transfers/{ID}", _found(transfers.retrieve)),
    ("GET", f"/transfers/{ID}/reversals", transfers.reversals),
]


async def call(request: Request) -> Response:
    books: Books = request.app.state.books
    body = await request.body()
    try:
        _allowed(request)
        with books.transaction():
            fault = faults.next_for(books, request.method, request.url.path)
        await faults.before_work(fault)
        if fault and fault.kind == "500_kept":
            raise faults.server_error()
        if key := _key(request):
            status, answer = await _once(request, books, key, body, fault)
        else:
            if fault and fault.kind == "slow":
                await faults.hold(fault)
            status, answer = _work(request, books, body)
        await faults.after_work(fault)
    except Refused as refused:
        status, answer = _refusal(refused)
    except faults.Dropped:
        return StreamingResponse(iter([b"{"]), 200, {"content-length": "1000"})
    return Response(answer, status, {"content-type": "application/json"})


def _allowed(request: Request) -> None:
    scheme, _, told = request.headers.get("authorization", "").partition(" ")
    known = declared(RazorpaySettings)
    wanted = f"{known.razorpay_key_id}:{known.razorpay_key_secret.get_secret_value()}"
    try:
        given = base64.b64decode(told, validate=True)
    except binascii.Error:
        given = b""
    if scheme.lower() != "basic" or not hmac.compare_digest(given, wanted.encode()):
        raise Refused("Authentication failed", status=401, kept=False)


def _key(request: Request) -> str:
    """Of what is done once per key; empty where there is none."""
    for path, header, looks in KEYS:
        if request.method == "POST" and path.fullmatch(request.url.path):
            key = request.headers.get(header, "")
            if key and not looks.fullmatch(key):
                raise bad_request("The idempotency key is too short, too long or malformed.")
            return key
    return ""


async def _once(
    request: Request, books: Books, key: str, body: bytes, fault: faults.Fault | None
) -> Answer:
    """The first call under a key does the work; later ones get the same answer."""
    name = f"rzp {key}"
    fingerprint = sha256(f"{request.url.path}\n".encode() + body).hexdigest()
    kept = books.connection.execute(
        "select fingerprint, status, body from replies where key = ?", [name]
    ).fetchone()
    if kept:
        if kept[0] != fingerprint:
            raise bad_request(
                "Different request with the same idempotency key has already been processed."
            )
        return kept[1], kept[2].encode()
    busy: set[str] = request.app.state.busy_keys
    if name in busy:
        raise Refused("Request with the same key is in progress", status=409, kept=False)
    busy.add(name)
    try:
        if fault and fault.kind == "slow":
            await faults.hold(fault)
        return _work(request, books, body, keep=(name, fingerprint))
    finally:
        busy.discard(name)


def _work(
    request: Request, books: Books, body: bytes, keep: tuple[str, str] | None = None
) -> Answer:
    """Do the work and keep its answer in one transaction. A refusal uses no key up."""
    with books.transaction():
        passing_of_time.catch_up(books)
    try:
        with books.transaction():
            fields = Fields.of(request.method, request.url.query, body)
            answer = json.dumps(shown(_run(books, request, fields)))
            if keep:
                books.connection.execute(
                    "insert into replies values (?, ?, 200, ?, '', ?)",
                    [*keep, answer, books.now()],
                )
            return 200, answer.encode()
    except Refused as refused:
        return _refusal(refused)


def _run(books: Books, request: Request, fields: Fields) -> Obj:
    path = request.url.path.removeprefix(BASE)
    for verb, pattern, run in PATHS:
        if verb == request.method and (found := re.fullmatch(pattern, path)):
            return run(books, fields, found[1] if found.groups() else "")
    raise Refused("The requested URL was not found on the server.", status=404, kept=False)


def _refusal(refused: Refused) -> Answer:
    return refused.status, json.dumps(envelope(refused)).encode()


ROUTES = [Route(BASE + "/{path:path}", call, methods=["GET", "POST", "PATCH", "DELETE"])]
