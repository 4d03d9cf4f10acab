"""Control of the gateway's own account, for who has to find what does not fit.

POST   /_control/fee   {"bps": 150}                    kept of each charge from now on
POST   /_control/line  {"amount": 100, "payment_intent": "pi_...", "currency": "eur"}
                                                       a charge in our books that nobody asked for
POST   /_control/reverse {"transfer": "tr_..."}        or trf_...: the payee loses it again
"""

import json

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from testgateway import transactions, transfers
from testgateway.books import Books, Obj
from testgateway.razorpay import transfers as rzp_transfers


async def set_fee(request: Request) -> JSONResponse:
    books: Books = request.app.state.books
    bps = int(json.loads(await request.body())["bps"])
    with books.transaction():
        books.set_fact("fee_bps", str(bps))
    return JSONResponse({"bps": bps})


async def enter_line(request: Request) -> JSONResponse:
    books: Books = request.app.state.books
    asked = json.loads(await request.body())
    charge: Obj = {
        "id": "",
        "object": "charge",
        "payment_intent": str(asked.get("payment_intent", "pi_nobody")),
        "currency": str(asked.get("currency", "eur")),
        "amount_captured": int(asked["amount"]),
        "amount_refunded": 0,
    }
    with books.transaction():
        charge |= {"id": books.new_id("ch"), "created": books.now()}
        books.put(charge)
        line = transactions.enter(books, "charge", charge, charge["amount_captured"])
    return JSONResponse({"line": line})


async def reverse_transfer(request: Request) -> JSONResponse:
    books: Books = request.app.state.books
    transfer_id = str(json.loads(await request.body())["transfer"])
    with books.transaction():
        if transfer := books.find("transfer", transfer_id):
            reversal = transfers.reverse(books, transfer)
        elif transfer := books.find(rzp_transfers.KIND, transfer_id):
            reversal = rzp_transfers.reverse(books, transfer)
        else:
            return JSONResponse({"error": "no such transfer"}, 404)
    return JSONResponse({"reversal": reversal["id"]})


ROUTES = [
    Route("/_control/fee", set_fee, methods=["POST"]),
    Route("/_control/line", enter_line, methods=["POST"]),
    Route("/_control/reverse", reverse_transfer, methods=["POST"]),
]
