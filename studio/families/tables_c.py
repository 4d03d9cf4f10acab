"""Tables laid for a cuisine: kebab and Lebanese, Mexican, breakfast, the valley's own."""

from studio import shapes
from studio.families import (
    alpine,
    alpine_sweets,
    bakery,
    breakfast,
    drinks,
    hot_drinks,
    kebab,
    mexican,
    mezze,
    stacks_and_bowls,
    sweets,
    tacos,
)
from studio.registry import Frame, table, table_phone

WIDE = Frame(74.0, 1.0, 38.0, bare=True)
PHONE = Frame(56.0, 1.0, 40.0, bare=True)


def lay(rng, places):
    """Each dish where it stands: (function, parameters, place, turn)."""
    for dish, parameters, place, turn in places:
        with shapes.at(place, turn):
            dish(rng, **parameters)


def kebab_table(rng):
    lay(
        rng,
        (
            (kebab.in_bread, {"meat": "doner", "pieces": 110, "apart": 0.4}, (2, -8), 0.0),
            (kebab.adana_kebab, {}, (-26, -1), 0.1),
            (mezze.dip, {"kind": "hummus", "glaze": ("#3C525A", "#8A6A48")}, (-2, 17), 0.0),
            (sweets.baklava, {}, (26, -9), 0.2),
            (drinks.ayran, {}, (17, 8), 0.0),
        ),
    )


def lebanese_table(rng):
    lay(
        rng,
        (
            (mezze.mezze, {}, (0, -2), 0.0),
            (mezze.grilled_halloumi, {}, (-29, -4), 0.2),
            (
                kebab.rolled,
                {"filling": ("falafel", "lettuce", "tomato", "cabbage", "sauce")},
                (29, -6),
                0.1,
            ),
            (drinks.mint_lemonade, {}, (20, 14), 0.0),
        ),
    )


def mexican_table(rng):
    lay(
        rng,
        (
            (tacos.tacos, {"filling": "pastor"}, (0, -8), 0.0),
            (mexican.nachos, {}, (-27, 6), 0.0),
            (mexican.burrito_bowl, {}, (25, 3), 0.3),
            (mexican.guacamole, {}, (0, 22), 0.0),
        ),
    )


def breakfast_table(rng):
    lay(
        rng,
        (
            (stacks_and_bowls.pancakes, {}, (0, -5), 0.0),
            (breakfast.shakshuka, {}, (-25, -2), 0.3),
            (bakery.croissant, {}, (22, -8), 0.2),
            (hot_drinks.flat_white, {}, (16, 13), 0.0),
            (stacks_and_bowls.granola_bowl, {}, (-6, 19), 0.0),
            (drinks.orange_juice, {}, (34, 10), 0.0),
        ),
    )


def regional_table(rng):
    lay(
        rng,
        (
            (alpine.schnitzel, {"berries": True}, (0, -5), 0.0),
            (alpine.roesti, {}, (-28, 1), 0.2),
            (alpine_sweets.strudel, {}, (27, -6), 0.1),
            (bakery.pretzel, {}, (-4, 22), 0.1),
            (drinks.lager, {}, (18, 14), 0.0),
        ),
    )


@table("kebab")
def kebab_wide(rng):
    kebab_table(rng)
    return WIDE


@table_phone("kebab")
def kebab_phone(rng):
    kebab_table(rng)
    return PHONE


@table("lebanese")
def lebanese_wide(rng):
    lebanese_table(rng)
    return WIDE


@table_phone("lebanese")
def lebanese_phone(rng):
    lebanese_table(rng)
    return PHONE


@table("mexican")
def mexican_wide(rng):
    mexican_table(rng)
    return WIDE


@table_phone("mexican")
def mexican_phone(rng):
    mexican_table(rng)
    return PHONE


@table("breakfast")
def breakfast_wide(rng):
    breakfast_table(rng)
    return WIDE


@table_phone("breakfast")
def breakfast_phone(rng):
    breakfast_table(rng)
    return PHONE


@table("regional")
def regional_wide(rng):
    regional_table(rng)
    return WIDE


@table_phone("regional")
def regional_phone(rng):
    regional_table(rng)
    return PHONE
