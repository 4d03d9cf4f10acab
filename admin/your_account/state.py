from typing import ClassVar

import reflex as rx

from admin.state import AdminState
from foodapp.accounts import sessions
from foodapp.kit.personas import Persona
from foodapp.ui.own_account import OwnAccount


class YourAccount(OwnAccount, AdminState, rx.State):
    """How I sign in, and where I am."""

    _persona: ClassVar[Persona] = "admin"


class Secure(OwnAccount, rx.State):
    """Before the console opens: somebody sets up the second factor that it asks for."""

    _persona: ClassVar[Persona] = "admin"
    _sign_in_page: ClassVar[str] = "/admin/sign-in"
    _sign_in = staticmethod(sessions.admin_before_second_factor)
