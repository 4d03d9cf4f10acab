"""Glasses, filled."""

import numpy as np

from studio import materials as m
from studio.shapes.solids import lathe


def tumbler(radius=3.5, height=12.0, fill=10.6, wall=0.22, liquid=None):
    lathe(
        "glass",
        [
            (0.01, 0),
            (radius * 0.86, 0),
            (radius * 0.90, 0.15),
            (radius * 0.95, height * 0.5),
            (radius, height),
            (radius - wall * 0.5, height + 0.09),
            (radius - wall, height),
            (radius * 0.95 - wall, height * 0.5),
            (radius * 0.88 - wall, 0.75),
            (radius * 0.80 - wall, 0.5),
            (0.01, 0.45),
        ],
        m.glass(),
        160,
        10,
    )
    gap = 0.015
    lathe(
        "drink",
        [
            (0.01, 0.47),
            (radius * 0.80 - wall, 0.52),
            (radius * 0.88 - wall - gap, 0.77),
            (radius * 0.95 - wall - gap, height * 0.5),
            (np.interp(fill, [height * 0.5, height], [radius * 0.95, radius]) - wall - gap, fill),
            (radius * 0.96 - wall - 0.10, fill - 0.03),
            (0.01, fill - 0.03),
        ],
        liquid or m.drink(),
        160,
        10,
    )
