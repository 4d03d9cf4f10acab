"""Photos of dishes and of the restaurant itself. The files are kit.media's; here is whose."""

from uuid import UUID

from sqlmodel import Session

from foodapp.accounts.actors import RestaurantStaff
from foodapp.accounts.permissions import managers_only
from foodapp.kit import db, media
from foodapp.menu import scoped
from foodapp.restaurants import scoped as restaurants


def may_upload(session: Session, staff: RestaurantStaff) -> None:
    """Asked before the work of reading the photo is done for anybody."""
    managers_only(staff)


def set_of_item(session: Session, staff: RestaurantStaff, item_id: UUID, *, key: str) -> None:
    """key: of kit.media.store; empty takes the photo away."""
    managers_only(staff)
    item = scoped.item(session, staff, item_id)
    before, item.picture = item.picture, key
    scoped.changed(session, staff)
    db.after_commit(session, lambda: media.forget(before))


def set_of_restaurant(session: Session, staff: RestaurantStaff, *, key: str) -> None:
    restaurant = restaurants.lock_to_edit(session, staff)
    before, restaurant.picture = restaurant.picture, key
    db.after_commit(session, lambda: media.forget(before))
