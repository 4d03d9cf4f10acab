"""Sushi for the cut-out: nigiri and rolls on one board."""

import numpy as np

from studio import materials as m
from studio import parts, shapes, vessels
from studio.registry import Frame


def sushi(rng):
    rng = np.random.default_rng(8)
    z = vessels.slab_board((10.6, 7.2, 0.55), m.stoneware("#2B2E31", "#4A423B"))
    rice, fish, nori, green = m.rice(), m.salmon(), m.nori(), m.avocado()
    for k, (x, y, turn) in enumerate(
        ((-6.3, 2.3, 1.15), (-2.7, 2.4, 1.22), (0.9, 2.3, 1.13), (4.5, 2.5, 1.2))
    ):
        parts.nigiri((x, y, z), turn, rng, rice, fish, k)
    for k, (x, y) in enumerate(((-7.2, -4.0), (-3.9, -4.4), (-0.6, -3.9), (2.7, -4.4))):
        parts.maki(
            (x, y, z),
            rng,
            rice,
            nori,
            fish,
            green,
            turn=(rng.normal(0, 0.02), rng.normal(0, 0.02), rng.uniform(0, 6)),
            seed=k,
        )
    parts.maki((5.3, -2.0, z + 1.6), rng, rice, nori, fish, green, turn=(1.45, 0, 0.5), seed=6)
    parts.ginger((8.2, 1.4, z), rng)
    wasabi, faces = shapes.chunk((1.0, 0.9, 0.65), 3, 2.2, 0.22, 5, 0.9)
    shapes.add(
        "wasabi",
        (wasabi, faces, {}),
        m.plain("wasabi", "#B9CC6A", "#9BB54C", 0.55, 1.5, 0.08, 0.4),
        (8.3, -2.6, z + 0.45),
    )
    seeds = m.toned("sesame", [(0, "#EBCF96"), (1, "#FDF3DA")])
    parts.grains(
        "sesame",
        [(x, y, z + 2.80) for x, y in ((-6.1, 2.6), (-2.5, 2.0), (1.1, 2.8), (4.4, 2.1))],
        seeds,
        rng,
        (0.17, 0.10, 0.06),
        0.2,
    )
    return Frame(22.8, 0.9)
