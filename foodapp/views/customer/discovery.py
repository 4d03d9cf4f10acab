"""What to offer somebody who has not decided: places they know, dishes the town orders."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlmodel import col, func, select

from foodapp.accounts.actors import Visitor
from foodapp.kit import money
from foodapp.kit.db import ReadSession
from foodapp.menu.reading import ItemCard, menu_of
from foodapp.orders import eating, portions
from foodapp.orders.eating import Mark
from foodapp.orders.models import Order, OrderStatus
from foodapp.restaurants.models import Restaurant

AGAIN = 10  # restaurants in the row "order again"
POPULAR = 12  # dishes in the row "popular in town"
A_RESTAURANTS_SHARE = 2  # of them
MENUS = 20  # read for one row at most
FEWEST = 3  # portions a week below which nothing is said to be popular


@dataclass(frozen=True)
class DishCard:
    """A dish outside its menu; every text ready to be shown."""

    item_id: str
    slug: str  # of its restaurant
    restaurant_name: str
    name: str
    description: str
    price: str  # "€10.50", "from €10.50"
    picture: str
    emoji: str
    reason: str  # "42 ordered this week"; empty in search results
    is_open: bool  # its restaurant takes orders now
    note: str  # when it is not: "Opens Tue 11:00"
    marks: list[Mark] = field(default_factory=list)  # of what its customer avoids


def known_restaurants(session: ReadSession, visitor: Visitor) -> list[UUID]:
    """Where this person has ordered and got their food, the latest first."""
    if visitor.user_id is None:
        return []
    latest = func.max(Order.created_at)
    return list(
        session.exec(
            select(Order.restaurant_id)
            .where(Order.customer_id == visitor.user_id, Order.status == OrderStatus.DELIVERED)
            .group_by(col(Order.restaurant_id))
            .order_by(latest.desc())
            .limit(AGAIN)
        )
    )


def popular(session: ReadSession, open_now: Sequence[UUID]) -> list[DishCard]:
    """What was ordered most often this week at these restaurants and can be had now."""
    counted = portions.of_this_week(session, list(open_now), at_least=FEWEST, most=POPULAR * 10)
    wanted = {restaurant_id for _, restaurant_id, _ in counted}
    query = select(Restaurant).where(col(Restaurant.id).in_(wanted))
    by_id = {row.id: row for row in session.exec(query)}
    menus: dict[UUID, dict[str, ItemCard]] = {}
    cards: list[DishCard] = []
    taken: dict[UUID, int] = {}
    for item_id, restaurant_id, count in counted:
        if len(cards) == POPULAR or len(menus) == MENUS:
            break
        if taken.get(restaurant_id, 0) == A_RESTAURANTS_SHARE:
            continue
        if restaurant_id not in menus:
            menus[restaurant_id] = {
                item.id: item for item in menu_of(session, restaurant_id).items()
            }
        item = menus[restaurant_id].get(str(item_id))
        if item is not None and item.is_available:
            taken[restaurant_id] = taken.get(restaurant_id, 0) + 1
            cards.append(dish_card(item, by_id[restaurant_id], f"{count} ordered this week"))
    return cards


def dish_card(
    item: ItemCard,
    restaurant: Restaurant,
    reason: str = "",
    *,
    is_open: bool = True,
    note: str = "",
    avoids: Sequence[str] = (),
) -> DishCard:
    return DishCard(
        item_id=item.id,
        slug=restaurant.slug,
        restaurant_name=restaurant.name,
        name=item.name,
        description=item.description,
        price=price_of(item, restaurant.currency),
        picture=item.picture,
        emoji=item.emoji,
        reason=reason,
        is_open=is_open,
        note=note,
        marks=eating.marks_before(item, avoids),
    )


def price_of(item: ItemCard, currency: str) -> str:
    start = "from " if len({one.price_minor for one in item.variations}) > 1 else ""
    return start + money.shown(item.from_minor, currency)
