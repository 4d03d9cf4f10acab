"""Tables of several dishes: kebab and Lebanese, Mexican, breakfast, the valley's own."""

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

WIDE = Frame(74.0, 2.5, 38.0, bare=True)
PHONE = Frame(56.0, 2.5, 40.0, bare=True)


@table("kebab", places=((2, -8, 0), (-26, -1, 0.1), (-2, 17, 0), (17, 8, 0), (26, -9, 0.2)))
@table_phone("kebab", places=((-2, -11, 0), (-14, 13, 0.1), (15, 14, 0), (19, -6, 0)), view=PHONE)
def kebabs(rng, *, places, view=WIDE):
    bread = {"meat": "doner", "pieces": 110, "apart": 0.4}
    hummus = {"kind": "hummus", "glaze": ("#3C525A", "#8A6A48"), "beside": "bread"}
    first = (kebab.in_bread, bread), (kebab.adana_kebab, {}), (mezze.dip, hummus)
    shapes.laid(rng, places, *first, (drinks.ayran, {}), (sweets.baklava, {}))
    return view


@table("lebanese", places=((0, -2, 0), (-29, -4, 0.2), (29, -6, 0.1), (18, 9, 2.9)))
@table_phone(
    "lebanese", places=((-8, 8, 0), (16, -10, 0.2), (-12, -16.5, 0.1), (18, 10, 0)), view=PHONE
)
def lebanese(rng, *, places, view=WIDE):
    wrap = {"filling": ("falafel", "lettuce", "tomato", "cabbage", "sauce")}
    first = (mezze.mezze, {}), (mezze.grilled_halloumi, {}), (kebab.rolled, wrap)
    shapes.laid(rng, places, *first, (drinks.mint_lemonade, {}))
    return view


@table("mexican", places=((0, -8, 0), (-27, 6, 0), (25, 3, 0.3), (0, 22, 0)))
@table_phone("mexican", places=((0, -11, 0), (-14, 12, 0), (14, 10, 0.3)), view=PHONE)
def mexicans(rng, *, places, view=WIDE):
    first = (tacos.tacos, {"filling": "pastor"}), (mexican.nachos, {}), (mexican.burrito_bowl, {})
    shapes.laid(rng, places, *first, (mexican.guacamole, {}))
    return view


@table(
    "breakfast",
    places=((0, -5, 0), (-25, -2, 0.3), (22, -8, 0.2), (16, 13, 0), (-6, 19, 0), (30, 10, 2.9)),
)
@table_phone(
    "breakfast", places=((-2, -11, 0), (-14, 11, 0.3), (15, 9, 0.2), (20, -10, 0)), view=PHONE
)
def breakfasts(rng, *, places, view=WIDE):
    first = (stacks_and_bowls.pancakes, {}), (breakfast.shakshuka, {}), (bakery.croissant, {})
    more = (hot_drinks.flat_white, {}), (stacks_and_bowls.granola_bowl, {})
    shapes.laid(rng, places, *first, *more, (drinks.orange_juice, {}))
    return view


@table("regional", places=((0, -5, 0), (-28, 1, 0.2), (27, -6, 0.1), (17, 8, 0), (-4, 22, 0.1)))
@table_phone(
    "regional", places=((-3, -9, 0), (-16, 17, 0.2), (16, 16, 0.1), (20, -5, 0)), view=PHONE
)
def regional(rng, *, places, view=WIDE):
    first = (alpine.schnitzel, {"berries": True}), (alpine.roesti, {}), (alpine_sweets.strudel, {})
    shapes.laid(rng, places, *first, (drinks.lager, {}), (bakery.pretzel, {}))
    return view
