from typing import ClassVar

import reflex as rx

from foodapp.kit.personas import Persona
from foodapp.ui.own_account import OwnAccount
from rider.state import RiderState


class Account(OwnAccount, RiderState, rx.State):
    """How I sign in, and where I am."""

    _persona: ClassVar[Persona] = "rider"
