"""The pages around signing in: a forgotten password, a link that was mailed, the second factor.

To open one changes nothing; their forms do, sent by the browser itself to /api/auth."""

from typing import Any

import reflex as rx

from foodapp.accounts.cookies import STEP, cookies_of, value_of
from foodapp.accounts.credentials import emails, magic, resetting, second_step
from foodapp.accounts.credentials.links import DOORS
from foodapp.accounts.passwords import LENGTHS
from foodapp.api.forms import HOMES, typed
from foodapp.api.mailed import CODE_COOKIE
from foodapp.api.origin import is_own_page
from foodapp.api.refusals import NOTES, SENTENCES
from foodapp.kit.db import in_reading
from foodapp.kit.personas import Persona
from foodapp.kit.words import say, t
from foodapp.ui import tabs
from foodapp.ui.guard import handler
from foodapp.ui.kit import (
    button,
    cases,
    either,
    error_banner,
    field,
    icon,
    link,
    link_button,
    skeleton,
)
from foodapp.ui.sign_in.forms import hidden, password_field, post_form
from foodapp.ui.sign_in.passkey import passkey_button
from foodapp.ui.sign_in.screen import doorway

LEAST = say(t("At least {least} characters.", least=LENGTHS[0]))
STEPS = ("forgotten", "reset", "link", "confirm", "second-step")


class Step(rx.State):
    """Which of the pages this is, and what its link is worth. No password passes through here."""

    step: str = ""  # one of STEPS; else there is no such page
    token: str = ""
    sentence: str = ""  # why the last attempt was refused
    note: str = ""  # what was done just now
    email: str = ""  # whose link it is, or as it was typed
    other: str = ""  # somebody else who is signed in here
    instead_of: str = ""  # the address that a new one takes the place of
    code: str = ""  # for whoever opens the link elsewhere
    next: str = ""
    is_sent: bool = False
    is_here: bool = False  # the browser that asked, or that is signed in to the account
    has_app: bool = False
    has_passkey: bool = False
    loaded: bool = False

    @handler(actor="public", rate="30/m")
    async def load(self, persona: Persona) -> None:
        query, cookie = self.router.url.query_parameters, tabs.cookie_header(self)
        found = self.router.url.path.rstrip("/").rpartition("/")[2]
        self.step = found if found in STEPS else ""
        self.token = str(query.get("token", ""))[:100]
        error, self.is_sent = str(query.get("error", "")), "sent" in query
        self.sentence = SENTENCES.get(error, SENTENCES["input"]) if error else ""
        self.note = NOTES.get(str(query.get("said", "")), "")
        goal = str(query.get("next", ""))
        self.next = goal if is_own_page(goal) else HOMES[persona]
        self.code = value_of(cookie, CODE_COOKIE)[:6] if self.is_sent else ""
        self.email, self.other, self.instead_of = typed(cookie)["email"] if error else "", "", ""
        self.is_here = self.has_app = self.has_passkey = False
        await self._look(cookie)
        self.loaded = True

    async def _look(self, cookie: str) -> None:
        own = cookies_of(cookie)
        if self.step == "reset":
            self.email = await in_reading(resetting.look, token=self.token)
        elif self.step == "link" and self.token:
            link = await in_reading(magic.look, own, token=self.token)
            self.email, self.is_here = link.email, link.is_this_browser
            self.other = link.signed_in_as
        elif self.step == "confirm" and self.token:
            shown = await in_reading(emails.look, own, token=self.token)
            self.email, self.instead_of = shown.email, shown.instead_of
            self.is_here, self.other = shown.is_mine, shown.signed_in_as
        elif self.step == "second-step":
            asked = await in_reading(second_step.look, token=value_of(cookie, STEP))
            self.has_app, self.has_passkey = asked.has_app, asked.has_passkey


