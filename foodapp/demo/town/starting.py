"""Where `foodapp run` meets the town: founded before the first start, brought up to today later."""

from typing import cast

from foodapp.demo.town import presence
from foodapp.kit.settings import Settings
from foodapp.launcher.platform import Database, FirstStep


def first_steps(settings: Settings) -> list[FirstStep]:
    """What to do before the programs start: nothing outside demo mode."""
    if not settings.is_demo:
        return []
    return [FirstStep("Bringing the demo town to life", ["seed", "--top-up"], _has_a_gap)]


def _has_a_gap(database: Database) -> bool:
    """Not founded yet, or without an order for longer than a night."""
    row = database.execute(
        "SELECT NOT EXISTS (SELECT FROM restaurants WHERE slug = ANY(%s))"
        " OR coalesce(max(created_at) < now() - %s, true) FROM orders",
        [presence.slugs(), presence.GAP],
    ).fetchone()
    return bool(cast("tuple[bool]", row)[0])
