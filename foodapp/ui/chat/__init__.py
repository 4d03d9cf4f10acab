"""A chat on a page: its lines, what is being written, and what waits for the network."""

from foodapp.ui.chat.panel import (
    call_button,
    chat_keeper,
    chat_panel,
    chat_trigger,
    unread_badge,
)
from foodapp.ui.chat.state import ChatScreen

__all__ = ["ChatScreen", "call_button", "chat_keeper", "chat_panel", "chat_trigger", "unread_badge"]
