import reflex as rx

from foodapp.ui.page import page
from foodapp.ui.sign_in import SignIn, sign_in_screen
from rider import addresses


@page(addresses.SIGN_IN, "Rider sign-in", SignIn.load("rider"))
def sign_in() -> rx.Component:
    return sign_in_screen("rider")
