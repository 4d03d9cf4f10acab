"""Indian curries in copper, steel and clay."""

import math

from studio import materials as m
from studio.parts import garnish, hues, pots, sauces
from studio.registry import Frame, dish
from studio.shapes import in_disc, spread
from studio.vessels import asian as ware

VIEW = Frame(25.0, 3.6)
CLAY = ("#5A3A28", "#9A6A42")


@dish("butter-chicken")
def butter_chicken(rng):
    pot = pots.pot(rng, hues.TOMATO, count=15, apart=2.7, swirl=(1.2, -2.0, 3.2), specks=0.2)
    pots.lumps(rng, pot, hues.ROAST, (1.75, 1.25, 1.05), base=0.5)
    garnish.chopped(rng, pot.surface, 7.6, 50, 0.3, 0.3)
    garnish.leaves(rng, pot.surface, ((-1.6, 2.4), (-0.4, 3.2)), 1.2, 1.1)
    return VIEW


@dish("chicken-tikka-masala")
def tikka_masala(rng):
    pot = pots.pot(rng, hues.MASALA, dish=ware.steel(), count=13, apart=2.9, swirl=(-2.8, 1.6, 2.3))
    pots.lumps(rng, pot, hues.CHARRED, (2.0, 1.5, 1.2), base=0.25, sink=0.36)
    garnish.chopped(rng, pot.over, 7.6, 50, 0.36)
    garnish.leaves(rng, pot.surface, ((1.6, 2.2), (2.7, 1.2)), 1.1, 1.3)
    return VIEW


@dish("rogan-josh")
def rogan_josh(rng):
    pot = pots.pot(
        rng, hues.RED, dish=m.stoneware("#3B2E28", "#8A6040"), count=16, apart=2.6, oil=0.16
    )
    pots.lumps(rng, pot, hues.LAMB, (1.8, 1.3, 1.15), base=0.38, power=3.4)
    garnish.ginger(rng, pot.over, (-0.5, 0.8), 2.4)
    garnish.leaves(rng, pot.surface, ((1.8, -0.2), (3.0, 0.9), (-3.6, -2.6)), 1.15, 1.2)
    garnish.chopped(rng, pot.surface, 7.5, 30, 0.3)
    return VIEW


@dish("beef-vindaloo")
def beef_vindaloo(rng):
    pot = pots.pot(rng, hues.VINDALOO, dish=ware.steel(), count=15, apart=2.7, oil=0.22)
    pots.lumps(rng, pot, hues.LAMB, (1.75, 1.4, 1.2), base=0.34, power=4.0)
    garnish.chilli_rings(rng, pot.over, 6.8, 12, 0.5, 0.1)
    garnish.leaves(rng, pot.surface, ((-0.6, 1.2), (0.6, 0.4)), 1.2, 1.3)
    garnish.chopped(rng, pot.surface, 7.5, 24, 0.3)
    return VIEW


@dish("goan-fish-curry")
def goan_fish_curry(rng):
    pot = pots.pot(
        rng,
        hues.COCONUT,
        dish=m.stoneware(*CLAY),
        count=8,
        apart=3.9,
        size=2.4,
        reach=7.2,
        oil=0.08,
    )
    pots.lumps(
        rng, pot, hues.FISH, (2.4, 1.7, 1.0), base=0.28, power=3.2, rough=0.2, sink=0.36, tilt=0.2
    )
    _tempering(rng, pot)
    return VIEW


@dish("prawn-curry")
def prawn_curry(rng):
    pot = pots.pot(rng, hues.COCONUT, count=10, apart=3.4, size=1.6, reach=7.2, oil=0.05)
    sauces.prawns([(x, y, rng.uniform(0, 6.3)) for x, y in pot.spots], pot.level + 0.15, rng, 1.25)
    _tempering(rng, pot)
    return VIEW


