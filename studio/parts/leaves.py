"""Basil, coriander, chopped herbs, lettuce."""

import math

import numpy as np

from studio import materials as m
from studio.shapes.meshes import add, grid_faces, merge, mesh_object, placed, polar_grid
from studio.shapes.noise import as_points, perlin, smoothstep
from studio.shapes.solids import tube


def leaf_shape(length=4.0, width=2.3, cup=0.25, curl=0.2, seed=0, n=28):
    """Pointed oval leaf with a sunken midrib, in its own coordinates."""
    u, v = np.meshgrid(np.linspace(0, 1, n), np.linspace(-1, 1, n), indexing="ij")
    outline = np.sin(np.pi * u**0.8) ** 0.75 * (1 - 0.35 * u)
    x = (u - 0.5) * length
    y = v * width * 0.62 * outline
    veins = np.abs(np.sin((u * 5 - np.abs(v) * 1.6) * np.pi)) ** 8 * (np.abs(v) < 0.9)
    rib = np.exp(-((v / 0.07) ** 2))
    puff = 0.07 * np.sin((u * 5 - np.abs(v) * 1.6) * np.pi) ** 2 * outline * (1 - rib)
    z = (
        cup * outline * (v**2)
        - 0.10 * rib * outline
        - curl * ((u - 0.45) * 2) ** 2 * length * 0.25
        + puff
    )
    z = z + 0.35 * perlin(as_points(x, y), 0.55, seed) * outline
    verts = as_points(x, y, z).reshape(-1, 3)
    return verts, grid_faces(n, n)[:, ::-1], {"vein": np.maximum(rib, 0.5 * veins).ravel()}


def basil(spots, seed=3):
    """Leaves at (x, y, z, turn, scale)."""
    rng = np.random.default_rng(seed)
    parts = []
    for k, (x, y, z, turn, scale) in enumerate(spots):
        verts, faces, attributes = leaf_shape(
            4.2, 3.0, rng.uniform(0.15, 0.55), rng.uniform(0.15, 0.4), seed + k
        )
        tilt = rng.uniform(-0.25, 0.25, 2)
        parts.append((placed(verts, (x, y, z), (tilt[0], tilt[1], turn), scale), faces, attributes))
    verts, faces, attributes = merge(parts)
    return mesh_object("basil", verts, faces, m.leaf(), attributes)


def coriander(spots, seed=0):
    """Lobed leaves on thin stems at (x, y, z, turn, scale)."""
    rng = np.random.default_rng(seed)
    t, angle, faces = polar_grid(14, 70)
    lobes = 0.55 + 0.30 * np.abs(np.cos(angle * 1.5)) ** 0.7 + 0.10 * np.abs(np.cos(angle * 7.5))
    r = t * lobes
    base = as_points(
        r * np.cos(angle), r * np.sin(angle), 0.22 * r**2 * np.cos(angle * 3) - 0.12 * r**2
    ).reshape(-1, 3)
    vein = (np.abs(np.cos(angle * 1.5)) ** 40 * (t > 0.03)).ravel()
    parts = []
    for x, y, z, turn, scale in spots:
        for k, (dx, dy) in enumerate(((0.95, 0), (-0.25, 0.72), (-0.25, -0.72))):
            c, s = math.cos(turn), math.sin(turn)
            spot = (x + (dx * c - dy * s) * scale, y + (dx * s + dy * c) * scale, z + 0.12 * k)
            parts.append(
                (
                    placed(
                        base,
                        spot,
                        (rng.normal(0, 0.3), rng.normal(0, 0.3), turn + k * 2.1),
                        scale * rng.uniform(0.9, 1.15),
                    ),
                    faces,
                    {"vein": vein},
                )
            )
        stem, stem_faces, _ = tube(
            as_points(
                np.linspace(0.6, -2.4, 14) * math.cos(turn) * scale + x,
                np.linspace(0.6, -2.4, 14) * math.sin(turn) * scale + y,
                z + 0.05 - 0.15 * np.linspace(0, 1, 14),
            ),
            0.07,
            6,
        )
        parts.append((stem, stem_faces, {"vein": 0.6}))
    verts, faces, attributes = merge(parts)
    mesh_object("coriander", verts, faces, m.leaf("#5FA02C", "#2A6418"), attributes)


def herbs(points, rng, size=0.5, material=None):
    """Chopped parsley or coriander flakes."""
    verts, faces, attributes = leaf_shape(1.0, 0.8, 0.3, 0.3, 4, n=10)
    parts = []
    for p in points:
        turn = (rng.normal(0, 0.4), rng.normal(0, 0.4), rng.uniform(0, 6.3))
        parts.append((placed(verts, p, turn, size * rng.uniform(0.5, 1.3)), faces, attributes))
    verts, faces, attributes = merge(parts)
    return mesh_object("herbs", verts, faces, material or m.leaf("#5A9A2E", "#255A16"), attributes)


def lettuce_frill(z, inner=2.0, outer=6.3, seed=0, lift=1.0):
    """Ruffled leaf ring: waves grow and tighten towards an uneven edge."""
    t, angle, faces = polar_grid(60, 640)
    c, s = np.cos(angle), np.sin(angle)
    strength = 0.55 + 0.75 * smoothstep(
        -0.35, 0.4, perlin(as_points(c * 1.6, s * 1.6), 1, seed + 5)
    )
    broad = perlin(as_points(c * 3.2, s * 3.2, t * 0.5), 1, seed)
    wave = perlin(as_points(c * 5.2 + 1.3 * broad, s * 5.2 + 0.6 * broad, t * 0.8), 1, seed + 1)
    fine = perlin(as_points(c * 15 + wave, s * 15, t), 1, seed + 2)
    edge = outer * (1 + 0.10 * perlin(as_points(c * 1.3, s * 1.3), 1, seed + 3) + 0.05 * wave)
    r = inner + (edge - inner) * t + (0.45 * wave + 0.10 * fine) * t**3 * strength
    z_local = (
        t**2 * (0.60 * broad + 1.35 * wave * t * strength) + 0.24 * fine * t**5 * strength
    ) * lift - 0.55 * t**4
    verts = as_points(r * c, r * s, z_local).reshape(-1, 3)
    veins = np.abs(np.sin(angle * 15 + 3 * broad)) ** 14 * (1 - t)
    add(
        "lettuce",
        (verts, faces, {"vein": veins.ravel(), "across": (t + 0.5 * wave * t).ravel()}),
        m.lettuce(),
        (0, 0, z),
    )
