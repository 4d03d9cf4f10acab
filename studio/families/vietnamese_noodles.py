"""Pho and its kin, and cool rice noodles with herbs."""

import math

from studio import materials as m
from studio import shapes, vessels
from studio.parts import asian_mushrooms, cuts, garnish, soups
from studio.parts import noodle_toppings as toppings
from studio.parts.soups import LEVEL
from studio.registry import Frame, dish
from studio.shapes import at, in_disc, spread
from studio.vessels import asian as ware

WHITE = {"light": "#FBF3E0", "dark": "#F0E2C2"}


def _surface(x, y):
    return LEVEL + 0.9 * max(0.0, 1 - math.hypot(x, y) / 6.5)


@dish("pho-bo", kind="beef")
@dish("vegan-pho", kind="vegan")
@dish("bun-bo-hue", kind="hue")
def pho(rng, *, kind):
    tones = soups.HUE if kind == "hue" else soups.PHO
    glaze = m.ceramic("#F1EADC", "#5E7A98", 0.8)
    edge = soups.broth_bowl(tones, rng, dish=glaze, drops=1.2 if kind == "hue" else 0.5)
    thick = 0.21 if kind == "hue" else 0.15
    toppings.noodles(rng, LEVEL, edge, thickness=thick, coat=0.35, **WHITE)
    TOPPINGS[kind](rng)
    garnish.basil_top(rng, _surface, ((4.8, 4.2), (5.9, 3.2), (4.4, 3.0)), 0.95, 0.5)
    garnish.leaves(rng, _surface, ((0.2, 1.0), (-1.0, 0.2)), 1.25, 0.9)
    garnish.rings(rng, _surface, 6.5, 46, 0.4)
    garnish.chilli_rings(rng, _surface, 6.0, 6, 0.5, 0.5)
    cuts.lime_wedge((6.6, -1.4, LEVEL + 0.4), (0.5, 0.2, 0.9), 1.7)
    return Frame(25.2, 4.7, beside="chopsticks")


def _beef(rng):
    spots = [
        (-4.6, 2.2),
        (-5.2, -0.4),
        (-3.4, -2.6),
        (-2.6, 0.4),
        (-4.2, 1.0),
        (-2.6, 3.2),
        (-1.4, -3.8),
    ]
    cuts.beef_slices(rng, spots, LEVEL + 0.7, size=2.2)
    cuts.onion_slices(rng, (0.8, 0.2), 2.6, LEVEL + 1.0, 16)
    toppings.sprouts(rng, (3.2, -4.4), 2.2, LEVEL + 0.4, 40)


def _hue(rng):
    spots = [(-4.6, 2.2), (-5.2, -0.4), (-3.4, -2.6), (-2.6, 1.0), (-2.4, 3.4)]
    cuts.beef_slices(rng, spots, LEVEL + 0.7, rare=False, size=2.3)
    cuts.onion_slices(rng, (0.8, 0.2), 2.4, LEVEL + 1.0, 16)
    toppings.sprouts(rng, (3.2, -4.4), 2.2, LEVEL + 0.4, 40)


def _vegan(rng):
    cuts.tofu(
        rng,
        [(-4.8, 2.0), (-5.4, -0.4), (-3.6, -0.6), (-3.2, 1.6), (-4.4, -2.4), (-2.8, 3.6)],
        LEVEL + 0.9,
    )
    asian_mushrooms.shiitake((1.6, 4.6, LEVEL + 0.8), (0.1, 0.1, 0.4), 1.9, 1)
    asian_mushrooms.shiitake((-0.8, -4.8, LEVEL + 0.8), (0.2, -0.1, 1.4), 1.8, 2)
    cuts.carrot(rng, (3.4, -4.0), 1.8, LEVEL + 0.5, 40)
    toppings.bok_choy((0.6, -5.2, LEVEL + 0.4), (0.1, 0, 0.35), 0.8, 3)


TOPPINGS = {"beef": _beef, "vegan": _vegan, "hue": _hue}


def _noodle_bowl(rng, glaze):
    """Cool noodles with leaves, pickles and cucumber round the edge; where the toppings go."""
    inner = vessels.bowl(10.6, 6.0, foot=0.5, material=m.stoneware(*glaze))
    level = 4.6
    edge = float(inner(level))
    cuts.torn_leaves(
        rng,
        [(edge * 0.78 * math.cos(a), edge * 0.78 * math.sin(a)) for a in (1.7, 2.2, 2.7, 3.2, 3.7)],
        level,
        size=2.6,
    )
    toppings.noodles(
        rng,
        level + 0.2,
        edge,
        centre=(0.6, -0.4),
        thickness=0.12,
        folds=16,
        each=16,
        rise=1.4,
        coat=0.25,
        wave=0.3,
        **WHITE,
    )
    cuts.carrot(rng, (5.0, 3.4), 2.2, level + 0.6, 60)
    cuts.daikon(rng, (2.6, 5.2), 1.9, level + 0.6, 40)
    spots = [(7.0 * math.cos(a), 7.0 * math.sin(a)) for a in (-0.9, -0.66, -0.42, -0.18, 0.06)]
    cuts.cucumber_slices(rng, spots, level + 0.9)
    return level


