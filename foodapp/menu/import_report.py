"""What an import shows: a progress bar while it runs, then tables or JSON."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn
from rich.table import Table

from foodapp.restaurants.osm import LeftOut, Report

Tell = Callable[[str, int, int | None], None]


class ReportPrinter:
    def __init__(self, as_json: bool) -> None:
        self.as_json = as_json

    @contextmanager
    def progress(self) -> Iterator[Tell]:
        """A bar a phase, on standard error: standard output is for the report."""
        columns = (
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
        )
        with Progress(*columns, console=Console(stderr=True)) as bars:
            phases: dict[str, TaskID] = {}

            def tell(phase: str, done: int, total: int | None) -> None:
                if phase not in phases:
                    phases[phase] = bars.add_task(phase, total=total)
                bars.update(phases[phase], completed=done, total=total)

            yield tell
            for task in bars.tasks:
                if task.total is None:  # its length was unknown: it is done now
                    bars.update(task.id, total=task.completed)

    def show(self, report: Report) -> None:
        if self.as_json:
            json.dump(report.as_json(), sys.stdout, ensure_ascii=False, indent=2)
            sys.stdout.write("\n")
            return
        console = Console(highlight=False)
        console.print(_counts(report))
        if report.closed:
            names = ", ".join(f"{name} ({osm_id})" for osm_id, name in report.closed.items())
            console.print(escape(f"Closed: {names}"))
        for title, rows in (
            ("Left out", report.left_out),
            ("Fields not used", report.dropped),
            ("Worth a look", report.remarks),
        ):
            if rows:
                console.print(_reasons(title, rows))
        if report.new:
            console.print(
                "New restaurants are drafts without dishes: customers see one when somebody works "
                "there, its hours are set and an admin opens it. (In the demo they are shown at "
                "once, with a starter menu; orders are taken where somebody works.)"
            )


def _counts(report: Report) -> Table:
    table = Table(
        title="Import of an OpenStreetMap extract", show_header=False, title_justify="left"
    )
    for what, count in (
        ("Eateries in the extract", report.read),
        ("New", len(report.new)),
        ("Updated", len(report.updated)),
        ("Unchanged", len(report.unchanged)),
        ("Kept as their owner edited them", len(report.kept)),
        ("Closed, because they are gone", len(report.closed)),
        ("Left out", len(report.left_out)),
        ("Fields not used", len(report.dropped)),
        ("Addresses, streets and places", report.addresses),
    ):
        table.add_row(what, str(count))
    return table


def _reasons(title: str, rows: list[LeftOut]) -> Table:
    table = Table(title=title, title_justify="left")
    for heading in ("OSM", "Name", "Field", "Value", "Reason"):
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*map(escape, (row.osm_id, row.name, row.field, row.value, row.reason)))
    return table
