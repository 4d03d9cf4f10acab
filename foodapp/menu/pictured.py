"""What dishes that were bought look like, as far as they are still known."""

from collections.abc import Iterable
from uuid import UUID

from sqlmodel import col, select

from foodapp.kit.db import ReadSession
from foodapp.menu.models import Item
from foodapp.pictures import showing
from foodapp.pictures.showing import Shown
from foodapp.restaurants.models import Restaurant

MOST = 1_000


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
