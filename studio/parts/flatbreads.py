"""Thin breads: rolled, folded, filled, and in pieces."""

import math

import numpy as np

from studio import materials as m
from studio import shapes
from studio.parts.baked import crust
from studio.shapes import (
    as_points,
    fbm,
    grid_faces,
    merge,
    mesh_object,
    perlin,
    placed,
    polar_grid,
    rotation,
    smoothstep,
)


def toasted(light="#F0DDB2", spot="#B07634", burnt="#5A3416", scale=0.9, amount=1.0):
    """Flour flatbread with toasted blisters."""
    s = m.Shader("flatbread")
    patch = s.spread(s.noise(scale, 5, 0.62), 0.54, 0.66, 0, 0.85 * amount)
    dark = s.spread(s.noise(scale * 1.9, 4, 0.6), 0.62, 0.70, 0, 0.8 * amount)
    base = s.mix(s.spread(s.noise(0.5, 3), 0.3, 0.7), light, m.halfway(light, "#E2BE82"))
    base = s.mix(dark, s.mix(patch, base, spot), burnt)
    return s.finish(
        base=base,
        roughness=0.62,
        glow=0.3,
        glow_depth=0.2,
        specular=0.3,
        normal=s.bump(s.mix(0.5, s.noise(1.4, 4), s.noise(8, 4)), 0.08, 0.6),
    )


def paper_sleeve(tint="#FBF3E2", stripe="#E9DFC8"):
    s = m.Shader("sleeve")
    return s.finish(
        base=s.mix(s.attribute("stripe"), tint, stripe),
        roughness=0.7,
        glow=0.15,
        glow_depth=0.1,
        normal=s.bump(s.cells(0.7), 0.12, 0.5),
    )


