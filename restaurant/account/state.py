from typing import ClassVar

import reflex as rx

from foodapp.kit.personas import Persona
from foodapp.ui.own_account import OwnAccount
from restaurant.state import RestaurantState


class Account(OwnAccount, RestaurantState, rx.State):
    """How I sign in, and where I am."""

    _persona: ClassVar[Persona] = "restaurant"
