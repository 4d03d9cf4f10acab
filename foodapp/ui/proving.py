"""Asking for the password again before money or rights are moved, then going on.

A command refuses with NotProven where the password was entered too long ago. The guard keeps what
was asked for, the screen shows `proof_dialog`, and the right password carries it out.
"""

from typing import Any

import reflex as rx

from foodapp.accounts import sessions, signing
from foodapp.kit.errors import DomainError
from foodapp.kit.words import say
from foodapp.ui.args import Form
from foodapp.ui.guard import handler
from foodapp.ui.kit import button, dialog
from foodapp.ui.persona import PersonaState
from foodapp.ui.sign_in.forms import password_field
from foodapp.ui.sign_in.passkey import passkey_button


class Proving(PersonaState, mixin=True):
    """A screen on which money or rights are moved."""

    proof_wanted: bool = False
    proof_error: str = ""
    _held_back: tuple[str, dict[str, Any]] = ("", {})  # handler and arguments, as they came

    def _ask_for_proof(self, name: str, arguments: dict[str, Any]) -> None:
        self._held_back = (name, arguments)
        self.proof_wanted, self.proof_error = True, ""

    @handler(rate="20/m")
    async def prove(self, form: Form) -> Any:
        try:
            await self._do(
                signing.prove_again,
                password=str(form.get("password") or ""),
                sign_in=sessions.hashed(self._cookies().sid),
            )
        except DomainError as refusal:
            self.proof_error = say(refusal.words)
            return None
        return await self._go_on_proven()

    @handler(rate="20/m")
    async def proven(self) -> Any:
        """The browser says that a passkey was used. The command judges that itself, again."""
        return await self._go_on_proven()

    async def _go_on_proven(self) -> Any:
        name, arguments = self._held_back
        self._held_back, self.proof_wanted = ("", {}), False
        if not name:
            return None
        return await type(self).event_handlers[name].fn(self, **arguments)

    @handler()
    async def drop_proof(self) -> None:
        self._forget_proof()

    def _forget_proof(self) -> None:
        """What waits for the password is not done."""
        self._held_back, self.proof_wanted, self.proof_error = ("", {}), False, ""


def proof_dialog(screen: Any) -> rx.Component:
    return dialog(
        screen.proof_wanted,
        "Is it you?",
        rx.el.form(
            rx.el.p(
                "What matters is changed by whoever knows the password.",
                class_name="pb-3 text-muted",
            ),
            password_field(
                "current-password", "Your password", ident="proof", error=screen.proof_error
            ),
            rx.el.div(
                button("Never mind", look="quiet", on_click=screen.drop_proof),
                button("Go on", type="submit", id="prove"),
                class_name="flex flex-wrap justify-end gap-2 pt-4",
            ),
            on_submit=screen.prove,
            reset_on_submit=True,
        ),
        rx.el.div(
            passkey_button("Use a passkey instead", "prove", then="proven", look="plain"),
            button("", on_click=screen.proven, id="proven", class_name="!hidden"),
            class_name="pt-2",
        ),
        on_close=screen.drop_proof,
        sheet=True,
    )
