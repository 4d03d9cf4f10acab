import reflex as rx

from foodapp.ui.page import page
from foodapp.ui.sign_in import invitation_screen
from foodapp.ui.sign_in.invitation import Invitation
from rider import addresses


@page(addresses.INVITATION, "Invitation", Invitation.load("rider"))
def accept_invitation() -> rx.Component:
    return invitation_screen("rider")
