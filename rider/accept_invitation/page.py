import reflex as rx

from foodapp.ui.sign_in import invitation_screen
from foodapp.ui.sign_in.invitation import Invitation


@rx.page(
    route="/rider/accept-invitation",
    title="Invitation",
    image="/icon-512.png",
    on_load=Invitation.load("rider"),
)
def accept_invitation() -> rx.Component:
    return invitation_screen("rider")
