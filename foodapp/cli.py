"""The command line. Every command imports what it needs when it runs: help must be instant."""

import os
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

if TYPE_CHECKING:
    from foodapp.launcher.platform import FirstStep

app = typer.Typer(
    help="Run and look after the food delivery platform.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback()
def reach_the_running_platform() -> None:
    """Run and look after the food delivery platform."""
    from foodapp.launcher import record

    for name, url in record.addresses(os.environ.get("FOODAPP_DATA_DIR", ".data")).items():
        os.environ.setdefault(name, url)


@app.command()
def run(
    simulate: bool = typer.Option(True, help="In demo mode: let the town live, at a gentle pace."),
) -> None:
    """Start the whole platform and keep it running until Ctrl-C."""
    from foodapp.kit.settings import settings
    from foodapp.launcher import CannotStart
    from foodapp.launcher.platform import Platform
    from foodapp.launcher.progress import RichProgress

    try:
        Platform(settings(), RichProgress(farewell), first_steps(), simulate).run()
    except CannotStart as reason:
        refuse(str(reason))


def first_steps() -> list["FirstStep"]:
    """What has to be done after the migrations and before the programs start. Add a step here."""
    from foodapp.demo.town import starting
    from foodapp.kit.settings import settings

    return starting.first_steps(settings())


def farewell() -> list[str]:
    """Shown under the addresses once everything runs: who can sign in."""
    from foodapp.accounts.demo_signins import DEMO_PASSWORD, DEMO_SIGNINS
    from foodapp.kit.settings import settings
    from foodapp.notifications.settings import complaints

    if not settings().is_demo:
        return [f"[bold red]{one}[/]" for one in complaints()]
    people = [f"{one.persona:<11} {one.email:<20} {one.says}" for one in DEMO_SIGNINS]
    return [
        f"Sign in as one of these, with the password [bold]{DEMO_PASSWORD}[/]:",
        *people,
        "They wait for you; the rest of the town lives by itself (or not: --no-simulate).",
    ]


@app.command()
def migrate(
    wait: float = typer.Option(60.0, min=0.0, help="Seconds to wait for a database that is down."),
) -> None:
    """Bring the database to the newest form of its tables, as their owner (DATABASE_OWNER_URL, or
    DATABASE_URL where there is one role only), and let the programs' role in."""
    from foodapp.kit.settings import settings
    from foodapp.launcher import CannotStart, migrating
    from foodapp.notifications.settings import complaints

    try:
        migrating.migrate(settings(), lambda line: print(line, file=sys.stderr), wait_s=wait)
    except CannotStart as reason:
        refuse(str(reason))
    for sentence in complaints():
        print(sentence, file=sys.stderr)


@app.command()
def create_admin(
    email: str = typer.Option(None, help="Asked for where it is not given."),
    name: str = typer.Option(None, help="Asked for where it is not given."),
    link: bool = typer.Option(False, "--link", help="Print a link that works once instead."),
) -> None:
    """Make the first owner of the console, or one more: with a password, or by a one-time link."""
    from sqlalchemy.exc import ProgrammingError

    from foodapp import tables  # noqa: F401 - relations need every model loaded
    from foodapp.accounts import first_admin
    from foodapp.kit.db import transaction
    from foodapp.kit.errors import DomainError

    email = email or typer.prompt("E-mail")
    if not link:
        name = name or typer.prompt("Name")
        password = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    try:
        with transaction() as session:
            if link:
                told = first_admin.by_link(session, email=email)
            else:
                told = first_admin.make(session, email=email, name=name, password=password)
    except DomainError as refusal:
        refuse(str(refusal))
    except ProgrammingError:
        refuse("The database has no tables yet: run `foodapp migrate` first.")
    print(told)


@app.command()
def clear_second_factor(
    email: str = typer.Option(..., help="Whose phone and recovery codes are lost."),
) -> None:
    """Let somebody in with the password alone, to set up another second factor."""
    from foodapp import tables  # noqa: F401 - relations need every model loaded
    from foodapp.accounts.credentials import clearing
    from foodapp.kit.db import transaction
    from foodapp.kit.errors import DomainError
    from foodapp.reactions import assemble

    assemble()
    try:
        with transaction() as session:
            print(clearing.by_command(session, email=email))
    except DomainError as refusal:
        refuse(str(refusal))


@app.command()
def check_health() -> None:
    """Say of each program of the running platform whether it is alive; exit 1 if one is not. What
    leaves people in the dark (no mail server) is said, too."""
    from foodapp.kit.settings import settings
    from foodapp.launcher import health
    from foodapp.notifications.settings import complaints

    answers = health.look(settings().data_dir)
    if not answers:
        refuse("The platform is not running here: start it with `make run`.")
    for name, fine in answers.items():
        print(f"{'ok  ' if fine else 'DOWN'} {name}")
    for sentence in complaints():
        print(f"BUT  {sentence}")
    if not all(answers.values()):
        raise typer.Exit(1)


@app.command()
def check_jobs() -> None:
    """Exit 1 unless the worker has carried out a job within the last minute."""
    from foodapp.kit import pulse

    raise typer.Exit(pulse.main())


@app.command()
def bounce(
    to: str = typer.Option("", help="The address it came to, where your mail server says it."),
) -> None:
    """Take in an e-mail that came back (RFC 3464), from standard input: for a mail server's pipe.
    Exit 75 when the database does not answer: the mail server then tries again."""
    from sqlalchemy.exc import OperationalError

    from foodapp import tables  # noqa: F401 - relations need every model loaded
    from foodapp.kit.db import transaction
    from foodapp.notifications import bouncing
    from foodapp.reactions import assemble

    assemble()
    raw = sys.stdin.buffer.read(bouncing.LARGEST_BYTES)
    try:
        with transaction() as session:
            is_ours = bouncing.taken(session, raw, to=to)
    except OperationalError as gone:
        print(f"The database does not answer: {type(gone).__name__}", file=sys.stderr)
        raise typer.Exit(os.EX_TEMPFAIL) from gone
    print("Taken." if is_ours else "This is about no mail of ours, or says nothing.")


@app.command()
def vapid_keys() -> None:
    """Make the key pair that push services know this platform by, as lines for its settings."""
    from foodapp.notifications.webpush import keys

    private, public = keys.made()
    print(f"FOODAPP_PUSH_PRIVATE_KEY={private}")
    print("FOODAPP_PUSH_CONTACT=mailto:you@your-domain.example  # whom push services write to")
    print(f"# Browsers will subscribe with {public}", file=sys.stderr)


@app.command()
def import_osm(
    file: Path = typer.Argument(help="An OpenStreetMap extract: .osm.pbf, .osm.gz or .osm."),
    as_json: bool = typer.Option(False, "--json", help="Print the report as JSON."),
) -> None:
    """Bring the eateries and addresses of an OpenStreetMap extract into the platform."""
    from foodapp.kit.errors import DomainError
    from foodapp.menu.import_report import ReportPrinter
    from foodapp.menu.importing import import_extract

    printer = ReportPrinter(as_json)
    try:
        with printer.progress() as progress:
            report = import_extract(file, progress)
    except DomainError as refusal:
        refuse(str(refusal))
    printer.show(report)


@app.command()
def reconcile(
    day: datetime = typer.Option(None, formats=["%Y-%m-%d"], help="In UTC. Default: yesterday."),
) -> None:
    """Compare our books with the payment gateways' of one day; exit 1 where they differ."""
    from datetime import date, timedelta

    from foodapp import reactions, tables  # noqa: F401 - tables: relations need every model
    from foodapp.gateways import registry
    from foodapp.kit import clock
    from foodapp.reconciliation import running

    reactions.assemble()
    chosen: date = (day or clock.now() - timedelta(days=1)).date()
    runs = [running.run_day(gateway, chosen) for gateway in registry.names()]
    for run in runs:
        print(running.told(run))
    if any(run.found or run.failure for run in runs):
        raise typer.Exit(1)


@app.command()
def seed(
    top_up: bool = typer.Option(False, help="Fill in the days since the last order, too."),
    fresh: bool = typer.Option(False, help="Empty the database first. Demo mode only."),
    number: int = typer.Option(1987, "--seed", help="Another number, another past."),
) -> None:
    """Found the demo town: restaurants, menus, people, and ninety days of orders."""
    if owner := os.environ.get("DATABASE_OWNER_URL"):
        os.environ["DATABASE_URL"] = owner  # who alone may empty tables and write up a past
    from foodapp import tables  # noqa: F401 - relations need every model loaded
    from foodapp.demo.town import seeding
    from foodapp.kit.db import transaction
    from foodapp.kit.errors import DomainError

    try:
        with transaction() as session:
            if fresh:
                seeding.raze(session)
            done = seeding.seed(session, seed=number)
            if done is None and top_up:
                done = seeding.top_up(session, seed=number)
    except DomainError as refusal:
        refuse(str(refusal))
    if done is None:
        print("The town is there already, and up to date: nothing was changed.")
    else:
        print(f"{done.restaurants} restaurants, {done.orders} orders, {done.reviews} reviews.")


@app.command()
def simulate(
    speed: float = typer.Option(10.0, min=0.1, max=500.0, help="Town minutes in one of ours."),
    minutes: float = typer.Option(None, min=0.0, help="Then take no more orders. Default: go on."),
    number: int = typer.Option(None, "--seed", help="For the dice. Default: never the same."),
    everybody: bool = typer.Option(False, "--all", help="Also play those of the sign-in list."),
) -> None:
    """Let the demo town live: people order, kitchens cook, riders ride. Ctrl-C stops it."""
    from foodapp import reactions, tables  # noqa: F401 - tables: relations need every model
    from foodapp.demo.simulate import living, view
    from foodapp.kit.errors import DomainError

    reactions.assemble()
    try:
        with view.shown(speed) as show:
            living.live(living.Wanted(speed, minutes, number, everybody), show)
    except DomainError as refusal:
        refuse(str(refusal))


@app.command()
def chaos(
    number: int = typer.Option(1, "--seed", help="What happens when."),
    minutes: float = typer.Option(2.0, min=0.05, max=600.0, help="How long things break."),
    runs: int = typer.Option(1, min=1, help="So many seeds, counted on from the first."),
    mails: int = typer.Option(0, min=0, help="So many mails a seed, besides those of the orders."),
    alone: bool = typer.Option(False, help="Only the mails, until the last is sent; no orders."),
) -> None:
    """Break a platform of its own in every way while people order; then check every account."""
    from chaos import report

    raise typer.Exit(report.run(number, minutes, runs, mails, alone=alone))


def refuse(sentence: str) -> NoReturn:
    print(sentence, file=sys.stderr)
    raise typer.Exit(1)


def main() -> None:
    app()


if __name__ == "__main__":
    main()
