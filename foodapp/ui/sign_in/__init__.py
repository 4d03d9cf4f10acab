"""Sign-in, sign-up, sign-out and invitations for every persona."""

from foodapp.ui.sign_in.forms import sign_in_form, sign_out_form, sign_up_form
from foodapp.ui.sign_in.invitation import invitation_screen
from foodapp.ui.sign_in.screen import sign_in_screen, sign_up_screen
from foodapp.ui.sign_in.state import SignIn
from foodapp.ui.sign_in.steps import Step, step_screen

__all__ = [
    "SignIn", "Step", "invitation_screen", "sign_in_form", "sign_in_screen", "sign_out_form",
    "sign_up_form", "sign_up_screen", "step_screen",
]  # fmt: skip
