"""Mails that somebody asks for to get in, and what the forms behind their links do.

To look at a link takes nothing: these answer to POST alone, and pages are only shown. Where a mail
is asked for, the answer is the same whether there is such an account or not.
"""

from typing import Any
from urllib.parse import urlencode

from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from foodapp.accounts import cookies
from foodapp.accounts.credentials import emails, magic, resetting
from foodapp.accounts.credentials.links import DOORS
from foodapp.accounts.signing import HalfIn, SignedIn
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
    redirect,
    refused,
)
from foodapp.kit import db
from foodapp.kit.errors import DomainError
from foodapp.kit.personas import Persona

CODE_COOKIE = "code"  # what the browser shows that asked for a link
CODE_LASTS_S = 30 * 60


class Asking(BaseModel):
    """What somebody types who wants a mail."""

    model_config = ConfigDict(extra="ignore")

    email: str = Field(max_length=400)
    persona: Persona = "customer"
    next: str = ""


class Following(BaseModel):
    """What the page behind a link sends."""

    model_config = ConfigDict(extra="ignore")

    token: str = Field(max_length=100)
    persona: Persona = "customer"
    password: str = Field(default="", max_length=1000)
    code: str = Field(default="", max_length=40)
    instead: bool = False  # of whoever else is signed in here


@acts_as("public")
async def forgotten(request: Request) -> Response:
    """200 / 303: if there is such an account, its mailbox gets a link."""

    async def ask(form: Asking, browser: Browser) -> Response:
        await db.in_transaction(
            resetting.ask, email=form.email, persona=form.persona, address=browser.address
        )
        return _sent(request, form.persona, "forgotten")

    return await _answer(request, Asking, ask, "forgotten")


@acts_as("public")
async def sign_in_link(request: Request) -> Response:
    """200 / 303: the same, and a code for whoever opens the link in another browser."""

    async def ask(form: Asking, browser: Browser) -> Response:
        code = await db.in_transaction(
            magic.ask,
            browser.cookies,
            email=form.email,
            persona=form.persona,
            address=browser.address,
        )
        response = _sent(request, form.persona, "link", code=code)
        shown = cookies.written(CODE_COOKIE, code, CODE_LASTS_S)
        response.headers.append("set-cookie", shown)
        return response

    return await _answer(request, Asking, ask, "link")


@acts_as("public")
async def reset(request: Request) -> Response:
    """200 / 303: another password, and nobody signed in with the one before."""

    async def change(form: Following, browser: Browser) -> Response:
        await db.in_transaction(
            resetting.reset, token=form.token, password=form.password, came=browser.came
        )
        return _done(request, f"{DOORS[form.persona]}?said=reset")

    return await _answer(request, Following, change, "reset")


@acts_as("public")
async def link(request: Request) -> Response:
    """200 / 303: signed in, or on to the second factor."""

    async def use(form: Following, browser: Browser) -> Response:
        done = await db.in_transaction(_signed_in, form, browser)
        return entered(request, done, form.persona, "")

    return await _answer(request, Following, use, "link")


@acts_as("public")
async def confirm(request: Request) -> Response:
    """200 / 303: the mailbox of the account, or the new one, is theirs."""

    async def prove(form: Following, browser: Browser) -> Response:
        said = await db.in_transaction(
            emails.confirm, browser.cookies, token=form.token, password=form.password
        )
        return _done(request, f"{DOORS[form.persona]}/confirm?said={said}")

    return await _answer(request, Following, prove, "confirm")


def _signed_in(session: Session, form: Following, browser: Browser) -> SignedIn | HalfIn:
    done = magic.use(
        session,
        browser.cookies,
        token=form.token,
        persona=form.persona,
        came=browser.came,
        code=form.code,
        instead=form.instead,
    )
    if form.persona == "customer" and isinstance(done, SignedIn):
        adopt_basket(session, browser, done)
    return done


async def _answer(request: Request, kind: Any, act: Any, step: str) -> Response:
    """Carry out act(form, browser); a refusal goes back to the page of this step."""
    origin.check(request)
    fields = await fields_of(request)
    try:
        answer: Response = await act(checked(kind, fields), browser_of(request))
    except DomainError as refusal:
        if origin.is_json(request):
            raise
        page = f"{DOORS[persona_of(fields)]}/{step}"
        token = str(fields.get("token", ""))[:100]
        return refused(page, refusal, fields, **({"token": token} if token else {}))
    return answer


def _sent(request: Request, persona: Persona, step: str, **shown: str) -> Response:
    if origin.is_json(request):
        return JSONResponse({"sent": True, **shown})
    return redirect(f"{DOORS[persona]}/{step}?{urlencode({'sent': '1'})}")


def _done(request: Request, page: str) -> Response:
    if origin.is_json(request):
        return JSONResponse({"done": True, "next": page})
    return redirect(page)


ROUTES = [
    Route("/api/auth/forgotten", forgotten, methods=["POST"]),
    Route("/api/auth/reset", reset, methods=["POST"]),
    Route("/api/auth/sign-in-link", sign_in_link, methods=["POST"]),
    Route("/api/auth/link", link, methods=["POST"]),
    Route("/api/auth/confirm", confirm, methods=["POST"]),
]
