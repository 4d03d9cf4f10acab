"""A button that sends a paper: an HTTP route takes it."""

from typing import Annotated

import reflex as rx

from foodapp.kit import documents
from foodapp.kit.words import say
from foodapp.ui import scripts

TOO_BIG = say(documents.TooBig().words)


class PaperButton(rx.Component):
    """kind: of the application; question: the key of what the paper answers."""

    library = f"$/public{scripts.script('paper.jsx')}"
    tag = "PaperButton"
    kind: rx.Var[str]
    question: rx.Var[str]
    label: rx.Var[str]
    too_big: rx.Var[str]
    on_kept: Annotated[rx.EventHandler, rx.event.no_args_event_spec]
    on_refused: Annotated[rx.EventHandler, lambda why: [why]]
