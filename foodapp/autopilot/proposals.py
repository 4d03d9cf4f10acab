"""What may come instead of a missing dish: sold now, without an allergen that the customer has
declared, taxed alike, and with nothing left to choose but what was chosen for the dish itself
(another pizza comes with the same crust). The kitchen never learns what was declared."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, or_, select

from foodapp.accounts.actors import RestaurantStaff
from foodapp.accounts.models import User
from foodapp.kit import clock
from foodapp.kit.errors import NotFound
from foodapp.kit.money import shown
from foodapp.menu.models import Item, ItemModifierGroup, ModifierGroup, Variation
from foodapp.orders.models import Order, OrderLine

MOST = 300
LISTED = 40


@dataclass(frozen=True)
class Proposal:
    item_id: str
    name: str  # with its size
    price: str  # on the menu
    is_best: bool  # the first of the same category


@dataclass(frozen=True)
class Possible:
    item: Item
    variation: Variation | None
    extras_minor: int  # of the choices that go over to it
    fits: tuple[bool, bool, int]  # smaller is better

    @property
    def name(self) -> str:
        return f"{self.item.name}, {self.variation.name}" if self.variation else self.item.name

    @property
    def price_minor(self) -> int:
        price = self.variation.price_minor if self.variation else self.item.price_minor
        return price + self.extras_minor


def of(session: Session, staff: RestaurantStaff, line_id: UUID) -> list[Proposal]:
    """Best first."""
    order, line = line_of(session, staff.restaurant_id, line_id)
    found = possible(session, order, line)[:LISTED]
    return [
        Proposal(
            str(one.item.id),
            one.name,
            shown(one.price_minor, order.currency),
            is_best=place == 0 and not any(one.fits[:2]),
        )
        for place, one in enumerate(found)
    ]


def line_of(session: Session, restaurant_id: UUID, line_id: UUID) -> tuple[Order, OrderLine]:
    found = session.exec(
        select(Order, OrderLine)
        .join(OrderLine, col(OrderLine.order_id) == Order.id)
        .where(OrderLine.id == line_id, Order.restaurant_id == restaurant_id)
    ).one_or_none()
    if found is None:
        raise NotFound("dish")
    return found


def possible(session: Session, order: Order, line: OrderLine) -> list[Possible]:
    items = _sold_now(session, order, line)
    sizes = _sizes(session, [item.id for item in items])
    original = session.get(Item, line.item_id) if line.item_id else None
    chosen = _groups(session, [original.id] if original else [], least=0)
    asks = _groups(session, [item.id for item in items], least=1)
    known = chosen[original.id] if original else set()
    avoided = set(session.get_one(User, order.customer_id).allergens)
    found = [
        _as_possible(item, sizes[item.id], line, original, is_same_choice=bool(asks[item.id]))
        for item in items
        if not avoided & set(item.allergens) and asks[item.id] <= known
    ]
    return sorted(found, key=lambda one: (one.fits, one.name))


def _sold_now(session: Session, order: Order, line: OrderLine) -> list[Item]:
    return list(
        session.exec(
            select(Item)
            .where(
                Item.restaurant_id == order.restaurant_id,
                Item.id != line.item_id,
                Item.tax_class == line.tax_class,
                col(Item.archived_at).is_(None),
                or_(col(Item.sold_out_until).is_(None), col(Item.sold_out_until) < clock.now()),
                or_(col(Item.stock).is_(None), col(Item.stock) > 0),
            )
            .order_by(col(Item.position), col(Item.name))
            .limit(MOST)
        )
    )


def _sizes(session: Session, items: list[UUID]) -> dict[UUID, list[Variation]]:
    found: dict[UUID, list[Variation]] = defaultdict(list)
    for size in session.exec(select(Variation).where(col(Variation.item_id).in_(items))):
        found[size.item_id].append(size)
    return found


def _groups(session: Session, items: list[UUID], *, least: int) -> dict[UUID, set[UUID]]:
    """By item: its groups of which at least so many have to be chosen."""
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for item_id, group_id in session.exec(
        select(ItemModifierGroup.item_id, ItemModifierGroup.group_id)
        .join(ModifierGroup, col(ModifierGroup.id) == ItemModifierGroup.group_id)
        .where(col(ItemModifierGroup.item_id).in_(items), ModifierGroup.min_choices >= least)
    ):
        found[item_id].add(group_id)
    return found


def _as_possible(
    item: Item,
    sizes: list[Variation],
    line: OrderLine,
    original: Item | None,
    *,
    is_same_choice: bool,
) -> Possible:
    """The size of the same name, else the one nearest in price. Same category first, then what
    keeps the diets of the dish, then the nearest price."""
    size = min(
        sizes,
        key=lambda one: (one.name != line.variation, abs(one.price_minor - line.unit_minor)),
        default=None,
    )
    extras = sum(int(one["price_minor"]) for one in line.modifiers) if is_same_choice else 0
    price = (size.price_minor if size else item.price_minor) + extras
    is_other = original is None or item.category_id != original.category_id
    loses_diet = original is None or not set(original.diets) <= set(item.diets)
    return Possible(item, size, extras, (is_other, loses_diet, abs(price - line.unit_minor)))
