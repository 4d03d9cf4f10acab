"""Poke bowls."""

import math

import numpy as np

from studio import materials as m
from studio import parts, shapes, vessels
from studio.registry import Frame, dish


@dish("poke-bowl")
def poke_bowl(rng):
    rng = np.random.default_rng(33)
    level = 4.6
    inner = vessels.bowl(9.6, 5.6, foot=0.5, material=m.stoneware("#3C525A", "#8A6A48"))
    radius = float(inner(level))
    rice = m.rice()
    core, faces = shapes.superblob((radius, radius, 1.1), 2, 2, 5)
    shapes.add(
        "rice core", (core, faces, {"tone": np.full(len(core), 0.8)}), rice, (0, 0, level - 0.74)
    )
    parts.grains(
        "rice",
        [
            (x, y, level + 0.62 - 0.008 * (x * x + y * y) + rng.uniform(-0.1, 0.12))
            for x, y in (shapes.in_disc(radius * 0.98)(rng) for _ in range(2300))
        ],
        rice,
        rng,
    )
    fish = m.salmon()
    for k, (x, y, z) in enumerate(
        shapes.heap(rng, (-3.9, -3.2), 3.15, 1.08, level + 0.90, 1.5, 36)
    ):
        verts, faces = shapes.chunk((0.82, 0.72, 0.64), k, 7, 0.08, 5)
        fat = shapes.smoothstep(
            0.86, 0.97, np.abs(np.cos(verts[:, 0] * 3.4 + verts[:, 1] * 1.7 + k))
        )
        shapes.add(
            "salmon",
            (verts, faces, {"fat": fat}),
            fish,
            (x, y, z),
            tuple(rng.normal(0, 0.4, 2)) + (rng.uniform(0, 6),),
        )
    parts.avocado_fan((3.1, -4.6, level + 1.15), 0.25, 10)
    edamame = m.plain("edamame", "#A9CE4C", "#7DB02F", 0.28, 1.0, 0.03, 0.5, 0.3, 0.3)
    bean, faces = shapes.superblob((0.72, 0.45, 0.38), 2.2, 2.2, 3)
    shapes.merged_copies(
        "edamame",
        (bean, faces),
        [
            (
                p,
                (rng.normal(0, 0.35), rng.normal(0, 0.35), rng.uniform(0, 6)),
                rng.uniform(0.85, 1.1),
            )
            for p in shapes.heap(rng, (5.4, 1.0), 2.7, 0.58, level + 0.75, 1.1, 70)
        ],
        edamame,
        rng,
    )
    cucumber = m.cucumber()
    for k in range(12):
        a, row = 1.75 + (k % 7) * 0.19, k // 7
        shapes.add(
            "cucumber",
            shapes.puck(1.65, 0.24, 0.07, 40, 90, 0.02, 0.03, k),
            cucumber,
            (
                (6.0 - 1.9 * row) * math.cos(a),
                (6.0 - 1.9 * row) * math.sin(a),
                level + 0.75 + 0.06 * k,
            ),
            (0.42, -0.25, a),
        )
    carrot = m.plain("carrot", "#F58A1F", "#E56C0A", 0.3, 1.5, 0.04, 0.45, 0.3, 0.25)
    parts.strands(
        "carrot", shapes.tangle(rng, (2.9, 4.8), 2.5, level + 1.15, 120), 0.13, carrot, rng, 6
    )
    cabbage = m.toned(
        "cabbage",
        [(0, "#5A1A52"), (0.5, "#8A2E7A"), (0.85, "#B866A8"), (1, "#EBCDE2")],
        roughness=0.28,
        glow=0.4,
        coat=0.3,
    )
    parts.strands(
        "cabbage",
        shapes.tangle(rng, (-5.6, 1.2), 2.4, level + 1.1, 120, 0.5),
        0.15,
        cabbage,
        rng,
        6,
    )
    wakame = m.toned(
        "wakame",
        [(0, "#2F6B2A"), (0.6, "#4F8F34"), (1, "#86B84C")],
        roughness=0.2,
        glow=0.3,
        coat=0.5,
    )
    parts.strands(
        "wakame", shapes.tangle(rng, (-0.3, -6.0), 1.8, level + 0.9, 110), 0.12, wakame, rng, 6
    )
    radish = m.radish()
    for k, (x, y, tilt) in enumerate(
        ((-0.6, 0.5, 0.35), (0.8, -0.4, 0.25), (0.9, 1.1, 0.5), (-0.2, -0.9, 0.15))
    ):
        shapes.add(
            "radish",
            shapes.puck(1.3, 0.16, 0.05, 36, 90, 0.02, 0.03, k),
            radish,
            (x, y, level + 1.45 + 0.12 * k),
            (tilt, -0.2, k),
        )
    seeds = m.toned(
        "sesame",
        [(0, "#1C1712"), (0.5, "#2E261E"), (0.55, "#F3E2BC"), (1, "#FDF3DA")],
        glow=0.1,
        jitter=0.0,
    )
    parts.grains(
        "sesame",
        [
            (x, y, z + 1.0)
            for x, y, z in shapes.heap(rng, (-3.9, -3.2), 2.7, 0.3, level + 0.95, 1.5, 46)
        ],
        seeds,
        rng,
        (0.17, 0.10, 0.06),
        0.3,
    )
    parts.rings(
        "scallion",
        [
            (x, y, z + 1.05)
            for x, y, z in shapes.heap(rng, (-3.9, -3.2), 2.2, 0.55, level + 0.95, 1.5, 14)
        ],
        0.34,
        m.scallion(),
        rng,
    )
    return Frame(23.0, 4.3)
