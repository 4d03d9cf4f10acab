"""A restaurant opens and closes by one table of moves."""

import itertools

import pytest

from foodapp.restaurants.models import (
    COMES_FROM,
    IllegalRestaurantMove,
    Restaurant,
    RestaurantStatus,
)
from tests.foodapp.restaurants.test_importing import eatery, extract, import_extract, restaurant

__all__ = ["extract"]

S = RestaurantStatus


@pytest.mark.parametrize(("before", "after"), list(itertools.product(S, S)))
def test_it_moves_as_the_table_says_and_never_to_where_it_is(before, after):
    row = Restaurant(status=before)
    if before in COMES_FROM[after]:
        row.move_to(after)
        assert row.status is after
    else:
        with pytest.raises(IllegalRestaurantMove, match=f"is {before} now"):
            row.move_to(after)
        assert row.status is before


def test_nothing_that_was_open_becomes_a_draft():
    assert COMES_FROM[S.DRAFT] == {S.SUSPENDED}


def test_what_an_admin_let_go_on_stays_open_when_the_map_knows_it_again(session, extract, tmp_path):
    import_extract(extract(eatery()))
    gone = tmp_path / "gone.osm"
    gone.write_text("<osm version='0.6'><node id='1' version='9' visible='false'/></osm>")
    import_extract(gone)
    restaurant(session).move_to(S.ACTIVE)
    session.commit()
    import_extract(extract(eatery()))
    assert restaurant(session).status is S.ACTIVE
