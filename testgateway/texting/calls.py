"""Twilio's interface for calls (https://www.twilio.com/docs/voice/api/call-resource): the telephone
that is rung picks up, what then is asked of the platform, and the call ends at once.

GET /_control/calls   what was placed, oldest first: who was rung, from which number, and whom the
                      platform had joined with them
"""

import re
import secrets

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from testgateway.books import Books, Obj
from testgateway.texting import manners, network

KIND = "call"
NUMBER, CALLER = re.compile(r"<Number>([^<]*)</Number>"), re.compile(r'callerId="([^"]*)"')


async def create(request: Request) -> Response:
    if not network.is_known(request):
        return network.refused(20003, 401)
    form = await network.form_of(request)
    books: Books = request.app.state.books
    with books.transaction():
        manner = manners.take(books, form.get("To", ""))
    if manner.status >= 500:
        return JSONResponse({}, manner.status)
    if manner.code:
        return network.refused(manner.code, 400)
    with books.transaction():
        call = books.put(
            {
                "id": f"CA{secrets.token_hex(16)}",
                "_kind": KIND,
                "to": form["To"],
                "from": form["From"],
                "url": form["Url"],
                "status_url": form.get("StatusCallback", ""),
                "joined": "",
                "shows": "",
            }
        )
    return JSONResponse({"sid": call["id"], "status": "queued"}, 201,
                        background=BackgroundTask(pick_up, books, call))  # fmt: skip


async def pick_up(books: Books, call: Obj) -> None:
    fields = {"CallSid": call["id"], "From": call["from"], "To": call["to"]}
    twiml = await network.post(call["url"], {**fields, "CallStatus": "in-progress"})
    number, caller = NUMBER.search(twiml), CALLER.search(twiml)
    with books.transaction():
        if books.find(KIND, call["id"]) is None:
            return  # forgotten meanwhile
        joined = {"joined": number[1] if number else "", "shows": caller[1] if caller else ""}
        books.put({**call, **joined})
    if call["status_url"]:
        await network.post(call["status_url"], {**fields, "CallStatus": "completed"})


async def control(request: Request) -> JSONResponse:
    books: Books = request.app.state.books
    if request.method == "DELETE":
        with books.transaction():
            books.forget(KIND)
    return JSONResponse({"calls": list(books.newest_first(KIND))[::-1]})


ROUTES = [
    Route("/twilio/2010-04-01/Accounts/{sid}/Calls.json", create, methods=["POST"]),
    Route("/_control/calls", control, methods=["GET", "DELETE"]),
]
