"""Who acts on the rider's screens."""

from typing import ClassVar

from foodapp.accounts import sessions
from foodapp.ui.persona import PersonaState
from rider import addresses


class RiderState(PersonaState, mixin=True):
    _sign_in_page: ClassVar[str] = addresses.SIGN_IN
    _sign_in = staticmethod(sessions.rider)
