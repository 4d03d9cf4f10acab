"""Curries with rice."""

import numpy as np

from studio import materials as m
from studio import parts, shapes, vessels
from studio.registry import Frame, dish


@dish("chicken-curry")
def chicken_curry(rng):
    rng = np.random.default_rng(21)
    level = 3.1
    inner = vessels.bowl(12.6, 4.6, foot=0.55, material=m.stoneware("#46382F", "#9A7350"))
    chunks = [
        (x, y, rng.uniform(1.4, 2.05))
        for x, y in shapes.spread(rng, 12, shapes.in_disc(6.3, (4.0, -1.2)), 2.5)
    ]
    height = parts.curry_sauce(float(inner(level)) + 0.05, level, rng, chunks, 3)
    parts.rice_heap((-6.0, 1.6), (5.2, 7.7), 3.3, level - 0.4, rng)
    parts.coriander(
        [
            (2.6, -2.6, height(2.6, -2.6) + 0.35, 0.6, 1.15),
            (4.0, -0.9, height(4, -0.9) + 0.4, 2.3, 1.0),
            (-5.6, 1.2, level + 3.3, 1.2, 0.95),
        ],
        5,
    )
    chilli = m.plain("chilli", "#D8260F", "#A31308", 0.2, 1.5, 0.03, 0.4, 0.2, 0.5)
    parts.rings(
        "chilli",
        [
            (x, y, height(x, y) + 0.18)
            for x, y in (
                (6.9, -3.2),
                (1.0, -5.4),
                (6.3, -0.6),
                (3.2, 3.2),
                (0.4, -3.6),
                (4.6, -5.6),
            )
        ],
        0.55,
        chilli,
        rng,
    )
    parts.herbs(
        [
            (x, y, height(x, y) + 0.12)
            for x, y in shapes.spread(rng, 38, shapes.in_disc(6.0, (3.6, -1.2)), 0.5)
        ],
        rng,
        0.42,
    )
    return Frame(28.0, 2.7)
