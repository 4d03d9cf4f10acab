"""What everything leans on stays small enough to be read: what is a thing of its own moves out."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MOST_LINES = 4_500


@pytest.mark.parametrize("package", ["orders", "payments"])
def test_the_heart_of_the_platform_can_be_read_in_a_day(package):
    files = (ROOT / "foodapp" / package).rglob("*.py")
    lines = sum(len(path.read_text().splitlines()) for path in files)
    assert 0 < lines < MOST_LINES
