"""The page of an invitation's link. Opening it changes nothing: its form does, once."""

from typing import Any

import reflex as rx

from foodapp.accounts import accepting
from foodapp.accounts.accepting import Offer
from foodapp.accounts.cookies import cookies_of
from foodapp.accounts.credentials.links import DOORS
from foodapp.accounts.passwords import LENGTHS
from foodapp.api.auth import INVITATIONS
from foodapp.api.forms import HOMES, typed
from foodapp.api.refusals import SENTENCES
from foodapp.kit.db import in_transaction
from foodapp.kit.personas import Persona
from foodapp.kit.words import t
from foodapp.ui import tabs
from foodapp.ui.guard import handler
from foodapp.ui.kit import button, error_banner, field, link, link_button, phrase, skeleton
from foodapp.ui.sign_in.forms import hidden, password_field, post_form, sign_out_form
from foodapp.ui.sign_in.screen import doorway

TITLES: dict[Persona, str] = {
    "restaurant": "You are invited to a kitchen",
    "rider": "You are invited to ride",
    "admin": "You are invited to the console",
}
ROLES = {
    "owner": "as its owner",
    "manager": "as a manager",
    "kitchen": "in the kitchen",
    "operations": "for operations",
    "support": "for support",
    "viewer": "to look on",
}


class Invitation(rx.State):
    """What the link in this page's address is worth. The password never passes through here."""

    offer: Offer = Offer()
    as_what: str = ""  # "as a manager"
    token: str = ""
    here: str = ""  # this page's own address
    sentence: str = ""  # why the last attempt was refused
    name: str = ""  # as it was typed then
    loaded: bool = False

    @handler(actor="public", rate="30/m")
    async def load(self, persona: Persona) -> None:
        query = self.router.url.query_parameters
        cookie = tabs.cookie_header(self)
        self.token = str(query.get("token", ""))[:100]
        self.here = f"{INVITATIONS.get(persona, '/')}?token={self.token}"
        code = query.get("error", "")
        self.sentence = SENTENCES.get(code, SENTENCES["input"]) if code else ""
        self.name = typed(cookie)["name"] if code else ""
        self.offer = await in_transaction(
            accepting.look, cookies_of(cookie), token=self.token, persona=persona
        )
        self.as_what = ROLES.get(self.offer.role, "")
        self.loaded = True


def invitation_screen(persona: Persona) -> rx.Component:
    offer = Invitation.offer
    return rx.cond(
        Invitation.loaded,
        rx.cond(
            offer.email == "",
            _is_over(persona),
            rx.cond(offer.signed_in_as != "", _somebody_else(persona), _form(persona)),
        ),
        doorway(HOMES[persona], TITLES[persona], "", skeleton(lines=5)),
    )


def _says() -> Any:
    """Who invites where, as far as it is known."""
    offer = Invitation.offer
    return rx.fragment(
        rx.cond(offer.by != "", rx.fragment(rx.el.span(offer.by), " invites "), "This is for "),
        rx.el.span(offer.email, class_name="font-semibold text-ink break-all"),
        rx.cond(
            offer.where != "",
            rx.fragment(" to ", rx.el.span(offer.where, class_name="font-semibold text-ink")),
        ),
        rx.cond(Invitation.as_what != "", rx.fragment(" ", rx.el.span(Invitation.as_what))),
        ".",
    )


def _form(persona: Persona) -> rx.Component:
    offer = Invitation.offer
    return doorway(
        HOMES[persona],
        TITLES[persona],
        _says(),
        post_form(
            hidden(persona=persona, token=Invitation.token),
            error_banner(Invitation.sentence),
            rx.cond(
                offer.is_taken,
                rx.el.p(
                    "Somebody has made an account with this address without proving it. Your link"
                    " proves it is yours: choose a new password, and everybody else is signed out.",
                    class_name="rounded-xl bg-accent-soft p-3 text-sm",
                ),
            ),
            rx.cond(
                offer.is_new,
                rx.fragment(
                    field(
                        "Your name",
                        "name",
                        auto_complete="name",
                        required=True,
                        max_length=80,
                        default_value=Invitation.name,
                    ),
                    password_field(
                        "new-password",
                        "Choose a password",
                        phrase(
                            t("At least {least} characters that nobody guesses.", least=LENGTHS[0])
                        ),
                    ),
                ),
                password_field("current-password", "Your password"),
            ),
            button("Accept", type="submit", wide=True, id="accept"),
            to="/api/auth/accept-invitation",
            aria_label="Accept the invitation",
            class_name="flex flex-col gap-4",
        ),
    )


def _somebody_else(persona: Persona) -> rx.Component:
    offer = Invitation.offer
    return doorway(
        HOMES[persona],
        "This is for somebody else",
        _says(),
        rx.el.p(
            "You are signed in as ",
            rx.el.span(offer.signed_in_as, class_name="font-semibold break-all"),
            ". Nothing has changed, and the link stays good.",
            class_name="pb-4",
        ),
        sign_out_form(Invitation.here, words="Sign out and go on", look="primary", wide=True),
        rx.el.p(
            link(
                "Stay signed in", to=HOMES[persona], class_name="inline-flex min-h-11 items-center"
            ),
            class_name="pt-2 text-center",
        ),
    )


def _is_over(persona: Persona) -> rx.Component:
    return doorway(
        HOMES[persona],
        "This link is no longer valid",
        "It was used, it is too old, or it was replaced by another. Ask whoever sent it for a new"
        " one.",
        link_button("Sign in", to=DOORS[persona], look="quiet", wide=True),
    )
