"""Choosing a dish: its sizes and extras, what they cost together, and what is still missing."""

from dataclasses import dataclass, field
from uuid import UUID

from foodapp.accounts.actors import Visitor
from foodapp.kit import money
from foodapp.kit.db import ReadSession
from foodapp.kit.words import n, say, t
from foodapp.menu import album
from foodapp.menu.allergens import Declared, State
from foodapp.menu.labels import allergens_shown, diets_shown
from foodapp.menu.models import ALLERGENS
from foodapp.menu.reading import ItemCard, ModifierCard, ModifierGroupCard
from foodapp.orders import eating
from foodapp.orders.eating import Mark
from foodapp.pictures import showing
from foodapp.pictures.showing import NEUTRAL, Shown
from foodapp.restaurants.models import Restaurant
from foodapp.views.customer.restaurant import find, item_of, stock_note


@dataclass(frozen=True)
class Size:
    id: str
    name: str
    price: str
    price_minor: int
    is_available: bool


@dataclass(frozen=True)
class Extra:
    id: str
    group_id: str
    name: str
    price: str  # "+€1.50", empty when it costs nothing
    price_minor: int
    allergens: str  # "Milk, nuts": what it adds
    marks: list[Mark]  # of what its customer avoids
    is_available: bool


@dataclass(frozen=True)
class ExtraGroup:
    id: str
    name: str
    rule: str  # "Choose 1", "Up to 3", "Choose 1 to 2"
    least: int
    most: int
    extras: list[Extra]


@dataclass(frozen=True)
class Dish:
    """An item with everything that can be chosen about it."""

    id: str = ""
    restaurant_id: str = ""
    name: str = ""
    description: str = ""
    shown: Shown = NEUTRAL
    more: list[Shown] = field(default_factory=list)  # its other photos
    price: str = ""
    price_minor: int = 0
    currency: str = ""
    is_available: bool = False
    note: str = ""
    most: int = 0  # portions that can be chosen at once
    sizes: list[Size] = field(default_factory=list)
    groups: list[ExtraGroup] = field(default_factory=list)


@dataclass(frozen=True)
class About:
    """What is stated of the dish as it is being chosen."""

    holds: str = ""  # "Gluten, milk"
    traces: str = ""
    not_stated: str = ""
    note: str = ""  # one sentence: what nothing is stated of, or that all is
    diets: list[str] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)  # of what its customer avoids


MAX_PORTIONS = 20  # in one go; the basket itself takes 99


@dataclass(frozen=True)
class Opened:
    """A dish that is being chosen: what is shown of it, what is stated of it, who looks."""

    shown: Dish
    card: ItemCard
    restaurant: str
    avoids: list[str]


def opened(session: ReadSession, visitor: Visitor, slug: str, item_id: UUID) -> Opened:
    restaurant = find(session, slug)
    item = item_of(session, restaurant.id, item_id)
    avoids = eating.avoided(session, visitor)
    return Opened(_dish(session, restaurant, item, avoids), item, restaurant.name, avoids)


def dish(session: ReadSession, visitor: Visitor, slug: str, item_id: UUID) -> Dish:
    return opened(session, visitor, slug, item_id).shown


def about(one: Opened, size: str, extras: list[str]) -> About:
    """Follows every choice."""
    stated = one.card.declared(size, extras)
    unstated = stated.of(State.NOT_STATED)
    return About(
        holds=allergens_shown(stated.contains),
        traces=allergens_shown(stated.traces),
        not_stated=allergens_shown(unstated) if len(unstated) < len(ALLERGENS) else "",
        note=_note(one, unstated),
        diets=diets_shown(stated.diets),
        marks=eating.marks(stated, one.avoids),
    )


def _note(one: Opened, unstated: list[str]) -> str:
    if not unstated:
        return "Free of the other allergens that have to be named by EU law."
    if len(unstated) == len(ALLERGENS):
        said = t("{restaurant} has stated no allergens for this. With an allergy, please ask.")
        return say(said.with_({"restaurant": one.restaurant}))
    return "What is not stated may be in it. With an allergy, please ask the restaurant."


def _dish(session: ReadSession, restaurant: Restaurant, item: ItemCard, avoids: list[str]) -> Dish:
    currency = restaurant.currency
    return Dish(
        id=item.id,
        restaurant_id=str(restaurant.id),
        name=item.name,
        description=item.description,
        shown=showing.of_dish(session, item, restaurant.cuisines),
        more=_more(session, item),
        price=money.shown(item.from_minor, currency),
        price_minor=item.price_minor,
        currency=currency,
        is_available=item.is_available,
        note=stock_note(item),
        most=min(item.stock if item.stock is not None else MAX_PORTIONS, MAX_PORTIONS),
        sizes=_sizes(item, currency),
        groups=[_group(group, currency, avoids) for group in item.groups if group.modifiers],
    )


