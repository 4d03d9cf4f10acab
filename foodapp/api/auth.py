"""Sign-up, sign-in with a password, and sign-out.

They take a form and answer with a redirect (so that the page opens its socket with the new
cookie), or JSON and answer with JSON. Links that were mailed: api.mailed; what comes after the
password: api.second_step; passkeys: api.passkeys.
"""

import asyncio
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from foodapp.accounts import accepting, cookies, invitations, knocking, signing
from foodapp.accounts.actors import Cookies
from foodapp.accounts.credentials.links import DOORS
from foodapp.accounts.signing import HalfIn, SignedIn
from foodapp.api import origin
from foodapp.api.declared import acts_as
from foodapp.api.forms import (
    HOMES,
    Browser,
    adopt_basket,
    browser_of,
    checked,
    entered,
    fields_of,
    redirect,
    refused,
)
from foodapp.kit import db
from foodapp.kit.errors import DomainError
from foodapp.kit.personas import Persona
from foodapp.notifications.webpush import devices as push_devices

FORMS = frozenset({*DOORS.values(), "/sign-up", "/checkout"})  # pages that hold such a form

INVITATIONS: dict[Persona, str] = {
    persona: f"/{persona}/accept-invitation" for persona in invitations.PERSONAS.values()
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
    fields = await fields_of(request)
    try:
        form = checked(InvitationForm, fields)
        done = await db.in_transaction(_accepted, form, browser_of(request))
    except DomainError as refusal:
        if origin.is_json(request):
            raise
        return _back_to_invitation(fields, refusal)
    return entered(request, done, form.persona, HOMES[form.persona])


def _accepted(session: Session, form: InvitationForm, browser: Browser) -> SignedIn | HalfIn:
    return accepting.accept(
        session,
        browser.cookies,
        token=form.token,
        persona=form.persona,
        password=form.password,
        name=form.name,
        address=browser.address,
        device=browser.device,
        device_cookie=browser.device_cookie,
    )


def _back_to_invitation(fields: dict[str, Any], refusal: DomainError) -> Response:
    page = INVITATIONS.get(fields.get("persona", ""), HOMES["customer"])
    return refused(page, refusal, fields, token=str(fields.get("token", ""))[:100])


@acts_as("public")
async def sign_out(request: Request) -> Response:
    """Harmless without a sign-in. Body: next, a page of this site."""
    origin.check(request)
    fields = await fields_of(request)
    await db.in_transaction(_signed_out, browser_of(request).cookies)
    goal = str(fields.get("next", ""))
    response: Response
    if origin.is_json(request):
        response = JSONResponse({"signed_out": True})
    else:
        response = redirect(goal if origin.is_own_page(goal) else "/")
    response.headers.append("set-cookie", cookies.written(cookies.SIGN_IN, "", 0))
    return response


def _signed_out(session: Session, own: Cookies) -> None:
    push_devices.forget(session, own)  # nothing more is shown on this device
    signing.sign_out(session, own)


async def _sign_up(form: SignInForm, browser: Browser) -> SignedIn:
    return await db.in_transaction(_signed_up, form, browser)


def _signed_up(session: Session, form: SignInForm, browser: Browser) -> SignedIn:
    done = signing.sign_up(
        session,
        browser.cookies,
        email=form.email,
        password=form.password,
        name=form.name,
        address=browser.address,
        device=browser.device,
    )
    adopt_basket(session, browser, done)
    return done


async def _sign_in(form: SignInForm, browser: Browser) -> SignedIn | HalfIn:
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
) -> SignedIn | HalfIn:
    done = signing.sign_in(
        session,
        browser.cookies,
        knock,
        password=form.password,
        persona=form.persona,
        device=browser.device,
    )
    if form.persona == "customer" and isinstance(done, SignedIn):
        adopt_basket(session, browser, done)
    return done


async def _answer(request: Request, act: Any, *, form_page: str) -> Response:
    """Carry out act(form, browser), then answer in the way that was asked."""
    origin.check(request)
    fields = await fields_of(request)
    page = str(fields.get("page", ""))
    page = page if page in FORMS else form_page
    try:
        form = checked(SignInForm, fields)
        done = await act(form, browser_of(request))
    except DomainError as refusal:
        if origin.is_json(request):
            raise
        return refused(page, refusal, fields)
    status = 201 if form_page == "/sign-up" else 200
    return entered(request, done, form.persona, form.next, status=status)


ROUTES = [
    Route("/api/auth/sign-up", sign_up, methods=["POST"]),
    Route("/api/auth/sign-in", sign_in, methods=["POST"]),
    Route("/api/auth/accept-invitation", accept_invitation, methods=["POST"]),
    Route("/api/auth/sign-out", sign_out, methods=["POST"]),
]
