"""What every page of the restaurant's app says of new orders: it rings, and leads to them."""

from typing import Annotated

import reflex as rx

from foodapp.kit.words import n, t
from foodapp.restaurants import attending
from foodapp.ui import scripts
from foodapp.ui.kit import icon, link, phrase
from foodapp.ui.live import live_refresh
from restaurant import addresses
from restaurant.state import Bell

LIBRARY = f"$/public{scripts.script('bell.jsx')}"
EVERY_S = 20  # an order may wait unheard no longer, even if no news comes through


class Ringing(rx.Component):
    library = LIBRARY
    tag = "Bell"
    count: rx.Var[int]
    every_s: rx.Var[int]
    on_present: Annotated[rx.EventHandler, rx.event.no_args_event_spec]


class SoundOff(rx.Component):
    library = LIBRARY
    tag = "SoundOff"
    count: rx.Var[int]


def bell() -> rx.Component:
    """In the header: rings, and is where the sound is tested."""
    return rx.fragment(
        live_refresh(Bell.listen, every_s=EVERY_S),
        Ringing.create(count=Bell.waiting, every_s=attending.SAYS_S, on_present=Bell.say_present),
    )


def strips(here: str) -> rx.Component:
    """Above the page: that nobody would hear it, and what waits where this page does not show."""
    waiting = rx.fragment() if here == addresses.BOARD else rx.cond(Bell.waiting > 0, _waiting())
    return rx.el.div(SoundOff.create(count=Bell.waiting), waiting)


def _waiting() -> rx.Component:
    return link(
        icon("bell-ring"),
        rx.el.span(
            phrase(
                n(
                    "A new order waits for an answer",
                    "{count} new orders wait for an answer",
                    Bell.waiting,
                )
            ),
            class_name="min-w-0",
        ),
        rx.cond(
            Bell.answer_by != "",
            rx.el.span(
                phrase(t("until {time}", time=Bell.answer_by)),
                class_name="whitespace-nowrap tnum",
            ),
        ),
        rx.el.span("Answer", class_name="ml-auto underline"),
        to=addresses.BOARD,
        id="new-orders",
        class_name="flex min-h-12 items-center gap-2 bg-act px-4 font-semibold text-ground"
        " no-underline print:hidden",
    )
