"""What dishes look like that were bought, and the one that stands for its restaurant."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy.dialects.postgresql import distinct_on
from sqlmodel import col, or_, select

from foodapp.kit.db import ReadSession
from foodapp.menu.models import Item
from foodapp.pictures import showing
from foodapp.pictures.showing import Shown
from foodapp.restaurants.models import Restaurant

MOST = 1_000
PICTURED = ("photo", "illustration")


def of_items(session: ReadSession, ids: Iterable[UUID | None]) -> dict[UUID, Shown]:
    """By item. One that left the menu keeps its picture, one that was deleted has none."""
    wanted = {one for one in ids if one is not None}
    if not wanted:
        return {}
    rows = session.exec(
        select(Item, Restaurant.cuisines)
        .join(Restaurant, col(Restaurant.id) == Item.restaurant_id)
        .where(col(Item.id).in_(wanted))
        .limit(MOST)
    )
    return {item.id: showing.of_dish(session, item, cuisines) for item, cuisines in rows}


def best_of(session: ReadSession, restaurants: Sequence[UUID]) -> dict[UUID, Shown]:
    """By restaurant: of its dishes with a picture the one that people like, a photo before one of
    ours. None where no dish has any: nobody is shown what they cannot order."""
    if not restaurants:
        return {}
    rows = session.exec(
        select(Item)
        .ext(distinct_on(col(Item.restaurant_id)))
        .where(
            col(Item.restaurant_id).in_(restaurants),
            col(Item.archived_at).is_(None),
            or_(col(Item.picture) != "", col(Item.illustration) != ""),
        )
        .order_by(
            col(Item.restaurant_id),
            (col(Item.picture) != "").desc(),
            col(Item.is_popular).desc(),
            col(Item.position),
            col(Item.name),
        )
        .limit(MOST)
    )
    found = {item.restaurant_id: showing.of_dish(session, item) for item in rows}
    return {ident: shown for ident, shown in found.items() if shown.kind in PICTURED}
