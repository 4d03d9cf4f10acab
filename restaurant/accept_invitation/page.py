import reflex as rx

from foodapp.ui.page import page
from foodapp.ui.sign_in import invitation_screen
from foodapp.ui.sign_in.invitation import Invitation
from restaurant import addresses


@page(addresses.INVITATION, "Invitation", Invitation.load("restaurant"))
def accept_invitation() -> rx.Component:
    return invitation_screen("restaurant")