@dish("bun-cha")
def bun_cha(rng):
    with at((-4.2, 1.0)):
        level = _noodle_bowl(rng, ("#3A4A48", "#8A6A48"))
        cuts.grilled(
            rng,
            [(-3.4, -3.2), (-1.0, -4.6), (-4.2, -0.6), (-1.6, -1.8)],
            level + 1.1,
            (2.1, 1.8, 0.7),
            rough=0.3,
            power=2.2,
            char=0.85,
            glaze=0.25,
        )
        garnish.basil_top(
            rng, lambda x, y: level + 1.4, ((-4.6, 4.2), (-3.4, 5.2), (-5.2, 3.0)), 0.9
        )
        garnish.leaves(rng, lambda x, y: level + 2.2, ((1.4, 1.2), (0.2, 1.8)), 1.2)
    with at((10.2, -4.2)):
        _nuoc_cham(rng)
    return Frame(30.5, 3.0)


def _nuoc_cham(rng, radius=3.9):
    sauce = m.plain("nuoc cham", "#B4722A", "#8A4E14", 0.08, 0.5, 0.01, 0.3, 0.4, 0.5)
    z = ware.dip((0, 0, 0), sauce, radius, 2.4, m.ceramic("#EFE6D4", "#6E86A0", 0.6))
    garnish.chilli_rings(rng, lambda x, y: z, radius * 0.6, 6, 0.4, 0.08)
    cuts.carrot(rng, (0, 0), 1.2, z, 10, height=0.1, length=1.1, thick=0.1)


@dish("lemongrass-noodle-bowl", meat=False)
@dish("bun-bo-xao", meat=True)
def lemongrass_bowl(rng, *, meat):
    level = _noodle_bowl(rng, ("#2F3B44", "#7A5A3C"))
    if meat:
        spots = [
            (-3.6, -3.0),
            (-1.4, -4.4),
            (-2.4, -1.4),
            (-4.6, -1.0),
            (0.6, -3.0),
            (-0.4, -1.0),
            (-3.0, 0.6),
        ]
        cuts.beef_slices(rng, spots, level + 1.3, rare=False, size=1.8)
    else:
        cuts.matchsticks(
            rng,
            (-2.4, -2.6),
            2.6,
            level + 1.1,
            60,
            "#E9E6B4",
            "#BFC878",
            name="lemongrass",
            thick=0.1,
        )
    cuts.peanuts_crushed(rng, (-1.2, -2.2), 3.0, level + 2.0, 110)
    toppings.sprouts(rng, (-5.4, 2.6), 2.0, level + 0.9, 36)
    garnish.rings(rng, lambda x, y: level + 1.9, 3.4, 40, 0.36, (0.6, -0.4))
    garnish.basil_top(rng, lambda x, y: level + 1.7, ((-3.0, 4.8), (-1.8, 5.6), (-4.0, 5.0)), 0.9)
    garnish.chilli_rings(rng, lambda x, y: level + 2.1, 3.0, 6, 0.45)
    cuts.lime_wedge((3.6, -5.6, level + 1.0), (0.4, 0.1, 0.5), 1.7)
    return Frame(25.0, 4.2, beside="chopsticks")


@dish("papaya-salad")
def papaya_salad(rng):
    z = vessels.plate(12.0, m.ceramic("#E9E2D2", "#8A7358", 0.4))
    cuts.matchsticks(
        rng,
        (0, 0),
        7.2,
        z,
        420,
        "#E6EBB8",
        "#C2D288",
        length=4.2,
        thick=0.12,
        height=3.4,
        name="papaya",
    )
    cuts.carrot(rng, (0, 0), 6.4, z + 0.6, 70, length=3.2, height=3.2)
    for k, (x, y) in enumerate(((-4.6, -2.6), (4.4, -3.0), (1.0, -5.0), (-2.0, 3.0), (3.8, 2.4))):
        _tomato_half((x, y, z + 1.2), k, rng)
    garnish.beans_cut(rng, z + 2.0, spread(rng, 10, in_disc(5.5), 2.0))
    cuts.peanuts_crushed(rng, (0, -0.4), 4.0, z + 3.2, 120, 0.6)
    garnish.chilli_rings(rng, lambda x, y: z + 2.6, 5.5, 9, 0.5)
    garnish.leaves(rng, lambda x, y: z + 3.6, ((0.6, 0.8), (1.6, 0.2)), 1.2, 0.3)
    cuts.lime_wedge((8.0, -3.4, z + 0.4), (0.3, 0.1, 0.7), 1.8)
    return Frame(22.0, 2.4)


def _tomato_half(where, seed, rng):
    verts, faces, attributes = shapes.puck(1.35, 1.0, 0.3, 30, 70, 0.03, 0.05, seed)
    shapes.add(
        "tomato",
        (verts, faces, attributes),
        m.tomato(),
        where,
        (rng.normal(0.5, 0.3), rng.normal(0, 0.3), seed),
    )
