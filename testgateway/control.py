"""Control for tests and the demo, under /_control: the clock, faults, webhooks, the books.

GET    /_control/books                          totals a payment and a currency, and what
                                                was transferred; ?payment=pi_...
GET    /_control/clock        POST {"shift_s": 3600}            move on (adds up)
GET    /_control/faults       POST {"kind": "drop_after_commit", "calls": 2,
                                    "match": "POST /v1/payment_intents/*/capture"}
POST   /_control/faults       {"target": "webhook", "kind": "never", "match": "charge.*"}
DELETE /_control/faults                         behave again
GET    /_control/deliveries                     webhooks waiting, sent, given up; ?waiting=1
DELETE /_control/deliveries                     forget those that wait
POST   /_control/deliveries/hurry               all that wait are due now
POST   /_control/deliveries/take                all that wait, signed, instead of sending them
POST   /_control/endpoint     {"url": "http://...", "gateway": "stripe"}
POST   /_control/resend       {"event": "evt_..."}
POST   /_control/refunds/fail {"refund": "re_..."}            or rfnd_...
POST   /_control/disputes     {"payment": "pi_...", "reason": "fraudulent"}       or pay_...
DELETE /_control/disputes                       forget all of them
POST   /_control/disputes/close {"dispute": "dp_...", "won": true}               or disp_...
POST   /_control/late         {"payment": "pay_..."}           failed, and authorised after all
"""

import asyncio
import json
import secrets
from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from testgateway import disputes, events, faults, passing_of_time, refunds, signing, totals
from testgateway.books import Books, Obj
from testgateway.config import gateway_settings
from testgateway.razorpay import disputes as rzp_disputes
from testgateway.razorpay import orders as rzp_orders
from testgateway.razorpay import payments as rzp_payments
from testgateway.razorpay import refunds as rzp_refunds


async def read_books(request: Request) -> JSONResponse:
    rows = totals.by_payment(_books(request), request.query_params.get("payment", ""))
    sent = totals.transfers(_books(request))
    return JSONResponse({"payments": rows, "totals": totals.whole(rows), "transfers": sent})


async def begin_books(request: Request) -> JSONResponse:
    while request.app.state.busy_keys:
        await asyncio.sleep(0.02)
    books = _books(request)
    with books.transaction():
        books.forget_all(gateway_settings().seed or secrets.token_hex(8))
    return JSONResponse({})


async def clock(request: Request) -> JSONResponse:
    books = _books(request)
    if request.method == "POST":
        shift = int((await _body(request))["shift_s"])
        with books.transaction():
            books.set_fact("shift_s", str(int(books.fact("shift_s") or 0) + shift))
            passing_of_time.catch_up(books)
    return JSONResponse({"now": books.now(), "shift_s": int(books.fact("shift_s") or 0)})


async def plan_faults(request: Request) -> JSONResponse:
    books = _books(request)
    if request.method == "POST":
        asked = await _body(request)
        target, kind = asked.get("target", "call"), asked.get("kind")
        known = {"call": faults.CALL_FAULTS, "webhook": faults.WEBHOOK_FAULTS}.get(target, {})
        if kind not in known:
            return JSONResponse({"error": f"{target} knows {sorted(known)}"}, 422)
        rate = float(asked.get("rate", 1))
        calls = asked.get("calls", 1 if rate >= 1 else None)
        with books.transaction():
            faults.plan(
                books,
                target,
                kind,
                asked.get("match", "*"),
                calls,
                rate,
                float(asked.get("seconds", 8)),
            )
    if request.method == "DELETE":
        with books.transaction():
            books.connection.execute("delete from faults")
    rows = books.connection.execute("select target, kind, match, calls, rate, seconds from faults")
    names = ("target", "kind", "match", "calls", "rate", "seconds")
    return JSONResponse(
        {
            "planned": [dict(zip(names, row, strict=True)) for row in rows],
            "call": faults.CALL_FAULTS,
            "webhook": faults.WEBHOOK_FAULTS,
        }
    )


async def deliveries(request: Request) -> JSONResponse:
    books = _books(request)
    if request.method == "DELETE":
        with books.transaction():
            books.connection.execute("delete from deliveries where done is null")
    only = " where done is null" if "waiting" in request.query_params else ""
    rows = books.connection.execute(
        f"select event, due, attempts, twist, done from deliveries{only} order by seq"  # noqa: S608
    )
    names = ("event", "due", "attempts", "twist", "done")
    return JSONResponse({"deliveries": [dict(zip(names, row, strict=True)) for row in rows]})


async def hurry_deliveries(request: Request) -> JSONResponse:
    """What is on its way just now is sent once more: its postman may have died."""
    books = _books(request)
    with books.transaction():
        hurried = books.connection.execute("update deliveries set due = 0 where done is null")
    return JSONResponse({"due": hurried.rowcount})


