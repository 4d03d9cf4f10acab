"""What makes a function a page: its address, its name, and what is read when somebody comes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import reflex as rx

ICON = "/icon-512.png"
Drawn = TypeVar("Drawn", bound=Callable[[], rx.Component])


@dataclass(frozen=True)
class Pages:
    """The `@page` of a persona: what each of its pages has read around its own. One that is for
    whoever comes, as to sign in, takes `page` from here."""

    first: Sequence[Any] = ()
    last: Sequence[Any] = ()

    def __call__(
        self, address: str, title: str, *reads: Any, description: str | None = None
    ) -> Callable[[Drawn], Drawn]:
        """address: "/orders/[id]". reads: handlers, in their order."""
        on_load = [*self.first, *reads, *self.last]

        def declare(drawn: Drawn) -> Drawn:
            rx.page(
                route=address, title=title, image=ICON, description=description, on_load=on_load
            )(drawn)
            return drawn

        return declare


page = Pages()
