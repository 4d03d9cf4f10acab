from typing import Any

import reflex as rx

from foodapp.ui.chat.state import ChatScreen, values
from foodapp.ui.sharing import Reading
from foodapp.views import chat
from rider.state import RiderState


class RideChat(ChatScreen, RiderState, rx.State):
    """With the customer of the order under way, and with support."""

    def _reading(self) -> Reading[Any]:
        return OF_RIDE


OF_RIDE = Reading(RideChat, chat.of_ride, values, by_itself=True)
