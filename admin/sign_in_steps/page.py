import reflex as rx

from foodapp.ui.page import page
from foodapp.ui.sign_in import Step, step_screen


@page("/admin/sign-in/[step]", "Sign in", Step.load("admin"))
def sign_in_step() -> rx.Component:
    return step_screen("admin")
