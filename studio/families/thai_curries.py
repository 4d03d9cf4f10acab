"""Coconut curries, and what else is eaten from a bowl of sauce in the east."""

from studio import materials as m
from studio.parts import cuts, garnish, hues, pots, sauces
from studio.registry import Frame, dish
from studio.shapes import in_disc, spread

VIEW = Frame(25.0, 3.6)


@dish("green-curry", tones=hues.GREEN, extra="green")
@dish("red-curry", tones=hues.THAI_RED, extra="red", glaze="#3A2E2A")
@dish("massaman-curry", tones=hues.MASSAMAN, extra="massaman", glaze="#2A343A")
def thai_curry(rng, *, tones, extra, glaze="#2F4A42"):
    """No meat in it, for the guest chooses that."""
    pot = pots.pot(
        rng,
        tones,
        dish=m.stoneware(glaze, "#8A6A48"),
        count=30,
        apart=2.2,
        size=0.9,
        reach=8.4,
        oil=0.1,
        specks=0.2,
    )
    EXTRAS[extra](rng, pot)
    return VIEW


def _green(rng, pot):
    spots = pot.spots
    pots.lumps(
        rng,
        pot,
        hues.AUBERGINE,
        (1.3, 1.25, 1.1),
        spots=spots[:9],
        base=0.1,
        power=2.2,
        rough=0.1,
        sink=0.36,
    )
    garnish.bamboo(rng, pot.level, spots[9:17])
    garnish.beans_cut(rng, pot.level, spots[17:24])
    garnish.pepper_strips(rng, pot.level, spots[24:], "#C81E0E", "#8E0E06")
    garnish.basil_top(rng, pot.surface, ((-0.6, 0.6), (0.8, 1.4), (1.0, -0.4)), 0.85)
    garnish.lime_leaf(rng, pot.surface)


def _red(rng, pot):
    spots = pot.spots
    garnish.pepper_strips(rng, pot.level, spots[:8], "#D0240E", "#9A1206")
    garnish.pepper_strips(rng, pot.level, spots[8:13], "#4E8A24", "#2A5A14")
    garnish.bamboo(rng, pot.level, spots[13:21])
    pots.lumps(
        rng,
        pot,
        hues.LYCHEE,
        (1.3, 1.25, 1.1),
        spots=spots[21:28],
        base=-0.1,
        power=2.1,
        rough=0.06,
        sink=0.34,
    )
    garnish.basil_top(rng, pot.surface, ((-0.6, 0.6), (0.8, 1.4), (1.2, -0.4)), 0.85)


def _massaman(rng, pot):
    spots = pot.spots
    pots.lumps(
        rng,
        pot,
        hues.POTATO,
        (1.9, 1.5, 1.25),
        spots=spots[::2],
        base=0.15,
        power=3.4,
        rough=0.14,
        sink=0.38,
    )
    pots.lumps(
        rng,
        pot,
        hues.ONION,
        (1.4, 0.9, 0.3),
        spots=spots[1::4],
        base=0.2,
        power=2.4,
        rough=0.12,
        sink=0.2,
    )
    garnish.peanuts(rng, pot.surface, spread(rng, 30, in_disc(6.8), 0.9), 0.5)
    garnish.leaves(rng, pot.surface, ((0.2, 0.6), (1.4, 1.4)), 1.2, 1.2)
    garnish.chilli_rings(rng, pot.surface, 7, 5, 0.45, 0.4)


EXTRAS = {"green": _green, "red": _red, "massaman": _massaman}


@dish("mapo-tofu")
def mapo_tofu(rng):
    pot = pots.pot(
        rng,
        hues.CHILLI,
        dish=m.stoneware("#2A2C30", "#5A4636"),
        count=36,
        apart=1.95,
        size=1.0,
        reach=8.4,
        oil=0.3,
    )
    pots.lumps(rng, pot, hues.TOFU, (1.05, 1.0, 0.85), base=0.15, power=6, rough=0.06, sink=0.3)
    garnish.rings(rng, pot.over, 5.5, 60)
    return VIEW


