import reflex as rx

from foodapp.ui.sign_in import SignIn, sign_in_screen


@rx.page(
    route="/admin/sign-in",
    title="Console sign-in",
    image="/icon-512.png",
    on_load=SignIn.load("admin"),
)
def sign_in() -> rx.Component:
    return sign_in_screen("admin")
