import reflex as rx

from foodapp.ui.inbox import inbox
from restaurant.inbox.state import Inbox
from restaurant.layout import frame, page


@page("/restaurant/inbox", "What is new", Inbox.load)
def inbox_page() -> rx.Component:
    return frame("/restaurant/inbox", Inbox.load, inbox(Inbox))
