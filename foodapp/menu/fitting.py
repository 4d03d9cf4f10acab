"""Whether a dish can be had without some allergens, or for a diet: the rule of menu.allergens as
conditions over menu_items, so that a search for a few finds them among all."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Text, and_, cast, exists, false, or_, select
from sqlalchemy.dialects.postgresql import ARRAY, array
from sqlmodel import col, func

from foodapp.kit import clock
from foodapp.menu.allergens import IMPLIED, RULED_OUT
from foodapp.menu.models import Item, ItemModifierGroup, Modifier, ModifierGroup, Variation

Condition = ColumnElement[bool]


def free_of(avoided: Sequence[str]) -> Condition:
    """Some way to choose it is stated to be free of all of these. One option may take something
    out; that two of them together would is not looked for: a dish less does no harm."""
    clean = _holds(Modifier.free_of, *avoided)
    with_option = _exists(
        col(ItemModifierGroup.item_id) == Item.id,
        col(Modifier.group_id) == ItemModifierGroup.group_id,
        *_on_sale(),
        clean,
        _is_free(avoided, option=True),
    )
    return and_(or_(_is_free(avoided), with_option), _has_enough(clean))


def suits(diet: str) -> Condition:
    """Some way to choose it is stated to suit, and nothing stated to be in it rules that out."""
    accepted, ruled_out = IMPLIED.get(diet, (diet,)), sorted(RULED_OUT.get(diet, ()))
    of_size = func.coalesce(col(Variation.diets), col(Item.diets))
    return and_(
        or_(
            and_(~_some_size(), _any(Item.diets, accepted), ~_is_in(Item, diet, ruled_out)),
            _some_size(
                _any(of_size, accepted),
                ~_is_in(Variation, diet, ruled_out),
                ~_is_in(Item, diet, ruled_out),
            ),
        ),
        _has_enough(and_(_any(Modifier.diets, accepted), ~_is_in(Modifier, diet, ruled_out))),
    )


def _is_in(part: Any, diet: str, ruled_out: Sequence[str]) -> Condition:
    """Something that the diet rules out; of gluten, a trace is too much."""
    contains = _any(part.allergens, ruled_out)
    return or_(contains, _any(part.traces, ["gluten"])) if diet == "gluten_free" else contains


def _is_free(avoided: Sequence[str], *, option: bool = False) -> Condition:
    """The dish itself, or one of its sizes. option: with what the Modifier takes out."""
    alone = [_dish_is_free(one, option=option) for one in avoided]
    sized = [_size_is_free(one, option=option) for one in avoided]
    return or_(and_(~_some_size(), *alone), _some_size(*sized))


def _dish_is_free(allergen: str, *, option: bool) -> Condition:
    known = or_(_holds(Item.allergens, allergen), _holds(Item.traces, allergen))
    taken_out = and_(_holds(Modifier.removes, allergen), known) if option else false()
    return or_(_holds(Item.free_of, allergen), taken_out)


def _size_is_free(allergen: str, *, option: bool) -> Condition:
    """What the size states stands before what the dish states."""
    known = or_(_holds(Variation.allergens, allergen), _holds(Variation.traces, allergen))
    taken_out = and_(_holds(Modifier.removes, allergen), known) if option else false()
    return or_(
        _holds(Variation.free_of, allergen),
        and_(~known, _dish_is_free(allergen, option=option)),
        taken_out,
    )


def _has_enough(fits: Condition) -> Condition:
    """Of every choice that has to be made there are enough options that fit."""
    enough = (
        select(func.count())
        .select_from(Modifier)
        .where(col(Modifier.group_id) == ModifierGroup.id, *_on_sale(), fits)
        .correlate(ModifierGroup)
        .scalar_subquery()
    )
    return ~_exists(
        col(ItemModifierGroup.item_id) == Item.id,
        col(ModifierGroup.id) == ItemModifierGroup.group_id,
        col(ModifierGroup.min_choices) > enough,
    )


def _some_size(*conditions: Condition) -> Condition:
    """One that can be had now; without conditions: whether it comes in sizes at all."""
    on_sale = [_is_back(Variation.sold_out_until)] if conditions else []
    return _exists(col(Variation.item_id) == Item.id, *on_sale, *conditions)


def _exists(*conditions: Condition) -> Condition:
    """Of the item, and of the option, that stand around it."""
    return exists().where(*conditions).correlate(Item, Modifier)


def _on_sale() -> tuple[Condition, Condition]:
    return col(Modifier.is_available).is_(True), _is_back(Modifier.sold_out_until)


def _is_back(sold_out_until: Any) -> Condition:
    return or_(col(sold_out_until).is_(None), col(sold_out_until) <= clock.now())


def _holds(tags: Any, *names: str) -> Condition:
    return col(tags).bool_op("@>")(_tags(names))


def _any(tags: Any, names: Sequence[str]) -> Condition:
    return tags.bool_op("&&")(_tags(names)) if names else false()


def _tags(names: Sequence[str]) -> Any:
    return cast(array(names), ARRAY(Text))
