import reflex as rx

from foodapp.ui.inbox import inbox
from restaurant import addresses
from restaurant.inbox.state import Inbox
from restaurant.layout import frame, page


@page(addresses.INBOX, "What is new", Inbox.load)
def inbox_page() -> rx.Component:
    return frame(addresses.INBOX, Inbox.load, inbox(Inbox))
