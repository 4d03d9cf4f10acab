"""Cold drinks."""

import numpy as np

from studio import materials as m
from studio import parts, shapes, vessels
from studio.registry import Frame, dish


@dish("lemonade")
def lemonade(rng):
    rng = np.random.default_rng(6)
    vessels.tumbler()
    ice = m.ice()
    for k, (x, y, z) in enumerate(
        ((-1.1, -0.9, 10.7), (1.1, 0.4, 10.8), (-0.6, 1.5, 10.6), (1.0, -1.5, 10.4))
    ):
        parts.ice_cube((x, y, z), tuple(rng.uniform(0, 1.5, 3)), 1.15, k, ice)
    citrus = m.citrus()
    parts.citrus_slice((2.9, -0.9, 11.9), (1.2, 0.5, -0.5), 2.5, 0.45, 1.0, citrus)
    parts.basil(
        [
            (-1.5, 0.1, 12.0, 2.4, 0.85),
            (-0.4, 0.9, 12.3, 1.2, 0.8),
            (0.0, -0.3, 12.2, 0.2, 0.7),
            (-1.1, -1.0, 11.9, 3.9, 0.7),
        ],
        3,
    )
    straw, faces, _ = shapes.tube(np.linspace((0.9, 0.3, 1.5), (2.0, 1.5, 15.2), 40), 0.32, 20, 1.0)
    stripe = (
        np.sin(straw[:, 2] * 2.2 + np.arctan2(straw[:, 1] - 1, straw[:, 0] - 1.5)) > 0
    ).astype(float)
    shapes.add("straw", (straw, faces, {"stripe": stripe}), m.paper())
    parts.droplets(lambda z: np.interp(z, [0, 6, 12], [3.16, 3.34, 3.5]), 1.5, 10.4, rng)
    parts.whole_citrus((-7.6, 2.2, 2.9), (1.5, 0.2, 0.8), 3.0)
    parts.citrus_slice((7.2, 0.6, 0.02), (0, 0, 0.4), 2.7, 1.2, 1.0, citrus)
    parts.citrus_slice((-5.4, -3.6, 0.02), (0, 0, 1.0), 2.5, 0.45, 1.0, citrus)
    parts.basil([(5.4, -3.4, 0.35, 0.5, 0.8), (6.5, -3.0, 0.45, -0.9, 0.7)], 4)
    return Frame(24.6, 6.6, 22.0)
