import reflex as rx

from foodapp.ui.sign_in import SignIn, sign_in_screen


@rx.page(
    route="/rider/sign-in",
    title="Rider sign-in",
    image="/icon-512.png",
    on_load=SignIn.load("rider"),
)
def sign_in() -> rx.Component:
    return sign_in_screen("rider")
