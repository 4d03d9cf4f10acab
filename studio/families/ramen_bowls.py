"""Ramen: one bowl, broths by colour, toppings by name."""

import math

import numpy as np

from studio import materials as m
from studio import parts, shapes, vessels
from studio.parts import asian_mushrooms, cuts, garnish, soups
from studio.parts import noodle_toppings as toppings
from studio.parts.soups import LEVEL
from studio.registry import Frame, dish
from studio.shapes import (
    in_disc,
    spread,
    superblob,
)
from studio.vessels import asian as ware


def _flat(x, y):
    return LEVEL


@dish("tonkotsu-ramen")
def tonkotsu(rng):
    edge = soups.broth_bowl(
        soups.TONKOTSU, rng, dish=m.stoneware("#7A1E16", "#3A1410"), drops=0.5, opaque=0.4
    )
    toppings.noodles(rng, LEVEL, edge, light="#F8E8B8", dark="#EED28E", thickness=0.13, each=15)
    toppings.nori()
    pork = toppings.chashu_material()
    toppings.chashu((-4.5, -1.6, LEVEL + 0.7), (-0.20, -0.18, 0.4), pork, 3.1, 1)
    toppings.chashu((-3.6, 2.4, LEVEL + 0.9), (-0.30, -0.10, 2.1), pork, 3.1, 2)
    parts.egg_half((4.6, -2.6, LEVEL + 0.75), (0.10, 0.14, 0.5), 1)
    parts.egg_half((5.4, 1.5, LEVEL + 0.80), (-0.05, 0.22, 1.1), 2)
    toppings.menma(rng, ((1.4, 4.4, 0.5), (2.4, 5.0, 0.7), (2.9, 4.1, 0.35)), LEVEL + 0.8)
    toppings.scallions(rng, (0.5, -0.2), 1.8, 60, LEVEL + 0.5)
    toppings.garlic_oil(rng, LEVEL, (0.5, -6.2), 2.6, 24)
    toppings.sesame(
        rng, [(x, y, LEVEL + 0.9) for x, y in spread(rng, 36, in_disc(3.0, (1.0, -1.4)), 0.4)]
    )
    return Frame(25.2, 4.7, beside="chopsticks")


@dish("shoyu-ramen")
def shoyu(rng):
    edge = soups.broth_bowl(soups.SHOYU, rng, dish=m.ceramic("#EFE6D4", "#6E86A0", 0.7), drops=0.9)
    toppings.noodles(rng, LEVEL, edge)
    toppings.nori(((3.4, 6.8, -0.4), (1.6, 7.3, -0.16)))
    pork = toppings.chashu_material()
    toppings.chashu((-4.6, -0.8, LEVEL + 0.7), (-0.20, -0.18, 0.4), pork, 3.1, 3)
    parts.egg_half((4.6, -1.9, LEVEL + 0.75), (0.10, 0.14, 0.5), 1)
    parts.egg_half((4.9, 2.0, LEVEL + 0.80), (-0.05, 0.22, 1.3), 2)
    toppings.menma(
        rng, ((-3.6, 4.2, 0.9), (-2.6, 4.9, 0.6), (-2.0, 4.0, 1.1), (-3.2, 5.2, 0.4)), LEVEL + 0.6
    )
    toppings.scallions(rng, (0.3, 0.2), 1.9, 64, LEVEL + 0.5)
    garnish.rings(rng, _flat, 8, 18)
    return Frame(25.2, 4.7, beside="chopsticks")


@dish("miso-corn-ramen", vegan=False)
@dish("miso-tofu-ramen", vegan=True)
def miso_corn(rng, *, vegan):
    edge = soups.broth_bowl(soups.MISO, rng, dish=m.stoneware("#26323B", "#6B4A30"), drops=0.6)
    toppings.noodles(rng, LEVEL, edge, wave=0.32)
    toppings.corn(rng, (4.4, -2.2), 2.9, LEVEL + 0.35, 1.3)
    if vegan:
        cuts.tofu(rng, [(-0.6, 5.0), (0.8, 4.2), (-4.6, -4.4), (-3.2, -5.2)], LEVEL + 0.8)
    else:
        garnish.butter_pat((4.3, -2.1), lambda x, y: LEVEL + 1.75, rng)
    toppings.sprouts(rng, (-4.4, 2.4), 2.9, LEVEL + 0.4, 60)
    toppings.bok_choy((-6.6, -1.6, LEVEL + 0.55), (0.1, -0.05, -0.25), 0.95, 2)
    toppings.nori(((3.2, 6.8, -0.36), (1.4, 7.3, -0.12)))
    toppings.scallions(rng, (0.2, 0.9), 1.8, 60, LEVEL + 0.5)
    toppings.sesame(rng, [(x, y, LEVEL + 0.4) for x, y in spread(rng, 50, in_disc(7.5), 0.4)])
    return Frame(25.2, 4.7, beside="chopsticks")


