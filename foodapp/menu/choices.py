"""Choices that come with dishes: toppings, sauces, doneness. One choice can serve many dishes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlmodel import Session, col, delete, func, select

from foodapp.accounts.actors import RestaurantStaff
from foodapp.accounts.permissions import managers_only
from foodapp.kit import wording
from foodapp.kit.errors import DomainError, NotFound
from foodapp.kit.words import t
from foodapp.menu import illustrating, scoped
from foodapp.menu.editing import NO_ALLERGEN, NO_DIET, declare, known_tags, no_contradiction, price
from foodapp.menu.labels import allergens_said
from foodapp.menu.models import ALLERGENS, DIETS, ItemModifierGroup, Modifier, ModifierGroup
from foodapp.menu.reading import is_away
from foodapp.restaurants import scoped as restaurants

MAX_GROUPS = 100
MAX_MODIFIERS = 40


@dataclass(frozen=True)
class ModifierDraft:
    name: str
    price_minor: int = 0
    allergens: list[str] = field(default_factory=list)
    is_available: bool = True
    id: UUID | None = None  # None: a new one
    traces: list[str] = field(default_factory=list)
    free_of: list[str] = field(default_factory=list)
    removes: list[str] = field(default_factory=list)  # with it, the dish does not contain these
    diets: list[str] = field(default_factory=list)  # that its dishes keep with it


@dataclass(frozen=True)
class GroupDraft:
    name: str
    min_choices: int
    max_choices: int
    modifiers: list[ModifierDraft]


def add(session: Session, staff: RestaurantStaff, draft: GroupDraft) -> ModifierGroup:
    """A choice that dishes can ask for, with its options."""
    managers_only(staff)
    currency = restaurants.lock_to_edit(session, staff).currency
    count = session.exec(
        select(func.count())
        .select_from(ModifierGroup)
        .where(ModifierGroup.restaurant_id == staff.restaurant_id)
    ).one()
    if count >= MAX_GROUPS:
        raise DomainError(t("A menu can have at most {most} choices.", most=MAX_GROUPS))
    group = ModifierGroup(restaurant_id=staff.restaurant_id, name=draft.name)
    _fill(group, draft)
    session.add(group)
    session.flush()  # its modifiers need its row
    _set_modifiers(session, group, draft.modifiers, currency)
    scoped.changed(session, staff)
    return group


def edit(
    session: Session, staff: RestaurantStaff, group_id: UUID, draft: GroupDraft
) -> ModifierGroup:
    managers_only(staff)
    currency = restaurants.read(session, staff).currency
    group = scoped.group(session, staff, group_id)
    _fill(group, draft)
    _set_modifiers(session, group, draft.modifiers, currency)
    illustrating.rewritten(session, staff)
    return group


def remove(session: Session, staff: RestaurantStaff, group_id: UUID) -> None:
    """From every dish, too."""
    managers_only(staff)
    session.delete(scoped.group(session, staff, group_id))
    illustrating.rewritten(session, staff)


def attach(
    session: Session, staff: RestaurantStaff, group_id: UUID, item_ids: Sequence[UUID]
) -> None:
    """Let these dishes have this choice, after those they have already."""
    managers_only(staff)
    scoped.group(session, staff, group_id)
    for item in scoped.items(session, staff, item_ids):
        if session.get(ItemModifierGroup, (item.id, group_id)) is None:
            session.add(
                ItemModifierGroup(
                    item_id=item.id, group_id=group_id, position=_next_position(session, item.id)
                )
            )
    illustrating.rewritten(session, staff)


def detach(
    session: Session, staff: RestaurantStaff, group_id: UUID, item_ids: Sequence[UUID]
) -> None:
    managers_only(staff)
    scoped.group(session, staff, group_id)
    items = scoped.items(session, staff, item_ids)
    session.exec(
        delete(ItemModifierGroup).where(
            col(ItemModifierGroup.group_id) == group_id,
            col(ItemModifierGroup.item_id).in_([item.id for item in items]),
        )
    )
    illustrating.rewritten(session, staff)


def set_available(
    session: Session, staff: RestaurantStaff, modifier_id: UUID, *, is_available: bool
) -> Modifier:
    """Out of olives: one modifier, wherever it is offered. The cooks may do this."""
    modifier = session.exec(
        select(Modifier)
        .join(ModifierGroup, col(ModifierGroup.id) == Modifier.group_id)
        .where(Modifier.id == modifier_id, ModifierGroup.restaurant_id == staff.restaurant_id)
    ).one_or_none()
    if modifier is None:
        raise NotFound("choice")
    modifier.is_available = is_available
    modifier.sold_out_until = None
    scoped.changed(session, staff)
    return modifier


def _fill(group: ModifierGroup, draft: GroupDraft) -> None:
    """A choice that can never be made would make its dishes impossible to order."""
    group.name = wording.line(draft.name, t("The choice's name"), most=80, needed=True)
    if not draft.modifiers:
        raise DomainError(t("A choice needs at least one thing to choose."))
    if len(draft.modifiers) > MAX_MODIFIERS:
        raise DomainError(t("A choice can offer at most {most} things.", most=MAX_MODIFIERS))
    if not 0 <= draft.min_choices <= draft.max_choices or draft.max_choices < 1:
        raise DomainError(t("The fewest to choose cannot be more than the most."))
    if draft.max_choices > len(draft.modifiers):
        raise DomainError(t("The most to choose cannot be more than there are."))
    group.min_choices, group.max_choices = draft.min_choices, draft.max_choices


def _set_modifiers(
    session: Session, group: ModifierGroup, drafts: list[ModifierDraft], currency: str
) -> None:
    there = {
        row.id: row for row in session.exec(select(Modifier).where(Modifier.group_id == group.id))
    }
    for position, draft in enumerate(drafts):
        name = wording.line(draft.name, t("A choice's name"), most=80, needed=True)
        row = there.pop(draft.id, None) if draft.id else Modifier(group_id=group.id, name=name)
        if row is None:
            raise NotFound("choice")
        row.name, row.position = name, position
        _put_on_sale(row, wanted=draft.is_available)
        row.price_minor = price(draft.price_minor, currency)
        _declare(row, draft)
        session.add(row)
    for gone in there.values():
        session.delete(gone)


def _put_on_sale(row: Modifier, *, wanted: bool) -> None:
    """What is away for a time stays so, and comes back by itself, unless it is wanted now."""
    if wanted:
        row.is_available, row.sold_out_until = True, None
    elif not is_away(row.sold_out_until):
        row.is_available = False


def _declare(row: Modifier, draft: ModifierDraft) -> None:
    declare(row, draft)
    row.removes = known_tags(draft.removes, ALLERGENS, NO_ALLERGEN)
    if both := [one for one in row.removes if one in (*row.allergens, *row.traces)]:
        raise DomainError(
            t(
                "{name} cannot both hold {allergens} and take it out of a dish.",
                name=row.name,
                allergens=allergens_said(both),
            )
        )
    row.diets = known_tags(draft.diets, DIETS, NO_DIET)
    no_contradiction(row.name, row.diets, row.allergens)


def _next_position(session: Session, item_id: UUID) -> int:
    last = session.exec(
        select(func.max(ItemModifierGroup.position)).where(ItemModifierGroup.item_id == item_id)
    ).one()
    return 0 if last is None else last + 1