def roll(
    at, turn, length=13.0, radius=2.9, bread=None, filling=(), seed=0, sleeve=None, cover=0.55
):
    """Half of a roll along x, its cut face at +x. `filling`: functions of (points, rng)
    that lay things at points.

    `sleeve` is a material for the paper round the closed end.
    """
    rng = np.random.default_rng(seed)
    t, a = np.meshgrid(
        np.linspace(0, 1, 90), np.linspace(0, 2 * math.pi, 160, endpoint=False), indexing="ij"
    )
    closing = smoothstep(0.0, 0.16, t) ** 0.5
    wild = as_points(t * 3, np.cos(a), np.sin(a))
    r = (
        radius
        * (0.55 + 0.45 * closing)
        * (1 + 0.05 * perlin(wild, 0.9, seed) + 0.03 * perlin(wild, 2.2, seed + 1))
    )
    lap = smoothstep(1.9, 2.05, a) * smoothstep(3.6, 3.4, a)  # the edge of the sheet, laid over
    r = r + 0.13 * lap
    x = t * length + 0.25 * np.cos(a) * smoothstep(0.6, 1, t)
    tall = 0.86 * (0.30 + 0.70 * closing)
    outer = as_points(x, r * np.cos(a), r * tall * np.sin(a)).reshape(-1, 3)
    wall = 0.24
    k = (r[-6:] - wall) / r[-6:]
    inner = as_points(
        x[-6:] - 0.02, (r[-6:] * k) * np.cos(a[-6:]), (r[-6:] * k) * 0.86 * np.sin(a[-6:])
    ).reshape(-1, 3)[::1]
    faces = grid_faces(90, 160, True)
    inside = grid_faces(6, 160, True)[:, ::-1] + len(outer)
    j = np.arange(160)
    last, first = 89 * 160 + j, len(outer) + 5 * 160 + j
    lip = np.stack([last, np.roll(last, -1), np.roll(first, -1), first], -1)
    bread = bread or toasted()
    shapes.add(
        "roll", (np.vstack([outer, inner]), np.vstack([faces, inside, lip]), {}), bread, at, turn
    )
    spin = rotation(*turn)
    plug, f, _ = shapes.puck(radius * 0.88, 0.5, 0.2, 40, 80, 0.03, 0.25, seed)
    plug = plug @ rotation(0, math.pi / 2, 0).T * (1, 1, 0.86) + (length - 1.1, 0, 0)
    shapes.add(
        "plug",
        (plug, f, {}),
        m.plain("dark filling", "#7A4A26", "#4A2A14", 0.5, 2, 0.1, 0.2),
        at,
        turn,
    )
    face = []
    for y, z in shapes.spread(rng, 60, shapes.in_disc(radius * 0.70), radius * 0.17):
        face.append((length - 0.35 + rng.uniform(-0.2, 0.25), y, z * 0.86))
    order = rng.permutation(len(face))
    share = max(1, len(face) // max(1, len(filling)))
    for n, lay in enumerate(filling):
        points = [
            np.array(at) + spin @ np.array(face[q]) for q in order[n * share : (n + 1) * share]
        ]
        lay(points, rng)
    if sleeve is not None:
        u, b = np.meshgrid(
            np.linspace(-0.03, cover, 40),
            np.linspace(0, 2 * math.pi, 120, endpoint=False),
            indexing="ij",
        )
        jag = 0.02 * np.sin(b * 9) * (u > cover - 0.03)
        crumple = 1 + 0.04 * perlin(as_points(u * 9, np.cos(b) * 2, np.sin(b) * 2), 1.1, seed + 9)
        rr = radius * 1.07 * crumple * (0.62 + 0.38 * smoothstep(0.0, 0.16, u) ** 0.5)
        flat = 0.88 * (0.3 + 0.7 * smoothstep(0.0, 0.16, u) ** 0.5)
        v = as_points((u + jag) * length, rr * np.cos(b), rr * flat * np.sin(b)).reshape(-1, 3)
        stripe = (np.sin(b * 7 + u * 14) > 0.2).astype(float).ravel()
        shapes.add("sleeve", (v, grid_faces(40, 120, True), {"stripe": stripe}), sleeve, at, turn)


def leaf_of_bread(at, turn=(0, 0, 0), size=(8.6, 6.6), thick=1.5, seed=0, front=0.16, grid=True):
    """Half a round of Turkish bread, its cut side towards -y: domed and scored."""
    t, a, faces = polar_grid(90, 220)
    c, s = np.cos(a), np.sin(a)
    x_edge = size[0] * np.sign(c) * np.abs(c) ** 0.85
    y_edge = np.where(s > 0, size[1] * np.abs(s) ** 0.9, -size[1] * front * np.abs(s) ** 0.5)
    flat, down = np.clip(t / 0.8, 0, 1), np.clip((t - 0.8) / 0.2, 0, 1)
    k = 0.93 * flat + 0.07 * np.sin(down * math.pi / 2)
    x, y = x_edge * k, y_edge * k
    top = thick * (1 - 0.30 * flat**4) * np.cos(down * math.pi / 2) ** 0.6
    points = as_points(x, y)
    quilt = np.abs(np.sin(x * 0.9 + y * 0.9)) * np.abs(np.sin(x * 0.9 - y * 0.9)) if grid else 0
    z = top + (0.16 * quilt + 0.10 * fbm(points, 0.5, 3, seed)) * (down < 0.3)
    bake = smoothstep(0.3, 1.0, z / thick) * 0.62 + 0.12 * fbm(points, 0.6, 3, seed + 1) + 0.1
    cut = (s < -0.1) * smoothstep(0.88, 0.99, t)
    verts = as_points(x, y, z).reshape(-1, 3)
    shapes.add(
        "bread",
        (verts, faces, {"bake": (bake * (1 - cut) + 0.02 * cut).ravel()}),
        crust(("#F4DCA8", "#E0A95A", "#B5702A", "#7A4412"), 0.10, 0.55, 0.03),
        at,
        turn,
    )


def pita(at, turn=(0, 0, 0), radius=5.0, thick=0.7, seed=0, bread=None):
    """A flat round of bread, puffed a little."""
    v, f, _ = shapes.puck(radius, thick, 0.3, 60, 160, 0.03, 0.12, seed)
    v[:, 2] += 0.35 * np.clip(1 - (np.hypot(v[:, 0], v[:, 1]) / radius) ** 2, 0, 1) * (
        v[:, 2] > 0.2
    ) + 0.18 * perlin(v, 0.35, seed)
    shapes.add(
        "pita", (v, f, {}), bread or toasted("#EFD6A2", "#B87A36", "#6A3E1A", 0.55), at, turn
    )


def wedge(at, turn=(0, 0, 0), radius=6.0, angle=0.9, thick=0.45, seed=0, bread=None):
    """A triangle cut out of a flat bread; its tip at the middle, pointing to -x."""
    t, a, faces = polar_grid(30, 90)
    corner = np.array(
        (
            (-0.55, 0),
            (0.45, math.tan(angle / 2) * 1.0),
            (0.52, 0.0),
            (0.45, -math.tan(angle / 2) * 1.0),
        )
    )
    heading = np.mod(np.arctan2(corner[:, 1], corner[:, 0]), 2 * math.pi)
    order = np.argsort(heading)
    px, py = (
        np.interp(a, heading[order], corner[order, side], period=2 * math.pi) for side in (0, 1)
    )
    down = np.clip((t - 0.85) / 0.15, 0, 1)
    k = np.clip(t / 0.85, 0, 1) * 0.97 + 0.03 * np.sin(down * math.pi / 2)
    x, y = px * k * radius, py * k * radius
    z = thick * np.cos(down * math.pi / 2) ** 0.6 + 0.14 * perlin(
        as_points(x, y, np.full_like(x, seed)), 0.5, seed
    )
    shapes.add(
        "wedge",
        (as_points(x, y, z).reshape(-1, 3), faces, {}),
        bread or toasted("#EFD6A2", "#B87A36", "#6A3E1A", 0.8),
        at,
        turn,
    )


def taco(at, turn=(0, 0, 0), radius=5.4, open_=1.0, seed=0, bread=None):
    """A soft tortilla folded upwards along x; `open_` is half its width at the top."""
    t, a, faces = polar_grid(60, 160)
    x, v = radius * t * np.cos(a), radius * t * np.sin(a)
    bend = 1.25  # radius of the fold
    angle = np.clip(np.abs(v) / bend, 0, 1.35)
    beyond = np.clip(np.abs(v) - 1.35 * bend, 0, None)
    y = np.sign(v) * (bend * np.sin(angle) + beyond * math.cos(1.35) * open_)
    z = bend * (1 - np.cos(angle)) + beyond * math.sin(1.35)
    wave = (
        0.22
        * perlin(as_points(x, v, np.full_like(x, seed * 3.1)), 0.4, seed)
        * smoothstep(0.4, 1, t)
    )
    y = y + wave + np.sign(v) * 0.25 * smoothstep(0.75, 1, t)
    z = z - 0.05 * x**2 * 0.25
    inside = as_points(x, y, z).reshape(-1, 3)
    outside = as_points(x, y + np.sign(v) * 0.22 * np.sin(angle), z - 0.22 * np.cos(angle)).reshape(
        -1, 3
    )
    n = len(inside)
    edge = np.arange(n - 160, n)
    rim = np.stack([edge, edge + n, np.roll(edge, -1) + n, np.roll(edge, -1)], -1)
    shapes.add(
        "tortilla",
        (np.vstack([inside, outside]), np.vstack([faces, faces[:, ::-1] + n, rim]), {}),
        bread or toasted("#EBCB84", "#A8702C", "#5A3416", 0.8),
        at,
        turn,
    )


def chips(points, rng, size=2.3, tint=("#F2CE74", "#DDA23A", "#A86A1E")):
    """Fried corn triangles lying at (x, y, z)."""
    n = 14
    t, a, faces = polar_grid(n, 48)
    corner = np.abs(((a / (2 * math.pi) * 3) % 1) - 0.5) * 2
    edge = 0.52 + 0.48 * corner**1.4
    pieces = []
    for k, p in enumerate(points):
        x, y = t * edge * np.cos(a), t * edge * np.sin(a)
        bend = rng.uniform(0.05, 0.35)
        z = bend * (x**2 * rng.choice((-1, 1)) + 0.3 * y) + 0.10 * perlin(
            as_points(x, y, np.full_like(x, k * 2.3)), 2.0, k % 50
        )
        top = as_points(x, y, z + 0.05).reshape(-1, 3)
        under = as_points(x, y, z - 0.04).reshape(-1, 3)
        turn = (rng.normal(0, 0.55), rng.normal(0, 0.55), rng.uniform(0, 6.3))
        pieces.append(
            (
                placed(np.vstack([top, under]), p, turn, size * rng.uniform(0.85, 1.12)),
                np.vstack([faces, faces[:, ::-1] + len(top)]),
                {"tone": rng.uniform(0.1, 0.9)},
            )
        )
    v, f, at = merge(pieces)
    chip = m.toned(
        "chips",
        [(0, tint[0]), (0.55, tint[1]), (1, tint[2])],
        roughness=0.5,
        bump=0.06,
        bump_scale=5,
        glow=0.25,
        jitter=0.3,
    )
    mesh_object("chips", v, f, chip, at)
