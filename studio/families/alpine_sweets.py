"""Sweet things of the Alps."""

import numpy as np

from studio import materials as m
from studio import shapes, vessels
from studio.families.alpine import little_pot
from studio.parts import baked, greens, grill
from studio.parts.plated import gravy
from studio.registry import Frame, dish
from studio.shapes import fbm, in_disc, smoothstep, spread, superblob


@dish("kaiserschmarrn")
def kaiserschmarrn(rng):
    z = vessels.plate(12.8, m.ceramic("#F3EEE4"))
    look = baked.crust(("#F9E6A8", "#EDC264", "#C07A26", "#8A4A14"), 0.08, 0.5, 0.05, 0.9)
    for k, (x, y, h) in enumerate(grill.mound(rng, (-0.6, -0.4), 6.6, z + 0.5, 2.4, 44, 1.25)):
        v, f = superblob(
            (rng.uniform(1.1, 1.9), rng.uniform(0.9, 1.4), rng.uniform(0.42, 0.6)), 3.4, 3.4, 4
        )
        v *= (1 + 0.18 * fbm(v + k * 3, 0.8, 3, k))[:, None]
        v[:, 2] += 0.12 * v[:, 0] ** 2 * rng.uniform(-1, 1)
        bake = 0.15 + 0.55 * smoothstep(0.1, 0.45, v[:, 2]) + 0.1 * fbm(v + k, 1, 3, k)
        shapes.add(
            "piece",
            (v, f, {"bake": np.clip(bake, 0, 1)}),
            look,
            (x, y, h + 0.3),
            (rng.normal(0, 0.45), rng.normal(0, 0.45), rng.uniform(0, 6)),
        )
    raisins = m.plain("raisin", "#4A2A1E", "#28140E", 0.35, 3, 0.1, 0.1, coat=0.3)
    v, f = superblob((0.4, 0.28, 0.24), 2.2, 2.2, 3)
    shapes.merged_copies(
        "raisins",
        (v, f),
        [
            (p, tuple(rng.uniform(-0.5, 0.5, 3)), 1)
            for p in grill.mound(rng, (-0.6, -0.4), 6.0, z + 1.4, 2.2, 16, 1.2)
        ],
        raisins,
        rng,
    )
    baked.sugar_dust(grill.mound(rng, (-0.6, -0.4), 6.8, z + 1.5, 2.4, 600, 0.05), rng, 0.05)
    little_pot((8.0, 5.2, z), "#6E1A32", "#42081C", 3.3, 1.6)
    return Frame(28.0, 1.9, 40.0, beside="fork")


@dish("apple-strudel")
def strudel(rng):
    z = vessels.plate(12.6, m.ceramic("#EFE8DA"))
    gravy(7.4, z, "#FBE9A8", "#F2D67E", (1.2, -3.4), (1.2, 0.7))
    dough = baked.crust(("#F4DCA8", "#DDA452", "#B06A22", "#74400E"), 0.1, 0.45, 0.15, 1.0)
    apple = m.plain("apple", "#F4DC9A", "#DDB45E", 0.3, 1.4, 0.06, 0.5, 0.3, 0.2)
    for k, (x, y, turn) in enumerate(((-3.6, 1.6, -1.05), (3.0, 0.4, -1.35))):
        with shapes.at((x, y, z), turn):
            v, f = superblob((2.4, 3.6, 2.1), 8, 2.6, 6)
            v *= (1 + 0.03 * fbm(v + k, 0.6, 4, k))[:, None]
            v[:, 2] += 0.05 * np.sin(v[:, 1] * 5) * (v[:, 2] > 0)
            shapes.add(
                "strudel",
                (
                    v,
                    f,
                    {
                        "bake": np.clip(
                            0.35 + 0.25 * smoothstep(0.3, 2, v[:, 2]) + 0.2 * fbm(v, 0.9, 4, k),
                            0,
                            1,
                        )
                    },
                ),
                dough,
                (0, 0, 2.1),
            )
            for side in (1,):
                spots = [
                    (2.42 * side, b, c)
                    for b, c in spread(rng, 30, in_disc(2.6), 0.75)
                    if abs(c) < 1.5
                ]
                greens.cubes(
                    "apple",
                    [(a + rng.uniform(-0.2, 0.1), b, c * 0.75 + 2.0) for a, b, c in spots],
                    0.55,
                    apple,
                    rng,
                    4,
                )
                raisins = m.plain("raisin", "#4A2A1E", "#28140E", 0.35, 3, 0.1, 0.1, coat=0.3)
                v, f = superblob((0.36, 0.28, 0.26), 2.2, 2.2, 3)
                shapes.merged_copies(
                    "raisins",
                    (v, f),
                    [
                        ((2.8, b, c * 0.75 + 2.0), (0, 0, 0), 1)
                        for b, c in spread(rng, 6, in_disc(1.7), 1.0)
                    ],
                    raisins,
                    rng,
                )
    baked.sugar_dust(
        [
            (x, y, z + 4.25 - 0.06 * (y - 1.5) ** 2)
            for x, y in ((rng.uniform(-6, 5.6), rng.uniform(-1.6, 4.8)) for _ in range(700))
        ],
        rng,
        0.035,
    )
    return Frame(20.5, 1.8, 34.0, beside="fork")