def _more(session: ReadSession, item: ItemCard) -> list[Shown]:
    """Nothing is asked where it has no photo at all."""
    keys = album.of_item(session, UUID(item.id)) if item.picture else []
    return [Shown(showing.PHOTO, photo=key) for key in keys[1:]]


def usual_choice(chosen: Dish) -> tuple[str, list[str]]:
    """(size, extras) to begin with: the first size that is there, and the first of each group in
    which exactly one has to be chosen."""
    extras = [
        next((extra.id for extra in group.extras if extra.is_available), "")
        for group in chosen.groups
        if group.least == group.most == 1
    ]
    size = next((one.id for one in chosen.sizes if one.is_available), "")
    return size, [extra for extra in extras if extra]


def toggled(chosen: Dish, extras: list[str], extra_id: str) -> list[str]:
    """The extras after one was pressed: in a group of one choice it replaces the other, in a full
    group nothing happens."""
    group = next(
        (one for one in chosen.groups if any(extra.id == extra_id for extra in one.extras)), None
    )
    if group is None:
        return extras
    inside = {extra.id for extra in group.extras}
    if extra_id in extras:
        only = group.least == group.most == 1
        return extras if only else [one for one in extras if one != extra_id]
    taken = [one for one in extras if one in inside]
    if group.most == 1:
        return [one for one in extras if one not in inside] + [extra_id]
    return extras if len(taken) >= group.most else [*extras, extra_id]


def full_groups(chosen: Dish, extras: list[str]) -> list[str]:
    """Groups that take no further extra. Where one is the most, another takes its place: such a
    group is never full."""
    return [
        group.id
        for group in chosen.groups
        if group.most > 1 and sum(extra.id in extras for extra in group.extras) >= group.most
    ]


def total(chosen: Dish, size: str, extras: list[str], quantity: int) -> str:
    """What the button says. The basket works the price out again from the menu itself."""
    base = next((one.price_minor for one in chosen.sizes if one.id == size), chosen.price_minor)
    more = sum(
        extra.price_minor for group in chosen.groups for extra in group.extras if extra.id in extras
    )
    return money.shown((base + more) * quantity, chosen.currency)


def missing(chosen: Dish, size: str, extras: list[str]) -> str:
    """One sentence: what has to be chosen before this can be ordered; empty when nothing."""
    if not chosen.is_available:
        return say(t("{dish} is sold out.", dish=chosen.name))
    if chosen.sizes and size not in {one.id for one in chosen.sizes if one.is_available}:
        return "Please choose a size."
    for group in chosen.groups:
        count = sum(extra.id in extras for extra in group.extras)
        if count < group.least:
            more = (
                t("Please choose {more} more of {group}.") if count else t("Please choose {group}.")
            )
            return say(more.with_({"more": group.least - count, "group": group.name.lower()}))
    return ""


def _sizes(item: ItemCard, currency: str) -> list[Size]:
    return [
        Size(
            one.id,
            one.name,
            money.shown(one.price_minor, currency),
            one.price_minor,
            one.is_available,
        )
        for one in item.variations
    ]


def _group(group: ModifierGroupCard, currency: str, avoids: list[str]) -> ExtraGroup:
    return ExtraGroup(
        id=group.id,
        name=group.name,
        rule=_rule(group.min_choices, min(group.max_choices, len(group.modifiers))),
        least=group.min_choices,
        most=group.max_choices,
        extras=[
            Extra(
                id=one.id,
                group_id=group.id,
                name=one.name,
                price=f"+{money.shown(one.price_minor, currency)}" if one.price_minor else "",
                price_minor=one.price_minor,
                allergens=allergens_shown(one.allergens),
                marks=_adds(one, avoids),
                is_available=one.is_available,
            )
            for one in group.modifiers
        ],
    )


def _adds(option: ModifierCard, avoids: list[str]) -> list[Mark]:
    """What an extra brings of what is avoided, before it is chosen."""
    part = Declared(tuple(option.allergens), tuple(option.traces), tuple(option.free_of))
    return eating.marks(part, avoids)


def _rule(least: int, most: int) -> str:
    if least == 0:
        return say(n("Choose one if you like", "Choose up to {count}", most))
    if least == most:
        return say(t("Choose {exactly}", exactly=least))
    return say(t("Choose {least} to {most}", least=least, most=most))
