from typing import Any

import reflex as rx

from foodapp.accounts.credentials.links import DOORS
from foodapp.api.forms import HOMES
from foodapp.kit.personas import Persona
from foodapp.kit.settings import settings
from foodapp.ui.kit import brand, card, heading, link
from foodapp.ui.sign_in.forms import demo_sign_ins, sign_in_form, sign_up_form
from foodapp.ui.sign_in.passkey import passkey_button
from foodapp.ui.sign_in.state import SignIn

WELCOME: dict[Persona, tuple[str, str]] = {
    "customer": ("Good to see you", "Sign in to order and to follow your food."),
    "restaurant": ("Your kitchen", "Sign in to take orders and to care for your menu."),
    "rider": ("Ready to ride?", "Sign in to go online and to see your earnings."),
    "admin": ("The console", "Sign in to look after the town."),
}


def sign_in_screen(persona: Persona) -> rx.Component:
    title, says = WELCOME[persona]
    page = DOORS[persona]
    return doorway(
        HOMES[persona],
        title,
        says,
        _note(),
        sign_in_form(persona, page),
        _other_ways(persona),
        _to_sign_up() if persona == "customer" else _to_apply(persona),
        demo_sign_ins(persona, page),
    )


def sign_up_screen() -> rx.Component:
    return doorway(
        "/",
        "Create your account",
        "So that your orders, addresses and favourites are where you are.",
        sign_up_form("/sign-up"),
        _aside("You have one already?", "Sign in", "/sign-in"),
    )


def _note() -> rx.Component:
    """Of what was done just now, e.g. another password."""
    return rx.cond(
        SignIn.note != "",
        rx.el.p(
            SignIn.note, role="status", class_name="mb-4 rounded-xl bg-done-soft p-3 text-done"
        ),
    )


def _other_ways(persona: Persona) -> rx.Component:
    """Without the password, or with none."""
    small = "inline-flex min-h-11 items-center text-sm"
    return rx.el.div(
        rx.el.div(
            link("Forgotten your password?", to=f"{DOORS[persona]}/forgotten", class_name=small),
            link("Mail me a link", to=f"{DOORS[persona]}/link", class_name=small),
            class_name="flex flex-wrap justify-between gap-x-4",
        ),
        passkey_button("Sign in with a passkey", "sign-in", persona=persona, next=SignIn.next),
        class_name="flex flex-col gap-2 pt-2",
    )


def _to_sign_up() -> rx.Component:
    return _aside("New here?", "Create an account", "/sign-up")


def _to_apply(persona: Persona) -> rx.Component:
    """On the storefront, which may be on a host of its own."""
    found = {
        "restaurant": ("No restaurant here yet?", "Become a partner", "/become-a-partner"),
        "rider": ("Not riding yet?", "Ride with us", "/ride-with-us"),
    }.get(persona)
    if found is None:
        return rx.fragment()
    question, answer, page = found
    return rx.el.p(
        question + " ",
        rx.el.a(
            answer,
            href=settings().url_of("customer") + page,
            class_name="inline-flex min-h-11 items-center font-semibold text-accent-ink"
            " underline-offset-4 hover:underline",
        ),
        class_name="pt-2 text-center text-muted",
    )


def _aside(question: str, answer: str, page: str) -> rx.Component:
    """Takes along where the person wanted to go."""
    return rx.el.p(
        question + " ",
        link(
            answer,
            to=page + SignIn.tail,
            class_name="inline-flex min-h-11 items-center font-semibold",
        ),
        class_name="pt-2 text-center text-muted",
    )


def doorway(home: str, title: str, says: Any, *children: Any) -> rx.Component:
    return rx.el.main(
        rx.el.div(
            brand(home),
            card(
                heading(title),
                rx.el.p(says, class_name="pb-4 text-muted"),
                *children,
                class_name="w-full p-6",
            ),
            class_name="flex w-full max-w-md flex-col items-center gap-6",
        ),
        id="content",
        tab_index=-1,
        class_name="grid min-h-dvh place-items-center bg-ground px-4 py-8 outline-none",
    )
