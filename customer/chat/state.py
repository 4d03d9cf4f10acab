from typing import Any
from uuid import UUID

import reflex as rx

from customer.state import CustomerState
from foodapp.kit.errors import NotFound
from foodapp.ui.chat.state import ChatScreen, values
from foodapp.ui.sharing import Reading
from foodapp.views import chat


class OrderChat(ChatScreen, CustomerState, rx.State):
    """Of one order: with its rider, and with support."""

    def _chats_about(self) -> tuple[Any, ...]:
        """Of the page: its address."""
        try:
            return (UUID(self.router.url.path.rstrip("/").rpartition("/")[2]),)
        except ValueError as wrong:
            raise NotFound("order") from wrong

    def _reading(self) -> Reading[Any]:
        return OF_ORDER


class SupportChat(ChatScreen, CustomerState, rx.State):
    """With support, about no order."""

    def _reading(self) -> Reading[Any]:
        return OF_CUSTOMER


OF_ORDER = Reading(OrderChat, chat.of_order, values, by_itself=True)
OF_CUSTOMER = Reading(SupportChat, chat.of_customer, values, by_itself=True)
