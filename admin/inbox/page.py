import reflex as rx

from admin import addresses
from admin.inbox.state import Inbox
from admin.layout import frame, page
from foodapp.ui.inbox import inbox


@page(addresses.INBOX, "What is new", Inbox.load)
def inbox_page() -> rx.Component:
    return frame(addresses.INBOX, inbox(Inbox))
