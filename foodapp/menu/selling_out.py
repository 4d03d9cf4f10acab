"""What the kitchen has run out of, and how much is left. The cooks do this themselves."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlmodel import Session, col, select, update

from foodapp.accounts.actors import RestaurantStaff
from foodapp.kit import clock
from foodapp.kit.errors import DomainError, NotFound
from foodapp.kit.words import t
from foodapp.menu import scoped
from foodapp.menu.models import Item, ItemModifierGroup, Modifier, ModifierGroup, Variation
from foodapp.restaurants import opening
from foodapp.restaurants.models import Restaurant

FOR_GOOD = datetime(9999, 1, 1, tzinfo=UTC)  # until somebody brings it back
LONGEST = timedelta(days=366)
MAX_STOCK = 10_000


class Away(StrEnum):
    """For how long something is not to be had."""

    HOUR = "hour"
    TOMORROW = "tomorrow"  # until tomorrow's first opening, on the restaurant's clock
    GOOD = "good"  # until somebody brings it back


def run_out(
    session: Session, staff: RestaurantStaff, item_id: UUID, *, part: str = "", away: Away
) -> None:
    """A cook finds it gone: off sale from now on, and of a counted dish nothing is left. part: the
    name of a size or an option that is gone, and not the dish itself; empty: the dish. What is
    away for longer already stays away."""
    back_at = _back_at(session, staff, away)
    for row in _gone(session, staff, item_id, part):
        row.sold_out_until = max(back_at, row.sold_out_until or back_at)
        if isinstance(row, Item) and row.stock is not None:
            _count(row, 0)
    scoped.changed(session, staff)


def sell_out(
    session: Session, staff: RestaurantStaff, item_ids: Sequence[UUID], *, away: Away
) -> int:
    return _set(session, staff, item_ids, _back_at(session, staff, away))


def until_tomorrow(session: Session, staff: RestaurantStaff, item_ids: Sequence[UUID]) -> int:
    """Back with tomorrow's first opening, on the restaurant's clock."""
    return sell_out(session, staff, item_ids, away=Away.TOMORROW)


def for_an_hour(session: Session, staff: RestaurantStaff, item_ids: Sequence[UUID]) -> int:
    return sell_out(session, staff, item_ids, away=Away.HOUR)


def until(
    session: Session, staff: RestaurantStaff, item_ids: Sequence[UUID], *, back_at: datetime
) -> int:
    now = clock.now()
    if not now < back_at <= now + LONGEST:
        raise DomainError(t("Choose a time from now to a year ahead."))
    return _set(session, staff, item_ids, back_at)


def for_good(session: Session, staff: RestaurantStaff, item_ids: Sequence[UUID]) -> int:
    """Until somebody brings it back."""
    return sell_out(session, staff, item_ids, away=Away.GOOD)


def bring_back(session: Session, staff: RestaurantStaff, item_ids: Sequence[UUID]) -> int:
    """On sale again. A counted dish with nothing left stops being counted."""
    items = scoped.items(session, staff, item_ids)
    for item in items:
        item.sold_out_until = None
        item.stock = item.stock or None
    scoped.changed(session, staff)
    return len(items)


def bring_back_parts(session: Session, staff: RestaurantStaff, item_id: UUID) -> None:
    """The sizes and options of a dish that had run out are there again."""
    item = scoped.item(session, staff, item_id)
    groups = select(ItemModifierGroup.group_id).where(ItemModifierGroup.item_id == item.id)
    session.exec(
        update(Variation).where(col(Variation.item_id) == item.id).values(sold_out_until=None)
    )
    session.exec(
        update(Modifier).where(col(Modifier.group_id).in_(groups)).values(sold_out_until=None)
    )
    scoped.changed(session, staff)


def set_stock(
    session: Session, staff: RestaurantStaff, item_id: UUID, *, portions: int | None
) -> Item:
    """So many portions are left; None: not counted. None left is what it stays at: whoever holds
    portions brings none back."""
    if portions is not None and not 0 <= portions <= MAX_STOCK:
        raise DomainError(t("Portions must be 0 to {most}.", most=MAX_STOCK))
    item = scoped.item(session, staff, item_id)
    _count(item, portions)
    scoped.changed(session, staff)
    return item


def _count(item: Item, portions: int | None) -> None:
    """The row is held: an order takes its portions before this or after it."""
    item.stock = portions
    if portions == 0:
        item.none_left_at = clock.now()


def _back_at(session: Session, staff: RestaurantStaff, away: Away) -> datetime:
    match away:
        case Away.HOUR:
            return clock.now() + timedelta(hours=1)
        case Away.TOMORROW:
            return _tomorrow(session, staff)
        case Away.GOOD:
            return FOR_GOOD


def _gone(
    session: Session, staff: RestaurantStaff, item_id: UUID, part: str
) -> Sequence[Item | Variation | Modifier]:
    """The dish, or those of its sizes and options that are called so. Held."""
    dish = select(Item).where(Item.id == item_id, Item.restaurant_id == staff.restaurant_id)
    if not part:
        held = dish.with_for_update().execution_options(populate_existing=True)
        return session.exec(held).all()
    mine = dish.with_only_columns(col(Item.id))
    sizes = select(Variation).where(col(Variation.item_id).in_(mine), Variation.name == part)
    options = (
        select(Modifier)
        .join(ModifierGroup, col(ModifierGroup.id) == Modifier.group_id)
        .join(ItemModifierGroup, col(ItemModifierGroup.group_id) == ModifierGroup.id)
        .where(col(ItemModifierGroup.item_id).in_(mine), Modifier.name == part)
    )
    found = [
        *session.exec(sizes.with_for_update(of=Variation)),
        *session.exec(options.with_for_update(of=Modifier)),
    ]
    if not found:
        raise NotFound("choice")
    return found


def _set(
    session: Session, staff: RestaurantStaff, item_ids: Sequence[UUID], back_at: datetime
) -> int:
    items = scoped.items(session, staff, item_ids)
    for item in items:
        item.sold_out_until = back_at
    scoped.changed(session, staff)
    return len(items)


def _tomorrow(session: Session, staff: RestaurantStaff) -> datetime:
    restaurant = session.exec(
        select(Restaurant).where(Restaurant.id == staff.restaurant_id)
    ).one_or_none()
    if restaurant is None:
        raise NotFound("restaurant")
    return opening.tomorrow(opening.hours_of(session, restaurant), clock.now())
