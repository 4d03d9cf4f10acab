"""The chats of an order, on its page."""

import reflex as rx

from customer.chat.state import OrderChat
from customer.order.state import OrderScreen
from foodapp.kit.words import t
from foodapp.ui.chat import call_button, chat_keeper, chat_trigger
from foodapp.ui.kit import each, either, phrase, some
from foodapp.views.chat import ChatCard


def messages() -> rx.Component:
    """A button a chat; the rider's comes and goes with the rider."""
    return rx.fragment(
        chat_keeper(OrderChat, about=OrderScreen.order.id + OrderScreen.rider.id),
        rx.cond(
            some(OrderChat.chats),
            rx.el.div(
                each(OrderChat.chats, _chat), id="messages", class_name="flex flex-wrap gap-2"
            ),
        ),
    )


def _chat(card: ChatCard) -> rx.Component:
    is_rider = card.kind == "customer_rider"
    words = either(
        card.closed == "",
        either(is_rider, phrase(t("Message {name}", name=card.title)), "Message support"),
        either(is_rider, phrase(t("Messages with {name}", name=card.title)), "Messages of support"),
    )
    return rx.fragment(
        chat_trigger(OrderChat, card, words, either(is_rider, "chat-rider", "chat-support")),
        call_button(OrderChat, card, phrase(t("Call {name}", name=card.title)), id="call-rider"),
    )
