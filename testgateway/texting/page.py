"""What arrived on everybody's phones, for who looks at the demo; and their answers."""

from html import escape
from urllib.parse import parse_qsl

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from testgateway.books import Books, Obj
from testgateway.page_html import document
from testgateway.texting import network

SHOWN = 100
STYLE = """<style>
main.texts { display:block; max-width:640px; margin:0 auto; padding:40px 16px }
.texts h1 { font-size:28px; font-weight:650; color:inherit; margin:0 0 4px }
.texts ol { list-style:none; margin:24px 0 0; padding:0; display:grid; gap:12px }
.texts .card { padding:16px 18px } .texts .body { margin:6px 0 0; white-space:pre-wrap;
  overflow-wrap:anywhere; font-size:17px }
.texts .head { display:flex; flex-wrap:wrap; gap:4px 12px; font-size:13px; color:var(--soft) }
.texts .head b { color:var(--ink); font-variant-numeric:tabular-nums }
.texts form { display:inline } .texts button { width:auto; min-height:44px; padding:0 14px;
  margin:10px 8px 0 0 }
</style>"""


async def show(request: Request) -> HTMLResponse:
    books: Books = request.app.state.books
    found = [one for _, one in zip(range(SHOWN), books.newest_first(network.KIND), strict=False)]
    rows = "".join(_row(one, stopped=bool(books.find("sms_stop", one["to"]))) for one in found)
    nothing = '<p class="hint">Nothing has been sent yet. Only what cannot wait is.</p>'
    body = (
        f"{STYLE}<main class=texts><h1>Text messages</h1>{_lead()}{_list(rows) or nothing}</main>"
    )
    return HTMLResponse(document("Text messages", body))


def _lead() -> str:
    return '<p class="hint">What the demo would have sent by SMS, newest first.</p>'


def _list(rows: str) -> str:
    return f"<ol>{rows}</ol>" if rows else ""


def _row(one: Obj, *, stopped: bool) -> str:
    word = "START" if stopped else "STOP"
    return (
        f"<li class=card><div class=head><b>{escape(one['to'])}</b>"
        f"<span>{escape(one['date_created'])}</span><span>{escape(one['status'])}</span></div>"
        f"<p class=body>{escape(one['body'])}</p><form method=post action=/texts>"
        f'<input type=hidden name=number value="{escape(one["to"])}">'
        f"<button class=second name=text value={word}>Answer {word}</button></form></li>"
    )


async def answer(request: Request) -> Response:
    form = dict(parse_qsl((await request.body()).decode()))
    books: Books = request.app.state.books
    told = BackgroundTask(
        network.answered, books, form.get("number", ""), form.get("text", "")[:1600]
    )
    return RedirectResponse("/texts", 303, background=told)


ROUTES = [
    Route("/texts", show, methods=["GET"]),
    Route("/texts", answer, methods=["POST"]),
]
