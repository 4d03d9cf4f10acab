"""The restaurant a member of staff works in, held for a change."""

from uuid import UUID

from sqlmodel import Session, select

from foodapp.accounts.actors import RestaurantStaff
from foodapp.accounts.permissions import managers_only
from foodapp.kit import clock
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import NotFound
from foodapp.realtime import topics
from foodapp.realtime.announce import announce
from foodapp.restaurants.models import Restaurant


def read(session: ReadSession, staff: RestaurantStaff) -> Restaurant:
    """As it stands, not held."""
    found = session.get(Restaurant, staff.restaurant_id)
    if found is None:
        raise NotFound("restaurant")
    return found


def lock(session: Session, staff: RestaurantStaff) -> Restaurant:
    """Held until the transaction ends, and read afresh."""
    found = session.exec(
        select(Restaurant)
        .where(Restaurant.id == staff.restaurant_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if found is None:
        raise NotFound("restaurant")
    return found


def lock_to_edit(session: Session, staff: RestaurantStaff) -> Restaurant:
    """For what its owner says about it: an import from outside keeps off from then on."""
    managers_only(staff)
    restaurant = lock(session, staff)
    restaurant.owner_edited_at = clock.now()
    changed(session, restaurant.id)
    return restaurant


def changed(session: Session, restaurant_id: UUID) -> None:
    """Its board, its editors and the pages of its customers read again."""
    announce(session, topics.restaurant(restaurant_id), restaurant=str(restaurant_id))
    announce(session, topics.menu(restaurant_id))