def _tempering(rng, pot):
    """Curry leaves, mustard seed and chilli, as they come from the hot oil."""
    garnish.curry_leaves(rng, pot.surface, ((-1.0, 0.6), (0.4, 1.8), (4.6, -3.2), (-3.8, -2.6)))
    garnish.chilli_rings(rng, pot.surface, 7.0, 8, 0.5, 0.5)
    garnish.mustard(rng, pot.surface, 8.0)


@dish("palak-paneer")
def palak_paneer(rng):
    pot = pots.pot(
        rng,
        hues.SPINACH,
        count=15,
        apart=2.7,
        size=1.5,
        swirl=(2.4, -2.6, 2.2),
        lumps=0.13,
        specks=0.1,
    )
    pots.lumps(rng, pot, hues.PANEER, (1.3, 1.2, 0.95), base=0.12, power=6, rough=0.09, sink=0.32)
    garnish.ginger(rng, pot.over, (-0.6, 0.9), 1.8, 10)
    garnish.chilli_rings(rng, pot.surface, 6.5, 6, 0.45, 0.5)
    return VIEW


@dish("chana-masala")
def chana_masala(rng):
    pot = pots.pot(rng, hues.BROWN, dish=ware.steel(), count=0, oil=0.1, lumps=0.12)
    spots = spread(rng, 230, in_disc(8.9), 0.98, 60)
    peas = [
        (
            x,
            y,
            pot.surface(x, y) + 0.05 + 0.5 * (1 - math.hypot(x, y) / 9) + rng.uniform(-0.2, 0.25),
        )
        for x, y in spots
    ]
    material = sauces.dipped("chickpea", hues.CHICKPEA, hues.BROWN[0][1], 0.34, 0.4, 0.05, 3)
    sauces.beans(peas, material, rng, (0.70, 0.60, 0.58), 0.66)
    garnish.tomato_bits(rng, pot.over, 7.5, 10)
    garnish.ginger(rng, pot.over, (0.2, 0.8), 2.6)
    garnish.leaves(rng, pot.over, ((0.9, 0.2), (-1.4, 0.9), (4.4, -3.2)), 1.2, 0.5)
    garnish.chopped(rng, pot.over, 8, 34, 0.32, 0.1)
    return VIEW


@dish("dal-makhani")
def dal_makhani(rng):
    pot = pots.pot(rng, hues.DAL, count=0, swirl=(0.2, -0.8, 3.6), oil=0.05, lumps=0.1, specks=0.1)
    spots = [
        (x, y) for x, y in spread(rng, 420, in_disc(9.3), 0.6, 30) if math.hypot(x, y + 0.8) > 1.4
    ]
    material = sauces.dipped("lentil", hues.LENTIL, hues.DAL[0][1], 0.3, 0.4, 0.03, 3)
    sauces.beans(
        [(x, y, pot.surface(x, y)) for x, y in spots], material, rng, (0.42, 0.30, 0.26), 0.1
    )
    garnish.butter_pat((-2.9, 2.4), pot.surface, rng)
    garnish.leaves(rng, pot.surface, ((2.8, 2.4), (3.8, 1.4)), 1.15, 0.6)
    garnish.chopped(rng, pot.surface, 8, 22, 0.3)
    return VIEW


@dish("dal-soup")
def dal_soup(rng):
    pot = pots.pot(
        rng, hues.LENTILS, dish=m.stoneware(*CLAY), count=0, oil=0.12, lumps=0.1, radius=9.4
    )
    cumin = [(x, y) for x, y in spread(rng, 60, in_disc(6.4), 0.5)]
    garnish.sticks(rng, pot.surface, cumin, "#6E4218", "#3E220A", 0.5, 0.06, 0.05, "cumin")
    garnish.chilli_rings(rng, pot.surface, 5.0, 4, 0.4, 0.15)
    garnish.leaves(rng, pot.surface, ((0.2, 0.4), (1.2, -0.4), (-0.8, -0.4)), 1.15, 0.5)
    return Frame(21.0, 3.6, beside="spoon")
