import reflex as rx

from admin.state import AdminState
from foodapp.ui.inbox import InboxState


class Inbox(InboxState, AdminState, rx.State):
    """What an admin was told."""
