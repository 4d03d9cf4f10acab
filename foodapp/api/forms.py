"""What the forms of signing in share: their fields, the browser they come from, and the way back to
their page. A refusal goes back as ?error=code, which the page turns into its sentence, so that no
text comes from the address."""

import json
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from pydantic import BaseModel, ValidationError
from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from foodapp.accounts import cookies, devices, knocking, sessions
from foodapp.accounts.actors import Cookies
from foodapp.accounts.credentials import tokens
from foodapp.accounts.credentials.links import DOORS
from foodapp.accounts.credentials.models import Purpose
from foodapp.accounts.knocking import Came
from foodapp.accounts.signing import HalfIn, SignedIn
from foodapp.api import origin
from foodapp.api.refusals import code_of
from foodapp.kit.errors import DomainError, Unusable
from foodapp.kit.personas import Persona
from foodapp.orders import basket

F = TypeVar("F", bound=BaseModel)
HOMES: dict[Persona, str] = {
    "customer": "/",
    "restaurant": "/restaurant",
    "rider": "/rider",
    "admin": "/admin",
}
TYPED_COOKIE = "typed"
TYPED = {"email": 254, "name": 80}  # what is shown again, and how much of it


@dataclass(frozen=True)
class Browser:
    """What a request brings along besides its form."""

    cookies: Cookies
    address: str
    device: str  # its name, for people
    device_cookie: str
    step: str  # of who is between the password and the second factor

    @property
    def came(self) -> Came:
        return Came(self.address, self.device, self.device_cookie)


async def fields_of(request: Request) -> dict[str, Any]:
    """The body as fields; files and repeated fields are of no use here."""
    try:
        body = await request.body()
        if origin.is_json(request):
            fields = json.loads(body)
        else:
            fields = dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=20))
    except (ValueError, RecursionError) as wrong:
        raise Unusable from wrong
    if not isinstance(fields, dict):
        raise Unusable
    return fields


def checked(kind: type[F], fields: dict[str, Any]) -> F:
    try:
        return kind.model_validate(fields)
    except ValidationError as wrong:
        raise Unusable from wrong


def browser_of(request: Request) -> Browser:
    header = request.headers.get("cookie", "")
    return Browser(
        cookies=cookies.cookies_of(header),
        address=origin.address_of(request),
        device=devices.name_of(request.headers.get("user-agent", "")),
        device_cookie=cookies.value_of(header, cookies.DEVICE),
        step=cookies.value_of(header, cookies.STEP),
    )


def persona_of(fields: dict[str, Any]) -> Persona:
    """Whose page a form was sent from that is refused for its shape, too."""
    named = fields.get("persona")
    return next((persona for persona in DOORS if persona == named), "customer")


def redirect(path: str) -> RedirectResponse:
    """303: the browser asks for the page with GET, whatever it sent."""
    return RedirectResponse(path, status_code=303)


def refused(page: str, refusal: DomainError, fields: dict[str, Any], **query: str) -> Response:
    """Back to the form, with what was typed; never the password. page: an address of ours."""
    query = {"error": code_of(refusal), **query}
    goal = str(fields.get("next", ""))
    if origin.is_own_page(goal):
        query["next"] = goal
    parts = urlsplit(page)._replace(query=urlencode(query, errors="replace"))
    back = redirect(urlunsplit(parts))
    back.headers.append("set-cookie", _typed_cookie(fields))
    return back


def adopt_basket(session: Session, browser: Browser, done: SignedIn) -> None:
    if browser.cookies.visitor:
        basket.adopt(session, sessions.hashed(browser.cookies.visitor), done.user_id)


def entered(
    request: Request, done: SignedIn | HalfIn, persona: Persona, goal: str, *, status: int = 200
) -> Response:
    """In, or on to the page that asks for the second factor. goal: where they wanted to go."""
    goal = goal if origin.is_own_page(goal) else HOMES[persona]
    if isinstance(done, HalfIn):
        return _half_in(request, done, persona, goal)
    response: Response
    if origin.is_json(request):
        response = JSONResponse({"signed_in": True, "next": goal}, status_code=status)
    else:
        response = redirect(goal)
    for cookie in _cookies_of_sign_in(done):
        response.headers.append("set-cookie", cookie)
    return response


def _half_in(request: Request, half: HalfIn, persona: Persona, goal: str) -> Response:
    page = f"{DOORS[persona]}/second-step?{urlencode({'next': goal})}"
    response: Response
    if origin.is_json(request):
        response = JSONResponse({"signed_in": False, "next": page})
    else:
        response = redirect(page)
    lasts_s = int(tokens.LASTS[Purpose.SECOND_STEP].total_seconds())
    response.headers.append("set-cookie", cookies.written(cookies.STEP, half.token, lasts_s))
    return response


def _cookies_of_sign_in(done: SignedIn) -> list[str]:
    """The session's, and the one that tells this browser from those of strangers."""
    known_s = int(knocking.DEVICE_LASTS.total_seconds())
    return [
        cookies.written(cookies.SIGN_IN, done.token, int(sessions.LASTS.total_seconds())),
        cookies.written(cookies.DEVICE, knocking.proof_of(done.email), known_s),
        cookies.written(cookies.STEP, "", 0),
    ]


def _typed_cookie(fields: dict[str, Any]) -> str:
    """What the form shows again after a refusal, for a minute: never the password."""
    typed = {name: str(fields.get(name, ""))[:most] for name, most in TYPED.items()}
    return cookies.written(TYPED_COOKIE, urlencode(typed, errors="replace"), 60)


def typed(cookie_header: str) -> dict[str, str]:
    """E-mail and name of the latest refused form, empty when there is none."""
    found = dict(parse_qsl(cookies.value_of(cookie_header, TYPED_COOKIE)))
    return {name: found.get(name, "")[:most] for name, most in TYPED.items()}
