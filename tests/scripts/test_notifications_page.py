"""docs/notifications.md says what the catalogue says."""

import runpy

from foodapp.launcher.programs import ROOT
from foodapp.notifications.catalogue import CATALOGUE, PARTS


def test_the_page_about_notifications_is_written_from_the_catalogue_of_today() -> None:
    page = runpy.run_path(str(ROOT / "scripts" / "notifications_page.py"))["page"]()
    written = (ROOT / "docs" / "notifications.md").read_text()
    assert written == page, "run scripts/notifications_page.py"


def test_no_name_is_given_twice() -> None:
    assert len(CATALOGUE) == sum(len(part.KINDS) for part in PARTS)
