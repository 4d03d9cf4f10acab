"""From an extract to open shops: read, clean, write, a starter menu for each new restaurant."""

from collections.abc import Callable
from pathlib import Path

from sqlmodel import Session

from foodapp.accounts.actors import PLATFORM
from foodapp.kit import db
from foodapp.menu.starter import write_starter_menu
from foodapp.restaurants.importing import import_eateries
from foodapp.restaurants.models import Restaurant
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
            on_new=_with_menu,
            progress=lambda done: progress("Restaurants", done, len(eateries)),
        )
        progress("Addresses", 0, None)
        report.addresses = write_places(session, extract)
        progress("Addresses", report.addresses, report.addresses)
    return report


def _with_menu(session: Session, restaurant: Restaurant) -> None:
    write_starter_menu(session, restaurant)
