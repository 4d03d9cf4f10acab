"""A restaurant's page gets another address; the old ones are nobody else's."""

import pytest
from sqlmodel import select

from foodapp.accounts.actors import Admin, AdminRole
from foodapp.accounts.models import AuditEntry
from foodapp.kit.errors import DomainError, NotAllowed
from foodapp.restaurants import moving
from foodapp.restaurants.models import Restaurant, RestaurantStatus
from foodapp.restaurants.moving import AddressTaken, Ended, Moved, whereabouts


def test_an_admin_moves_a_page_and_it_is_written_down(session, world):
    row = moving.move(session, world.admin, world.nonna, to="Nonna Lucía")
    session.flush()
    assert row.slug == "nonna-lucia"
    assert whereabouts(session, "nonna") == Moved("nonna-lucia")
    entry = session.exec(select(AuditEntry).where(AuditEntry.action == "restaurant_moved")).one()
    assert entry.facts == {"was": "nonna", "now": "nonna-lucia"}


def test_a_chain_of_addresses_is_one_step_and_may_come_back(session, world):
    for to in ("one", "two", "three"):
        moving.move(session, world.admin, world.nonna, to=to)
        session.flush()
    for old in ("nonna", "one", "two"):
        assert whereabouts(session, old) == Moved("three")
    moving.move(session, world.admin, world.nonna, to="one")
    session.flush()
    assert whereabouts(session, "one") is None  # it is there
    assert whereabouts(session, "three") == Moved("one")


def test_an_address_that_is_or_was_anothers_is_not_given(session, world):
    moving.move(session, world.admin, world.rival, to="grill")
    session.flush()
    for to in ("grill", "rival"):
        with pytest.raises(AddressTaken):
            moving.move(session, world.admin, world.nonna, to=to)
    assert {"grill", "rival", "nonna"} <= moving.taken(session)


@pytest.mark.parametrize("to", ["", "   ", "---"])
def test_an_address_needs_something_to_type(session, world, to):
    with pytest.raises(DomainError, match="letters or figures"):
        moving.move(session, world.admin, world.nonna, to=to)


def test_who_may_not_steer_restaurants_moves_none(session, world):
    looks = Admin(world.admin.user_id, AdminRole.VIEWER, world.admin.proven_at)
    with pytest.raises(NotAllowed):
        moving.move(session, looks, world.nonna, to="x")


def test_capitals_and_accents_lead_to_the_page(session, world):
    for written in ("Nonna", "NONNA", "nönna", "nonna "):
        assert whereabouts(session, written) == Moved("nonna")
    assert whereabouts(session, "nobody") is None


def test_an_ended_restaurant_is_said_to_be_so(session, world):
    session.get_one(Restaurant, world.nonna).status = RestaurantStatus.SUSPENDED
    session.flush()
    assert whereabouts(session, "nonna") == Ended()
