"""What says whether the town is there and up to date. Loads no domain: every start asks."""

from datetime import timedelta
from pathlib import Path

RESTAURANTS = Path(__file__).with_name("restaurants")
GAP = timedelta(hours=20)  # without an order for so long, there are days to fill in


def slugs() -> list[str]:
    """Of the town's restaurants: each is written down in <slug>.toml."""
    return sorted(file.stem for file in RESTAURANTS.glob("*.toml"))
