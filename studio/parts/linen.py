"""A cloth on the table: rumpled, hemmed, folded once."""

import numpy as np

from studio import materials as m
from studio.shapes.meshes import add, grid_faces
from studio.shapes.noise import as_points, fbm, perlin, smoothstep

PATTERNS = {
    "plain": ("#E6DAC2", "#D8C8AA"),
    "rust": ("#EBDCC3", "#B4502F"),
    "indigo": ("#E9E2D2", "#35507A"),
    "olive": ("#DDD3B4", "#6F7A3C"),
    "check": ("#F1E7D6", "#C2402C"),
}


def napkin(at, turn, side, pattern="plain", seed=0, pressed=0.0):
    """A square cloth `side` cm wide whose second layer peeps out under the first.

    What stands in the middle of the table presses it flat within `pressed` cm.
    """
    base, stripe = PATTERNS[pattern]
    material = m.cloth(base, stripe)
    for layer, shift in ((0, 0.9), (1, 0.0)):
        n = 130
        u, v = np.meshgrid(np.linspace(-1, 1, n), np.linspace(-1, 1, n), indexing="ij")
        x = u * side / 2 + 0.25 * perlin(as_points(v * 2, u * 0.5), 1.3, seed + layer) + shift
        y = v * side / 2 + 0.25 * perlin(as_points(u * 2, v * 0.5), 1.3, seed + 5) - shift * 0.6
        folds = 0.55 * smoothstep(0.0, 0.6, fbm(as_points(u * 1.4, v * 2.6), 0.9, 2, seed + 9))
        fine = 0.05 * fbm(as_points(x, y), 0.35, 3, seed)
        z = 0.12 + 0.16 * layer + folds * (0.35 + 0.65 * layer) + fine
        edge = np.maximum(np.abs(u), np.abs(v))
        z = z * smoothstep(1.02, 0.94, edge) + 0.03 * layer
        c, s = np.cos(turn), np.sin(turn)
        away = np.hypot(at[0] + c * x - s * y, at[1] + s * x + c * y)
        z = z * (0.1 + 0.9 * smoothstep(pressed * 0.8, pressed * 1.05, away))
        verts = as_points(x, y, z).reshape(-1, 3)
        weave = {"stripe": _weave(pattern, u, v).ravel()}
        add("cloth", (verts, grid_faces(n, n)[:, ::-1], weave), material, at, (0, 0, turn))


def _weave(pattern, u, v):
    if pattern == "check":
        across, along = (smoothstep(-0.05, 0.05, np.sin(k * 21)) for k in (u, v))
        return 0.5 * across + 0.5 * along
    edge = np.maximum(np.abs(u), np.abs(v))
    band = np.maximum(np.abs(edge - 0.86) < 0.025, np.abs(edge - 0.79) < 0.012)
    return band.astype(float)
