"""The menu as its owner sees it: everything, sold out or not, empty categories too."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlmodel import col, func, select

from foodapp.accounts.actors import RestaurantStaff
from foodapp.kit import clock, media, when
from foodapp.kit.db import ReadSession
from foodapp.kit.errors import NotFound
from foodapp.kit.money import shown
from foodapp.kit.words import say, t
from foodapp.menu import scoped, traits
from foodapp.menu.allergens import is_complete
from foodapp.menu.editing import ItemDraft, VariationDraft
from foodapp.menu.models import (
    ALLERGENS,
    Category,
    Item,
    ItemModifierGroup,
    Modifier,
    ModifierGroup,
    Variation,
)
from foodapp.menu.reading import is_away
from foodapp.menu.selling_out import FOR_GOOD
from foodapp.pictures.showing import Shown
from foodapp.restaurants.models import Restaurant
from foodapp.restaurants.taxes import TaxClass
from foodapp.views import pictured
from foodapp.views.restaurant.pictures import Made, made

LIMIT = 400


@dataclass(frozen=True)
class OwnerMenuItem:
    id: str
    name: str
    description: str
    price: str  # "12.00 CHF", "from ..." where it comes in sizes
    shown: Shown  # as customers see it
    is_available: bool
    why_not: str  # "Sold out until Tue 11:00", "Sold out", "0 left"; empty when available
    stock: int | None
    is_popular: bool
    allergens: list[str]
    is_declared: bool  # something is stated of every allergen
    parts_away: str  # "Large, Salami": sizes and options that have run out


@dataclass(frozen=True)
class OwnerMenuCategory:
    id: str
    name: str
    dishes: list[OwnerMenuItem]


@dataclass(frozen=True)
class OwnerMenuGroup:
    id: str
    name: str
    rule: str  # "Choose 1", "Up to 3"
    choices: str  # "Salami, Olives"
    not_declared: int  # how many of them leave an allergen open
    used_by: int  # how many dishes


@dataclass(frozen=True)
class OwnerMenu:
    restaurant_id: UUID
    currency: str
    categories: list[OwnerMenuCategory]
    groups: list[OwnerMenuGroup]


@dataclass(frozen=True)
class ModifierFacts:
    id: str
    name: str
    price_minor: int
    allergens: list[str]
    is_available: bool
    traces: list[str]
    removes: list[str]
    diets: list[str]
    is_declared: bool  # something is stated of every allergen


@dataclass(frozen=True)
class GroupFacts:
    id: str
    name: str
    min_choices: int
    max_choices: int
    modifiers: list[ModifierFacts]


@dataclass(frozen=True)
class ItemFacts:
    """What the editor of one dish starts with."""

    id: str
    draft: ItemDraft
    photo: str
    made: Made  # what stands for it until there is one
    stock: int | None
    currency: str


def of(session: ReadSession, staff: RestaurantStaff) -> OwnerMenu:
    """The whole menu as its owner edits it, what is sold out included."""
    restaurant = _restaurant(session, staff)
    categories = session.exec(
        select(Category)
        .where(Category.restaurant_id == restaurant.id)
        .order_by(col(Category.position), col(Category.name))
    ).all()
    items = session.exec(
        select(Item, func.min(Variation.price_minor))
        .join(Variation, col(Variation.item_id) == Item.id, isouter=True)
        .where(Item.restaurant_id == restaurant.id, col(Item.archived_at).is_(None))
        .group_by(col(Item.id))
        .order_by(col(Item.position), col(Item.name))
        .limit(LIMIT)
    ).all()
    by_category: dict[UUID, list[OwnerMenuItem]] = defaultdict(list)
    away = _parts_away(session, restaurant)
    for item, least in items:
        picture = pictured.of_item(session, item, restaurant.cuisines)
        by_category[item.category_id].append(_item(item, picture, least, restaurant, away[item.id]))
    return OwnerMenu(
        restaurant_id=restaurant.id,
        currency=restaurant.currency,
        categories=[
            OwnerMenuCategory(str(one.id), one.name, by_category[one.id]) for one in categories
        ],
        groups=_groups(session, restaurant),
    )


def item(session: ReadSession, staff: RestaurantStaff, item_id: UUID) -> ItemFacts:
    """One dish as its editor shows it."""
    restaurant = _restaurant(session, staff)
    row = scoped.read_item(session, staff, item_id)
    sizes = session.exec(
        select(Variation)
        .where(Variation.item_id == row.id)
        .order_by(col(Variation.position), col(Variation.price_minor))
    ).all()
    groups = session.exec(
        select(ItemModifierGroup.group_id)
        .where(ItemModifierGroup.item_id == row.id)
        .order_by(col(ItemModifierGroup.position))
    ).all()
    draft = ItemDraft(
        category_id=row.category_id,
        name=row.name,
        price_minor=row.price_minor,
        description=row.description,
        allergens=row.allergens,
        traces=row.traces,
        free_of=row.free_of,
        diets=row.diets,
        **traits.copied(row),
        tax_class=TaxClass(row.tax_class) if row.tax_class in set(TaxClass) else None,
        variations=[
            VariationDraft(
                one.name,
                one.price_minor,
                one.id,
                one.allergens,
                one.traces,
                one.free_of,
                one.diets,
            )
            for one in sizes
        ],
        group_ids=list(groups),
    )
    return ItemFacts(
        str(row.id),
        draft,
        media.url(row.picture, "m"),
        made(row.illustration),
        row.stock,
        restaurant.currency,
    )


def group(session: ReadSession, staff: RestaurantStaff, group_id: UUID) -> GroupFacts:
    """One choice with its options as its editor shows it."""
    row = scoped.read_group(session, staff, group_id)
    modifiers = session.exec(
        select(Modifier)
        .where(Modifier.group_id == row.id)
        .order_by(col(Modifier.position), col(Modifier.name))
    ).all()
    return GroupFacts(
        str(row.id),
        row.name,
        row.min_choices,
        row.max_choices,
        [
            ModifierFacts(
                str(one.id),
                one.name,
                one.price_minor,
                one.allergens,
                one.is_available and not is_away(one.sold_out_until),
                one.traces,
                one.removes,
                one.diets,
                is_complete(one),
            )
            for one in modifiers
        ],
    )


def back_words(back_at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """When a sold-out dish is back, on the restaurant's clock."""
    if back_at >= FOR_GOOD:
        return "Sold out"
    local, today = back_at.astimezone(zone), now.astimezone(zone)
    if local.date() == today.date():
        return say(t("Sold out until {time}", time=f"{local:%H:%M}"))
    if (local.date() - today.date()).days >= 7:
        return say(t("Sold out until {day}", day=when.Day(local.date(), "d MMM")))
    weekday = when.Day(local.date(), "EEE")
    return say(t("Sold out until {day} {time}", day=weekday, time=f"{local:%H:%M}"))


