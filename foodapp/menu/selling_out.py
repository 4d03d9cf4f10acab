"""What the kitchen has run out of, and how much is left. The cooks do this themselves."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlmodel import Session, select

from foodapp.accounts.actors import RestaurantStaff
from foodapp.kit import clock
from foodapp.kit.errors import DomainError, NotFound
from foodapp.menu import own
from foodapp.menu.models import Item
from foodapp.restaurants import opening
from foodapp.restaurants.models import Restaurant

FOR_GOOD = datetime(9999, 1, 1, tzinfo=UTC)  # until somebody brings it back
LONGEST = timedelta(days=366)
MOST_STOCK = 10_000


def until_tomorrow(session: Session, staff: RestaurantStaff, item_ids: Sequence[UUID]) -> int:
    """Back with tomorrow's first opening, on the restaurant's clock."""
    return _set(session, staff, item_ids, _tomorrow(session, staff))


def for_an_hour(session: Session, staff: RestaurantStaff, item_ids: Sequence[UUID]) -> int:
    return _set(session, staff, item_ids, clock.now() + timedelta(hours=1))


def until(
    session: Session, staff: RestaurantStaff, item_ids: Sequence[UUID], *, back_at: datetime
) -> int:
    now = clock.now()
    if not now < back_at <= now + LONGEST:
        raise DomainError("Choose a time from now to a year ahead.")
    return _set(session, staff, item_ids, back_at)


def for_good(session: Session, staff: RestaurantStaff, item_ids: Sequence[UUID]) -> int:
    """Until somebody brings it back."""
    return _set(session, staff, item_ids, FOR_GOOD)


def bring_back(session: Session, staff: RestaurantStaff, item_ids: Sequence[UUID]) -> int:
    """On sale again. A counted dish with nothing left stops being counted."""
    items = own.items(session, staff, item_ids)
    for item in items:
        item.sold_out_until = None
        item.stock = item.stock or None
    own.changed(session, staff)
    return len(items)


def set_stock(
    session: Session, staff: RestaurantStaff, item_id: UUID, *, portions: int | None
) -> Item:
    """So many portions are left; None: not counted."""
    if portions is not None and not 0 <= portions <= MOST_STOCK:
        raise DomainError(f"Portions must be 0 to {MOST_STOCK:,}.")
    item = own.item(session, staff, item_id)
    item.stock = portions
    own.changed(session, staff)
    return item


def _set(
    session: Session, staff: RestaurantStaff, item_ids: Sequence[UUID], back_at: datetime
) -> int:
    items = own.items(session, staff, item_ids)
    for item in items:
        item.sold_out_until = back_at
    own.changed(session, staff)
    return len(items)


def _tomorrow(session: Session, staff: RestaurantStaff) -> datetime:
    restaurant = session.exec(
        select(Restaurant).where(Restaurant.id == staff.restaurant_id)
    ).one_or_none()
    if restaurant is None:
        raise NotFound("restaurant")
    return opening.tomorrow(opening.hours_of(session, restaurant), clock.now())