@dish("tantan-ramen")
def tantan(rng):
    edge = soups.broth_bowl(
        soups.TANTAN, rng, dish=m.stoneware("#1E2022", "#4A3A30"), drops=1.5, opaque=0.3
    )
    toppings.noodles(rng, LEVEL, edge)
    toppings.chopped_pork(rng, (0.2, 0.4), 3.1, LEVEL + 0.5, 1.5)
    toppings.bok_choy((-7.4, 1.6, LEVEL + 0.5), (0.1, -0.05, 0.45), 1.0, 1)
    toppings.bok_choy((-7.0, 3.4, LEVEL + 0.6), (0.1, -0.1, 0.25), 0.9, 4)
    toppings.scallions(rng, (0.3, 0.6), 1.6, 50, LEVEL + 1.7, lift=0.4)
    garnish.rings(rng, _flat, 8, 20)
    toppings.sesame(
        rng,
        [
            (x, y, LEVEL + 0.4 + 1.3 * max(0, 1 - math.hypot(x, y) / 3))
            for x, y in spread(rng, 70, in_disc(7.5), 0.4)
        ],
    )
    toppings.sauce_threads(rng, (0.2, 0.4), 1.2, LEVEL + 2.2)
    return Frame(25.2, 4.7, beside="chopsticks")


@dish("mushroom-ramen")
def mushroom_shio(rng):
    edge = soups.broth_bowl(soups.SHIO, rng, dish=m.ceramic("#E9E2D2", "#8A7358", 0.5), drops=0.3)
    toppings.noodles(rng, LEVEL, edge, light="#F6E6B8", dark="#EBCF92", thickness=0.15)
    asian_mushrooms.shiitake((4.3, -2.6, LEVEL + 0.75), (0.12, 0.12, 0.4), 2.1, 1)
    asian_mushrooms.shiitake((5.3, 1.2, LEVEL + 0.75), (0.05, 0.22, 1.4), 1.8, 2)
    asian_mushrooms.shiitake((2.2, 4.4, LEVEL + 0.8), (-0.1, 0.1, 2.4), 1.7, 3)
    asian_mushrooms.enoki(rng, (-2.0, 2.6, LEVEL + 0.6), 2.2)
    asian_mushrooms.enoki(rng, (-3.0, 1.6, LEVEL + 0.6), 2.6)
    toppings.bok_choy((-7.2, -1.8, LEVEL + 0.5), (0.1, -0.05, -0.1), 0.95, 2)
    toppings.wakame(rng, (-1.4, -6.2), 1.8, LEVEL + 0.3)
    toppings.scallions(rng, (0.6, 0.2), 1.6, 46, LEVEL + 0.5)
    toppings.nori(((-3.4, 6.6, 0.36), (-1.6, 7.2, 0.14)))
    return Frame(25.2, 4.7, beside="chopsticks")


@dish("tsukemen")
def tsukemen(rng):
    before = set(ware.objects())
    inner = vessels.bowl(8.6, 5.4, foot=0.5, material=m.ceramic("#E9E2D2", "#8A7358", 0.5), seed=1)
    toppings.noodles(
        rng,
        4.4,
        float(inner(4.4)),
        centre=(-0.4, -0.6),
        thickness=0.24,
        folds=22,
        each=9,
        rise=1.5,
        reach=0.55,
        wave=0.25,
        light="#F3DDA6",
        dark="#E6C47E",
    )
    core, faces = superblob((6.2, 6.2, 1.5), 2, 2, 4)
    shapes.add(
        "under",
        (core, faces, {"tone": np.full(len(core), 0.2)}),
        toppings.noodle("#E6C47E", "#D8B068"),
        (0, 0, 3.2),
    )
    parts.egg_half((3.8, 1.4, 5.9), (0.05, 0.25, 1.0), 1)
    nori_at = ((-2.6, 4.2, 0.4), (-0.8, 5.0, 0.12))
    toppings.nori(nori_at, 5.0)
    toppings.scallions(rng, (-3.2, -2.6), 1.1, 26, 5.6, lift=0.4)
    ware.shift(before, (-6.6, 1.2, 0))
    before = set(ware.objects())
    soups.broth_bowl(
        soups.DIPPING,
        rng,
        radius=6.3,
        height=5.2,
        level=4.0,
        dish=m.stoneware("#26323B", "#6B4A30"),
        drops=0.8,
    )
    pork = toppings.chashu_material()
    toppings.chashu((-1.8, 1.2, 4.45), (-0.15, -0.1, 0.7), pork, 2.3, 4)
    toppings.menma(rng, ((1.6, 1.8, 0.7), (2.3, 1.2, 0.5)), 4.25)
    garnish.rings(rng, lambda x, y: 4.0, 4.2, 34, 0.36, (0.8, -1.2))
    ware.shift(before, (7.9, -3.4, 0))
    return Frame(33.0, 3.2)


@dish("udon")
def udon(rng):
    """Thick white noodles in clear broth, with fried tofu: nothing but plants."""
    edge = soups.broth_bowl(soups.SHOYU, rng, dish=m.stoneware("#3A4650", "#7A5A3C"), drops=0.2)
    how = {"light": "#FBF2DC", "dark": "#EADCB8", "thickness": 0.34, "each": 7, "folds": 13}
    toppings.noodles(rng, LEVEL + 0.1, edge, **how)
    cuts.tofu(rng, ((-4.8, -1.4), (-3.4, 0.8), (-5.4, 1.2)), LEVEL + 0.8, size=1.5)
    toppings.wakame(rng, (4.6, 2.6), 2.2, LEVEL + 0.4, 20)
    toppings.scallions(rng, (1.0, -1.6), 2.2, 80, LEVEL + 0.6)
    asian_mushrooms.shiitake((3.8, -3.6, LEVEL + 0.7), (0.2, 0.1, 0.6), 1.9, 2)
    return Frame(25.2, 4.7, beside="chopsticks")
