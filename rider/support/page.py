import reflex as rx

from foodapp.ui.chat import chat_keeper, chat_panel
from foodapp.ui.kit import each, heading, skeleton, some
from foodapp.ui.page import page
from foodapp.views.chat import ChatCard
from rider.layout import rider_frame
from rider.support.state import RideChat


@page("/rider/support", "Support", RideChat.load_chats)
def support() -> rx.Component:
    return rider_frame(
        chat_keeper(RideChat),
        heading("Support", class_name="pb-3"),
        rx.cond(some(RideChat.chats), each(RideChat.chats, _with_support), skeleton(lines=6)),
        tab="support",
    )


def _with_support(card: ChatCard) -> rx.Component:
    return rx.cond(card.kind == "rider_support", chat_panel(RideChat, card, tall=True))
