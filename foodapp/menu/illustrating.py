"""Which made picture stands for each dish of a menu until it has a photo.

It follows from what the dish is, and is worked out again for the whole menu whenever that changes:
its owner's own choice if the dish may show it, else the best by name, else none. What an owner has
chosen stays theirs even while it may not be shown, and comes back once it may.
"""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import text, update
from sqlmodel import Session, col, select

from foodapp.accounts.actors import RestaurantStaff
from foodapp.menu import reading, scoped
from foodapp.menu.allergens import Declared, combined
from foodapp.menu.models import Item
from foodapp.menu.reading import ItemCard, Menu
from foodapp.pictures import choosing
from foodapp.pictures.catalogue import version
from foodapp.pictures.dish import Dish, dish
from foodapp.pictures.models import PictureSwitch
from foodapp.restaurants.models import Restaurant

RESTAURANTS_AT_ONCE = 20
_ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(hashtext('illustrating'), hashtext(:id))")


def rewritten(session: Session, staff: RestaurantStaff) -> None:
    """A dish, a choice or a category was changed in what it is: pictures follow, and whoever
    reads the menu."""
    renew(session, staff.restaurant_id)
    scoped.changed(session, staff)


def renew(session: Session, restaurant_id: UUID) -> int:
    """Give every dish of the menu its picture. Returns how many have another one than before."""
    # The last lock of any change to a menu: two of them see each other's dishes one after another.
    session.execute(_ONE_AT_A_TIME, {"id": str(restaurant_id)})
    cuisines = session.exec(select(Restaurant.cuisines).where(Restaurant.id == restaurant_id)).one()
    menu = reading.read(session, restaurant_id)
    wanted = {one.id: wanted_for(one, asked) for one, asked in asked_of_menu(menu, cuisines)}
    changed = {one.id for one in menu.items() if one.illustration != wanted[one.id]}
    for key in {wanted[one] for one in changed}:
        some = [UUID(one) for one in changed if wanted[one] == key]
        session.execute(update(Item).where(col(Item.id).in_(some)).values(illustration=key))
    return len(changed)


def renew_some(session: Session) -> int:
    """Menus that have not been given pictures yet, or not from today's catalogue. Returns how many
    were looked at."""
    _begin_again_with_another_catalogue(session)
    waiting = session.exec(
        select(Item.restaurant_id)
        .where(col(Item.illustration).is_(None), col(Item.archived_at).is_(None))
        .distinct()
        .limit(RESTAURANTS_AT_ONCE)
    ).all()
    for restaurant_id in waiting:
        renew(session, restaurant_id)
        _close(session, restaurant_id)
        reading.drop(session, restaurant_id)
    return len(waiting)


def wanted_for(card: ItemCard, asked: Dish) -> str:
    """The key, or empty for none."""
    chosen = card.illustration_chosen
    if chosen == "" or (chosen and choosing.may_show(asked, chosen)):
        return chosen
    return choosing.best(asked)


def asked_of_menu(menu: Menu, cuisines: Sequence[str]) -> list[tuple[ItemCard, Dish]]:
    """Each dish with what its picture is chosen by."""
    return [
        (one, asked_of(one, section.name, cuisines))
        for section in menu.categories
        for one in section.items
    ]


def asked_of(one: ItemCard, section: str, cuisines: Sequence[str]) -> Dish:
    usual = as_it_comes(one)
    return dish(
        one.name,
        one.description,
        section=section,
        cuisines=cuisines,
        diets=usual.diets,
        contains=usual.contains,
        free_of=usual.free_of,
    )


def as_it_comes(one: ItemCard) -> Declared:
    """What is stated of it with its first size and the first of what must be chosen, on sale now or
    not: a pizza whose dough is a choice comes with the first dough."""
    options = [option for group in one.groups for option in group.modifiers[: group.min_choices]]
    return combined(one, one.variations[0] if one.variations else None, options)


def _close(session: Session, restaurant_id: UUID) -> None:
    """What is on no menu that can be read (too long a one) is not looked for again."""
    session.execute(
        update(Item)
        .where(col(Item.restaurant_id) == restaurant_id, col(Item.illustration).is_(None))
        .values(illustration="")
    )


def _begin_again_with_another_catalogue(session: Session) -> None:
    row = session.get(PictureSwitch, 1, with_for_update=True)
    if row is None:
        row = PictureSwitch()
        session.add(row)
    if row.catalogue != version():
        row.catalogue = version()
        session.execute(
            update(Item).where(col(Item.archived_at).is_(None)).values(illustration=None)
        )
