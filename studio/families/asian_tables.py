"""Tables of several dishes: Japanese, sushi, Indian, Vietnamese and Thai."""

from studio import shapes
from studio.families import (
    dumplings_and_rolls,
    indian_curries,
    japanese_small,
    ramen_bowls,
    rice_dishes,
    sushi_sets,
    tandoor_and_snacks,
    thai_curries,
    vietnamese_noodles,
)
from studio.parts import hues
from studio.registry import Frame, table, table_phone

WIDE = Frame(64.0, 2.0, 46.0, bare=True)
PHONE = Frame(47.0, 2.0, 50.0, bare=True)
SUSHI = Frame(54.0, 2.0, 46.0, bare=True)


THREE_WIDE = ((-20.5, -1.0, 0.1), (2.0, -4.5, 0.0), (24.5, -1.0, -0.15))
THREE_CLOSE = ((-11.8, 7.0, 0.1), (12.4, 8.5, -0.1), (0.6, -12.5, 0.0))


@table("japanese", places=THREE_WIDE, view=WIDE)
@table_phone("japanese", places=THREE_CLOSE, view=PHONE)
def japanese(rng, *, places, view):
    dishes = (ramen_bowls.shoyu, {}), (ramen_bowls.tonkotsu, {}), (dumplings_and_rolls.gyoza, {})
    shapes.laid(rng, places, *dishes)
    return view


@table("sushi", places=((-21, 2, 0.1), (1, -3.5, 0.0), (20.5, 3, -0.12)), view=SUSHI)
@table_phone("sushi", places=((-10.5, 7.5, 0.1), (1.0, -9.5, 0.0), (12.5, 9.0, -0.1)), view=PHONE)
def sushi(rng, *, places, view):
    rolls, board = {"kind": "california"}, {"kind": "chef"}
    dishes = (sushi_sets.roll, rolls), (sushi_sets.sushi_set, board), (japanese_small.edamame, {})
    shapes.laid(rng, places, *dishes)
    return view


@table("indian", places=THREE_WIDE, view=WIDE)
@table_phone("indian", places=THREE_CLOSE, view=PHONE)
def indian(rng, *, places, view):
    curries = (indian_curries.palak_paneer, {}), (indian_curries.butter_chicken, {})
    shapes.laid(rng, places, *curries, (tandoor_and_snacks.samosas, {}))
    return view


@table("vietnamese", places=THREE_WIDE, view=WIDE)
@table_phone("vietnamese", places=THREE_CLOSE, view=PHONE)
def vietnamese(rng, *, places, view):
    bowl = (vietnamese_noodles.lemongrass_bowl, {"meat": False})
    pho = (vietnamese_noodles.pho, {"kind": "beef"})
    shapes.laid(rng, places, bowl, pho, (dumplings_and_rolls.summer_rolls, {}))
    return view


@table("thai", places=THREE_WIDE, view=WIDE)
@table_phone("thai", places=THREE_CLOSE, view=PHONE)
def thai(rng, *, places, view):
    massaman = (thai_curries.thai_curry, {"tones": hues.MASSAMAN, "extra": "massaman"})
    green = (thai_curries.thai_curry, {"tones": hues.GREEN, "extra": "green"})
    shapes.laid(rng, places, massaman, green, (dumplings_and_rolls.spring_rolls, {}))
    return view


@table("asian", places=THREE_WIDE, view=WIDE)
@table_phone("asian", places=THREE_CLOSE, view=PHONE)
def asian(rng, *, places, view):
    dishes = (rice_dishes.fried_rice, {}), (ramen_bowls.tantan, {})
    shapes.laid(rng, places, *dishes, (dumplings_and_rolls.spring_rolls, {}))
    return view
