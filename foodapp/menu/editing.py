"""Dishes: what they are, cost and contain, and in which sizes and with which choices they come."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

from sqlmodel import Session, col, delete, func, select

from foodapp.accounts.actors import RestaurantStaff
from foodapp.accounts.permissions import managers_only
from foodapp.kit import clock, wording, worth
from foodapp.kit.errors import DomainError, NotFound
from foodapp.kit.money import Money
from foodapp.kit.words import Words, t
from foodapp.menu import illustrating, scoped, traits
from foodapp.menu.allergens import RULED_OUT
from foodapp.menu.labels import allergens_said, diet_said
from foodapp.menu.models import ALLERGENS, DIETS, Item, ItemModifierGroup, Modifier, Variation
from foodapp.restaurants import scoped as restaurants
from foodapp.restaurants.taxes import TaxClass

MAX_ITEMS = 400
MAX_VARIATIONS = 12
MAX_GROUPS = 10
MAX_EURO_CENTS = 1_000_000  # of one dish or choice, elsewhere about as much
MAX_STOCK = 10_000
NO_ALLERGEN = t("Please choose allergens from the list.")
NO_DIET = t("Please choose diets from the list.")


class UnlikelyPrice(DomainError):
    def __init__(self, most_minor: int, currency: str) -> None:
        least, most = Money(0, currency), Money(most_minor, currency)
        super().__init__(t("A price is {least} to {most}.", least=least, most=most))


@dataclass(frozen=True)
class VariationDraft:
    name: str
    price_minor: int
    id: UUID | None = None  # None: a new one
    # Where it differs from its dish, see menu.allergens.
    allergens: list[str] = field(default_factory=list)
    traces: list[str] = field(default_factory=list)
    free_of: list[str] = field(default_factory=list)
    diets: list[str] | None = None  # None: those of the dish


@dataclass(frozen=True)
class ItemDraft:
    category_id: UUID
    name: str
    price_minor: int
    description: str = ""
    allergens: list[str] = field(default_factory=list)  # contains; in none of three: not stated
    traces: list[str] = field(default_factory=list)
    free_of: list[str] = field(default_factory=list)
    diets: list[str] = field(default_factory=list)
    is_popular: bool = False
    tax_class: TaxClass | None = None  # None: as it is; a new dish is food
    variations: list[VariationDraft] = field(default_factory=list)
    group_ids: list[UUID] = field(default_factory=list)


def add(session: Session, staff: RestaurantStaff, draft: ItemDraft) -> Item:
    """A new dish at the end of its category."""
    managers_only(staff)
    restaurants.lock_to_edit(session, staff)
    _must_have_room(session, staff)
    item = Item(
        restaurant_id=staff.restaurant_id,
        category_id=draft.category_id,
        name=draft.name,
        price_minor=0,
        position=_next_position(session, draft.category_id),
    )
    currency = restaurants.read(session, staff).currency
    _fill(session, staff, item, draft, currency)
    session.add(item)
    session.flush()  # its sizes and choices need its row
    _set_variations(session, item, draft.variations, currency)
    _set_groups(session, staff, item, draft.group_ids)
    illustrating.rewritten(session, staff)
    return item


def edit(session: Session, staff: RestaurantStaff, item_id: UUID, draft: ItemDraft) -> Item:
    """Orders already placed keep what they were sold; sizes keep their ids, so that baskets
    stay good."""
    managers_only(staff)
    currency = restaurants.lock_to_edit(session, staff).currency
    item = scoped.item(session, staff, item_id)
    _fill(session, staff, item, draft, currency)
    _set_variations(session, item, draft.variations, currency)
    _set_groups(session, staff, item, draft.group_ids)
    illustrating.rewritten(session, staff)
    return item


def archive(session: Session, staff: RestaurantStaff, item_ids: Sequence[UUID]) -> int:
    """Off the menu, kept for the books. Returns how many."""
    managers_only(staff)
    items = scoped.items(session, staff, item_ids)
    for item in items:
        item.archived_at = clock.now()
    scoped.changed(session, staff)
    return len(items)


def move_to_category(
    session: Session, staff: RestaurantStaff, item_ids: Sequence[UUID], *, category_id: UUID
) -> int:
    """To the end of another category, in their present order."""
    managers_only(staff)
    category = scoped.category(session, staff, category_id)
    items = scoped.items(session, staff, item_ids)
    start = _next_position(session, category.id)
    for n, item in enumerate(sorted(items, key=lambda item: (item.position, item.name))):
        item.category_id, item.position = category.id, start + n
    illustrating.rewritten(session, staff)
    return len(items)


def move(session: Session, staff: RestaurantStaff, item_id: UUID, *, up: bool) -> None:
    """One place up or down within its category."""
    managers_only(staff)
    restaurants.lock_to_edit(session, staff)
    moving = scoped.item(session, staff, item_id)
    in_order = list(
        session.exec(
            select(Item)
            .where(Item.category_id == moving.category_id, col(Item.archived_at).is_(None))
            .order_by(col(Item.position), col(Item.name))
        )
    )
    at = in_order.index(moving)
    to = min(max(at + (-1 if up else 1), 0), len(in_order) - 1)
    in_order.insert(to, in_order.pop(at))
    for position, item in enumerate(in_order):
        item.position = position
    scoped.changed(session, staff)


def _fill(
    session: Session, staff: RestaurantStaff, item: Item, draft: ItemDraft, currency: str
) -> None:
    item.category_id = scoped.category(session, staff, draft.category_id).id
    item.name = wording.line(draft.name, t("The dish's name"), most=120, needed=True)
    item.description = wording.paragraph(draft.description, t("The description"), most=400)
    item.price_minor = price(draft.price_minor, currency)
    declare(item, draft)
    item.diets = known_tags(draft.diets, DIETS, NO_DIET)
    no_contradiction(item.name, item.diets, item.allergens)
    for name in traits.TRAITS:
        setattr(item, name, getattr(draft, name))
    if draft.tax_class is not None:
        item.tax_class = draft.tax_class


def price(minor: int, currency: str) -> int:
    most = worth.about(MAX_EURO_CENTS, currency)
    if not 0 <= minor <= most:
        raise UnlikelyPrice(most, currency)
    return minor


def known_tags(chosen: list[str], known: tuple[str, ...], what: Words) -> list[str]:
    """In the order of the list they come from, each once. what: is said of others."""
    if not set(chosen) <= set(known):
        raise DomainError(what)
    return [tag for tag in known if tag in chosen]


class Stated(Protocol):
    """What a draft or a row states of allergens."""

    @property
    def allergens(self) -> list[str]: ...
    @property
    def traces(self) -> list[str]: ...
    @property
    def free_of(self) -> list[str]: ...


def declare(row: Item | Variation | Modifier, draft: Stated) -> None:
    """Each allergen is in one state at most."""
    lists = [known_tags(one, ALLERGENS, NO_ALLERGEN) for one in _lists(draft)]
    if len(set().union(*lists)) < sum(map(len, lists)):
        raise DomainError(t("An allergen cannot be both in a dish and not in it."))
    row.allergens, row.traces, row.free_of = lists


def _lists(draft: Stated) -> tuple[list[str], list[str], list[str]]:
    return draft.allergens, draft.traces, draft.free_of


def no_contradiction(name: str, diets: Sequence[str], allergens: Sequence[str]) -> None:
    for diet in diets:
        if found := [one for one in allergens if one in RULED_OUT.get(diet, ())]:
            raise DomainError(
                t(
                    "{name} cannot be {diet} and contain {allergens}.",
                    name=name,
                    diet=diet_said(diet),
                    allergens=allergens_said(found),
                )
            )


def _set_variations(
    session: Session, item: Item, drafts: list[VariationDraft], currency: str
) -> None:
    if len(drafts) > MAX_VARIATIONS:
        raise DomainError(t("A dish can have at most {most} sizes.", most=MAX_VARIATIONS))
    there = {
        row.id: row for row in session.exec(select(Variation).where(Variation.item_id == item.id))
    }
    names = [wording.line(one.name, t("A size's name"), most=80, needed=True) for one in drafts]
    if len({name.casefold() for name in names}) != len(names):
        raise DomainError(t("Two sizes have the same name."))
    for position, (name, draft) in enumerate(zip(names, drafts, strict=True)):
        fresh = Variation(item_id=item.id, name=name, price_minor=0)
        row = there.pop(draft.id, None) if draft.id else fresh
        if row is None:
            raise NotFound("size")
        row.name, row.price_minor, row.position = name, price(draft.price_minor, currency), position
        declare(row, draft)
        row.diets = None if draft.diets is None else known_tags(draft.diets, DIETS, NO_DIET)
        no_contradiction(name, row.diets or [], row.allergens)
        session.add(row)
    for gone in there.values():
        session.delete(gone)


def _set_groups(
    session: Session, staff: RestaurantStaff, item: Item, group_ids: list[UUID]
) -> None:
    """Attach these choices, in this order, and no others."""
    chosen = list(dict.fromkeys(group_ids))
    if len(chosen) > MAX_GROUPS:
        raise DomainError(t("A dish can have at most {most} choices.", most=MAX_GROUPS))
    scoped.groups(session, staff, chosen)
    session.exec(delete(ItemModifierGroup).where(col(ItemModifierGroup.item_id) == item.id))
    session.add_all(
        ItemModifierGroup(item_id=item.id, group_id=group_id, position=position)
        for position, group_id in enumerate(chosen)
    )


def _must_have_room(session: Session, staff: RestaurantStaff) -> None:
    count = session.exec(
        select(func.count())
        .select_from(Item)
        .where(Item.restaurant_id == staff.restaurant_id, col(Item.archived_at).is_(None))
    ).one()
    if count >= MAX_ITEMS:
        raise DomainError(t("A menu can have at most {most} dishes.", most=MAX_ITEMS))


def _next_position(session: Session, category_id: UUID) -> int:
    last = session.exec(
        select(func.max(Item.position)).where(Item.category_id == category_id)
    ).one()
    return 0 if last is None else last + 1
