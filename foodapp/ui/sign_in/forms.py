"""Real forms: they are posted by the browser itself, which then opens its page, and with it its
socket, with the new cookie."""

from typing import Any

import reflex as rx
from reflex_components_core.el.elements.base import BaseHTML

from foodapp.accounts.passwords import LENGTHS
from foodapp.kit.personas import Persona
from foodapp.kit.words import t
from foodapp.ui.kit import button, each, error_banner, field, icon, phrase, some
from foodapp.ui.sign_in.state import DemoCard, SignIn


class PostForm(BaseHTML):
    """A form that the browser itself sends: Reflex's own always stops it."""

    tag = "form"


def post_form(*children: Any, to: str, **props: Any) -> rx.Component:
    attributes: dict[str, Any] = {"method": "post", "action": to}
    return PostForm.create(*children, custom_attrs=attributes, **props)


def sign_in_form(persona: Persona, page: str, *, then: Any = SignIn.next) -> rx.Component:
    """page: the route it stands on, where a refusal comes back to. then: where to go on success."""
    return post_form(
        hidden(persona=persona, page=page, next=then),
        error_banner(SignIn.sentence),
        email_field(),
        password_field("current-password", "Your password"),
        button("Sign in", type="submit", wide=True, id="sign-in"),
        to="/api/auth/sign-in",
        aria_label="Sign in",
        class_name="flex flex-col gap-4",
    )


def sign_up_form(page: str, *, then: Any = SignIn.next) -> rx.Component:
    return post_form(
        hidden(persona="customer", page=page, next=then),
        error_banner(SignIn.sentence),
        field(
            "Name",
            "name",
            auto_complete="name",
            required=True,
            max_length=80,
            default_value=SignIn.name,
        ),
        email_field(),
        password_field(
            "new-password", "Password", phrase(t("At least {least} characters.", least=LENGTHS[0]))
        ),
        button("Create account", type="submit", wide=True, id="sign-up"),
        to="/api/auth/sign-up",
        aria_label="Create an account",
        class_name="flex flex-col gap-4",
    )


def sign_out_form(
    then: Any, *, words: str = "Sign out", look: str = "quiet", wide: bool = False
) -> rx.Component:
    """A button that ends this browser's sign-in and goes to a page of ours."""
    return post_form(
        hidden(next=then),
        button(icon("log-out"), words, type="submit", look=look, wide=wide, id="sign-out"),
        to="/api/auth/sign-out",
    )


def demo_sign_ins(persona: Persona, page: str, *, then: Any = SignIn.next) -> rx.Component:
    """One tap each, in the demo only: the list is empty in production."""

    def one(card: DemoCard) -> rx.Component:
        return post_form(
            hidden(persona=persona, page=page, next=then, email=card.email, password=card.password),
            rx.el.button(
                rx.el.span(card.name, class_name="font-semibold"),
                rx.el.span(card.says, class_name="text-sm text-muted"),
                icon("chevron-right", class_name="ml-auto text-muted"),
                type="submit",
                aria_label=phrase(t("Sign in as {name}", name=card.name)),
                custom_attrs={"data-demo": card.email},
                class_name="flex min-h-12 w-full items-center gap-2 rounded-xl border border-line"
                " bg-raised px-3 text-left hover:bg-sunken",
            ),
            to="/api/auth/sign-in",
        )

    return rx.cond(
        some(SignIn.demo),
        rx.el.section(
            rx.el.h2("In the demo town you can be", class_name="text-sm font-medium text-muted"),
            each(SignIn.demo, one, key="email"),
            aria_label="Demo sign-ins",
            class_name="mt-6 flex flex-col gap-2 border-t border-line pt-4",
        ),
    )


def hidden(**fields: Any) -> rx.Component:
    return rx.fragment(
        *[
            rx.el.input(type="hidden", name=name, value=value, read_only=True)
            for name, value in fields.items()
        ]
    )


def email_field() -> rx.Component:
    return field(
        "E-mail",
        "email",
        type="email",
        auto_complete="username",
        input_mode="email",
        required=True,
        max_length=254,
        default_value=SignIn.email,
    )


def password_field(
    completes: str, label: str, hint: str = "", *, ident: str = "password", error: Any = ""
) -> rx.Component:
    """With a button that shows what was typed (preset.js: data-reveal)."""
    return rx.el.div(
        field(
            label,
            "password",
            id=f"field-{ident}",
            error=error,
            type="password",
            auto_complete=completes,
            required=True,
            max_length=LENGTHS[-1],
            hint=hint,
            class_name="pr-14",
        ),
        rx.el.button(
            icon("eye"),
            type="button",
            aria_label="Show password",
            aria_pressed="false",
            custom_attrs={"data-reveal": f"field-{ident}"},
            class_name="absolute right-0 top-6 grid size-11 place-items-center rounded-xl"
            " text-muted hover:text-ink aria-pressed:text-accent-ink",
        ),
        class_name="relative",
    )
