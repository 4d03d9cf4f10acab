import reflex as rx

from foodapp.ui.page import page
from foodapp.ui.sign_in import Step, step_screen
from rider import addresses


@page(addresses.SIGN_IN_STEP, "Sign in", Step.load("rider"))
def sign_in_step() -> rx.Component:
    return step_screen("rider")
