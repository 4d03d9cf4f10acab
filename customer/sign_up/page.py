import reflex as rx

from foodapp.ui.sign_in import SignIn, sign_up_screen


@rx.page(route="/sign-up", title="Create an account", image="/icon-512.png", on_load=SignIn.load)
def sign_up() -> rx.Component:
    return sign_up_screen()
