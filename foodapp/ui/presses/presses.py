"""Buttons whose press is kept on this device until the server has said that it was carried out.

    keeper("rider." + Ride.rider_id, acked=Ride.acked, on_send=Ride.press)   once a screen
    kept(button("I have the food"), verb="collect", subject=Ride.job.id)     around each button
    while_kept("collect", Ride.job.id, ...)                      shown while that press waits

A press is sent at once; without a network, or without an answer, it waits in the browser's own
storage, through reloads, and is sent again in the order of the presses. While no page is open the
service worker sends a rider's (foodapp/api/presses.py): both hold one lock. The handler is the
same for all of a screen's presses:

    @handler(rate="120/m")
    async def press(self, press_id: Id, verb: Word, subject: Id, said: ShortText, ago_s: Ago): ...

It carries the press out and its name (kit.once) in one transaction, and then sets `acked` to
press_id, also when the press was refused. Only an acknowledged press is forgotten.
"""

from typing import Annotated, Any

import reflex as rx
from reflex_components_core.core.banner import has_connection_errors

from foodapp.ui import scripts

NO_NETWORK = "No network. What you press is kept and will be sent."
SCRIPT = f"$/public{scripts.script('presses.jsx')}"
QUEUE = scripts.script("queue.js")  # imported by the scripts of this folder and of the rider's


def _press(
    press_id: rx.Var[str],
    verb: rx.Var[str],
    subject: rx.Var[str],
    said: rx.Var[str],
    ago_s: rx.Var[float],
) -> tuple[rx.Var[str], rx.Var[str], rx.Var[str], rx.Var[str], rx.Var[float]]:
    return press_id, verb, subject, said, ago_s


class Keeper(rx.Component):
    library = SCRIPT
    tag = "Keeper"
    box: rx.Var[str]
    acked: rx.Var[str]
    lost: rx.Var[bool]
    says: rx.Var[str]
    on_send: Annotated[rx.EventHandler, _press]


class Kept(rx.Component):
    library = SCRIPT
    tag = "Kept"
    verb: rx.Var[str]
    subject: rx.Var[str]
    says: rx.Var[str]
    quiet: rx.Var[bool]


class WhileLost(rx.Component):
    library = SCRIPT
    tag = "WhileLost"


class WhileKept(rx.Component):
    library = SCRIPT
    tag = "WhileKept"
    verb: rx.Var[str]
    subject: rx.Var[str]


def keeper(box: Any, *, acked: Any, on_send: Any, says: str = NO_NETWORK) -> rx.Component:
    """The banner over everything while there is no network, and the sending. box: whose presses
    these are, such as "rider.<id>": devices are shared. Empty while nobody is known: nothing is
    sent. says: of a lost network, while nothing waits."""
    return Keeper.create(
        box=box, acked=acked, lost=has_connection_errors, says=says, on_send=on_send
    )


def kept(
    *children: Any, verb: str, subject: Any, says: Any = "", quiet: bool = False
) -> rx.Component:
    """Around a button, or around a form: its press is kept. subject: an id. says: what is sent
    along with the press of a button; a form says what is typed in its one field, or all of its
    fields as a query string, the pressed button's with them. quiet: another button beside it, or
    `while_kept`, says that it waits."""
    return Kept.create(*children, verb=verb, subject=subject, says=says, quiet=quiet)


def while_lost(*children: Any) -> rx.Component:
    """What is to be said while there is no network."""
    return WhileLost.create(*children)


def while_kept(verb: str, subject: Any, *children: Any) -> rx.Component:
    """What a person may do next although the press before it has yet to be sent."""
    return WhileKept.create(*children, verb=verb, subject=subject)
