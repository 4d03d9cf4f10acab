"""What an owner chooses of the made pictures: another one, none, or what the platform proposes."""

from collections.abc import Mapping
from uuid import UUID

from sqlmodel import Session

from foodapp.accounts.actors import RestaurantStaff
from foodapp.accounts.permissions import managers_only
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import DomainError, NotFound
from foodapp.kit.words import t
from foodapp.menu import illustrating, reading, scoped
from foodapp.menu.models import Item
from foodapp.menu.reading import ItemCard
from foodapp.pictures import choosing
from foodapp.pictures.catalogue import catalogue
from foodapp.pictures.dish import Dish
from foodapp.restaurants import scoped as restaurants


def choose(session: Session, staff: RestaurantStaff, item_id: UUID, *, key: str) -> Item:
    """This made picture until there is a photo; empty: none. Kept until the owner says otherwise.
    Refused of one that shows what the dish says it does not contain."""
    return choose_many(session, staff, {item_id: key})[0]


def choose_many(session: Session, staff: RestaurantStaff, keys: Mapping[UUID, str]) -> list[Item]:
    """The same of several, all or none."""
    managers_only(staff)
    restaurants.lock_to_edit(session, staff)
    items = scoped.items(session, staff, list(keys))
    asked = {one.id: facts for one, facts in asked_of_own(session, staff)}
    for item in items:
        _must_fit(item.name, asked[str(item.id)], keys[item.id])
        item.illustration_chosen = keys[item.id]
    illustrating.rewritten(session, staff)
    return items


def leave_to_platform(session: Session, staff: RestaurantStaff, item_id: UUID) -> Item:
    """The best by name again, whatever was chosen before."""
    managers_only(staff)
    restaurants.lock_to_edit(session, staff)
    item = scoped.item(session, staff, item_id)
    item.illustration_chosen = None
    illustrating.rewritten(session, staff)
    return item


def asked_of_own(session: ReadSession, staff: RestaurantStaff) -> list[tuple[ItemCard, Dish]]:
    """Every dish of the menu with what its picture is chosen by."""
    cuisines = restaurants.read(session, staff).cuisines
    return illustrating.asked_of_menu(reading.read(session, staff.restaurant_id), cuisines)


def _must_fit(name: str, asked: Dish, key: str) -> None:
    if key and key not in catalogue():
        raise NotFound("picture")
    if key and not choosing.may_show(asked, key):
        raise DomainError(
            t(
                "{picture} shows something that {dish} says it does not contain.",
                picture=catalogue()[key].name,
                dish=name,
            )
        )
