"""Every page can be drawn: what only the build of the screens would find is found in seconds."""

import pytest
from reflex.page import DECORATED_PAGES

import admin.pages
import customer.pages
import restaurant.pages
import rider.pages

PAGES = sorted(
    ((said["route"], draw) for pages in DECORATED_PAGES.values() for draw, said in pages),
    key=lambda page: page[0],
)
PERSONAS = [admin.pages, customer.pages, restaurant.pages, rider.pages]


def test_all_personas_have_pages():
    assert len(PAGES) > 40
    for persona in PERSONAS:
        package = persona.__name__.partition(".")[0]
        assert any(draw.__module__.startswith(package) for _, draw in PAGES)


@pytest.mark.parametrize(("address", "draw"), PAGES, ids=[address for address, _ in PAGES])
def test_a_page_can_be_drawn(address, draw):
    assert draw().render()
