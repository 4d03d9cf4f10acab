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

WIDE = Frame(64.0, 2.0, 46.0)
PHONE = Frame(47.0, 2.0, 50.0)


def _laid(rng, places, make):
    """Each dish of the list at its place (x, y, turn)."""
    for (x, y, turn), dish in zip(places, make, strict=False):
        with shapes.at((x, y), turn=turn):
            dish(rng)


THREE_WIDE = ((-20.5, -1.0, 0.1), (2.0, -4.5, 0.0), (24.5, -1.0, -0.15))
THREE_CLOSE = ((-11.8, 7.0, 0.1), (12.4, 8.5, -0.1), (0.6, -12.5, 0.0))


@table("japanese", places=THREE_WIDE, view=WIDE)
@table_phone("japanese", places=THREE_CLOSE, view=PHONE)
def japanese(rng, *, places, view):
    _laid(rng, places, (ramen_bowls.shoyu, ramen_bowls.tonkotsu, dumplings_and_rolls.gyoza))
    return view


@table("sushi", places=((-21.5, 1.0, 0.12), (1.5, -5.0, 0.0), (24.0, 1.5, -0.12)), view=WIDE)
@table_phone("sushi", places=((-10.5, 7.5, 0.1), (1.0, -9.5, 0.0), (12.5, 9.0, -0.1)), view=PHONE)
def sushi(rng, *, places, view):
    def rolls(rng):
        sushi_sets.roll(rng, kind="california")

    def board(rng):
        sushi_sets.sushi_set(rng, kind="chef")

    _laid(rng, places, (rolls, board, japanese_small.edamame))
    return view


@table("indian", places=THREE_WIDE, view=WIDE)
@table_phone("indian", places=THREE_CLOSE, view=PHONE)
def indian(rng, *, places, view):
    make = (indian_curries.palak_paneer, indian_curries.butter_chicken, tandoor_and_snacks.samosas)
    _laid(rng, places, make)
    return view


@table("vietnamese", places=THREE_WIDE, view=WIDE)
@table_phone("vietnamese", places=THREE_CLOSE, view=PHONE)
def vietnamese(rng, *, places, view):
    def pho(rng):
        vietnamese_noodles.pho(rng, kind="beef")

    _laid(rng, places, (_cool_noodles, pho, dumplings_and_rolls.summer_rolls))
    return view


def _cool_noodles(rng):
    vietnamese_noodles.lemongrass_bowl(rng, meat=False)


@table("thai", places=THREE_WIDE, view=WIDE)
@table_phone("thai", places=THREE_CLOSE, view=PHONE)
def thai(rng, *, places, view):
    def green(rng):
        thai_curries.thai_curry(rng, tones=hues.GREEN, extra="green")

    def massaman(rng):
        thai_curries.thai_curry(rng, tones=hues.MASSAMAN, extra="massaman")

    _laid(rng, places, (massaman, green, dumplings_and_rolls.spring_rolls))
    return view


@table("asian", places=THREE_WIDE, view=WIDE)
@table_phone("asian", places=THREE_CLOSE, view=PHONE)
def asian(rng, *, places, view):
    make = (rice_dishes.fried_rice, ramen_bowls.tantan, dumplings_and_rolls.spring_rolls)
    _laid(rng, places, make)
    return view
