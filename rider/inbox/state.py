import reflex as rx

from foodapp.ui.inbox import InboxState
from rider.state import RiderState


class Inbox(InboxState, RiderState, rx.State):
    """What a rider was told."""
