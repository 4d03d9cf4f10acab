"""What to offer somebody who has not decided: places they know, dishes the town orders."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlmodel import col, func, select

from foodapp.accounts.actors import Visitor
from foodapp.discovery import portions
from foodapp.kit import money
from foodapp.kit.db import ReadSession
from foodapp.kit.words import say, t
from foodapp.menu.reading import ItemCard, menus_of
from foodapp.orders import eating
from foodapp.orders.eating import Mark
from foodapp.orders.models import Order, OrderStatus
from foodapp.pictures import showing
from foodapp.pictures.showing import Shown
from foodapp.restaurants.models import Restaurant
from foodapp.views.pictured import small

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
    shown: Shown
    reason: str  # "42 ordered this week"; empty in search results
    is_open: bool  # its restaurant takes orders now
    note: str  # when it is not: "Opens Tue 11:00"
    marks: list[Mark] = field(default_factory=list)  # of what its customer avoids


@dataclass(frozen=True)
class Popular:
    dish: ItemCard
    restaurant_id: UUID
    reason: str  # "42 ordered this week"


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


def popular(session: ReadSession, open_now: Sequence[UUID]) -> list[Popular]:
    """What was ordered most often this week at these restaurants and can be had now."""
    counted = portions.of_this_week(session, list(open_now), at_least=FEWEST, most=POPULAR * 10)
    wanted = [(item_id, restaurant_id) for item_id, restaurant_id, _ in counted]
    counts = {str(item_id): count for item_id, _, count in counted}
    share = A_RESTAURANTS_SHARE
    found = available(session, wanted, most=POPULAR, share=share, most_menus=MENUS)
    return [Popular(dish, where, _ordered(counts[dish.id])) for dish, where in found]


def _ordered(times: int) -> str:
    return say(t("{times} ordered this week", times=times))


def available(
    session: ReadSession,
    wanted: Sequence[tuple[UUID, UUID]],
    *,
    most: int,
    share: int,
    most_menus: int,
) -> list[tuple[ItemCard, UUID]]:
    """The first of these dishes, as (item, restaurant), that can be had now. share: at most so many
    of one restaurant. Menus are read together, and no more of them than dishes are taken from."""
    menus: dict[UUID, dict[str, ItemCard]] = {}
    chosen: list[tuple[ItemCard, UUID]] = []
    taken: Counter[UUID] = Counter()
    for place, (item_id, where) in enumerate(wanted):
        if len(chosen) == most:
            break
        if taken[where] == share:
            continue
        if where not in menus:
            coming = _come_next(wanted[place:], taken, most - len(chosen), share)
            unread = [one for one in coming if one not in menus][: most_menus - len(menus)]
            if not unread:
                break
            for one, menu in menus_of(session, unread).items():
                menus[one] = {item.id: item for item in menu.items()}
        item = menus[where].get(str(item_id))
        if item is not None and item.is_available:
            taken[where] += 1
            chosen.append((item, where))
    return chosen


def _come_next(
    wanted: Sequence[tuple[UUID, UUID]], taken: Counter[UUID], most: int, share: int
) -> list[UUID]:
    """The restaurants of the dishes that are chosen next if all can be had."""
    would, places = Counter(taken), list[UUID]()
    for _, where in wanted:
        if len(places) == most:
            break
        if would[where] < share:
            would[where] += 1
            places.append(where)
    return list(dict.fromkeys(places))


def dish_card(
    session: ReadSession,
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
        shown=small(showing.of_dish(session, item, restaurant.cuisines)),
        reason=reason,
        is_open=is_open,
        note=note,
        marks=eating.marks_before(item, avoids),
    )


def price_of(item: ItemCard, currency: str) -> str:
    price = money.shown(item.from_minor, currency)
    differs = len({one.price_minor for one in item.variations}) > 1
    return say(t("from {price}", price=price)) if differs else price
