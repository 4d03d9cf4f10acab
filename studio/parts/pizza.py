"""A whole pizza: leopard-spotted rim, sauce, melted cheese; toppings ask it for its height."""

import math
from dataclasses import dataclass

import numpy as np

from studio import materials as m
from studio.shapes.meshes import mesh_object, polar_grid
from studio.shapes.noise import as_points, fbm, perlin, smoothstep, worley
from studio.shapes.scattering import in_disc, scattered, spread

RINGS, SEGMENTS = 170, 440


@dataclass
class Ground:
    """Where toppings lie: a disc of `radius` and its height at a place."""

    radius: float
    x: np.ndarray
    y: np.ndarray
    z: np.ndarray

    def height(self, x, y):
        return float(self.z[np.argmin((self.x - x) ** 2 + (self.y - y) ** 2)])

    def places(self, rng, count, apart, inset=0.0):
        """Points (x, y, z) at least `apart` from each other, within the rim."""
        flat = scattered(rng, count, in_disc(self.radius - inset), apart)
        return [(x, y, self.height(x, y)) for x, y in flat]


def pizza(rng, radius=14.0, base=1.4, pools=19, pool_size=2.4, film=0.55, sauce="tomato"):
    """A pizza without toppings at height `base`: `pools` of mozzarella over a `film` of cheese."""
    seed = int(rng.integers(1000))
    t, angle, faces = polar_grid(RINGS, SEGMENTS)
    t = t**0.72
    edge = _edge(angle, radius, seed)
    r = t * edge
    x, y = r * np.cos(angle), r * np.sin(angle)
    rim = _rim(rng, x, y, angle, edge - r, radius, seed)
    flat = as_points(x, y)
    crust = smoothstep(0.02, 0.16, rim["across"] + 0.10 * fbm(flat, 0.9, 3, seed + 3))
    cheese = _cheese(rng, x, y, radius, pools, pool_size, film, seed) * (1 - crust)
    z = (
        0.45
        + rim["bulge"] * rim["height"]
        + rim["bubbles"] * 0.85 * smoothstep(0, 0.25, rim["bulge"])
    )
    z = z + (1 - crust) * (
        0.13 * fbm(flat, 1.1, 4, seed + 20) * (1 - 0.8 * cheese)
        + 0.30 * smoothstep(0.15, 1.0, cheese)
        + 0.12 * cheese * fbm(flat, 0.8, 2, seed + 4)
    )
    z = z + crust * (0.10 * fbm(flat, 1.3, 4, seed + 5))
    z = z * smoothstep(1.0001, 0.985, t) + base
    marks = _marks(flat, angle, crust, cheese, rim, seed)
    verts = as_points(x, y, z).reshape(-1, 3)
    attributes = {"crust": crust, "cheese": cheese, **marks}
    mesh_object("pizza", verts, faces, m.pizza_top(sauce), attributes)
    return Ground(radius - 2.6, x.ravel(), y.ravel(), z.ravel())


def _edge(angle, radius, seed):
    c, s = np.cos(angle), np.sin(angle)
    wave = 0.022 * perlin(as_points(c, s), 1.3, seed) + 0.008 * perlin(as_points(c, s), 5, seed)
    return radius * (1 + wave)


def _rim(rng, x, y, angle, from_edge, radius, seed):
    """How far into the rim (`across`), how it rises, and its bubbles."""
    c, s = np.cos(angle), np.sin(angle)
    width = 2.3 + 0.5 * perlin(as_points(c * 2.2, s * 2.2), 1, seed + 1)
    across = np.clip(1 - from_edge / width, 0, 1)
    bulge = np.sqrt(np.clip(1 - (2 * across**0.85 - 1) ** 2, 0, 1))
    bubbles = np.zeros_like(x)
    for _ in range(22):
        a, size = rng.uniform(0, 2 * math.pi), rng.uniform(0.5, 1.25)
        far = radius - rng.uniform(0.7, 1.9)
        d2 = (x - far * math.cos(a)) ** 2 + (y - far * math.sin(a)) ** 2
        bubbles = np.maximum(bubbles, np.exp(-d2 / (size * size) * 1.4) * rng.uniform(0.35, 1.0))
    return {
        "across": across,
        "bulge": np.where(across > 0, bulge, 0),
        "height": 1.25 + 0.45 * perlin(as_points(c * 3, s * 3), 1, seed + 2),
        "bubbles": bubbles,
    }


def _cheese(rng, x, y, radius, pools, pool_size, film, seed):
    """0 bare sauce .. 1 thick cheese, running out softly at the edge of each pool."""
    flat = as_points(x, y)
    cheese = np.zeros_like(x)
    if pools:
        for cx, cy in spread(rng, pools, in_disc(radius - 3.2), 2.6):
            size = pool_size * rng.uniform(0.7, 1.3)
            warp = perlin(as_points(x - cx, y - cy, np.full_like(x, cx)), 0.55, seed + 7)
            warp = 1 + 0.5 * warp
            d = np.hypot(x - cx, y - cy) / (size * warp)
            cheese = np.maximum(cheese, smoothstep(1.55, 0.25, d))
    thin = smoothstep(-0.35, 0.6, fbm(flat, 0.42, 3, seed + 11)) * film
    rough = (0.10 * fbm(flat, 0.9, 3, seed + 12)) if pools or film else 0
    return np.clip(np.maximum(cheese, thin) + rough, 0, 1)


def _marks(flat, angle, crust, cheese, rim, seed):
    """Char and browning."""
    c, s = np.cos(angle), np.sin(angle)
    blister = worley(flat + 0.5 * fbm(flat, 1.3, 3, seed + 31)[..., None], 0.95, seed + 30)
    spots = smoothstep(0.46, 0.05, blister[0]) * (blister[1] > 0.5)
    heat = smoothstep(-0.2, 0.7, perlin(as_points(c * 2, s * 2), 1.1, seed + 40))
    char = spots * (0.6 + 0.75 * heat) + smoothstep(0.45, 0.9, rim["bubbles"]) * 0.85
    char = crust * np.clip(char, 0, 1)
    toasted = smoothstep(0.75, 1, cheese) * smoothstep(0.45, 0.75, fbm(flat, 1.4, 3, seed + 50))
    brown = 0.28 + 0.35 * smoothstep(0.3, 1, rim["bulge"]) + 0.25 * rim["bubbles"]
    brown = np.clip(brown + 0.3 * fbm(flat, 0.6, 3, seed + 60), 0, 1)
    return {"char": np.maximum(char, (1 - crust) * toasted * 0.45), "brown": brown}
