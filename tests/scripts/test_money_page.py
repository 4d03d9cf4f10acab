"""docs/money.md says what the code does."""

import runpy

from foodapp.launcher.programs import ROOT


def test_the_page_about_money_is_written_from_the_tables_of_today() -> None:
    page = runpy.run_path(str(ROOT / "scripts" / "money_page.py"))["page"]()
    assert (ROOT / "docs" / "money.md").read_text() == page, "run scripts/money_page.py"
