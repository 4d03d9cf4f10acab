"""The command line. Every command imports what it needs when it runs: help must be instant."""

import typer

app = typer.Typer(
    help="Run and look after the food delivery platform.",
    no_args_is_help=True,
    add_completion=False,
)


@app.callback()
def _every_command() -> None:
    """Run and look after the food delivery platform."""


@app.command()
def migrate() -> None:
    """Bring the database named in DATABASE_URL to the newest form of its tables."""
    from pathlib import Path

    from alembic import command
    from alembic.config import Config

    command.upgrade(Config(Path(__file__).parents[1] / "alembic.ini"), "head")


def main() -> None:
    app()
