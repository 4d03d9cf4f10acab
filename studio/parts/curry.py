"""A heap of rice and a sauce that climbs over its pieces."""

import math

import numpy as np

from studio import materials as m
from studio.parts.pieces import grains
from studio.shapes.meshes import add, polar_grid
from studio.shapes.noise import as_points, fbm, perlin, smoothstep
from studio.shapes.solids import superblob


def rice_heap(centre, size, height, base, rng, count=3000, material=None):
    """Dome of loose grains over a solid core."""
    material = material or m.rice()
    core, faces = superblob((size[0] * 0.97, size[1] * 0.97, height * 0.965), 2.2, 2.2, 5)
    core = core * (1 + 0.05 * fbm(core, 0.5, 3))[:, None]
    add(
        "rice core",
        (core, faces, {"tone": np.full(len(core), 0.7)}),
        material,
        (centre[0], centre[1], base),
    )
    d = rng.normal(size=(count, 3))
    d[:, 2] = np.abs(d[:, 2])
    d /= (np.abs(d) ** 2.2).sum(1)[:, None] ** (1 / 2.2)
    lumpy = 1 + 0.05 * fbm(d * size[0], 0.5, 3)
    points = (
        d * (size[0], size[1], height) * lumpy[:, None] * rng.uniform(0.965, 1.012, count)[:, None]
    )
    grains(
        "rice",
        points + (centre[0], centre[1], base),
        material,
        rng,
        (0.42, 0.115, 0.105),
        0.22,
        d / np.array((size[0], size[1], height)),
    )


def curry_sauce(radius, level, rng, chunks=(), seed=0, swirl=None):
    """Sauce surface that climbs over the chunks (x, y, size)."""
    t, angle, faces = polar_grid(220, 460)
    r = t**0.8 * radius
    x, y = r * np.cos(angle), r * np.sin(angle)
    flat = as_points(x, y)
    z = level + 0.16 * fbm(flat, 0.45, 4, seed) + 0.06 * fbm(flat, 1.6, 3, seed + 1)
    meat = np.zeros_like(r)
    for cx, cy, size in chunks:
        c, s = math.cos(cx * 3), math.sin(cx * 3)
        u, v = (x - cx) * c + (y - cy) * s, (y - cy) * c - (x - cx) * s
        d = (
            (np.abs(u / 1.2) ** 2.8 + np.abs(v / 0.8) ** 2.8) ** (1 / 2.8)
            / size
            * (1 + 0.28 * perlin(as_points(x, y, np.full_like(x, cx)), 0.9, seed + 3))
        )
        z = np.maximum(
            z,
            z * 0
            + level
            + size * 0.85 * np.clip(1.2 - d**2, 0, None) ** 0.42
            - 0.36
            + 0.12 * fbm(flat, 1.8, 3, seed + 4),
        )
        meat = np.maximum(meat, smoothstep(1.0, 0.35, d))
    z = z - 0.25 * smoothstep(0.9, 1, t)
    oil = smoothstep(
        0.15,
        0.55,
        fbm(flat, 0.55, 4, seed + 5) - (z - level) * 0.5 + 0.5 * smoothstep(0.86, 1, t) - 0.05,
    )
    cream = np.zeros_like(r)
    if swirl:
        cx, cy, size = swirl
        a, d = np.arctan2(y - cy, x - cx), np.hypot(x - cx, y - cy)
        turn = (d / size * 1.6 - a / (2 * math.pi) + 0.10 * perlin(flat, 0.7, seed)) % 1
        cream = (
            smoothstep(0.20, 0.06, np.abs(turn - 0.5))
            * smoothstep(size * 1.5, size * 1.1, d)
            * smoothstep(0.05, 0.4, d)
        )
    verts = as_points(x, y, z + 0.05 * cream).reshape(-1, 3)
    add(
        "curry",
        (verts, faces, {"oil": oil.ravel(), "cream": cream.ravel(), "meat": meat.ravel()}),
        m.curry(),
    )
    return lambda px, py: z.ravel()[np.argmin((x - px) ** 2 + (y - py) ** 2)]
