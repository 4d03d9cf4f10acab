import reflex as rx

from customer.state import CustomerState
from foodapp.ui.inbox import InboxState


class Inbox(InboxState, CustomerState, rx.State):
    """What a customer was told."""
