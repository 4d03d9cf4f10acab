"""Shiitake and enoki."""

import math

import numpy as np

from studio import materials as m
from studio import shapes
from studio.parts.joining import merge
from studio.shapes import (
    as_points,
    fbm,
    mesh_object,
    perlin,
    placed,
    polar_grid,
    smoothstep,
    superblob,
    tube,
)


def shiitake(at, turn=(0, 0, 0), radius=1.9, seed=0, cut=True):
    """A cap, brown and cracked, with a star cut into it."""
    s = m.Shader("shiitake")
    grain = s.noise(1.6, 6, 0.65)
    base = s.ramp(
        s.math("ADD", s.attribute("across"), s.spread(grain, 0.3, 0.7, -0.25, 0.25)),
        [(0, "#7A4A24"), (0.5, "#5E3416"), (0.9, "#8A5C32"), (1, "#B58A5A")],
    )
    base = s.mix(s.attribute("star"), base, "#F1E2C4")
    material = s.finish(
        base=base,
        roughness=0.36,
        glow=0.3,
        glow_depth=0.2,
        coat=0.2,
        normal=s.bump(s.noise(4, 5, 0.6), 0.08, 0.6),
    )
    t, angle, faces = polar_grid(80, 160)
    a = t * math.pi * 0.62
    r = (
        radius
        * np.sin(np.minimum(a, 1.57))
        * np.where(a > 1.57, np.cos((a - 1.57) * 0.8), 1)
        * (1 + 0.05 * perlin(as_points(np.cos(angle), np.sin(angle)), 1.3, seed))
    )
    x, y = r * np.cos(angle), r * np.sin(angle)
    z = radius * 0.42 * np.cos(np.minimum(a, 1.57)) ** 0.8 - np.where(a > 1.57, (a - 1.57) * 1.1, 0)
    star = np.zeros_like(x)
    if cut:
        for k in range(3):
            c, s2 = math.cos(k * math.pi / 3 + seed), math.sin(k * math.pi / 3 + seed)
            across, along = x * c + y * s2, y * c - x * s2
            star = np.maximum(
                star,
                smoothstep(0.17, 0.10, np.abs(across) + 0.08 * np.abs(along))
                * (np.abs(along) < radius * 0.75),
            )
        z = z - 0.12 * star
    z = z + 0.05 * fbm(as_points(x, y), 1.2, 3, seed)
    shapes.add(
        "shiitake",
        (as_points(x, y, z).reshape(-1, 3), faces, {"across": t.ravel(), "star": star.ravel()}),
        material,
        at,
        turn,
    )


def enoki(rng, at, heading, count=26, length=3.6):
    stem = m.plain("enoki", "#F8F0DC", "#EAD9B4", 0.3, 2, 0.02, 0.55, 0.3, 0.25)
    heap = []
    for _ in range(count):
        a = heading + rng.normal(0, 0.13)
        off = rng.normal(0, 0.28, 2)
        s = np.linspace(0, 1, 14) * length * rng.uniform(0.8, 1.05)
        z = at[2] + off[1] + 0.12 * s + 0.25 * np.sin(s * 0.8 + rng.uniform(0, 3)) * 0.3
        path = as_points(
            at[0] - off[0] * math.sin(a) + s * math.cos(a),
            at[1] + off[0] * math.cos(a) + s * math.sin(a),
            z,
        )
        verts, faces, _ = tube(path, 0.085, 8, 0.8)
        heap.append((verts, faces, {}))
        cap, cap_faces = superblob((0.17, 0.2, 0.2), 2, 2, 2)
        heap.append((placed(cap, path[-1], (0, 0, a)), cap_faces, {}))
    verts, faces, attributes = merge(heap)
    mesh_object("enoki", verts, faces, stem, attributes)
