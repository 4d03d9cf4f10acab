"""Passkeys over HTTP: what the browser is asked to sign, and what it signed. JSON, called by
foodapp/ui/passkeys.js; the session cookie is set here, too.

And the step after the password: a code, or a passkey.
"""

from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from foodapp.accounts import sessions
from foodapp.accounts.credentials import passkeys, second_step
from foodapp.accounts.credentials.links import DOORS
from foodapp.accounts.credentials.passkeys import Json, MaybeCopied
from foodapp.accounts.signing import SignedIn
from foodapp.api import origin
from foodapp.api.declared import acts_as
from foodapp.api.forms import (
    Browser,
    adopt_basket,
    browser_of,
    checked,
    entered,
    fields_of,
    persona_of,
    refused,
)
from foodapp.kit import db
from foodapp.kit.errors import DomainError
from foodapp.kit.personas import Persona

R = TypeVar("R")


class Answer(BaseModel):
    """What the browser made of the options: a PublicKeyCredential, as JSON."""

    model_config = ConfigDict(extra="ignore")

    answer: dict[str, Any] = Field(default_factory=dict)
    name: str = Field(default="", max_length=400)
    persona: Persona = "customer"
    next: str = ""


class Code(BaseModel):
    model_config = ConfigDict(extra="ignore")

    code: str = Field(max_length=40)
    next: str = ""


@acts_as("public")
async def second_step_code(request: Request) -> Response:
    """200 / 303: a code of the app, or one that was written down: in."""
    origin.check(request)
    fields = await fields_of(request)
    try:
        form = checked(Code, fields)
        done, persona = await db.in_transaction(_by_code, form, browser_of(request))
    except DomainError as refusal:
        if origin.is_json(request):
            raise
        late = isinstance(refusal, second_step.TooLate)
        door = DOORS[persona_of(fields)]
        return refused(door if late else f"{door}/second-step", refusal, fields)
    return entered(request, done, persona, form.next)


@acts_as("public")
async def second_step_options(request: Request) -> Response:
    origin.check(request)
    token = browser_of(request).step
    return JSONResponse(await db.in_transaction(second_step.passkey_options, token=token))


@acts_as("public")
async def second_step_passkey(request: Request) -> Response:
    form, browser = await _read(request)
    done = _or_raise(await db.in_transaction(_by_passkey, form, browser))
    return entered(request, done[0], done[1], form.next)


@acts_as("public")
async def sign_in_options(request: Request) -> Response:
    origin.check(request)
    address = browser_of(request).address
    return JSONResponse(await db.in_transaction(passkeys.options_to_sign_in, address=address))


@acts_as("public")
async def sign_in(request: Request) -> Response:
    """200: whoever the passkey says it is, signed in."""
    form, browser = await _read(request)
    done = _or_raise(await db.in_transaction(_signed_in, form, browser))
    return entered(request, done, form.persona, form.next)


@acts_as("customer")
async def add_options(request: Request) -> Response:
    origin.check(request)
    return JSONResponse(await db.in_transaction(_add_options, browser_of(request)))


@acts_as("customer")
async def add(request: Request) -> Response:
    form, browser = await _read(request)
    name = await db.in_transaction(_added, form, browser)
    return JSONResponse({"added": name}, status_code=201)


@acts_as("customer")
async def prove_options(request: Request) -> Response:
    origin.check(request)
    return JSONResponse(await db.in_transaction(_prove_options, browser_of(request)))


@acts_as("customer")
async def prove(request: Request) -> Response:
    """200: it is they, as if the password had been entered again."""
    form, browser = await _read(request)
    _or_raise(await db.in_transaction(_proven, form, browser))
    return JSONResponse({"proven": True})


def _by_code(session: Session, form: Code, browser: Browser) -> tuple[SignedIn, Persona]:
    done = second_step.by_code(
        session, browser.cookies, token=browser.step, code=form.code, came=browser.came
    )
    return _with_basket(session, browser, *done)


def _by_passkey(
    session: Session, form: Answer, browser: Browser
) -> tuple[SignedIn, Persona] | MaybeCopied:
    done = second_step.by_passkey(
        session, browser.cookies, form.answer, token=browser.step, came=browser.came
    )
    return done if isinstance(done, MaybeCopied) else _with_basket(session, browser, *done)


def _signed_in(session: Session, form: Answer, browser: Browser) -> SignedIn | MaybeCopied:
    done = passkeys.sign_in(
        session, browser.cookies, form.answer, persona=form.persona, came=browser.came
    )
    if isinstance(done, MaybeCopied):
        return done
    return _with_basket(session, browser, done, form.persona)[0]


def _with_basket(
    session: Session, browser: Browser, done: SignedIn, persona: Persona
) -> tuple[SignedIn, Persona]:
    if persona == "customer":
        adopt_basket(session, browser, done)
    return done, persona


def _add_options(session: Session, browser: Browser) -> Json:
    person = sessions.customer(session, browser.cookies)
    return passkeys.options_to_add(session, person, sign_in=sessions.hashed(browser.cookies.sid))


def _added(session: Session, form: Answer, browser: Browser) -> str:
    person, this = sessions.customer(session, browser.cookies), sessions.hashed(browser.cookies.sid)
    name = form.name or browser.device
    return passkeys.add(session, person, form.answer, name=name, sign_in=this).name


def _prove_options(session: Session, browser: Browser) -> Json:
    return passkeys.options_of(session, sessions.customer(session, browser.cookies).user_id)


def _proven(session: Session, form: Answer, browser: Browser) -> MaybeCopied | None:
    person, this = sessions.customer(session, browser.cookies), sessions.hashed(browser.cookies.sid)
    return passkeys.prove_again(session, person, form.answer, sign_in=this)


async def _read(request: Request) -> tuple[Answer, Browser]:
    origin.check(request)
    return checked(Answer, await fields_of(request)), browser_of(request)


def _or_raise(done: R | MaybeCopied) -> R:
    """What was noted of it is kept; whoever asked is refused."""
    if isinstance(done, MaybeCopied):
        raise done
    return done


OF = "/api/auth/passkeys"
ROUTES = [
    Route("/api/auth/second-step", second_step_code, methods=["POST"]),
    Route(f"{OF}/second-step/options", second_step_options, methods=["POST"]),
    Route(f"{OF}/second-step", second_step_passkey, methods=["POST"]),
    Route(f"{OF}/sign-in/options", sign_in_options, methods=["POST"]),
    Route(f"{OF}/sign-in", sign_in, methods=["POST"]),
    Route(f"{OF}/add/options", add_options, methods=["POST"]),
    Route(f"{OF}/add", add, methods=["POST"]),
    Route(f"{OF}/prove/options", prove_options, methods=["POST"]),
    Route(f"{OF}/prove", prove, methods=["POST"]),
]
