"""What may come instead of a missing dish: sold now, taxed alike, never with what the customer
avoids (not even in traces), and with nothing left to choose but what was chosen for the dish itself
(another pizza comes with the same crust). What is not stated to be free of it comes last, and needs
the customer's word."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, or_, select

from foodapp.accounts.actors import RestaurantStaff
from foodapp.kit import clock
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import NotFound
from foodapp.kit.money import shown
from foodapp.menu.allergens import Declared, State
from foodapp.menu.models import Item, ItemModifierGroup, ModifierGroup, Variation
from foodapp.menu.reading import ItemCard, ModifierCard, read
from foodapp.orders import eating
from foodapp.orders.missing import MissingDish
from foodapp.orders.models import Order, OrderLine

MAX = 300
LISTED = 40


@dataclass(frozen=True)
class Proposal:
    item_id: str
    name: str  # with its size
    price: str  # on the menu
    is_best: bool  # the first of the same category
    note: str  # "Not stated: nuts", for a customer who avoids them


@dataclass(frozen=True)
class Original:
    """The missing dish, as it was ordered."""

    category_id: UUID
    diets: set[str]  # that held for it with the size and options that were chosen


@dataclass(frozen=True)
class Possible:
    item: Item
    variation: Variation | None
    options: list[ModifierCard]  # the choices that go over to it
    declared: Declared
    fits: tuple[bool, bool, bool, int]  # smaller is better

    @property
    def name(self) -> str:
        return f"{self.item.name}, {self.variation.name}" if self.variation else self.item.name

    @property
    def price_minor(self) -> int:
        price = self.variation.price_minor if self.variation else self.item.price_minor
        return price + sum(option.price_minor for option in self.options)


def of(session: ReadSession, staff: RestaurantStaff, line_id: UUID) -> list[Proposal]:
    """Best first."""
    order, line = line_of(session, staff.restaurant_id, line_id)
    found = possible(session, order, line)[:LISTED]
    avoids = eating.avoided_with(session, order)
    return [
        Proposal(
            str(one.item.id),
            one.name,
            shown(one.price_minor, order.currency),
            is_best=place == 0 and not any(one.fits[:3]),
            note=", ".join(mark.text for mark in eating.marks(one.declared, avoids)),
        )
        for place, one in enumerate(found)
    ]


def line_of(session: ReadSession, restaurant_id: UUID, line_id: UUID) -> tuple[Order, OrderLine]:
    found = session.exec(
        select(Order, OrderLine)
        .join(OrderLine, col(OrderLine.order_id) == Order.id)
        .where(OrderLine.id == line_id, Order.restaurant_id == restaurant_id)
    ).one_or_none()
    if found is None:
        raise NotFound("dish")
    return found


def parts_of(session: ReadSession, staff: RestaurantStaff, line_id: UUID) -> list[str]:
    """What of the line may have run out, beside the dish: its size and its options."""
    return line_of(session, staff.restaurant_id, line_id)[1].parts


def stated_now(session: Session, order: Order, row: MissingDish) -> Declared | None:
    """Of a substitute that was proposed, as it would come; None of one that is gone meanwhile."""
    cards = {one.id: one for one in read(session, order.restaurant_id).items()}
    card = cards.get(str(row.substitute_id))
    if card is None or not card.is_available:
        return None
    chosen = [str(one["id"]) for one in row.modifiers]
    return card.declared(str(row.substitute_size or ""), chosen)


def possible(session: ReadSession, order: Order, line: OrderLine) -> list[Possible]:
    """What the kitchen can offer in place of this line, the best fit first: on sale now, asking
    for no choice that the customer has not made, and holding nothing they avoid."""
    items = _sold_now(session, order, line)
    sizes = _sizes(session, [item.id for item in items])
    dish = session.get(Item, line.item_id) if line.item_id else None
    chosen = _groups(session, [dish.id] if dish else [], least=0)
    asks = _groups(session, [item.id for item in items], least=1)
    known = chosen[dish.id] if dish else set()
    avoids = eating.avoided_with(session, order)
    cards = {one.id: one for one in read(session, order.restaurant_id).items()}
    original = _original(dish, cards, line)
    found = [
        _as_possible(cards[str(item.id)], item, sizes[item.id], line, original, avoids)
        for item in items
        if asks[item.id] <= known and cards[str(item.id)].is_available
    ]
    return sorted(
        (one for one in found if one is not None and not _holds(one, avoids)),
        key=lambda one: (one.fits, one.name),
    )


def _holds(one: Possible, avoids: list[str]) -> bool:
    return any(one.declared.state(name) in (State.CONTAINS, State.TRACES) for name in avoids)


def _sold_now(session: ReadSession, order: Order, line: OrderLine) -> list[Item]:
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
            .limit(MAX)
        )
    )


def _sizes(session: ReadSession, items: list[UUID]) -> dict[UUID, list[Variation]]:
    found: dict[UUID, list[Variation]] = defaultdict(list)
    for size in session.exec(
        select(Variation).where(
            col(Variation.item_id).in_(items),
            or_(
                col(Variation.sold_out_until).is_(None),
                col(Variation.sold_out_until) < clock.now(),
            ),
        )
    ):
        found[size.item_id].append(size)
    return found


def _groups(session: ReadSession, items: list[UUID], *, least: int) -> dict[UUID, set[UUID]]:
    """By item: its groups of which at least so many have to be chosen."""
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for item_id, group_id in session.exec(
        select(ItemModifierGroup.item_id, ItemModifierGroup.group_id)
        .join(ModifierGroup, col(ModifierGroup.id) == ItemModifierGroup.group_id)
        .where(col(ItemModifierGroup.item_id).in_(items), ModifierGroup.min_choices >= least)
    ):
        found[item_id].add(group_id)
    return found


def _original(dish: Item | None, cards: dict[str, ItemCard], line: OrderLine) -> Original | None:
    card = cards.get(str(line.item_id))
    if dish is None or card is None:
        return None
    size = next((one.id for one in card.variations if one.name == line.variation), "")
    names = _names_of_options(line)
    options = [one.id for group in card.groups for one in group.modifiers if one.name in names]
    return Original(dish.category_id, set(card.declared(size, options).diets))


def _names_of_options(line: OrderLine) -> set[str]:
    return {str(one["name"]) for one in line.modifiers}


def _as_possible(
    card: ItemCard,
    item: Item,
    sizes: list[Variation],
    line: OrderLine,
    original: Original | None,
    avoids: list[str],
) -> Possible | None:
    """The size of the same name, else the one nearest in price. What is stated first, then the
    same category, then what keeps the diets of the dish, then the nearest price. None where what
    was chosen for the dish is not to be had with this one."""
    options = _carried(card, line)
    if options is None:
        return None
    size = min(
        sizes,
        key=lambda one: (one.name != line.variation, abs(one.price_minor - line.unit_minor)),
        default=None,
    )
    declared = card.declared(str(size.id) if size else "", [one.id for one in options])
    price = size.price_minor if size else item.price_minor
    price += sum(option.price_minor for option in options)
    is_other = original is None or item.category_id != original.category_id
    loses_diet = original is None or not original.diets <= set(declared.diets)
    away = abs(price - line.unit_minor)
    fits = (not declared.is_free(avoids), is_other, loses_diet, away)
    return Possible(item, size, options, declared, fits)


def _carried(card: ItemCard, line: OrderLine) -> list[ModifierCard] | None:
    """The options of the line that go over to another dish which asks for the same choices."""
    needed = [group for group in card.groups if group.min_choices]
    if not needed:
        return []
    names = _names_of_options(line)
    options = [one for group in card.groups for one in group.modifiers if one.name in names]
    is_enough = all(
        sum(one.name in names for one in group.modifiers) >= group.min_choices for group in needed
    )
    return options if is_enough and all(one.is_available for one in options) else None
