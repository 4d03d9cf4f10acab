"""Writing to the customer: no telephone number of theirs reaches a rider."""

import reflex as rx

from foodapp.kit.words import t
from foodapp.ui.chat import call_button, chat_trigger
from foodapp.ui.kit import each, phrase
from foodapp.views.chat import ChatCard
from rider.support.state import RideChat


def new_message() -> rx.Component:
    """Where it is seen at once: the customer has written."""

    def one(card: ChatCard) -> rx.Component:
        words = phrase(t("{name} has written", name=card.title))
        button = chat_trigger(RideChat, card, words, "new-message", look="primary", wide=True)
        is_new = (card.kind == "customer_rider") & (card.unread > 0)
        return rx.cond(is_new, rx.el.div(button, class_name="pt-2"))

    return each(RideChat.chats, one)


def message_customer(ident: str) -> rx.Component:
    def one(card: ChatCard) -> rx.Component:
        return rx.cond(
            card.kind == "customer_rider",
            rx.fragment(
                chat_trigger(RideChat, card, "Message", ident, class_name="min-h-12 flex-1"),
                call_button(RideChat, card, "Call", class_name="min-h-12 flex-1"),
            ),
        )

    return each(RideChat.chats, one)
