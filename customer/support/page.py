import reflex as rx

from customer import addresses
from customer.chat.state import SupportChat
from customer.layout import frame, page
from foodapp.ui.chat import chat_keeper, chat_panel
from foodapp.ui.kit import card, each, heading, link, skeleton, some


@page("/support", "Support", SupportChat.load_chats)
def support() -> rx.Component:
    return frame(
        chat_keeper(SupportChat),
        heading("Support"),
        rx.el.p(
            "Is it about an order? Then write to us on ",
            link("that order's page", to=addresses.ORDERS, class_name="underline"),
            ": we see it beside your message.",
            class_name="pb-4 pt-1 text-muted",
        ),
        rx.cond(
            some(SupportChat.chats),
            each(SupportChat.chats, lambda one: card(chat_panel(SupportChat, one, tall=True))),
            skeleton(lines=6),
        ),
        narrow=True,
    )
