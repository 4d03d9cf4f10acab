import reflex as rx

from foodapp.ui.sign_in import SignIn, sign_in_screen


@rx.page(
    route="/restaurant/sign-in",
    title="Restaurant sign-in",
    image="/icon-512.png",
    on_load=SignIn.load("restaurant"),
)
def sign_in() -> rx.Component:
    return sign_in_screen("restaurant")
