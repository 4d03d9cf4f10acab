import reflex as rx

from foodapp.ui.chat import chat_keeper, chat_panel
from foodapp.ui.kit import card, each, skeleton, some
from restaurant.layout import frame, page, page_head
from restaurant.support.state import SupportChat


@page("/restaurant/support", "Support", SupportChat.load_chats)
def support() -> rx.Component:
    return frame(
        "/restaurant/support",
        SupportChat.load_chats,
        page_head("Support", "Write to us. Whoever works here reads the same chat."),
        chat_keeper(SupportChat),
        rx.cond(
            some(SupportChat.chats),
            each(SupportChat.chats, lambda one: card(chat_panel(SupportChat, one, tall=True))),
            skeleton(lines=6),
        ),
    )
