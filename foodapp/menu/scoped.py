"""The rows of a restaurant's menu, found only for its own staff."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from foodapp.accounts.actors import RestaurantStaff
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import DomainError, NotFound
from foodapp.kit.words import t
from foodapp.menu import reading
from foodapp.menu.models import Category, Item, ModifierGroup
from foodapp.restaurants import scoped

MAX_AT_ONCE = 200


def category(session: Session, staff: RestaurantStaff, category_id: UUID) -> Category:
    found = session.exec(
        select(Category).where(
            Category.id == category_id, Category.restaurant_id == staff.restaurant_id
        )
    ).one_or_none()
    if found is None:
        raise NotFound("category")
    return found


def items(session: Session, staff: RestaurantStaff, item_ids: Sequence[UUID]) -> list[Item]:
    """Held, in one order of ids so that two changes never wait for each other. All or none."""
    wanted = set(item_ids)
    if len(wanted) > MAX_AT_ONCE:
        raise DomainError(t("Change at most {most} dishes at once.", most=MAX_AT_ONCE))
    found = session.exec(
        _own(staff, wanted)
        .order_by(col(Item.id))
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()
    if len(found) != len(wanted) or not found:
        raise NotFound("dish")
    return list(found)


def item(session: Session, staff: RestaurantStaff, item_id: UUID) -> Item:
    return items(session, staff, [item_id])[0]


def read_item(session: ReadSession, staff: RestaurantStaff, item_id: UUID) -> Item:
    """As it is now, for whoever only looks."""
    found = session.exec(_own(staff, {item_id})).one_or_none()
    if found is None:
        raise NotFound("dish")
    return found


def _own(staff: RestaurantStaff, item_ids: Collection[UUID]) -> SelectOfScalar[Item]:
    return select(Item).where(
        col(Item.id).in_(item_ids),
        Item.restaurant_id == staff.restaurant_id,
        col(Item.archived_at).is_(None),
    )


def groups(session: Session, staff: RestaurantStaff, group_ids: Sequence[UUID]) -> None:
    """Refuse a choice that is not this restaurant's."""
    known = session.exec(
        select(ModifierGroup.id).where(
            col(ModifierGroup.id).in_(group_ids),
            ModifierGroup.restaurant_id == staff.restaurant_id,
        )
    ).all()
    if set(known) != set(group_ids):
        raise NotFound("choice")


def group(session: Session, staff: RestaurantStaff, group_id: UUID) -> ModifierGroup:
    """Held."""
    held = _own_group(staff, group_id).with_for_update().execution_options(populate_existing=True)
    return _there(session.exec(held).one_or_none())


def read_group(session: ReadSession, staff: RestaurantStaff, group_id: UUID) -> ModifierGroup:
    return _there(session.exec(_own_group(staff, group_id)).one_or_none())


def _own_group(staff: RestaurantStaff, group_id: UUID) -> SelectOfScalar[ModifierGroup]:
    return select(ModifierGroup).where(
        ModifierGroup.id == group_id, ModifierGroup.restaurant_id == staff.restaurant_id
    )


def _there(found: ModifierGroup | None) -> ModifierGroup:
    if found is None:
        raise NotFound("choice")
    return found


def changed(session: Session, staff: RestaurantStaff) -> None:
    """Customers read the new menu from the commit on, and open screens and baskets read again."""
    reading.drop(session, staff.restaurant_id)
    scoped.changed(session, staff.restaurant_id)
