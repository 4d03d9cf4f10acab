import reflex as rx

from customer import addresses
from foodapp.ui.page import page
from foodapp.ui.sign_in import Step, step_screen


@page(addresses.SIGN_IN_STEP, "Sign in", Step.load("customer"))
def sign_in_step() -> rx.Component:
    return step_screen("customer")