@dish("caramel-fish")
def caramel_fish(rng):
    pot = pots.pot(
        rng,
        hues.CARAMEL,
        dish=m.stoneware("#3A2A22", "#7A5236"),
        count=5,
        apart=5.2,
        size=2.6,
        reach=5.6,
        oil=0.1,
        specks=0.2,
    )
    pots.lumps(
        rng,
        pot,
        hues.GLAZED_FISH,
        (3.1, 2.2, 1.3),
        base=0.3,
        power=3.4,
        rough=0.2,
        sink=0.34,
        tilt=0.15,
    )
    garnish.rings(rng, pot.over, 7, 46)
    garnish.chilli_rings(rng, pot.over, 7, 8, 0.5, 0.3)
    garnish.mustard(rng, pot.surface, 8.5, 90)
    return VIEW


@dish("sweet-potato-curry")
def sweet_potato_curry(rng):
    """Sweet potato and spinach in coconut, brown rice beside."""
    pot = pots.pot(
        rng,
        hues.YELLOW,
        dish=m.stoneware("#5E6E64", "#8A6A48"),
        count=17,
        apart=2.3,
        size=1.5,
        keep=_right_of_the_rice,
        radius=12,
        height=4.9,
        level=3.6,
    )
    lumps = {"base": 0.08, "power": 4.5, "rough": 0.1, "sink": 0.34}
    pots.lumps(rng, pot, hues.SWEET_POTATO, (1.6, 1.5, 1.2), **lumps)
    wilted = [(x + 0.9, y - 0.7) for x, y in pot.spots[::2]]
    look = {"light": "#3E7A26", "dark": "#1E4A14", "size": 1.1, "name": "spinach"}
    cuts.torn_leaves(rng, wilted, pot.level + 0.5, **look)
    stops = [(0, "#9A6A34"), (0.5, "#BE8E52"), (1, "#D8B078")]
    brown = m.toned("brown rice", stops, roughness=0.45, glow=0.35, lit=0.04)
    garnish.loose_rice((-5.8, 1.6), (4.6, 6.6), 3.2, pot.level - 0.3, rng, material=brown)
    garnish.leaves(rng, pot.surface, ((3.0, 0.4), (4.2, 1.2)), 1.15, 1.4)
    return Frame(27.0, 3.2)


def _right_of_the_rice(x, y):
    return x > -1.2 - 0.1 * y


@dish("vegetable-curry")
def vegetable_curry(rng):
    pot = pots.pot(
        rng,
        hues.YELLOW,
        dish=m.stoneware("#2F3B44", "#7A5A3C"),
        count=17,
        apart=2.3,
        size=1.5,
        keep=_right_of_the_rice,
        radius=12,
        height=4.9,
        level=3.6,
    )
    pots.lumps(
        rng,
        pot,
        hues.SWEET_POTATO,
        (1.5, 1.4, 1.1),
        spots=pot.spots[:8],
        base=0.1,
        power=5,
        rough=0.1,
        sink=0.36,
    )
    pots.lumps(
        rng,
        pot,
        hues.POTATO,
        (1.4, 1.2, 1.0),
        spots=pot.spots[8:],
        base=0.15,
        power=3.5,
        rough=0.12,
        sink=0.36,
    )
    peas = sauces.scattered(rng, 8.4, 34, 0.9, keep=_right_of_the_rice)
    material = sauces.dipped("chickpea", hues.CHICKPEA, hues.YELLOW[0][1], 0.34, 0.4, 0.05, 3)
    sauces.beans(
        [(x, y, pot.surface(x, y) + 0.25) for x, y in peas], material, rng, (0.62, 0.55, 0.52), 0.15
    )
    garnish.loose_rice((-5.8, 1.6), (4.6, 6.6), 3.2, pot.level - 0.3, rng)
    garnish.leaves(rng, pot.surface, ((3.0, 0.4), (4.2, 1.2)), 1.15, 1.4)
    return Frame(27.0, 3.2)
