"""The board's moving parts: clocks, the printer (board.jsx)."""

from typing import Annotated

import reflex as rx

from foodapp.ui import scripts

LIBRARY = f"$/public{scripts.script('board.jsx')}"

# A till's roll is 80 mm wide, 72 of them printed.
PRINT_CSS = """
@media print {
  body[data-printing] *{visibility:hidden}
  [data-printing] [data-ticket][data-printing],[data-ticket][data-printing] *{visibility:visible}
  [data-ticket][data-printing]{position:absolute;inset:0 auto auto 0;width:72mm;border:0;
    box-shadow:none;color:#000;background:#fff;animation:none}
  [data-ticket] [data-actions]{display:none}
}
"""


class BoardClock(rx.Component):
    library = LIBRARY
    tag = "BoardClock"
    server_now: rx.Var[str]
    on_tick: Annotated[rx.EventHandler, rx.event.no_args_event_spec]


class Countdown(rx.Component):
    library = LIBRARY
    tag = "Countdown"
    since: rx.Var[str]
    until: rx.Var[str]
    clock: rx.Var[str]  # the same as shown


class Due(rx.Component):
    library = LIBRARY
    tag = "Due"
    at: rx.Var[str]
    clock: rx.Var[str]


class Waiting(rx.Component):
    library = LIBRARY
    tag = "Waiting"
    since: rx.Var[str]


class PrintTicket(rx.Component):
    library = LIBRARY
    tag = "PrintTicket"
    label: rx.Var[str]
