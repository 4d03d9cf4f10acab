"""On bread: mushrooms, tomato and basil."""

import numpy as np

from studio import materials as m
from studio import parts, shapes, vessels
from studio.parts import baked, greens, grill
from studio.registry import Frame, dish
from studio.shapes import in_disc, spread


@dish("mushroom-toast")
def mushroom_toast(rng):
    z = vessels.plate(12.0, m.stoneware("#5E6E64", "#8A6A48"))
    for k, (x, y, turn) in enumerate(((-3.8, 1.4, 0.25), (4.0, -0.8, 0.1))):
        with shapes.at((x, y, z), turn):
            baked.bread_slice((0, 0, 0), (0, 0, 0), (4.0, 4.6), 1.1, k + 2, 0.4)
            lying = grill.mound(rng, (0, 0.1), 3.2, 1.5, 1.0, 13, 1.35)
            grill.mushrooms(lying, rng, 1.15)
            parts.herbs([(a, b, c + 0.6) for a, b, c in lying], rng, 0.45)
    greens.rocket(rng, (0.6, 6.6), 2.6, z + 0.2, 24, 0.8)
    return Frame(25.5, 1.6, 40.0, bare=True)


@dish("bruschetta")
def bruschetta(rng):
    z = vessels.slab_board((12.0, 7.0, 0.7))
    for k, x in enumerate((-7.2, 0.2, 7.4)):
        with shapes.at((x, 0.4 * (-1) ** k, z), 0.25 + rng.normal(0, 0.08)):
            baked.bread_slice((0, 0, 0), (0, 0, 0), (2.9, 4.8), 1.1, k + 4, 0.4)
            lying = grill.mound(rng, (0, 0), 2.6, 1.4, 0.8, 24, 0.85)
            lying = [(a * 0.85, b * 1.45, c) for a, b, c in lying]
            greens.cubes("tomato", lying, 0.5, m.tomato(), rng, 3.4)
            leaves = [(0.3, 0.6, 2.7, rng.uniform(0, 6), 0.6), (-0.4, -1.2, 2.6, 2.0, 0.5)]
            parts.basil(leaves, int(rng.integers(50)))
    oil = m.plain("oil", "#C8B83A", "#A8942A", 0.08, 0.8, 0.01, 0.3, 0.3, 0.5)
    for x, y in spread(rng, 14, in_disc(9), 1.6):
        drop = shapes.puck(rng.uniform(0.12, 0.4), 0.06, 0.03, 8, 30)
        shapes.add("oil", drop, oil, (x, y * 0.6, z + 0.01))
    return Frame(25.0, 1.6, 40.0, bare=True)


@dish("cannoli")
def cannoli(rng):
    """Two fried shells, ricotta at both ends, pistachio on it."""
    z = vessels.plate(10.4, m.ceramic("#E6EAE4", "#5E8A8A", 0.6))
    shell = baked.crust(("#E8B86A", "#BE7A2C", "#8A4A14", "#5A2A0A"), 0.2, 0.45, 0.1, 1.6)
    white = m.soft_cheese()
    nut = m.plain("pistachio", "#A8B84A", "#6E8428", 0.5, 2.0, 0.1, 0.3)
    for x, y, turn in ((-0.6, 2.4, 0.95), (1.0, -2.2, 0.75)):
        with shapes.at((x, y, z + 1.75), turn):
            along = np.linspace((-4.6, 0, 0), (4.6, 0, 0), 80)
            verts, faces, _ = shapes.tube(along, 1.65, 60, 1.0)
            blisters = shapes.worley(verts, 0.9, 3)[0]
            swell = 1 + 0.14 * shapes.smoothstep(0.5, 0.1, blisters)
            verts = verts * np.stack([np.ones(len(verts)), swell, swell], -1)
            bake = {"bake": np.clip(0.45 + 0.5 * shapes.smoothstep(0.45, 0.1, blisters), 0, 1)}
            shapes.add("shell", (verts, faces, bake), shell)
            for side in (-1, 1):
                cream, sides = shapes.superblob((1.5, 1.5, 1.5), 2.2, 2.2, 5)
                cream *= (1 + 0.06 * shapes.fbm(cream, 1.2, 3, 2))[:, None]
                shapes.add("cream", (cream, sides, {}), white, (side * 4.4, 0, 0))
                bits = [
                    (side * (4.9 + 0.9 * rng.random()), *rng.uniform(-0.9, 0.9, 2))
                    for _ in range(26)
                ]
                places = [(p, tuple(rng.uniform(0, 6, 3)), rng.uniform(0.6, 1.2)) for p in bits]
                bit = shapes.chunk((0.22, 0.16, 0.14), 2, 3, 0.2, 2)
                shapes.merged_copies("pistachio", bit, places, nut, rng)
    baked.sugar_dust([(*in_disc(6.4)(rng), z + 0.06) for _ in range(260)], rng)
    return Frame(21.0, 2.0, 36.0, bare=True)
