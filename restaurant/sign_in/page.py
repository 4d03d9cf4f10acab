import reflex as rx

from foodapp.ui.page import page
from foodapp.ui.sign_in import SignIn, sign_in_screen
from restaurant import addresses


@page(addresses.SIGN_IN, "Restaurant sign-in", SignIn.load("restaurant"))
def sign_in() -> rx.Component:
    return sign_in_screen("restaurant")
