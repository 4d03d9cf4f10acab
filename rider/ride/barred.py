"""Signed in, but no rider, or not one who may ride now."""

import reflex as rx

from foodapp.ui.kit import empty_state, link_button
from foodapp.ui.sign_in import sign_out_form
from rider import addresses
from rider.ride.state import Ride


def barred() -> rx.Component:
    return empty_state(
        "bike",
        "You cannot ride with this account",
        Ride.barred,
        sign_out_form(addresses.SIGN_IN, look="primary"),
        link_button("Order food instead", to="/", look="plain", id="to-storefront"),
        level=1,
    )
