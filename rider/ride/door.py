"""The keypad for the PIN and the link to a navigation app."""

from typing import Any

import reflex as rx

from foodapp.ui import scripts
from foodapp.ui.kit import has, icon, phone_link

SCRIPT = f"$/public{scripts.script('door.jsx')}"
QUIET = (
    "inline-flex min-h-12 flex-1 items-center justify-center gap-2 rounded-xl bg-sunken px-4"
    " font-semibold text-ink no-underline hover:bg-line"
)


class PinPad(rx.Component):
    library = SCRIPT
    tag = "PinPad"
    tries: rx.Var[int]


class StepStart(rx.Component):
    library = SCRIPT
    tag = "StepStart"
    step: rx.Var[str]
    title: rx.Var[str]  # id of the heading


class Navigate(rx.Component):
    library = SCRIPT
    tag = "Navigate"
    to: rx.Var[Any]  # [lng, lat]
    place: rx.Var[str]


def pin_pad(tries: Any, class_name: str) -> rx.Component:
    """Inside of `kept`, which sends what is typed."""
    return PinPad.create(tries=tries, class_name=class_name)


def step_start(step: Any, title: str) -> rx.Component:
    """Put into a screen of several steps: a new one begins at the top, at its heading."""
    return StepStart.create(step=step, title=title)


def navigate(ident: str, to: Any, place: Any) -> rx.Component:
    return Navigate.create(
        icon("navigation"), "Navigate", id=ident, to=to, place=place, class_name=QUIET
    )


def call(ident: str, phone: Any, whom: Any) -> rx.Component:
    extension = rx.el.span(" ext. ", phone.split(";ext=")[1], class_name="tnum")
    return phone_link(
        phone,
        icon("phone"),
        rx.el.span("Call", rx.cond(has(phone, ";ext="), extension)),
        id=ident,
        class_name=QUIET,
        custom_attrs={"aria-label": rx.Var.create("Call ") + whom},
    )
