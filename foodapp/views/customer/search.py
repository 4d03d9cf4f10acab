"""Search over restaurants and dishes round the visitor's address: accents and slips of the finger
aside, what can be had now first, closed last."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Text, and_, cast, union
from sqlalchemy.dialects.postgresql import ARRAY, array
from sqlmodel import col, func, or_, select, text

from foodapp.accounts.actors import Visitor
from foodapp.discovery.reach import InReach
from foodapp.discovery.towns import Town
from foodapp.kit import clock
from foodapp.kit.db import ReadSession
from foodapp.kit.text import has_no_spaces, one_line, words_in
from foodapp.menu import diet_words, fitting
from foodapp.menu.diet_words import Understood
from foodapp.menu.models import ALLERGENS, DIETS, Category, Item, Variation
from foodapp.menu.reading import ItemCard
from foodapp.orders import eating
from foodapp.restaurants.cuisines import plain, understood
from foodapp.restaurants.models import Restaurant
from foodapp.views.customer.discovery import DishCard, available, dish_card
from foodapp.views.customer.home import (
    MAX_SHOWN,
    RestaurantCard,
    Wish,
    cards_of,
    in_reach,
    wish_of,
)
from foodapp.views.customer.listing import Listed, listed

LONGEST = 60  # characters of a query that are looked at
ALIKE = 0.9  # word similarity of a name that was meant, and not a kind of food
LIKE_ENOUGH = 0.5  # word similarity: "margarita" finds Margherita, "ramen" does not find cream
MAX_DISHES = 40
MAX_RESTAURANTS = 30
A_RESTAURANTS_SHARE = 6  # dishes of one restaurant, so that others are seen too


@dataclass(frozen=True)
class Filters:
    """Keys as in menu.models; unknown ones are ignored."""

    diets: Sequence[str] = ()  # the dish suits all of them
    avoid: Sequence[str] = ()  # allergens the dish is stated to be free of, as it can be had
    open_now: bool = False
    within_minutes: int = 0  # at the door (or ready) by then at the latest; 0: whenever
    up_to_minor: int = 0  # what the dish costs in its smallest size; 0: whatever

    def with_words(self, asked: Understood) -> "Filters":
        """What was typed narrows as what was chosen does."""
        diets = (*self.diets, *asked.diets)
        return replace(self, diets=diets, avoid=(*self.avoid, *asked.avoid))

    def narrow_dishes(self) -> bool:
        of_the_dish = set(self.diets) & set(DIETS) or set(self.avoid) & set(ALLERGENS)
        return bool(of_the_dish or self.up_to_minor)

    def narrow(self) -> bool:
        return self.narrow_dishes() or self.open_now or bool(self.within_minutes)

    def suit(self, one: InReach) -> bool:
        late = self.within_minutes and one.most_minutes > self.within_minutes
        return (one.is_open or not self.open_now) and not late


@dataclass(frozen=True)
class Found:
    words: str  # as they were understood
    restaurants: list[RestaurantCard] = field(default_factory=list)
    dishes: list[DishCard] = field(default_factory=list)
    has_address: bool = False
    count: int = 0  # restaurants found; restaurants holds the first of them
    towns: list[Town] = field(default_factory=list)  # to choose from, while there is no address


def search(
    session: ReadSession,
    visitor: Visitor,
    *,
    words: str,
    filters: Filters,
    limit: int = MAX_RESTAURANTS,
    town: str = "",
) -> Found:
    """Without words a filter finds the restaurants it fits, and one on dishes the dishes; with
    neither words nor filters nothing is found. limit: restaurants shown. town: the slug of the one
    to search in, whatever the visitor chose."""
    typed = words_in(one_line(words, LONGEST))
    asked = diet_words.understood(typed)
    wanted = asked.words if asked.is_narrow else typed
    wish = wish_of(session, visitor, town=town)
    is_short = len(wanted) < 2 and not has_no_spaces(wanted) and not asked.is_narrow
    nothing = Found(
        plain(typed), has_address=wish.place is not None, towns=[] if wish.town else [*wish.towns]
    )
    if (is_short and not filters.narrow()) or wish.centre is None:
        return nothing
    here = in_reach(session, wish)
    suiting = {one.id: one for one in here if filters.suit(one)}
    _allow_slips(session)
    likeness = _restaurants(session, wanted, list(suiting), filters.with_words(asked))
    if asked.is_narrow:  # "Vegan Corner" is found by its name, whatever its dishes state
        likeness |= _restaurants(session, typed, list(suiting), filters, least=ALIKE)
    filters = filters.with_words(asked)
    found = _by_likeness([one for one in here if one.id in likeness], likeness)
    page = [one.id for one in found[: min(limit, MAX_SHOWN)]]
    by_dish = wanted or filters.narrow_dishes()
    dishes = _dishes(session, wanted, suiting, filters) if by_dish else []
    ids = list(dict.fromkeys([*page, *(where for _, where in dishes)]))
    known = {one.row.id: one for one in listed(session, ids)}
    cards = _cards(session, known, wish)
    avoids = eating.avoided(session, visitor) if dishes else []
    return replace(
        nothing,
        restaurants=[cards[one] for one in page if one in cards],
        dishes=_dish_cards(session, dishes, known, cards, avoids),
        count=len(found),
    )


def of_kitchens(
    session: ReadSession,
    visitor: Visitor,
    kind: str,
    kitchens: dict[UUID, InReach],
    wish: Wish,
    *,
    first: Sequence[UUID],
) -> tuple[list[RestaurantCard], list[DishCard], list[Listed]]:
    """Of these restaurants the first ones, and what they cook of a kind of food: where no dish is
    called so, what people like there."""
    _allow_slips(session)
    dishes = _dishes(session, plain(kind), kitchens, Filters()) if kitchens else []
    if kitchens and not dishes:
        dishes = _dishes(session, "", kitchens, Filters())
    ids = list(dict.fromkeys([*first, *(where for _, where in dishes)]))
    known = {one.row.id: one for one in listed(session, ids)}
    cards = _cards(session, known, wish)
    avoids = eating.avoided(session, visitor) if dishes else []
    return (
        [cards[one] for one in first if one in cards],
        _dish_cards(session, dishes, known, cards, avoids),
        list(known.values()),
    )


def _dish_cards(
    session: ReadSession,
    dishes: list[tuple[ItemCard, UUID]],
    known: dict[UUID, Listed],
    cards: dict[UUID, RestaurantCard],
    avoids: Sequence[str],
) -> list[DishCard]:
    return [
        _dish_card(session, item, known[where].row, cards[where], avoids)
        for item, where in dishes
        if where in cards
    ]


def _cards(
    session: ReadSession, known: dict[UUID, Listed], wish: Wish
) -> dict[UUID, RestaurantCard]:
    made = cards_of(session, known.values(), place=wish.place, fulfilment=wish.fulfilment)
    by_slug = {card.slug: card for card in made}
    return {ident: by_slug[one.row.slug] for ident, one in known.items()}


def _dish_card(
    session: ReadSession,
    item: ItemCard,
    row: Restaurant,
    card: RestaurantCard,
    avoids: Sequence[str],
) -> DishCard:
    return dish_card(session, item, row, is_open=card.is_open, note=card.note, avoids=avoids)


def _allow_slips(session: ReadSession) -> None:
    session.execute(text(f"SET LOCAL pg_trgm.word_similarity_threshold = {LIKE_ENOUGH}"))


def _like(wanted: str, text: ColumnElement[str]) -> ColumnElement[bool]:
    """text, made searchable, holds the words nearly; those of a script without spaces exactly,
    wherever: 寿司 is the end of one word of 東京寿司."""
    words = func.searchable(wanted)
    nearly: ColumnElement[bool] = words.bool_op("<%")(text)
    return or_(nearly, func.strpos(text, words) > 0) if has_no_spaces(wanted) else nearly


def _by_likeness(found: list[InReach], likeness: dict[UUID, float]) -> list[InReach]:
    """What is open first; within that the likeliest, and then the nearest."""
    return sorted(found, key=lambda one: (not one.is_open, -round(likeness[one.id], 2)))


def _restaurants(
    session: ReadSession, wanted: str, ids: list[UUID], filters: Filters, *, least: float = 0
) -> dict[UUID, float]:
    """Those whose name or cuisine fits, and how well. With filters on dishes, only those that have
    a dish which passes them. least: how alike a name must be."""
    name = func.searchable(Restaurant.name)
    likeness = func.word_similarity(func.searchable(wanted), name)
    fits = _like(wanted, name)
    if least:
        fits = and_(fits, likeness >= least)
    cuisines, _ = understood(wanted)
    if cuisines:
        fits = or_(fits, col(Restaurant.cuisines).bool_op("&&")(cast(array(cuisines), ARRAY(Text))))
    query = select(Restaurant.id, likeness).where(col(Restaurant.id).in_(ids))
    if wanted:
        query = query.where(fits)
    if filters.narrow_dishes():
        passing = select(Item.restaurant_id).where(*_passes(filters))
        query = query.where(col(Restaurant.id).in_(passing))
    return {found: float(how) for found, how in session.exec(query)}


def _dishes(
    session: ReadSession, wanted: str, suiting: dict[UUID, InReach], filters: Filters
) -> list[tuple[ItemCard, UUID]]:
    """Of what can be had now first."""
    found = _likeliest_items(session, wanted, list(suiting), filters)
    found.sort(key=lambda pair: not suiting[pair[1]].is_open)
    most, share = MAX_DISHES, A_RESTAURANTS_SHARE
    return available(session, found, most=most, share=share, most_menus=most)


def _likeliest_items(
    session: ReadSession, wanted: str, ids: list[UUID], filters: Filters
) -> list[tuple[UUID, UUID]]:
    """(item, restaurant). A word in the name counts more than one in the description, and that more
    than the name of the section: a Margherita stands under "Pizza" and need not say so."""
    everything = func.searchable(Item.name.op("||")(" ").op("||")(Item.description))  # type: ignore[attr-defined]
    within = func.word_similarity(func.searchable(wanted), everything)
    in_name = func.word_similarity(func.searchable(wanted), func.searchable(Item.name))
    section = func.searchable(Category.name)
    query = (
        select(Item.id, Item.restaurant_id)
        .where(col(Item.restaurant_id).in_(ids), *_passes(filters))
        .order_by((in_name * 2 + within).desc(), col(Item.is_popular).desc(), col(Item.id))
        .limit(MAX_DISHES * 4)
    )
    if wanted:  # each by its own index or few rows; as one condition all dishes would be compared
        in_section = select(Category.id).where(
            col(Category.restaurant_id).in_(ids), _like(wanted, section)
        )
        named = select(Item.id).where(_like(wanted, everything))
        below = select(Item.id).where(col(Item.category_id).in_(in_section))
        query = query.where(col(Item.id).in_(union(named, below)))
    return list(session.exec(query).all())


def _passes(filters: Filters) -> list[Any]:
    conditions: list[Any] = [
        col(Item.archived_at).is_(None),
        or_(col(Item.stock).is_(None), col(Item.stock) > 0),
        or_(col(Item.sold_out_until).is_(None), col(Item.sold_out_until) < clock.now()),
    ]
    conditions += [fitting.suits(diet) for diet in sorted(set(filters.diets) & set(DIETS))]
    if filters.up_to_minor:
        smallest = (
            select(func.min(Variation.price_minor))
            .where(Variation.item_id == Item.id)
            .scalar_subquery()
        )
        price = func.coalesce(smallest, Item.price_minor)
        conditions.append(price <= filters.up_to_minor)
    if avoid := sorted(set(filters.avoid) & set(ALLERGENS)):
        conditions.append(fitting.free_of(avoid))
    return conditions
