"""What somebody orders: mains for so many people, and now and then more."""

from dataclasses import dataclass
from random import Random

from foodapp.demo.town.known import Guest, KnownShop
from foodapp.menu.reading import ItemCard, ModifierCard, VariationCard

FAVOURITE = 0.35  # how often a regular takes the usual


@dataclass
class Portion:
    """A line of an order in the making."""

    item: ItemCard
    variation: VariationCard | None
    modifiers: list[ModifierCard]
    quantity: int = 1

    @property
    def unit_minor(self) -> int:
        base = self.variation.price_minor if self.variation else self.item.price_minor
        return base + sum(modifier.price_minor for modifier in self.modifiers)


def meal(dice: Random, shop: KnownShop, guest: Guest, at_least_minor: int) -> list[Portion]:
    """Portions worth at least so much, the same choice joined in one line."""
    people = dice.choices((1, 2, 3, 4), (52, 30, 10, 8))[0]
    chosen = [_main(dice, shop, guest) for _ in range(people)]
    for course, likely in (("starter", 0.3), ("side", 0.3), ("drink", 0.4), ("dessert", 0.18)):
        them = shop.dishes.get(course)  # type: ignore[call-overload]
        if them and dice.random() < likely:
            item = dice.choices(them, shop.weights[course])[0]  # type: ignore[index]
            chosen += [portion(dice, item)] * dice.choice((1, 1, 1, 2))
    while sum(one.unit_minor for one in chosen) < at_least_minor:
        course = dice.choice(list(shop.dishes))
        chosen.append(portion(dice, dice.choices(shop.dishes[course], shop.weights[course])[0]))
    return _joined(chosen)


def portion(dice: Random, item: ItemCard) -> Portion:
    """The item with choices that its groups allow."""
    variation = (
        dice.choices(item.variations, range(len(item.variations), 0, -1))[0]
        if (item.variations)
        else None
    )
    modifiers: list[ModifierCard] = []
    for group in item.groups:
        most = min(group.max_choices, len(group.modifiers))
        wanted = group.min_choices
        if dice.random() < 0.3:
            wanted = dice.randint(wanted, min(most, wanted + 2))
        modifiers += dice.sample(group.modifiers, wanted)
    return Portion(item, variation, modifiers)


def _main(dice: Random, shop: KnownShop, guest: Guest) -> Portion:
    mains = shop.dishes["main"]
    usual = guest.favourites.get(shop.row.slug, 0)
    if usual < len(mains) and dice.random() < FAVOURITE:
        return portion(dice, mains[usual])
    return portion(dice, dice.choices(mains, shop.weights["main"])[0])


def _joined(chosen: list[Portion]) -> list[Portion]:
    lines: dict[tuple[str, ...], Portion] = {}
    for one in chosen:
        choices = sorted(modifier.id for modifier in one.modifiers)
        key = (one.item.id, one.variation.id if one.variation else "", *choices)
        if key in lines:
            lines[key].quantity += 1
        else:
            lines[key] = Portion(one.item, one.variation, one.modifiers)
    return list(lines.values())
