"""Ramen."""

import math

import numpy as np

from studio import materials as m
from studio import parts, shapes, vessels
from studio.registry import Frame, dish


@dish("ramen")
def ramen(rng):
    rng = np.random.default_rng(11)
    level = 5.7
    inner = vessels.bowl(10.6, 7.3, material=m.stoneware("#26323B", "#6B4A30"))
    parts.liquid(inner(level), level, m.broth())
    parts.noodle_nest(rng, level + 0.05, float(inner(level)))
    parts.nori_sheet((-3.4, 6.4, level - 0.8), 4.6, 4.7, 0.30, 0.36, 1)
    parts.nori_sheet((-1.5, 7.1, level - 0.8), 4.6, 4.3, 0.26, 0.12, 2)
    parts.pork_slice((-4.3, -1.4, level + 0.55), (-0.20, -0.18, 0.4), 3.2, 1)
    parts.pork_slice((-3.4, 2.6, level + 0.85), (-0.30, -0.10, 2.1), 3.2, 2)
    parts.egg_half((4.1, -2.9, level + 0.75), (0.10, 0.14, 0.5), 1)
    parts.egg_half((5.2, 1.5, level + 0.80), (-0.05, 0.22, 1.1), 2)
    parts.fish_cake((1.8, 5.4, level + 0.75), (0.42, 0.05, 0.3), 3)
    spots = [
        (x, y, level + 1.15 + 0.35 * rng.random())
        for x, y in shapes.spread(rng, 60, shapes.in_disc(1.8, (0.6, -0.4)), 0.28)
    ]
    spots += [
        (x, y, level + 0.12 + 0.75 * (math.hypot(x, y) < 5.5))
        for x, y in shapes.spread(rng, 30, shapes.in_disc(8.4), 0.8)
    ]
    parts.rings("scallion", spots, 0.42, m.scallion(), rng)
    parts.grains(
        "sesame",
        [
            (x, y, level + 0.32 + 0.2 * rng.random())
            for x, y in shapes.spread(rng, 60, shapes.in_disc(7.5), 0.4)
        ],
        m.toned("sesame", [(0, "#EBCF96"), (1, "#FDF3DA")], glow=0.3),
        rng,
        (0.19, 0.11, 0.07),
        0.3,
    )
    return Frame(25.2, 4.7, beside="chopsticks")