def step_screen(persona: Persona) -> rx.Component:
    return rx.cond(
        Step.loaded,
        cases(
            Step.step,
            ("forgotten", _forgotten(persona)),
            ("reset", rx.cond(Step.email != "", _reset(persona), _over(persona))),
            ("link", _link(persona)),
            ("confirm", _confirm(persona)),
            ("second-step", _second_step(persona)),
            otherwise=_over(persona),
        ),
        doorway(HOMES[persona], "One moment", "", skeleton(lines=4)),
    )


def _forgotten(persona: Persona) -> rx.Component:
    return rx.cond(
        Step.is_sent,
        doorway(
            HOMES[persona],
            "Look into your mailbox",
            "If there is an account with that address, a link is on its way. It works once, for"
            " half an hour.",
            _back(persona),
        ),
        _ask(
            persona,
            "Forgotten your password?",
            "We mail you a link to choose a new one.",
            "forgotten",
            "Mail me a link",
        ),
    )


def _ask(persona: Persona, title: str, says: str, to: str, words: str) -> rx.Component:
    return doorway(
        HOMES[persona],
        title,
        says,
        post_form(
            hidden(persona=persona),
            error_banner(Step.sentence),
            field(
                "E-mail",
                "email",
                type="email",
                auto_complete="username",
                input_mode="email",
                required=True,
                max_length=254,
                default_value=Step.email,
            ),
            button(words, type="submit", wide=True, id="ask"),
            to=f"/api/auth/{to}",
            aria_label=title,
            class_name="flex flex-col gap-4",
        ),
        _back(persona),
    )


def _reset(persona: Persona) -> rx.Component:
    return doorway(
        HOMES[persona],
        "Choose a new password",
        rx.fragment("For ", _mail(Step.email), ". You are signed out everywhere else."),
        post_form(
            hidden(persona=persona, token=Step.token),
            error_banner(Step.sentence),
            # So that a password manager knows whose it is.
            rx.el.input(type="hidden", name="username", value=Step.email, auto_complete="username"),
            password_field(
                "new-password", "New password", say(t("At least {n} characters.", n=LENGTHS[0]))
            ),
            button("Save", type="submit", wide=True, id="save"),
            to="/api/auth/reset",
            aria_label="Choose a new password",
            class_name="flex flex-col gap-4",
        ),
    )


def _link(persona: Persona) -> rx.Component:
    return rx.cond(
        Step.is_sent,
        _link_sent(persona),
        rx.cond(
            Step.token == "",
            _ask(
                persona,
                "Sign in without a password",
                "We mail you a link that signs you in.",
                "sign-in-link",
                "Mail me a link",
            ),
            rx.cond(Step.email != "", _use_link(persona), _over(persona)),
        ),
    )


def _link_sent(persona: Persona) -> rx.Component:
    return doorway(
        HOMES[persona],
        "Look into your mailbox",
        "If there is an account with that address, a link is on its way. Open it in this browser.",
        rx.cond(
            Step.code != "",
            rx.el.div(
                rx.el.p("In another browser it asks for this code:", class_name="text-sm"),
                rx.el.p(
                    Step.code,
                    id="link-code",
                    class_name="tnum text-3xl font-bold tracking-widest",
                ),
                class_name="rounded-xl bg-sunken p-4 text-center",
            ),
        ),
        _back(persona),
    )


def _use_link(persona: Persona) -> rx.Component:
    return doorway(
        HOMES[persona],
        "Sign in",
        rx.fragment("As ", _mail(Step.email), "."),
        post_form(
            hidden(persona=persona, token=Step.token),
            error_banner(Step.sentence),
            rx.cond(
                Step.other != "",
                rx.fragment(
                    _warned(
                        rx.fragment(
                            "You are signed in as ", _mail(Step.other), ", who is signed out by it."
                        )
                    ),
                    hidden(instead="true"),
                ),
            ),
            rx.cond(
                Step.is_here,
                rx.fragment(),
                rx.fragment(
                    _warned(
                        "This link was asked for in another browser. Type the code that is shown"
                        " there. If you did not ask for it yourself, close this page."
                    ),
                    field(
                        "Code",
                        "code",
                        input_mode="numeric",
                        auto_complete="one-time-code",
                        required=True,
                        max_length=10,
                    ),
                ),
            ),
            button("Sign in", type="submit", wide=True, id="sign-in"),
            to="/api/auth/link",
            aria_label="Sign in",
            class_name="flex flex-col gap-4",
        ),
        _back(persona),
    )


