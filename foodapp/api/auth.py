"""Sign-up, sign-in and sign-out: the only routes that set the HttpOnly session cookie.

They take a form and answer with a redirect (so that the page opens its socket with the new
cookie), or JSON and answer with JSON. A refusal goes back to the form's page as ?error=code; the
page turns the code into its sentence (SENTENCES), so that no text comes from the address.
"""

import asyncio
import json
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from foodapp.accounts import (
    accepting,
    cookies,
    devices,
    invitations,
    knocking,
    limits,
    passwords,
    people,
    sessions,
    signing,
)
from foodapp.accounts.actors import Cookies
from foodapp.api import origin
from foodapp.api.declared import acts_as
from foodapp.kit import db
from foodapp.kit.errors import DomainError, Unusable
from foodapp.kit.personas import Persona
from foodapp.kit.words import say
from foodapp.notifications.webpush import devices as push_devices
from foodapp.orders import basket

F = TypeVar("F", bound=BaseModel)
HOMES: dict[Persona, str] = {
    "customer": "/",
    "restaurant": "/restaurant",
    "rider": "/rider",
    "admin": "/admin",
}
DOORS: dict[Persona, str] = {
    "customer": "/sign-in",
    "restaurant": "/restaurant/sign-in",
    "rider": "/rider/sign-in",
    "admin": "/admin/sign-in",
}
FORMS = frozenset({*DOORS.values(), "/sign-up", "/checkout"})  # pages that hold such a form

INVITATIONS: dict[Persona, str] = {
    persona: f"/{persona}/accept-invitation" for persona in invitations.PERSONAS.values()
}

TYPED_COOKIE = "typed"
TYPED = {"email": 254, "name": 80}  # what is shown again, and how much of it

CODES: dict[type[DomainError], str] = {
    signing.WrongPair: "wrong",
    signing.AlreadyKnown: "known",
    signing.OtherDoor: "door",
    limits.TooManyTries: "limit",
    people.NotAnEmail: "email",
    people.NoName: "name",
    passwords.WeakPassword: "password",
    accepting.NoInvitation: "link",
    accepting.OtherPerson: "other",
}
SENTENCES = {
    "wrong": say(signing.WrongPair().words),
    "known": say(signing.AlreadyKnown().words),
    "door": "This account cannot sign in here. Is it the right page?",
    "limit": str(limits.TooManyTries()),
    "email": str(people.NotAnEmail()),
    "name": str(people.NoName()),
    "password": "Please choose a longer or less common password: at least 10 characters.",
    "link": str(accepting.NoInvitation()),
    "other": str(accepting.OtherPerson()),
    "input": say(Unusable().words),
}


class InvitationForm(BaseModel):
    """What the page of an invitation sends."""

    model_config = ConfigDict(extra="ignore")

    token: str = Field(max_length=100)
    persona: Persona
    password: str = Field(max_length=1000)
    name: str = Field(default="", max_length=400)


class SignInForm(BaseModel):
    """What the sign-in and sign-up forms send; `page` is where the form stands."""

    model_config = ConfigDict(extra="ignore")

    email: str = Field(max_length=400)
    password: str = Field(max_length=1000)
    name: str = Field(default="", max_length=400)
    persona: Persona = "customer"
    page: str = ""
    next: str = ""


@dataclass(frozen=True)
class Browser:
    """What a request brings along besides its form."""

    cookies: Cookies
    address: str
    device: str  # its name, for people
    device_cookie: str


@acts_as("public")
async def sign_up(request: Request) -> Response:
    """201 / 303: a new customer, signed in, with the basket the browser had."""
    return await _answer(request, _sign_up, form_page="/sign-up")


@acts_as("public")
async def sign_in(request: Request) -> Response:
    """200 / 303: a new session of the persona, with the basket the browser had."""
    return await _answer(request, _sign_in, form_page="/sign-in")


@acts_as("public")
async def accept_invitation(request: Request) -> Response:
    """200 / 303: the holder of the link has the rights, and is signed in. To look at the page, or
    to ask it twice, takes nothing: only this does."""
    origin.check(request)
    fields = await _fields(request)
    try:
        form = _checked(InvitationForm, fields)
        done = await db.in_transaction(_accepted, form, _browser(request))
    except DomainError as refusal:
        if origin.is_json(request):
            raise
        return _back_to_invitation(fields, refusal)
    return _entered(request, done, HOMES[form.persona], status=200)


def _accepted(session: Session, form: InvitationForm, browser: Browser) -> signing.SignedIn:
    return accepting.accept(
        session,
        browser.cookies,
        token=form.token,
        persona=form.persona,
        password=form.password,
        name=form.name,
        address=browser.address,
        device=browser.device,
    )


def _back_to_invitation(fields: dict[str, Any], refusal: DomainError) -> Response:
    page = INVITATIONS.get(fields.get("persona", ""), HOMES["customer"])
    query = {"token": str(fields.get("token", ""))[:100], "error": _code_of(refusal)}
    back = _redirect(f"{page}?{urlencode(query, errors='replace')}")
    back.headers.append("set-cookie", _typed_cookie(fields))
    return back


@acts_as("public")
async def sign_out(request: Request) -> Response:
    """Harmless without a sign-in. Body: next, a page of this site."""
    origin.check(request)
    fields = await _fields(request)
    await db.in_transaction(_signed_out, _cookies(request))
    goal = str(fields.get("next", ""))
    response: Response
    if origin.is_json(request):
        response = JSONResponse({"signed_out": True})
    else:
        response = _redirect(goal if origin.is_own_page(goal) else "/")
    response.headers.append("set-cookie", cookies.written(cookies.SIGN_IN, "", 0))
    return response


