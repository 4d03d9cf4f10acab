"""A hot dog: its bun, the sausage, and what goes along the top."""

import numpy as np

from studio import materials as m
from studio.shapes.meshes import add, merged_copies
from studio.shapes.noise import as_points, fbm, smoothstep
from studio.shapes.solids import chunk, superblob, tube


def long_bun(rng):
    """Two halves, hinged along the bottom."""
    for side in (-1, 1):
        verts, faces = superblob((9.0, 2.0, 2.1), 2.6, 2.4, 6)
        verts = verts * (1 + 0.03 * fbm(verts, 0.3, 3, int(rng.integers(999))))[:, None]
        bake = (
            smoothstep(-1.2, 1.3, verts[:, 2])
            * 0.75
            * smoothstep(0.4 * side, 1.6 * side, verts[:, 1])
        )
        add(
            "bun",
            (verts, faces, {"bake": bake}),
            m.bun(),
            (0, side * 2.15, 2.0),
            (side * -0.42, 0, 0),
        )
    verts, faces = superblob((8.6, 2.4, 0.9), 2.6, 2.4, 5)
    add("bun", (verts, faces, {"bake": np.full(len(verts), 0.25)}), m.bun(), (0, 0, 1.0))


def sausage(rng):
    s = np.linspace(-1, 1, 80)
    path = as_points(s * 9.9, 0.3 * np.sin(s * 2), 2.9 + 0.25 * s**2)
    radius = 1.35 * np.clip(1 - np.abs(s) ** 14, 0.02, 1) ** 0.5
    verts, faces, along = tube(path, radius, 40, 0.3)
    brown = 0.5 + 0.5 * np.sin(along * 60) * (verts[:, 2] > 3.3)
    material = m.toned(
        "sausage",
        [(0, "#C2562E"), (0.6, "#A63E1C"), (1, "#6A220C")],
        roughness=0.22,
        glow=0.35,
        coat=0.4,
        bump=0.03,
        jitter=0.25,
    )
    add("sausage", (verts, faces, {"tone": np.clip(brown * 0.6, 0, 1)}), material)


def along_the_top(rng, kind):
    """A line of mustard, or chilli with onion."""
    if kind == "mustard":
        s = np.linspace(-1, 1, 240)
        path = as_points(
            s * 8.4, 0.75 * np.sin(s * 22), 4.25 + 0.2 * s**2 - 0.25 * np.abs(np.sin(s * 22))
        )
        yellow = m.plain("mustard", "#F2B90F", "#DE9A06", 0.22, 1.0, 0.02, 0.4, 0.2, 0.4)
        verts, faces, _ = tube(path, 0.33, 12, 0.4)
        add("mustard", (verts, faces, {}), yellow)
        return
    dark = m.plain("chilli sauce", "#8A2408", "#561204", 0.22, 1.2, 0.08, 0.3, 0.3, 0.5)
    verts, faces = superblob((8.6, 1.5, 0.8), 2.6, 2.0, 6)
    verts = verts * (1 + 0.2 * fbm(verts, 0.7, 4, 5))[:, None]
    add("chilli", (verts, faces, {}), dark, (0, 0, 4.15))
    mince = m.plain("mince", "#7A3A1C", "#4A1E0C", 0.4, 2.0, 0.1, 0.3, 0.2, 0.3)
    spots = [
        (
            (rng.uniform(-8, 8), rng.normal(0, 0.7), 4.8 + rng.normal(0, 0.1)),
            tuple(rng.uniform(0, 6, 3)),
            rng.uniform(0.3, 0.55),
        )
        for _ in range(110)
    ]
    merged_copies("mince", chunk((1, 0.8, 0.7), 4, 2.5, 0.3, 2, 1.2), spots, mince, rng)
    white = m.plain("onion dice", "#F6EEDD", "#E6DABA", 0.25, 1.5, 0.02, 0.5, 0.2, 0.3)
    dice = [
        (
            (rng.uniform(-7, 7), rng.normal(0, 0.5), 5.15 + rng.normal(0, 0.08)),
            tuple(rng.uniform(0, 6, 3)),
            rng.uniform(0.6, 1),
        )
        for _ in range(26)
    ]
    merged_copies("onion dice", superblob((0.26, 0.26, 0.16), 6, 6, 2), dice, white, rng)
