"""Ice cubes and condensation."""

import math

from studio import materials as m
from studio.shapes.meshes import add, merged_copies
from studio.shapes.noise import fbm
from studio.shapes.solids import sphere, superblob


def ice_cube(at, turn, size=1.15, seed=0, material=None):
    verts, faces = superblob((size, size, size), 6, 6, 4)
    verts *= (1 + 0.03 * fbm(verts + seed * 5, 0.6, 3, seed))[:, None]
    add("ice", (verts, faces, {}), material or m.ice(), at, turn)


def droplets(radius, low, high, rng, count=260):
    """Condensation on the outside of a glass."""
    verts, faces = sphere(2)
    placements = []
    for _ in range(count):
        a, z = rng.uniform(math.pi, 2 * math.pi), rng.uniform(low, high)
        size = min(0.20, 0.04 + rng.exponential(0.045))
        placements.append(((radius(z) * math.cos(a), radius(z) * math.sin(a), z), (0, 0, a), size))
    merged_copies("droplets", (verts * (0.45, 1, 1.1), faces), placements, m.glass(), rng)
