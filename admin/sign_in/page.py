import reflex as rx

from foodapp.ui.page import page
from foodapp.ui.sign_in import SignIn, sign_in_screen


@page("/admin/sign-in", "Console sign-in", SignIn.load("admin"))
def sign_in() -> rx.Component:
    return sign_in_screen("admin")
