"""How the network treats the next messages: set by tests.

POST   /_control/texts  {"code": 21211} or {"status": 500} or {"drops": "after"}, {"calls": 2},
                        {"statuses": ["sent", "delivered", "queued"]}, {"to": "+41..."}
GET    /_control/texts  what was taken, oldest first
DELETE /_control/texts  forget all of it
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from testgateway.books import Books

USUAL = ("queued", "sent", "delivered")
MANNERS = "sms_manner"


@dataclass(frozen=True)
class Manner:
    code: int = 0  # of an error of Twilio's
    status: int = 0  # 5xx instead of an answer
    drops: str = ""  # "before" it is taken, or "after": the answer is lost
    retry_after: str = ""
    statuses: Sequence[str] = USUAL  # what is reported, in this order


def take(books: Books, to: str) -> Manner:
    for planned in books.children(MANNERS, MANNERS):
        if planned["calls"] and planned["to"] in ("", to):
            books.put({**planned, "calls": planned["calls"] - 1}, parent=MANNERS)
            asked = {key: planned[key] for key in Manner.__annotations__ if key in planned}
            return Manner(**{**asked, "status": planned.get("http", 0)})
    return Manner()


async def control(request: Request) -> JSONResponse:
    books: Books = request.app.state.books
    if request.method == "POST":
        asked = json.loads(await request.body())
        with books.transaction():
            plan = {"calls": 1, "to": "", **asked, "http": asked.get("status", 0)}
            plan.pop("status", None)
            books.put({**plan, "id": books.new_id("manner"), "_kind": MANNERS}, parent=MANNERS)
    if request.method == "DELETE":
        with books.transaction():
            for kind in ("sms", "sms_stop", MANNERS):
                books.forget(kind)
    taken = list(books.newest_first("sms"))[::-1]
    return JSONResponse({"texts": taken})


ROUTES = [Route("/_control/texts", control, methods=["GET", "POST", "DELETE"])]
