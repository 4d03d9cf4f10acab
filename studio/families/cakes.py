"""Cakes and layered slices."""

import math

import numpy as np

from studio import materials as m
from studio import parts, shapes, vessels
from studio.registry import Frame, dish


@dish("tiramisu")
def tiramisu(rng):
    rng = np.random.default_rng(2)
    z = vessels.plate(10.8, m.ceramic("#E6D8C0", "#8A7358", 0.5))
    top = parts.tiramisu_slice((-0.8, 0.6, z), turn=0.42, seed=4)
    cocoa = m.plain("cocoa", "#5A3018", "#35190B", 0.95, 4, 0.05, 0.0)
    points = [
        (x, y, z + 0.05)
        for x, y in (shapes.in_disc(5.6, (3.6, -3.0))(rng) for _ in range(2600))
        if math.hypot(x, y) < 7.4
    ]
    parts.dust(points, rng, cocoa, 0.026)
    berry = m.toned(
        "raspberry",
        [(0, "#A90E26"), (0.5, "#C81E3A"), (1, "#DE3A54")],
        roughness=0.28,
        glow=0.5,
        glow_depth=0.3,
        coat=0.25,
        bump=0.02,
        jitter=0.1,
    )
    for x, y, turn in (
        (5.2, -3.6, (1.3, 0.2, 0.4)),
        (6.3, -1.7, (0.5, 0.9, 1.3)),
        (3.3, -4.9, (1.2, 0.5, 2.4)),
    ):
        parts.raspberry((x, y, z + 0.95), turn, berry, rng, 0.92)
    parts.raspberry((-0.2, 0.2, top + 0.75), (0.3, 0.2, 0), berry, rng, 0.88)
    parts.basil(
        [
            (-1.8, 0.9, top + 0.45, 2.7, 0.62),
            (-0.9, 1.7, top + 0.5, 1.4, 0.55),
            (6.4, -3.6, z + 0.6, -0.5, 0.5),
        ],
        7,
    )
    return Frame(20.6, 2.1, 34.0)
