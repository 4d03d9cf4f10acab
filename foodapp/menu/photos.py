"""Photos of dishes and of the restaurant itself: in an order, the first leads. The files are
kit.media's; here is whose they are.

Of every command: the files of a photo that no row names any more go after the commit.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

from foodapp.accounts.actors import RestaurantStaff
from foodapp.accounts.permissions import managers_only
from foodapp.kit import db, media
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import DomainError, NotFound
from foodapp.kit.imaging import Retouch
from foodapp.kit.media import Stored
from foodapp.kit.words import t
from foodapp.menu import scoped
from foodapp.menu.models import Item, Photo
from foodapp.restaurants import scoped as restaurants
from foodapp.restaurants.models import Restaurant

MOST_OF_ITEM, MOST_OF_RESTAURANT = 6, 12


def may_upload(session: Session, staff: RestaurantStaff) -> None:
    """Asked before the work of reading the photo is done for anybody."""
    managers_only(staff)


def add(session: Session, staff: RestaurantStaff, *, item_id: UUID | None, stored: Stored) -> Photo:
    """Behind the others of this dish, or (None) of the restaurant."""
    album = _album(session, staff, item_id)
    most = MOST_OF_ITEM if item_id else MOST_OF_RESTAURANT
    if len(album.photos) >= most:
        raise DomainError(t("There are {most} photos already. Please remove one first.", most=most))
    photo = Photo(
        restaurant_id=staff.restaurant_id,
        item_id=item_id,
        key=stored.key,
        proposed_brightness=stored.brightness,
    )
    session.add(photo)
    _arrange(session, staff, album, [*album.photos, photo])
    return photo


def remove(session: Session, staff: RestaurantStaff, photo_id: UUID) -> None:
    album, photo = _held(session, staff, photo_id)
    key = photo.key
    session.delete(photo)
    _arrange(session, staff, album, album.without(photo))
    db.after_commit(session, lambda: media.forget(key))


def remove_first(session: Session, staff: RestaurantStaff, item_id: UUID) -> None:
    """The one that leads; the next one does then. Nothing where there is none."""
    if photos := _album(session, staff, item_id).photos:
        remove(session, staff, photos[0].id)


def lead(session: Session, staff: RestaurantStaff, photo_id: UUID) -> None:
    """This one comes first: it is the cover, and what cards show."""
    album, photo = _held(session, staff, photo_id)
    _arrange(session, staff, album, [photo, *album.without(photo)])


def replace(
    session: Session,
    staff: RestaurantStaff,
    photo_id: UUID,
    *,
    stored: Stored,
    wish: Retouch,
    focus: tuple[int, int],
) -> None:
    """As it was retouched: kit.media.retouch has made it. focus: in percent."""
    album, photo = _held(session, staff, photo_id)
    before, photo.key = photo.key, stored.key
    photo.crop, photo.turn_deg, photo.brightness = [*wish.crop], wish.turn_deg, wish.brightness
    photo.focus_x, photo.focus_y = focus
    _arrange(session, staff, album, album.photos)
    db.after_commit(session, lambda: media.forget(before))


def set_logo(session: Session, staff: RestaurantStaff, *, key: str) -> None:
    """key: of kit.media.store; empty takes it away."""
    restaurant = restaurants.lock_to_edit(session, staff)
    before, restaurant.logo = restaurant.logo, key
    db.after_commit(session, lambda: media.forget(before))


def key_to_retouch(session: ReadSession, staff: RestaurantStaff, photo_id: UUID) -> str:
    managers_only(staff)
    return _found(session, staff, photo_id).key


@dataclass(frozen=True)
class _Album:
    """The photos of what shows them, in their order."""

    owner: Item | Restaurant
    photos: Sequence[Photo]

    def without(self, photo: Photo) -> list[Photo]:
        return [one for one in self.photos if one.id != photo.id]


def _album(session: Session, staff: RestaurantStaff, item_id: UUID | None) -> _Album:
    """Held: by what shows them."""
    managers_only(staff)
    owner = (
        restaurants.lock_to_edit(session, staff)
        if item_id is None
        else scoped.item(session, staff, item_id)
    )
    own = select(Photo).where(
        Photo.restaurant_id == staff.restaurant_id, col(Photo.item_id).is_not_distinct_from(item_id)
    )
    fresh = own.order_by(col(Photo.position)).execution_options(populate_existing=True)
    return _Album(owner, session.exec(fresh).all())


def _held(session: Session, staff: RestaurantStaff, photo_id: UUID) -> tuple[_Album, Photo]:
    album = _album(session, staff, _found(session, staff, photo_id).item_id)
    for photo in album.photos:
        if photo.id == photo_id:
            return album, photo
    raise NotFound("photo")  # removed meanwhile


def _found(session: ReadSession, staff: RestaurantStaff, photo_id: UUID) -> Photo:
    found = session.exec(
        select(Photo).where(Photo.id == photo_id, Photo.restaurant_id == staff.restaurant_id)
    ).one_or_none()
    if found is None:
        raise NotFound("photo")
    return found


def _arrange(
    session: Session, staff: RestaurantStaff, album: _Album, order: Sequence[Photo]
) -> None:
    """In this order; the first is what cards show."""
    for position, photo in enumerate(order):
        photo.position = position
    first = order[0] if order else None
    album.owner.picture = media.placed(first.key, first.focus_x, first.focus_y) if first else ""
    scoped.changed(session, staff)
