from operator import attrgetter
from typing import Any

import reflex as rx

from foodapp.ui.chat.state import ChatScreen, values
from foodapp.ui.sharing import Reading
from foodapp.views import chat
from restaurant.state import RestaurantState


class SupportChat(ChatScreen, RestaurantState, rx.State):
    """The restaurant with support."""

    def _reading(self) -> Reading[Any]:
        return OF_RESTAURANT


OF_RESTAURANT = Reading(
    SupportChat,
    chat.of_restaurant,
    values,
    audience=attrgetter("restaurant_id"),
    by_itself=True,
)
