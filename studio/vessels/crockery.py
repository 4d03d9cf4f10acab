"""Bowls and plates."""

import numpy as np

from studio import materials as m
from studio.shapes.solids import lathe


def bowl(radius=10.5, height=7.2, wall=0.45, foot=0.5, material=None, seed=0):
    """Lathe-turned bowl; returns a function giving the inner radius at a height."""
    outer = [
        (0.01, 0),
        (radius * foot, 0),
        (radius * foot, 0.5),
        (radius * (foot + 0.12), 0.9),
        (radius * 0.86, height * 0.48),
        (radius, height),
    ]
    inner = [
        (radius - wall, height),
        (radius * 0.86 - wall, height * 0.50),
        (radius * (foot + 0.08), 1.3),
        (0.01, 0.9),
    ]
    lip = [(radius - wall * 0.1, height + 0.16), (radius - wall * 0.8, height + 0.16)]
    lathe("bowl", outer + lip + inner, material or m.stoneware(), 160, 10, 0.004, seed)

    def inner_radius(z):
        return np.interp(
            z,
            [0.9, 1.3, height * 0.5, height],
            [0.5, radius * (foot + 0.08), radius * 0.86 - wall, radius - wall],
        )

    return inner_radius


def plate(radius=13.0, material=None, rim=1.5, flat=0.62, seed=0):
    """Shallow coupe plate; food rests at the height returned."""
    lathe(
        "plate",
        [
            (0.01, 0),
            (radius * 0.5, 0),
            (radius * 0.52, 0.35),
            (radius * 0.8, 0.55),
            (radius, rim),
            (radius - 0.1, rim + 0.14),
            (radius - 0.35, rim + 0.08),
            (radius * 0.8, 0.95),
            (radius * flat, 0.62),
            (0.01, 0.6),
        ],
        material or m.ceramic(),
        160,
        10,
        0.004,
        seed,
    )
    return 0.62