def _signed_out(session: Session, own: Cookies) -> None:
    push_devices.forget(session, own)  # nothing more is shown on this device
    signing.sign_out(session, own)


async def _sign_up(form: SignInForm, browser: Browser) -> signing.SignedIn:
    return await db.in_transaction(_signed_up, form, browser)


def _signed_up(session: Session, form: SignInForm, browser: Browser) -> signing.SignedIn:
    done = signing.sign_up(
        session,
        browser.cookies,
        email=form.email,
        password=form.password,
        name=form.name,
        address=browser.address,
        device=browser.device,
    )
    _adopt_basket(session, browser, done)
    return done


async def _sign_in(form: SignInForm, browser: Browser) -> signing.SignedIn:
    """Whoever has to wait waits here: no transaction and no thread does."""
    knock = await db.in_transaction(
        knocking.knock,
        email=form.email,
        address=browser.address,
        device_cookie=browser.device_cookie,
    )
    await asyncio.sleep(knock.wait_s)
    return await db.in_transaction(_signed_in, form, browser, knock)


def _signed_in(
    session: Session, form: SignInForm, browser: Browser, knock: knocking.Knock
) -> signing.SignedIn:
    done = signing.sign_in(
        session,
        browser.cookies,
        knock,
        password=form.password,
        persona=form.persona,
        device=browser.device,
    )
    if form.persona == "customer":
        _adopt_basket(session, browser, done)
    return done


def _adopt_basket(session: Session, browser: Browser, done: signing.SignedIn) -> None:
    if browser.cookies.visitor:
        basket.adopt(session, sessions.hashed(browser.cookies.visitor), done.user_id)


async def _answer(request: Request, act: Any, *, form_page: str) -> Response:
    """Carry out act(form, browser), then answer in the way that was asked."""
    origin.check(request)
    fields = await _fields(request)
    page = str(fields.get("page", ""))
    page = page if page in FORMS else form_page
    try:
        form = _checked(SignInForm, fields)
        done = await act(form, _browser(request))
    except DomainError as refusal:
        if origin.is_json(request):
            raise
        back = _redirect(_with_error(page, refusal, str(fields.get("next", ""))))
        back.headers.append("set-cookie", _typed_cookie(fields))
        return back
    goal = form.next if origin.is_own_page(form.next) else HOMES[form.persona]
    return _entered(request, done, goal, status=201 if form_page == "/sign-up" else 200)


def _entered(request: Request, done: signing.SignedIn, goal: str, *, status: int) -> Response:
    response: Response
    if origin.is_json(request):
        response = JSONResponse({"signed_in": True, "next": goal}, status_code=status)
    else:
        response = _redirect(goal)
    for cookie in _cookies_of_sign_in(done):
        response.headers.append("set-cookie", cookie)
    return response


async def _fields(request: Request) -> dict[str, Any]:
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


def _checked(kind: type[F], fields: dict[str, Any]) -> F:
    try:
        return kind.model_validate(fields)
    except ValidationError as wrong:
        raise Unusable from wrong


def _browser(request: Request) -> Browser:
    return Browser(
        cookies=_cookies(request),
        address=origin.address_of(request),
        device=devices.name_of(request.headers.get("user-agent", "")),
        device_cookie=cookies.value_of(request.headers.get("cookie", ""), cookies.DEVICE),
    )


def _cookies(request: Request) -> Cookies:
    return cookies.cookies_of(request.headers.get("cookie", ""))


def _with_error(page: str, refusal: DomainError, goal: str) -> str:
    query = {"error": _code_of(refusal)}
    if origin.is_own_page(goal):
        query["next"] = goal
    return urlunsplit(urlsplit(page)._replace(query=urlencode(query)))


def _code_of(refusal: DomainError) -> str:
    return CODES.get(type(refusal), "input")


def _redirect(path: str) -> RedirectResponse:
    """303: the browser asks for the page with GET, whatever it sent."""
    return RedirectResponse(path, status_code=303)


def _typed_cookie(fields: dict[str, Any]) -> str:
    """What the form shows again after a refusal, for a minute: never the password."""
    typed = {name: str(fields.get(name, ""))[:most] for name, most in TYPED.items()}
    return cookies.written(TYPED_COOKIE, urlencode(typed, errors="replace"), 60)


def typed(cookie_header: str) -> dict[str, str]:
    """E-mail and name of the latest refused form, empty when there is none."""
    found = dict(parse_qsl(cookies.value_of(cookie_header, TYPED_COOKIE)))
    return {name: found.get(name, "")[:most] for name, most in TYPED.items()}


def _cookies_of_sign_in(done: signing.SignedIn) -> list[str]:
    """The session's, and the one that tells this browser from those of strangers."""
    known_s = int(knocking.DEVICE_LASTS.total_seconds())
    return [
        cookies.written(cookies.SIGN_IN, done.token, int(sessions.LASTS.total_seconds())),
        cookies.written(cookies.DEVICE, knocking.proof_of(done.email), known_s),
    ]


ROUTES = [
    Route("/api/auth/sign-up", sign_up, methods=["POST"]),
    Route("/api/auth/sign-in", sign_in, methods=["POST"]),
    Route("/api/auth/accept-invitation", accept_invitation, methods=["POST"]),
    Route("/api/auth/sign-out", sign_out, methods=["POST"]),
]
