"""The headings of a menu, and their order."""

from uuid import UUID

from sqlmodel import Session, col, func, select

from foodapp.accounts.actors import RestaurantStaff
from foodapp.accounts.permissions import managers_only
from foodapp.kit import wording
from foodapp.kit.errors import DomainError
from foodapp.kit.words import t
from foodapp.menu import illustrating, scoped
from foodapp.menu.models import Category, Item
from foodapp.restaurants import scoped as restaurants

MAX_CATEGORIES = 40


def add(session: Session, staff: RestaurantStaff, *, name: str) -> Category:
    """At the end of the menu."""
    managers_only(staff)
    restaurants.lock_to_edit(session, staff)  # of two new ones the second counts the first
    there = _all(session, staff)
    if len(there) >= MAX_CATEGORIES:
        raise DomainError(t("A menu can have at most {most} categories.", most=MAX_CATEGORIES))
    last = max((category.position for category in there), default=-1)
    category = Category(restaurant_id=staff.restaurant_id, name=_name(name), position=last + 1)
    session.add(category)
    scoped.changed(session, staff)
    return category


def rename(session: Session, staff: RestaurantStaff, category_id: UUID, *, name: str) -> Category:
    managers_only(staff)
    category = scoped.category(session, staff, category_id)
    category.name = _name(name)
    illustrating.rewritten(session, staff)
    return category


def move(session: Session, staff: RestaurantStaff, category_id: UUID, *, up: bool) -> None:
    """One place up or down; at the end of the list nothing happens."""
    managers_only(staff)
    restaurants.lock_to_edit(session, staff)
    moving = scoped.category(session, staff, category_id)
    in_order = _all(session, staff)
    at = in_order.index(moving)
    to = min(max(at + (-1 if up else 1), 0), len(in_order) - 1)
    in_order.insert(to, in_order.pop(at))
    for position, category in enumerate(in_order):
        category.position = position
    scoped.changed(session, staff)


def remove(session: Session, staff: RestaurantStaff, category_id: UUID) -> None:
    """Only an empty one: dishes are moved or taken off the menu first."""
    managers_only(staff)
    category = scoped.category(session, staff, category_id)
    dishes = session.exec(
        select(func.count())
        .select_from(Item)
        .where(Item.category_id == category.id, col(Item.archived_at).is_(None))
    ).one()
    if dishes:
        raise DomainError(t("Move the dishes of this category or take them off the menu first."))
    session.delete(category)
    scoped.changed(session, staff)


def _all(session: Session, staff: RestaurantStaff) -> list[Category]:
    return list(
        session.exec(
            select(Category)
            .where(Category.restaurant_id == staff.restaurant_id)
            .order_by(col(Category.position), col(Category.name))
        )
    )


def _name(text: str) -> str:
    return wording.line(text, t("The category's name"), most=80, needed=True)
