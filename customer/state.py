from foodapp.accounts import sessions
from foodapp.ui.persona import PersonaState


class CustomerState(PersonaState, mixin=True):
    """Screens of somebody who is signed in. Those that guests may open are a VisitorState."""

    _sign_in = staticmethod(sessions.customer)