def _restaurant(session: ReadSession, staff: RestaurantStaff) -> Restaurant:
    found = session.exec(
        select(Restaurant).where(Restaurant.id == staff.restaurant_id)
    ).one_or_none()
    if found is None:
        raise NotFound("restaurant")
    return found


def _parts_away(session: ReadSession, restaurant: Restaurant) -> dict[UUID, list[str]]:
    """By dish: the names of its sizes and options that have run out for now."""
    now = clock.now()
    sizes = (
        select(Variation.item_id, Variation.name)
        .join(Item, col(Item.id) == Variation.item_id)
        .where(Item.restaurant_id == restaurant.id, col(Variation.sold_out_until) > now)
    )
    options = (
        select(ItemModifierGroup.item_id, Modifier.name)
        .join(Modifier, col(Modifier.group_id) == ItemModifierGroup.group_id)
        .join(ModifierGroup, col(ModifierGroup.id) == Modifier.group_id)
        .where(ModifierGroup.restaurant_id == restaurant.id, col(Modifier.sold_out_until) > now)
    )
    found: dict[UUID, list[str]] = defaultdict(list)
    for item_id, name in [*session.exec(sizes), *session.exec(options)]:
        found[item_id].append(name)
    return found


def _item(
    item: Item,
    picture: Shown,
    least: int | None,
    restaurant: Restaurant,
    parts_away: list[str],
) -> OwnerMenuItem:
    now = clock.now()
    sold_out = item.sold_out_until is not None and item.sold_out_until > now
    price = shown(item.price_minor if least is None else least, restaurant.currency)
    why = ""
    if sold_out and item.sold_out_until is not None:
        why = back_words(item.sold_out_until, now, ZoneInfo(restaurant.time_zone))
    elif item.stock == 0:
        why = "None left"
    return OwnerMenuItem(
        id=str(item.id),
        name=item.name,
        description=item.description,
        price=price if least is None else say(t("from {price}", price=price)),
        shown=picture,
        is_available=not why,
        why_not=why,
        stock=item.stock,
        is_popular=item.is_popular,
        allergens=item.allergens,
        is_declared=is_complete(item),
        parts_away=", ".join(parts_away),
    )


def _groups(session: ReadSession, restaurant: Restaurant) -> list[OwnerMenuGroup]:
    used = (
        select(func.count())
        .select_from(ItemModifierGroup)
        .join(Item, col(Item.id) == ItemModifierGroup.item_id)
        .where(ItemModifierGroup.group_id == ModifierGroup.id, col(Item.archived_at).is_(None))
        .correlate(ModifierGroup)
        .scalar_subquery()
    )
    names = (
        select(func.array_agg(Modifier.name))
        .where(Modifier.group_id == ModifierGroup.id)
        .correlate(ModifierGroup)
        .scalar_subquery()
    )
    stated = func.cardinality(Modifier.allergens) + func.cardinality(Modifier.traces)
    open_ones = (
        select(func.count())
        .where(
            Modifier.group_id == ModifierGroup.id,
            stated + func.cardinality(Modifier.free_of) < len(ALLERGENS),
        )
        .correlate(ModifierGroup)
        .scalar_subquery()
    )
    rows = session.exec(
        select(ModifierGroup, used, names, open_ones)
        .where(ModifierGroup.restaurant_id == restaurant.id)
        .order_by(col(ModifierGroup.name))
        .limit(LIMIT)
    ).all()
    return [
        OwnerMenuGroup(str(row.id), row.name, _rule(row), ", ".join(choices or []), left, count)
        for row, count, choices, left in rows
    ]


def _rule(group: ModifierGroup) -> str:
    least, most = group.min_choices, group.max_choices
    if least == most:
        return say(t("Choose {exactly}", exactly=least))
    said = t("Choose {least} to {most}", least=least, most=most)
    return say(said if least else t("Up to {most}", most=most))
