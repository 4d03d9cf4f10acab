import reflex as rx

from customer import addresses
from foodapp.ui.page import page
from foodapp.ui.sign_in import SignIn, sign_up_screen


@page(addresses.SIGN_UP, "Create an account", SignIn.load)
def sign_up() -> rx.Component:
    return sign_up_screen()
