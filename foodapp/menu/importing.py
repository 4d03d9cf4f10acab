"""From an extract to restaurants: read, clean, write.

In the demo they open at once, each with a starter menu to play with. Everywhere else they are
drafts without dishes or prices, until somebody there has agreed, works there and an admin opens it.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from sqlmodel import Session

from foodapp.accounts.actors import PLATFORM
from foodapp.kit import db
from foodapp.kit.settings import settings
from foodapp.menu.starter import write_starter_menus
from foodapp.restaurants.importing import import_eateries
from foodapp.restaurants.models import Restaurant, RestaurantStatus
from foodapp.restaurants.osm import Report
from foodapp.restaurants.osm.cleaning import clean
from foodapp.restaurants.osm.gazetteer import write_places
from foodapp.restaurants.osm.reader import read

Progress = Callable[[str, int, int | None], None]  # phase, how many done, of how many (if known)


def import_extract(path: Path, progress: Progress = lambda phase, done, total: None) -> Report:
    """Everything in one transaction: an import that fails leaves nothing behind."""
    extract = read(path, lambda count: progress("Reading the extract", count, None))
    eateries, report = clean(extract)
    with db.transaction() as session:
        import_eateries(
            session,
            PLATFORM,
            eateries,
            report,
            status=RestaurantStatus.ACTIVE if settings().is_demo else RestaurantStatus.DRAFT,
            on_new=write_starter_menus if settings().is_demo else _as_they_are,
            progress=lambda done: progress("Restaurants", done, len(eateries)),
        )
        progress("Addresses", 0, None)
        report.addresses = write_places(session, extract)
        progress("Addresses", report.addresses, report.addresses)
    return report


def _as_they_are(session: Session, restaurants: Sequence[Restaurant]) -> int:
    """Nothing is invented for shops of real people."""
    return 0
