"""Tacos, and what is filled into them."""

import numpy as np

from studio import materials as m
from studio import parts, shapes, vessels
from studio.families.kebab import white_drops
from studio.parts import flatbreads, greens, grill
from studio.parts import orchard as fruit
from studio.parts.plated import crumbed
from studio.parts.seeds import beans, corn
from studio.registry import Frame, dish
from studio.shapes import fbm, smoothstep

PASTOR = ("#8A2E0C", "#BE5418", "#E08A3A")
BARBACOA = ("#3E1A0C", "#6E361A", "#9A5E34")


def rice_bits(points, rng):
    fine = [tuple(np.array(p) + rng.normal(0, 0.4, 3)) for p in points for _ in range(14)]
    parts.grains("rice", fine, m.rice(), rng)


def bean_bits(points, rng):
    beans([tuple(np.array(p) + rng.normal(0, 0.35, 3)) for p in points for _ in range(3)], rng)


def beef_bits(points, rng):
    grill.shavings(points, rng, BARBACOA, (0.9, 0.6, 0.3), 0.15)


def avocado_bits(points, rng):
    green = m.plain("avocado", "#C6D066", "#8EA838", 0.35, 1.0, 0.03, 0.45)
    greens.cubes("avocado", points, 0.6, green, rng, 4)


def pastor(rng, z):
    grill.shavings(
        grill.mound(rng, (0, 0), 2.4, z, 0.9, 40, 0.3), rng, PASTOR, (0.75, 0.55, 0.2), 0.25
    )
    greens.cubes(
        "pineapple",
        grill.mound(rng, (0.3, 0), 2.2, z + 0.6, 0.9, 8, 0.9),
        0.38,
        m.plain("pineapple", "#F6C93A", "#E5A818", 0.25, 2, 0.04, 0.5, 0.3, 0.3),
        rng,
    )


def fish(rng, z):
    for k, x in enumerate((-2.1, 0.1, 2.2)):
        v, f = shapes.chunk((1.5, 0.75, 0.7), k + 3, 3.0, 0.14, 5, 0.6)
        v *= (1 + 0.06 * fbm(v + k, 1.8, 4, k))[:, None]
        shapes.add(
            "fish",
            (v, f, {"char": 0.4 * smoothstep(0, 0.6, fbm(v, 0.9, 3, k))}),
            crumbed("#F0C26A", "#D0912E", "#8A4E12", 2.6, 0.18),
            (x, 0.1 * (-1) ** k, z + 0.8),
            (0.2, 0.15 * (-1) ** k, 0.25),
        )
    greens.shreds(
        rng, (0, 0.2), 2.0, z + 1.5, 40, greens.red_cabbage(), 0.09, length=(0.5, 1.0), heading=0.0
    )
    greens.sauce(
        [
            (x, 0.3 * (-1) ** k, z + 1.95 - 0.05 * x * x)
            for k, x in enumerate(np.linspace(-2.6, 2.6, 8))
        ],
        0.15,
        greens.white_sauce(),
    )


def rajas(rng, z):
    strips = m.plain("poblano", "#5E8A2A", "#36591A", 0.25, 1.2, 0.04, 0.35, 0.2, 0.35)
    greens.shreds(rng, (0, 0), 2.2, z + 0.5, 34, strips, 0.24, length=(0.9, 1.5), heading=0.0)
    corn(grill.mound(rng, (0, 0), 2.4, z + 0.3, 1.0, 34, 0.35), rng, 0.30)
    greens.shreds(
        rng,
        (0, 0),
        1.9,
        z + 0.9,
        14,
        m.plain("onion", "#FBF3DF", "#EBDCB0", 0.3, 1, 0.02, 0.5),
        0.12,
        length=(0.6, 1.0),
    )
    white_drops([(x, 0.2 * (-1) ** k, z + 1.4) for k, x in enumerate((-1.6, 0.2, 1.7))], rng)


def barbacoa(rng, z):
    strings = grill.seared(BARBACOA, wet=0.45)
    paths = greens.tangle(rng, (0, 0), 2.3, z + 0.4, 110, 0.2, (0.6, 1.2), 0.9)
    parts.strands("barbacoa", paths, 0.15, strings, rng, 6)
    _diced_onion(rng, z)


def chicken(rng, z):
    meat = grill.mound(rng, (0, 0), 2.4, z, 0.9, 40, 0.3)
    grill.shavings(meat, rng, grill.CHICKEN, (0.8, 0.55, 0.22), 0.25)
    _diced_onion(rng, z)


def mushrooms(rng, z):
    grill.mushrooms(grill.mound(rng, (0, 0), 2.3, z + 0.2, 0.8, 9, 0.9), rng, 0.75)
    beans(
        grill.mound(rng, (0, 0), 2.3, z + 0.4, 0.9, 18, 0.5), rng, ("#1A1210", "#2E201C", "#443028")
    )


def _diced_onion(rng, z):
    white = m.plain("onion", "#FFFDF2", "#EFE8D0", 0.3, 1, 0.02, 0.5, coat=0.2)
    greens.cubes("onion", grill.mound(rng, (0, 0), 2.0, z + 0.9, 0.7, 14, 0.5), 0.17, white, rng)


TACOS = {
    "pastor": pastor,
    "fish": fish,
    "rajas": rajas,
    "barbacoa": barbacoa,
    "chicken": chicken,
    "mushrooms": mushrooms,
}


@dish("tacos-al-pastor", filling="pastor")
@dish("fish-tacos", filling="fish")
@dish("vegetable-tacos", filling="rajas")
@dish("barbacoa-tacos", filling="barbacoa")
@dish("chicken-tacos", filling="chicken")
@dish("mushroom-tacos", filling="mushrooms")
def tacos(rng, filling):
    """Three of them in a row, lime beside."""
    z = vessels.slab_board((13.4, 7.8, 0.7))
    for k, (x, y) in enumerate(((-7.4, 0.4), (0.0, 0.8), (7.4, 0.4))):
        with shapes.at((x, y, z), 1.20 + 0.12 * (k - 1)):
            flatbreads.taco((0, 0, 0.25), (0, 0, 0), 5.2, 1.5, k)
            TACOS[filling](rng, 1.5)
            parts.herbs(grill.mound(rng, (0, 0), 2.4, 2.3, 0.9, 16, 0.45), rng, 0.5)
    for x, y, turn in ((-3.6, -5.6, 0.5), (3.8, -5.8, 2.2)):
        lime_wedge((x, y, z), turn)
    return Frame(24.5, 2.2, 36.0)


def lime_wedge(at, turn):
    fruit.slice_of("lime", (at[0], at[1], at[2] + 0.3), (0.5, 0.2, turn), 1.7, 0.9)
