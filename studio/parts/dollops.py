"""Small things on top and beside: piped cream, a cherry, spices."""

import math

import numpy as np

from studio import materials as m
from studio import shapes
from studio.shapes import as_points


def cream_swirl(at, radius, turns, rng, tall=1.5, material=None):
    """Piped cream: a rope wound up to a point."""
    from studio.shapes import mesh_object, tube

    s = np.linspace(0, 1, 260)
    a = s * turns * 2 * math.pi
    r = radius * 0.64 * (1 - s**1.1)
    path = as_points(
        at[0] + r * np.cos(a), at[1] + r * np.sin(a), at[2] + 0.3 * radius + s * tall * radius * 0.8
    )
    ridge = 1 + 0.10 * np.cos(np.linspace(0, 2 * math.pi, 24, endpoint=False) * 6)
    verts, faces, _ = tube(path, radius * 0.40 * (1 - 0.72 * s), 24, 0.2)
    centre = np.repeat(path, 24, axis=0)
    verts = centre + (verts - centre) * np.tile(ridge, len(path))[:, None]
    mesh_object(
        "cream",
        verts,
        faces,
        material or m.plain("cream", "#FFFCF2", "#F8EBD2", 0.4, 1.2, 0.03, 0.55, 0.4, 0.1),
    )


def cherry(at, size=0.85):
    from studio.shapes import superblob, tube

    verts, faces = superblob((size, size, size * 0.92), 2, 2, 4)
    shapes.add(
        "cherry",
        (verts, faces, {}),
        m.plain("cherry", "#C4101E", "#8A0812", 0.12, 1, 0.0, 0.4, 0.3, 0.6),
        at,
    )
    stem, faces, _ = tube(
        np.array([(0, 0, 0.7), (0.2, 0, 1.6), (0.7, 0.1, 2.6)]) * size, 0.06, 8, 0.9
    )
    shapes.add("stem", (stem, faces, {}), m.plain("stem", "#6B7A2A", "#4A5518", 0.6), at)


def cinnamon_sticks(spots):
    from studio.shapes import grid_faces, mesh_object, placed

    bark = m.plain("bark", "#8A4E22", "#5A2E12", 0.7, 1.5, 0.1, 0.0)
    for x, y, z, turn in spots:
        t, a = np.meshgrid(
            np.linspace(-3.2, 3.2, 20), np.linspace(0, 4.2 * math.pi, 80), indexing="ij"
        )
        r = 0.16 + 0.026 * a
        v = as_points(t, r * np.cos(a), r * np.sin(a)).reshape(-1, 3)
        mesh_object("cinnamon", placed(v, (x, y, z), (0, 0, turn)), grid_faces(20, 80), bark)


def beans(spots):
    from studio.shapes import superblob

    v, f = superblob((0.62, 0.44, 0.32), 2.2, 2.2, 4)
    v[:, 2] -= 0.12 * np.exp(-((v[:, 1] / 0.06) ** 2)) * (v[:, 2] > 0)
    dark = m.plain("bean", "#4A2611", "#2A1307", 0.3, 2, 0.03, 0.0, coat=0.3)
    for k, (x, y) in enumerate(spots):
        shapes.add("bean", (v, f, {}), dark, (x, y, 0.3), (0.2 * (k % 3), 0.1 * k, k * 1.7))
