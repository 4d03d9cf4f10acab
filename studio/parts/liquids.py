"""What fills a vessel."""

from studio.shapes.meshes import add
from studio.shapes.solids import puck


def liquid(radius, level, material):
    """A flat surface at `level` that reaches the wall."""
    surface, faces, _ = puck(float(radius) + 0.05, 0.02, 0.01, 60, 120, 0, 0.0)
    return add("liquid", (surface, faces, {}), material, (0, 0, level))
