"""The parts of a chat. What moves by itself (lines on their way, who is writing, where the list
stands) is chat.jsx; a page says where they are.

    chat_keeper(State, about=...)          once a page: it sends what waits, and hears of news
    chat_trigger(card, "Message support")  a button that opens a card's chat, with what is unread
    chat_panel(State, card)                a card's chat itself
"""

from typing import Annotated, Any

import reflex as rx
from reflex_components_core.core.banner import has_connection_errors

from foodapp.ui import scripts
from foodapp.ui.chat.state import ChatScreen
from foodapp.ui.kit import button, icon, opens, plain_dialog
from foodapp.ui.live import Live, chat_refresh

SCRIPT = f"$/public{scripts.script('chat.jsx')}"


def _line(
    client_id: rx.Var[str], kind: rx.Var[str], about: rx.Var[str], text: rx.Var[str]
) -> tuple[rx.Var[str], rx.Var[str], rx.Var[str], rx.Var[str]]:
    return client_id, kind, about, text


def _seen(
    kind: rx.Var[str], about: rx.Var[str], number: rx.Var[int]
) -> tuple[rx.Var[str], rx.Var[str], rx.Var[int]]:
    return kind, about, number


def _typing(kind: rx.Var[str], about: rx.Var[str]) -> tuple[rx.Var[str], rx.Var[str]]:
    return kind, about


class ChatKeeper(rx.Component):
    library = SCRIPT
    tag = "ChatKeeper"
    box: rx.Var[str]
    chats: rx.Var[Any]
    acked: rx.Var[str]
    refused: rx.Var[Any]
    lost: rx.Var[bool]
    about: rx.Var[str]
    on_send: Annotated[rx.EventHandler, _line]
    on_about: Annotated[rx.EventHandler, rx.event.no_args_event_spec]


class ChatPanel(rx.Component):
    library = SCRIPT
    tag = "ChatPanel"
    card: rx.Var[Any]
    typing: rx.Var[Any]
    tall: rx.Var[bool]
    lost: rx.Var[bool]
    ready: rx.Var[Any]
    on_seen: Annotated[rx.EventHandler, _seen]
    on_typing: Annotated[rx.EventHandler, _typing]
    on_earlier: Annotated[rx.EventHandler, rx.event.no_args_event_spec]


class ChatIfUsed(rx.Component):
    library = SCRIPT
    tag = "ChatIfUsed"
    card: rx.Var[Any]


def chat_keeper(state: type[ChatScreen], *, about: Any = "") -> rx.Component:
    """Of a page with chats. about: what they are about; when it becomes another, they are read
    again."""
    return rx.fragment(
        chat_refresh(state.refresh_chats),
        ChatKeeper.create(
            box=state.box,
            chats=state.chats,
            acked=state.acked,
            refused=state.refused,
            lost=has_connection_errors,
            about=about,
            on_send=state.write,
            on_about=state.load_chats,
        ),
    )


def chat_panel(
    state: type[ChatScreen], card: Any, *, tall: bool = False, ready: Any = ()
) -> rx.Component:
    """The chat of this card. tall: it is all there is on the page. ready: answers to choose from,
    as (title, text)."""
    return ChatPanel.create(
        card=card,
        typing=Live.typing,
        tall=tall,
        lost=has_connection_errors,
        ready=list(ready) if isinstance(ready, tuple) else ready,
        on_seen=state.seen,
        on_typing=state.typing,
        on_earlier=state.earlier,
    )


def chat_trigger(
    state: type[ChatScreen], card: Any, words: Any, ident: Any, **props: Any
) -> rx.Component:
    """A button, and the chat that it opens: also without a network. None of a closed chat in which
    nobody has written."""
    props.setdefault("look", "quiet")
    return ChatIfUsed.create(
        button(
            icon("message-circle"),
            rx.el.span(words),
            unread_badge(card.unread),
            id=ident,
            custom_attrs=opens(ident + "-chat"),
            **props,
        ),
        plain_dialog(ident + "-chat", card.title, chat_panel(state, card), sheet=True),
        card=card,
    )


def call_button(state: type[ChatScreen], card: Any, words: Any, **props: Any) -> rx.Component:
    """Calls the other one of an order, without either number."""
    props.setdefault("look", "quiet")
    return rx.cond(
        card.can_call,
        button(icon("phone"), rx.el.span(words), on_click=state.call(card.about), **props),
    )


def unread_badge(unread: Any) -> rx.Component:
    return rx.cond(
        unread > 0,
        rx.el.span(
            unread,
            rx.el.span(" unread", class_name="sr-only"),
            class_name="grid min-w-5 place-items-center rounded-full bg-accent px-1 text-xs"
            " font-bold text-on-accent tnum",
            custom_attrs={"data-unread": ""},
        ),
    )
