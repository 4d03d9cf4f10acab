"""The documentation knows itself: nothing is missing in its index, no link leads nowhere."""

import re
from pathlib import Path

import pytest

DOCS = Path("docs")
PAGES = [*Path().glob("*.md"), *DOCS.glob("*.md"), *DOCS.glob("decisions/*.md")]
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")


def test_the_index_names_every_decision() -> None:
    index = (DOCS / "README.md").read_text()
    missing = [one.name for one in DOCS.glob("decisions/*.md") if one.name not in index]
    assert not missing


def test_every_decision_says_its_number() -> None:
    for one in DOCS.glob("decisions/*.md"):
        assert one.read_text().startswith(f"# {int(one.name[:4])}. "), one.name


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_a_link_leads_somewhere(page: Path) -> None:
    targets = [page.parent / target for target in LINK.findall(page.read_text())]
    assert not [str(one) for one in targets if not one.exists()]
