"""Layered slices."""

import numpy as np

from studio import materials as m
from studio.shapes.meshes import add
from studio.shapes.noise import fbm, smoothstep
from studio.shapes.solids import superblob


def tiramisu_slice(at, size=(4.6, 3.4, 2.6), turn=0.0, seed=0):
    verts, faces = superblob(size, 11, 13, 7)
    height = (verts[:, 2] / size[2] + 1) / 2
    layer = height + 0.012 * fbm(verts, 0.5, 3, seed)
    edges = [(0.0, 0.21, 0), (0.21, 0.45, 1), (0.45, 0.66, 0), (0.66, 1.1, 1)]
    cream = np.zeros(len(verts))
    for low, high, kind in edges:
        if kind:
            cream = np.maximum(
                cream,
                smoothstep(low - 0.012, low + 0.012, layer)
                * smoothstep(high + 0.012, high - 0.012, layer),
            )
    cocoa = smoothstep(0.955, 0.985, layer + 0.02 * fbm(verts, 1.2, 3, seed + 4))
    side = np.stack([verts[:, 0] / size[0], verts[:, 1] / size[1]], -1)
    strength = np.abs(side).max(1) ** 8
    push = strength * (
        cream * (0.10 + 0.10 * fbm(verts, 0.7, 3, seed + 1))
        - (1 - cream) * (0.04 + 0.12 * np.abs(fbm(verts, 1.4, 4, seed + 2)))
    )
    verts[:, 0] += np.sign(side[:, 0]) * push * (np.abs(side[:, 0]) > np.abs(side[:, 1]))
    verts[:, 1] += np.sign(side[:, 1]) * push * (np.abs(side[:, 1]) >= np.abs(side[:, 0]))
    verts[:, 2] += cocoa * 0.12 * fbm(verts, 0.9, 4, seed + 3)
    add(
        "tiramisu",
        (verts, faces, {"cream": cream, "cocoa": cocoa}),
        m.tiramisu(),
        (at[0], at[1], at[2] + size[2]),
        (0, 0, turn),
    )
    return at[2] + size[2] * 2
