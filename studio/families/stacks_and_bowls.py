"""Pancakes, waffles, and bowls to spoon."""

import math

import numpy as np

from studio import materials as m
from studio import parts, shapes, vessels
from studio.parts import baked, confectionery, greens, grill
from studio.parts import orchard as fruit
from studio.registry import Frame, dish
from studio.shapes import in_disc, superblob
from studio.vessels.glassware import surface


@dish("granola-bowl")
def granola_bowl(rng):
    level = 4.4
    inner = vessels.bowl(8.2, 5.4, foot=0.5, material=m.ceramic("#E9E2D2"))
    r = float(inner(level)) + 0.05
    surface(
        r,
        level,
        m.plain("yoghurt", "#FFFDF6", "#F3ECDD", 0.28, 0.7, 0.04, 0.5, 0.4, 0.2),
        rise=0.15,
        lumps=0.16,
    )
    oats = m.toned(
        "granola", [(0, "#B0702E"), (0.5, "#D09A52"), (1, "#E9C68A")], roughness=0.5, bump=0.05
    )
    v, f = superblob((0.5, 0.4, 0.18), 2.4, 2.4, 3)
    shapes.merged_copies(
        "oats",
        (v, f),
        [
            (p, tuple(rng.uniform(-0.8, 0.8, 2)) + (rng.uniform(0, 6),), rng.uniform(0.8, 1.3))
            for p in grill.mound(rng, (-2.6, 1.2), 4.2, level + 0.2, 1.0, 210, 0.36)
        ],
        oats,
        rng,
    )
    nuts = m.plain("almond", "#C98A4E", "#8A5224", 0.5, 2, 0.06)
    v, f = superblob((0.85, 0.48, 0.34), 2, 2, 3)
    shapes.merged_copies(
        "almonds",
        (v, f),
        [
            (p, tuple(rng.uniform(-0.6, 0.6, 2)) + (rng.uniform(0, 6),), 1)
            for p in grill.mound(rng, (-2.6, 1.2), 3.6, level + 0.7, 0.9, 12, 1.1)
        ],
        nuts,
        rng,
    )
    fruit.berries(
        grill.mound(rng, (3.4, 2.6), 2.2, level + 0.5, 0.9, 16, 0.95),
        0.62,
        "#3E4A7A",
        "#22284A",
        rng,
    )
    for k, (x, y) in enumerate(((3.0, -2.2), (4.8, -0.8), (1.2, -3.8), (3.2, -4.2))):
        fruit.strawberry((x, y, level + 0.75), (1.2, 0.3 * k, k * 1.4), 0.95, k)
    greens.sauce(
        [(x, -0.8 + 1.1 * math.sin(x * 1.3), level + 0.55) for x in np.linspace(-1.0, 2.4, 8)],
        0.15,
        m.plain("honey", "#E29A12", "#B86E06", 0.08, 1, 0.0, 0.4, 0.2, 0.6),
    )
    parts.basil([(0.6, 1.2, level + 1.1, 0.6, 0.55), (0.0, 0.4, level + 1.1, 2.4, 0.5)], 3)
    return Frame(20.5, 4.0, 46.0, beside="spoon")


@dish("chia-pudding")
def chia_pudding(rng):
    from studio.vessels import glassware as g

    g.glass(g.SMALL)
    g.pour(g.SMALL, 5.0, m.toned("chia", [(0, "#E9E2D2"), (1, "#F6F1E6")], glow=0.4))
    s = m.Shader("chia")
    seeds = s.spread(s.cells(2.6), 0.16, 0.10)
    look = s.finish(
        base=s.mix(s.math("MULTIPLY", seeds, 0.85), "#F3ECDE", "#4A423C"),
        roughness=0.25,
        glow=0.4,
        glow_depth=0.3,
        coat=0.3,
    )
    g.pour(g.SMALL, 5.4, look)
    g.pour(
        g.SMALL, 7.4, m.plain("mango", "#F8B62A", "#EE9A0C", 0.2, 0.8, 0.03, 0.5, 0.4, 0.4), 5.42
    )
    greens.cubes(
        "mango",
        grill.mound(rng, (0, 0), 2.5, 7.5, 0.8, 26, 0.7),
        0.5,
        m.plain("mango", "#FBB92E", "#F29A10", 0.22, 1, 0.03, 0.5, 0.3, 0.35),
        rng,
        5,
    )
    parts.basil([(0.2, -0.2, 8.7, 0.6, 0.55), (-0.5, 0.4, 8.7, 2.3, 0.5)], 3)
    return Frame(17.5, 4.3, 24.0)


@dish("pancakes")
def pancakes(rng):
    z = vessels.plate(11.5)
    h = z
    for k in range(5):
        h = confectionery.pancake(
            (rng.normal(0, 0.16), rng.normal(0, 0.16), h - 0.04), 5.7 - 0.08 * k, 1.15, k
        )
    confectionery.syrup(
        (0, 0, h + 0.03), 3.8, 7, 4.2, seed=4, tint=("#C4741A", "#8A460C"), clear=0.5, edge=5.35
    )
    v, f = superblob((1.1, 1.0, 0.55), 7, 5, 4)
    shapes.add(
        "butter",
        (v, f, {}),
        m.plain("butter", "#FBE6A0", "#F3D67A", 0.25, 0.8, 0.02, 0.5, 0.4, 0.3),
        (0.4, 0.2, h + 0.75),
        (0.05, 0.05, 0.5),
    )
    fruit.berries(
        [
            (-2.0, -1.2, h + 0.65),
            (-1.0, -2.0, h + 0.65),
            (-2.6, 0.2, h + 0.65),
            (6.6, -3.6, z + 0.7),
            (7.4, -2.2, z + 0.6),
            (5.4, -4.8, z + 0.6),
        ],
        0.66,
        "#3E4A7A",
        "#22284A",
        rng,
    )
    fruit.strawberry((-6.6, -3.6, z + 0.9), (1.3, 0.2, 0.6), 1.1, 2)
    return Frame(21.5, 3.4, 27.0, beside="fork")


@dish("waffle")
def waffle(rng):
    z = vessels.plate(12.0, m.stoneware("#3C525A", "#8A6A48"))
    confectionery.waffle((-1.2, 0.6, z), 5.6, 1.5, 2, 0.3)
    confectionery.waffle((1.6, -0.2, z + 1.4), 5.6, 1.5, 6, 0.75)
    from studio.parts.dollops import cream_swirl

    with shapes.at((1.4, 0.2, z + 2.7)):
        cream_swirl((0, 0, -0.3), 2.4, 3, rng, 0.9)
    for k, (x, y) in enumerate(((-0.6, -2.2), (3.6, -1.8), (4.2, 1.6))):
        fruit.strawberry((x, y, z + 3.6), (1.2, 0.3 * k, k * 1.9 + 0.4), 1.05, k)
    fruit.berries(
        [(-1.0, 1.8, z + 3.5), (1.0, -2.9, z + 3.5), (5.4, -0.4, z + 3.4)],
        0.6,
        "#3E4A7A",
        "#22284A",
        rng,
    )
    baked.sugar_dust(
        [(x, y, z + 2.95) for x, y in (in_disc(5.6, (1.6, -0.2))(rng) for _ in range(700))],
        rng,
        0.03,
    )
    return Frame(23.5, 2.4, 36.0)
