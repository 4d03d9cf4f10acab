"""What the operator sees while the platform starts."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from rich.console import Console

HIDDEN = {"database", "redis", "local"}  # they hold passwords; .data/platform.json has them


class RichProgress:
    def __init__(self, farewell: Callable[[], Sequence[str]] = lambda: ()) -> None:
        self.console = Console(highlight=False)
        self.farewell = farewell  # further lines under the addresses

    @contextmanager
    def step(self, what: str) -> Iterator[None]:
        """A line that turns while the step is under way and stays, with its time, when done."""
        began = time.monotonic()
        if self.console.is_terminal:
            with self.console.status(f"{what} ..."):
                yield
        else:
            self.console.print(f"{what} ...")
            yield
        self.console.print(f"[green]✓[/] {what} [dim]{time.monotonic() - began:.1f} s[/]")

    def note(self, line: str) -> None:
        self.console.print(f"[yellow]![/] {line}")

    def ready(self, urls: Mapping[str, str], took_s: float) -> None:
        self.console.print(f"\n[bold]The platform is running[/] [dim](up in {took_s:.1f} s)[/]\n")
        for name, url in urls.items():
            if name not in HIDDEN:
                self.console.print(f"  {name:<10} [link={url}]{url}[/link]")
        if lines := self.farewell():
            self.console.print()
            for line in lines:
                self.console.print(f"  {line}")
        self.console.print("\nCtrl-C stops everything.")
