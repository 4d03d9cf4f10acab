import reflex as rx

from customer import addresses
from foodapp.ui.page import page
from foodapp.ui.sign_in import SignIn, sign_in_screen


@page(addresses.SIGN_IN, "Sign in", SignIn.load("customer"))
def sign_in() -> rx.Component:
    return sign_in_screen("customer")
