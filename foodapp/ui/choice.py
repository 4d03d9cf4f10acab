"""A choice whose truth is the server's, and that does not wait for it to look chosen."""

from typing import Annotated, Any

import reflex as rx

from foodapp.ui import scripts


class Choice(rx.Component):
    library = f"$/public{scripts.script('choice.jsx')}"
    tag = "Choice"
    type: rx.Var[str]
    name: rx.Var[str]
    value: rx.Var[str]
    chosen: rx.Var[bool]
    revision: rx.Var[int]
    disabled: rx.Var[bool]
    on_choose: Annotated[rx.EventHandler, rx.event.no_args_event_spec]


def choice(
    *,
    type: Any,
    name: Any,
    value: Any,
    chosen: Any,
    revision: Any,
    on_choose: Any,
    **props: Any,
) -> rx.Component:
    """type: "radio" or "checkbox". revision: a number that grows with every answer of the server,
    so that a choice it did not take is undone. on_choose takes no arguments of the event."""
    return Choice.create(
        type=type,
        name=name,
        value=value,
        chosen=chosen,
        revision=revision,
        on_choose=on_choose,
        **props,
    )
