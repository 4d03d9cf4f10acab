import reflex as rx

from customer import addresses
from customer.inbox.state import Inbox
from customer.layout import frame, page
from foodapp.ui.inbox import inbox


@page(addresses.INBOX, "What is new", Inbox.load)
def inbox_page() -> rx.Component:
    return frame(inbox(Inbox))