def _confirm(persona: Persona) -> rx.Component:
    return rx.cond(
        Step.note != "",
        doorway(
            HOMES[persona],
            "Done",
            Step.note,
            link_button("Go on", to=HOMES[persona], wide=True),
        ),
        rx.cond(Step.email != "", _confirm_form(persona), _over(persona)),
    )


def _confirm_form(persona: Persona) -> rx.Component:
    moves = Step.instead_of != ""
    return doorway(
        HOMES[persona],
        "Is this your address?",
        rx.cond(
            moves,
            rx.fragment(
                _mail(Step.email),
                " takes the place of ",
                _mail(Step.instead_of),
                ". Other devices are signed out.",
            ),
            rx.fragment(_mail(Step.email), " is where we reach you."),
        ),
        post_form(
            hidden(persona=persona, token=Step.token),
            error_banner(Step.sentence),
            rx.cond(
                Step.other != "",
                _warned(rx.fragment("You are signed in as ", _mail(Step.other), ".")),
            ),
            rx.cond(
                moves | Step.is_here,
                rx.fragment(),
                password_field("current-password", "Password", "Of the account with this address."),
            ),
            button("Confirm", type="submit", wide=True, id="confirm"),
            to="/api/auth/confirm",
            aria_label="Confirm your address",
            class_name="flex flex-col gap-4",
        ),
    )


def _second_step(persona: Persona) -> rx.Component:
    return rx.cond(
        Step.has_app | Step.has_passkey,
        doorway(
            HOMES[persona],
            "One more step",
            "Your password was right. Show that it is you.",
            error_banner(Step.sentence),
            rx.cond(
                Step.has_passkey,
                rx.el.div(
                    passkey_button(
                        "Use a passkey",
                        "second-step",
                        look="primary",
                        persona=persona,
                        next=Step.next,
                    ),
                    class_name="flex flex-col gap-2 pb-4",
                ),
            ),
            _code_form(persona),
            _back(persona),
        ),
        doorway(
            HOMES[persona],
            "That took too long",
            "Please sign in again.",
            link_button("Sign in", to=DOORS[persona], wide=True),
        ),
    )


def _code_form(persona: Persona) -> rx.Component:
    return post_form(
        hidden(persona=persona, next=Step.next),
        field(
            either(Step.has_app, "Code of your app, or a recovery code", "A recovery code"),
            "code",
            auto_complete="one-time-code",
            required=True,
            max_length=20,
        ),
        button(
            "Go on",
            type="submit",
            wide=True,
            look="quiet",
            id="go-on",
        ),
        to="/api/auth/second-step",
        aria_label="The second step",
        class_name="flex flex-col gap-4",
    )


def _over(persona: Persona) -> rx.Component:
    return doorway(
        HOMES[persona],
        "This link is no longer valid",
        "It was used, it is too old, or your password or e-mail has changed since. Nothing has"
        " happened. Please ask for a new one.",
        link_button("Ask for a new one", to=f"{DOORS[persona]}/forgotten", look="quiet", wide=True),
        _back(persona),
    )


def _mail(email: Any) -> rx.Component:
    return rx.el.span(email, class_name="font-semibold text-ink break-all")


def _warned(*says: Any) -> rx.Component:
    return rx.el.p(
        icon("triangle-alert", size=18, class_name="mt-0.5 shrink-0"),
        rx.el.span(*says),
        class_name="flex gap-2 rounded-xl bg-accent-soft p-3 text-sm",
    )


def _back(persona: Persona) -> rx.Component:
    return rx.el.p(
        link("Back to sign in", to=DOORS[persona], class_name="inline-flex min-h-11 items-center"),
        class_name="pt-2 text-center",
    )
