"""A whole pizza."""

import math

import numpy as np

from studio import materials as m
from studio.shapes.meshes import mesh_object, polar_grid
from studio.shapes.noise import as_points, fbm, perlin, smoothstep, worley
from studio.shapes.scattering import in_disc, spread


def pizza(radius=14.0, base=1.4, seed=5, pools=19):
    """Whole pizza: leopard-spotted rim, sauce, pools of melted cheese."""
    rng = np.random.default_rng(seed)
    t, angle, faces = polar_grid(230, 600)
    t = t**0.72
    round_x, round_y = np.cos(angle), np.sin(angle)
    edge = radius * (
        1
        + 0.022 * perlin(as_points(round_x, round_y), 1.3, seed)
        + 0.008 * perlin(as_points(round_x, round_y), 5, seed)
    )
    r = t * edge
    x, y = r * round_x, r * round_y
    flat = as_points(x, y)
    rim_width = 2.3 + 0.5 * perlin(as_points(round_x * 2.2, round_y * 2.2), 1, seed + 1)
    from_edge = edge - r
    across = np.clip(1 - from_edge / rim_width, 0, 1)
    bulge = np.sqrt(np.clip(1 - (2 * np.clip(across, 0.0, 1) ** 0.85 - 1) ** 2, 0, 1))
    bulge = np.where(across > 0, bulge, 0)
    rim_height = 1.25 + 0.45 * perlin(as_points(round_x * 3, round_y * 3), 1, seed + 2)
    bubbles = np.zeros_like(r)
    for _ in range(22):
        a, size = rng.uniform(0, 2 * math.pi), rng.uniform(0.5, 1.25)
        rr = radius - rng.uniform(0.7, 1.9)
        d2 = (x - rr * math.cos(a)) ** 2 + (y - rr * math.sin(a)) ** 2
        bubbles = np.maximum(bubbles, np.exp(-d2 / (size * size) * 1.4) * rng.uniform(0.35, 1.0))
    z = 0.45 + bulge * rim_height + bubbles * 0.85 * smoothstep(0, 0.25, bulge)
    crust = smoothstep(0.02, 0.16, across + 0.10 * fbm(flat, 0.9, 3, seed + 3))
    cheese = np.zeros_like(r)
    for cx, cy in spread(rng, pools, in_disc(radius - 3.2), 2.6):
        size = rng.uniform(1.7, 3.1)
        warp = 1 + 0.45 * perlin(as_points(x - cx, y - cy, np.full_like(x, cx)), 0.55, seed + 7)
        d = np.hypot(x - cx, y - cy) / (size * warp)
        cheese = np.maximum(cheese, smoothstep(1.3, 0.30, d))
    film = smoothstep(-0.15, 0.6, fbm(flat, 0.42, 3, seed + 11)) * 0.55
    cheese = np.clip(np.maximum(cheese, film) + 0.09 * fbm(flat, 0.9, 3, seed + 12), 0, 1) * (
        1 - crust
    )
    lumps = fbm(flat, 1.1, 4, seed + 20)
    z = z + (1 - crust) * (
        0.13 * lumps * (1 - 0.8 * cheese)
        + 0.36 * smoothstep(0.25, 0.9, cheese)
        + 0.12 * cheese * fbm(flat, 0.8, 2, seed + 4)
    )
    z = z + crust * (0.10 * fbm(flat, 1.3, 4, seed + 5))
    blister = worley(flat + 0.5 * fbm(flat, 1.3, 3, seed + 31)[..., None], 0.95, seed + 30)
    spots = smoothstep(0.46, 0.05, blister[0]) * (blister[1] > 0.5)
    heat = smoothstep(-0.2, 0.7, perlin(as_points(round_x * 2, round_y * 2), 1.1, seed + 40))
    char = crust * np.clip(
        spots * (0.6 + 0.75 * heat) + smoothstep(0.45, 0.9, bubbles) * 0.85, 0, 1
    )
    char = np.maximum(
        char,
        (1 - crust)
        * smoothstep(0.75, 1, cheese)
        * smoothstep(0.45, 0.75, fbm(flat, 1.4, 3, seed + 50))
        * 0.45,
    )
    brown = np.clip(
        0.28
        + 0.35 * smoothstep(0.3, 1, bulge)
        + 0.3 * fbm(flat, 0.6, 3, seed + 60)
        + 0.25 * bubbles,
        0,
        1,
    )
    verts = as_points(x, y, z * smoothstep(1.0001, 0.985, t) + base).reshape(-1, 3)
    mesh_object(
        "pizza",
        verts,
        faces,
        m.pizza_top(),
        {"crust": crust, "cheese": cheese, "char": char, "brown": brown},
    )
    return base + 0.45
