"""Sign-in, sign-up and sign-out for every persona, from one form."""

from foodapp.ui.sign_in.forms import sign_in_form, sign_out_form, sign_up_form
from foodapp.ui.sign_in.screen import sign_in_screen, sign_up_screen
from foodapp.ui.sign_in.state import SignIn

__all__ = [
    "SignIn", "sign_in_form", "sign_in_screen", "sign_out_form", "sign_up_form", "sign_up_screen",
]  # fmt: skip
