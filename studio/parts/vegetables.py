"""Cut vegetables."""

import math

import numpy as np

from studio import materials as m
from studio.shapes.meshes import add, grid_faces
from studio.shapes.noise import as_points


def avocado_fan(at, turn, slices=7, seed=0):
    """Overlapping crescents."""
    material = m.avocado()
    t, angle = np.meshgrid(np.linspace(0, 1, 22), np.linspace(-1.35, 1.35, 60), indexing="ij")
    inner, outer = 1.05, 2.15
    r = inner + (outer - inner) * t * np.cos(angle * 0.95) ** 0.45
    x, y = r * np.cos(angle) * 0.85, r * np.sin(angle) * 1.15
    thick = 0.16 * np.sqrt(np.clip(1 - (2 * t - 1) ** 6, 0.02, 1))
    top, bottom = as_points(x, y, thick).reshape(-1, 3), as_points(x, y, -thick).reshape(-1, 3)
    faces = grid_faces(22, 60)
    shape = (
        np.vstack([top, bottom]),
        np.vstack([faces, faces[:, ::-1] + len(top)]),
        {"across": np.tile(t.ravel(), 2)},
    )
    c, s = math.cos(turn), math.sin(turn)
    for k in range(slices):
        along = (k - slices / 2) * 0.55
        add(
            "avocado",
            shape,
            material,
            (at[0] + along * c, at[1] + along * s, at[2] + 0.10 + 0.05 * k),
            (0.0, -0.55, turn + 0.06 * (k - slices / 2)),
        )
