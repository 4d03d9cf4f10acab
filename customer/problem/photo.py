"""A photo of a dish, sent while the rest is still being written; the form then names it."""

from typing import Annotated, Any

import reflex as rx

from foodapp.ui import scripts


class ProblemPhoto(rx.Component):
    """order_id: what it is of. Puts `photo` and `photo-state` into the form it stands in."""

    library = f"$/public{scripts.script('photo.jsx')}"
    tag = "ProblemPhoto"
    order_id: rx.Var[str]
    on_kept: Annotated[rx.EventHandler, rx.event.no_args_event_spec]
    on_refused: Annotated[rx.EventHandler, lambda why: [why]]


def problem_photo(order_id: Any, on_kept: Any, on_refused: Any) -> rx.Component:
    return ProblemPhoto.create(order_id=order_id, on_kept=on_kept, on_refused=on_refused)
