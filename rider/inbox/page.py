import reflex as rx

from foodapp.ui.inbox import inbox
from rider import addresses
from rider.inbox.state import Inbox
from rider.layout import page, rider_frame


@page(addresses.INBOX, "What is new", Inbox.load)
def inbox_page() -> rx.Component:
    return rider_frame(inbox(Inbox), tab="inbox")
