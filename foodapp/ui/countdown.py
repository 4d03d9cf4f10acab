"""Minutes and seconds that are left, counted down in the browser."""

from typing import Any

import reflex as rx

from foodapp.ui import scripts


class Countdown(rx.Component):
    library = f"$/public{scripts.script('countdown.jsx')}"
    tag = "Countdown"
    seconds: rx.Var[float]
    label: rx.Var[str]


def countdown(seconds: Any, label: str = "left") -> rx.Component:
    """seconds: left when the screen was read."""
    return Countdown.create(seconds=seconds, label=label)
