import reflex as rx

from foodapp.ui.inbox import InboxState
from restaurant.state import RestaurantState


class Inbox(InboxState, RestaurantState, rx.State):
    """What staff were told."""
