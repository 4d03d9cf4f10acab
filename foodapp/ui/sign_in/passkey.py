"""The button that uses a passkey: foodapp/ui/passkeys.js does it."""

from typing import Any

import reflex as rx

from foodapp.ui.kit import button, icon


def passkey_button(
    words: str, kind: str, *, then: str = "", look: str = "quiet", wide: bool = True, **data: Any
) -> rx.Component:
    """kind: sign-in, second-step, add or prove. then: id of the button that is pressed when it went
    well; without, the browser goes where the answer says. data: persona, next."""
    says = f"passkey-{kind}-says"
    told = {f"data-{name}": value for name, value in data.items()}
    attributes = {"data-passkey": kind, "data-says": says, **told}
    if then:
        attributes["data-then"] = then
    return rx.fragment(
        button(
            icon("fingerprint"),
            words,
            look=look,
            wide=wide,
            id=f"passkey-{kind}",
            custom_attrs=attributes,
        ),
        rx.el.p(id=says, role="alert", class_name="text-sm text-act empty:hidden"),
    )