async def endpoint(request: Request) -> JSONResponse:
    books, asked = _books(request), await _body(request)
    with books.transaction():
        books.set_fact(f"endpoint {asked.get('gateway', 'stripe')}", str(asked["url"]))
    return JSONResponse({"url": asked["url"]})


async def take_deliveries(request: Request) -> JSONResponse:
    """Hand out what waits, whenever it is due: the caller is the postman now."""
    books = _books(request)
    with books.transaction():
        waiting = books.connection.execute(
            "update deliveries set done = 1 where done is null returning event, twist, seq"
        ).fetchall()
    letters = []
    for event_id, twist, _ in sorted(waiting, key=lambda row: row[2]):
        event = _event(books, event_id)
        if event is None:
            raise LookupError(f"a delivery without its event {event_id}")
        letter = signing.letter(event, twist.split())
        letters.append({"kind": event["type"], **asdict(letter)})
    return JSONResponse({"letters": letters})


def _event(books: Books, event_id: str) -> Obj | None:
    return books.find("event", event_id) or books.find("rzp.event", event_id)


async def resend(request: Request) -> JSONResponse:
    books, event_id = _books(request), str((await _body(request))["event"])
    event = _event(books, event_id)
    if event is None:
        return JSONResponse({"error": "no such event"}, 404)
    with books.transaction():
        events.queue(books, event)
    return JSONResponse({"event": event_id})


async def fail_refund(request: Request) -> JSONResponse:
    books = _books(request)
    refund_id = str((await _body(request))["refund"])
    with books.transaction():
        if refund := books.find("refund", refund_id):
            fail = refunds.fail
        elif refund := books.find(rzp_refunds.KIND, refund_id):
            fail = rzp_refunds.fail
        if refund is None or refund["status"] == "failed":
            return JSONResponse({"error": "no such refund"}, 404)
        fail(books, refund)
    return JSONResponse({"refund": refund_id})


async def change_disputes(request: Request) -> JSONResponse:
    if request.method == "POST":
        return await open_dispute(request)
    books = _books(request)
    with books.transaction():
        for kind in (disputes.KIND, rzp_disputes.KIND):
            books.forget(kind)
    return JSONResponse({})


async def open_dispute(request: Request) -> JSONResponse:
    books, asked = _books(request), await _body(request)
    payment_id, reason = str(asked["payment"]), str(asked.get("reason", "fraudulent"))
    with books.transaction():
        if intent := books.find("payment_intent", payment_id):
            dispute = disputes.open_for(books, intent, reason)
        elif payment := books.find(rzp_orders.PAYMENT, payment_id):
            dispute = rzp_disputes.open_for(books, payment, reason)
        else:
            return JSONResponse({"error": "no such payment"}, 404)
    return JSONResponse({"dispute": dispute["id"]})


async def close_dispute(request: Request) -> JSONResponse:
    books, asked = _books(request), await _body(request)
    dispute_id, won = str(asked["dispute"]), bool(asked["won"])
    with books.transaction():
        if dispute := books.find(disputes.KIND, dispute_id):
            disputes.close(books, dispute, won=won)
        elif dispute := books.find(rzp_disputes.KIND, dispute_id):
            rzp_disputes.close(books, dispute, won=won)
        else:
            return JSONResponse({"error": "no such dispute"}, 404)
    return JSONResponse({"dispute": dispute_id})


async def authorise_late(request: Request) -> JSONResponse:
    books, payment_id = _books(request), str((await _body(request))["payment"])
    with books.transaction():
        payment = books.find(rzp_orders.PAYMENT, payment_id)
        if payment is None or payment["status"] not in ("failed", "created"):
            return JSONResponse({"error": "no such failed payment"}, 404)
        rzp_payments.authorised(books, payment)
    return JSONResponse({"payment": payment_id})


def _books(request: Request) -> Books:
    books: Books = request.app.state.books
    return books


async def _body(request: Request) -> Obj:
    asked: Obj = json.loads(await request.body() or b"{}")
    return asked


ROUTES = [
    Route("/_control/books", read_books),
    Route("/_control/books", begin_books, methods=["DELETE"]),
    Route("/_control/clock", clock, methods=["GET", "POST"]),
    Route("/_control/faults", plan_faults, methods=["GET", "POST", "DELETE"]),
    Route("/_control/deliveries", deliveries, methods=["GET", "DELETE"]),
    Route("/_control/deliveries/hurry", hurry_deliveries, methods=["POST"]),
    Route("/_control/deliveries/take", take_deliveries, methods=["POST"]),
    Route("/_control/endpoint", endpoint, methods=["POST"]),
    Route("/_control/resend", resend, methods=["POST"]),
    Route("/_control/refunds/fail", fail_refund, methods=["POST"]),
    Route("/_control/disputes", change_disputes, methods=["POST", "DELETE"]),
    Route("/_control/disputes/close", close_dispute, methods=["POST"]),
    Route("/_control/late", authorise_late, methods=["POST"]),
]
