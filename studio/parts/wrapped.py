"""Dough and rice paper with something in it: gyoza, steamed dumplings, rolls, samosas."""

import math

import numpy as np

from studio import materials as m
from studio import shapes
from studio.shapes import (
    as_points,
    fbm,
    grid_faces,
    perlin,
    placed,
    polar_grid,
    rotation,
    smoothstep,
    sphere,
    tube,
    worley,
)


def fried_dough(stops=None, coat=0.15):
    """Pastry from the fryer: pale gold to brown along `tone`."""
    stops = stops or [(0, "#F2CF8A"), (0.35, "#DDA048"), (0.7, "#B66E22"), (1, "#7E4312")]
    return m.toned(
        "fried dough",
        stops,
        roughness=0.42,
        bump=0.10,
        bump_scale=5,
        glow=0.3,
        glow_depth=0.25,
        coat=coat,
        jitter=0.22,
    )


def soft_dough():
    """Steamed wrapper, crisp and brown where `tone` is 1."""
    stops = [(0, "#EEDDB6"), (0.4, "#E6CB94"), (0.62, "#DCA555"), (0.85, "#A8641E"), (1, "#7A4212")]
    return m.toned(
        "soft dough",
        stops,
        roughness=0.3,
        bump=0.04,
        bump_scale=4,
        glow=0.55,
        glow_depth=0.4,
        coat=0.3,
        jitter=0.10,
    )


def gyoza(where, turn, rng, material, length=3.3, seed=0):
    """A pleated crescent, fried at its base."""
    rows, columns = 90, 70
    t, a = np.meshgrid(
        np.linspace(-1, 1, rows),
        np.linspace(0, 2 * math.pi, columns, endpoint=False),
        indexing="ij",
    )
    body = np.clip(1 - np.abs(t) ** 2.3, 0, 1) ** 0.55
    up = np.clip(np.sin(a), 0, 1)
    width = 1.6 * body * (1 - 0.82 * up**1.3)
    y = width * np.cos(a)
    z = np.where(
        np.sin(a) > 0, 1.75 * body * up**0.8, -0.55 * body * np.clip(-np.sin(a), 0, 1) ** 0.35
    )
    pleat = np.cos(t * 5.0 * math.pi + 0.8 * fbm(as_points(t * 3, np.full_like(t, seed)), 1, 2))
    y = y + up**5 * (0.30 * pleat + 0.12) * body
    y = y - (np.cos(a) < 0) * 0.20 * np.clip(pleat, 0, 1) ** 2 * up**1.5 * body
    y = y - 0.42 * (1 - t**2)
    z = z + 0.03 * up**3 * pleat * body + 0.05 * fbm(as_points(t * 3, y, z), 0.9, 3, seed)
    tone = (
        1.0 * smoothstep(0.55, -0.25, z)
        + 0.5 * smoothstep(1.3, 0.2, z) * (0.5 + 0.5 * perlin(as_points(t * 3, y), 1.5, seed))
        + 0.30 * up**5
    )
    verts = as_points(t * length, y, z + 0.55)
    shapes.add(
        "gyoza",
        (
            verts.reshape(-1, 3),
            grid_faces(rows, columns, True)[:, ::-1],
            {"tone": np.clip(tone, 0, 1).ravel()},
        ),
        material,
        where,
        turn,
    )


def purse(where, turn, material, radius=2.0, pleats=14, seed=0):
    """A round dumpling, gathered and twisted at the top."""
    t, angle, faces = polar_grid(80, 220)
    a = (1 - t) * 0 + t * math.pi * 0.86
    fold = 0.5 + 0.5 * np.cos(pleats * (angle + 1.1 * np.exp(-t * 2.4)))
    deep = smoothstep(0.75, 0.15, t) * 0.16
    r = radius * np.sin(a) ** 0.8 * (1 - deep * (1 - fold)) + 0.02
    z = (
        radius * (0.75 * np.cos(a) + 0.06)
        + 0.38 * np.exp(-((t / 0.13) ** 2))
        + 0.10 * fold * smoothstep(0.6, 0.1, t)
    )
    z = np.maximum(z, -radius * 0.55)
    r = r * (1 + 0.03 * perlin(as_points(np.cos(angle), np.sin(angle), t), 1.4, seed))
    verts = as_points(r * np.cos(angle), r * np.sin(angle), z + radius * 0.55).reshape(-1, 3)
    tone = 0.10 + 0.12 * (1 - fold) * smoothstep(0.7, 0.2, t)
    shapes.add("dumpling", (verts, faces, {"tone": tone.ravel()}), material, where, turn)


def _sausage(length, radius, seed, rows=110, columns=64, blunt=7.0):
    """Points of a roll lying along x, with its angle and its place along."""
    s, a = np.meshgrid(
        np.linspace(-1, 1, rows),
        np.linspace(0, 2 * math.pi, columns, endpoint=False),
        indexing="ij",
    )
    r = radius * np.clip(1 - np.abs(s) ** blunt, 0, 1) ** 0.5
    r = r * (1 + 0.05 * perlin(as_points(s * 2.5, np.cos(a), np.sin(a)), 1.1, seed))
    return s, a, r, grid_faces(rows, columns, True)[:, ::-1]


def spring_roll(where, turn, rng, material, length=4.0, radius=0.95, seed=0):
    """Rolled pastry, blistered, with the seam that winds round it."""
    s, a, r, faces = _sausage(length, radius, seed, 130, 70, 22.0)
    seam = np.abs(((a / (2 * math.pi) + 0.55 * s + 0.3) % 1) - 0.5)
    r = r + 0.13 * smoothstep(0.09, 0.07, seam) * smoothstep(0.93, 0.85, np.abs(s))
    verts = as_points(s * length, r * np.cos(a), r * np.sin(a)).reshape(-1, 3)
    blister = worley(verts, 1.5, seed)[0]
    out = np.stack([0 * verts[:, 0], verts[:, 1], verts[:, 2]], -1)
    verts = (
        verts
        + out
        / (np.linalg.norm(out, axis=1)[:, None] + 1e-6)
        * (0.13 * smoothstep(0.45, 0.1, blister) + 0.05 * fbm(verts, 2.5, 3, seed))[:, None]
    )
    tone = (
        0.34
        + 0.3 * fbm(verts, 0.5, 3, seed)
        + 0.22 * smoothstep(0.4, 0.1, blister)
        + 0.25 * smoothstep(0.8, 1, np.abs(s)).ravel()
    )
    shapes.add("spring roll", (verts, faces, {"tone": np.clip(tone, 0, 1)}), material, where, turn)


def rice_paper():
    """Reads `inside`: 0 noodles, then herbs, carrot and cabbage, as they shine through."""
    s = m.Shader("rice paper")
    seen = s.ramp(
        s.attribute("inside"),
        [
            (0.0, "#FBF5E8"),
            (0.27, "#F4EEDA"),
            (0.30, "#4E8E2C"),
            (0.58, "#35701E"),
            (0.60, "#F08A24"),
            (0.84, "#EE7E14"),
            (0.86, "#7A2E72"),
            (1.0, "#6E2A66"),
        ],
    )
    veil = s.mix(s.spread(s.noise(0.8, 3), 0.3, 0.7, 0.10, 0.30), seen, "#FBF6EA")
    return s.finish(
        base=veil,
        roughness=s.spread(s.noise(3, 3), 0.3, 0.7, 0.14, 0.3),
        coat=0.6,
        coat_roughness=0.08,
        glow=0.55,
        glow_depth=0.35,
        normal=s.bump(s.noise(2.2, 5, 0.6, 0.6, stretch=(0.5, 1, 1)), 0.10, 0.5),
    )


def summer_roll(where, turn, rng, material, length=4.3, radius=1.45, seed=0):
    """Rice paper through which noodles, herbs, carrot and cabbage are seen."""
    s, a, r, faces = _sausage(length, radius, seed, 130, 90, 9.0)
    verts = as_points(s * length, r * np.cos(a), r * np.sin(a)).reshape(-1, 3)
    p = verts * (0.26, 1.25, 1.25) + 0.35 * fbm(verts, 0.6, 3, seed)[:, None] + seed * 11
    distance, tone = worley(p, 0.85, seed + 3)
    inside = np.where((tone > 0.30) & (distance < 0.70), tone, 0.15)
    verts = verts * (1, 1, 0.94) + (0.05 * fbm(verts, 1.2, 3, seed))[:, None] * (0, 1, 1)
    shapes.add(
        "summer roll",
        (verts, faces, {"inside": np.clip(inside, 0, 1)}),
        material,
        where,
        (0, 0, turn),
    )


def rounded_solid(normals, reaches, power=9.0, subdivisions=6):
    """Solid of flat faces (a normal and its distance each) with soft edges."""
    d, faces = sphere(subdivisions)
    normals = np.asarray(normals, float)
    normals = normals / np.linalg.norm(normals, axis=1)[:, None]
    over = np.clip(d @ normals.T, 0, None) / np.asarray(reaches, float)
    return d / (over**power).sum(1)[:, None] ** (1 / power), faces


def samosa(where, turn, rng, material, size=2.5, seed=0):
    """A filled pyramid of pastry, its seam pinched."""
    sides = [(math.cos(k), math.sin(k), 0.52) for k in (0.52, 2.62, 4.71)]
    verts, faces = rounded_solid([*sides, (0, 0, -1)], (0.66, 0.66, 0.66, 0.55), 8.0)
    verts = verts * size * (1, 1, 0.92)
    blister = worley(verts, 1.3, seed)[0]
    swell = (
        0.06 * fbm(verts, 0.5, 3, seed)
        + 0.035 * smoothstep(0.42, 0.1, blister)
        + 0.015 * fbm(verts, 2.6, 3, seed)
    )
    verts = verts * (1 + swell)[:, None]
    flat = np.hypot(verts[:, 0], verts[:, 1])
    tone = (
        0.30
        + 0.35 * fbm(verts, 0.45, 3, seed)
        + 0.2 * smoothstep(0.4, 0.1, blister)
        + 0.30 * smoothstep(1.25, 1.7, flat / size)
    )
    shapes.add(
        "samosa",
        (verts + (0, 0, size * 0.5), faces, {"tone": np.clip(tone, 0, 1)}),
        material,
        where,
        turn,
    )
    _seam(where, turn, material, size, seed)


def _seam(where, turn, material, size, seed):
    s = np.linspace(0, 1, 50)
    low, high = np.array((1.18, 0.68, 0.12)) * size, np.array((0.06, 0.03, 1.24)) * size
    path = low + (high - low) * s[:, None] + 0.10 * np.sin(s * 40)[:, None] * (0.4, -0.7, 0.1)
    path = path + np.sin(s * math.pi)[:, None] * (0.20, 0.12, 0.14)
    verts, faces, _ = tube(path, 0.16 + 0.04 * np.sin(s * 40), 10, 0.6)
    shapes.add("seam", (verts, faces, {"tone": np.full(len(verts), 0.55)}), material, where, turn)


def craggy(where, turn, rng, material, size=(1.7, 1.4, 1.2), seed=0, rough=0.22, crags=0.16):
    """A piece in a coarse crust: karaage, nuggets, fritters."""
    verts, faces = shapes.superblob(np.array(size), 2.4, 2.4, 6)
    p = verts + seed * 9.1
    crag = worley(p, 1.9, seed)[0]
    push = rough * fbm(p, 0.55, 3, seed) + crags * (0.45 - crag) + 0.05 * fbm(p, 4, 3, seed)
    verts = verts * (1 + push)[:, None]
    tone = np.clip(0.42 + 0.45 * fbm(p, 0.8, 3, seed) + 0.5 * (0.4 - crag), 0, 1)
    shapes.add("crisp piece", (verts, faces, {"tone": tone}), material, where, turn)


def stranded(where, rng, material, radius=1.9, seed=0, count=70):
    """Onion strands in batter, fried into a ragged ball."""
    verts, faces = shapes.superblob((radius * 0.88, radius * 0.82, radius * 0.72), 2, 2, 5)
    p = verts + seed * 9.1
    verts = verts * (1 + 0.22 * fbm(p, 0.9, 4, seed) - 0.14 * worley(p, 1.3, seed)[0])[:, None]
    tone = np.clip(0.5 + 0.5 * fbm(p, 0.9, 3, seed), 0, 1)
    pieces = [(verts, faces[:, [0, 1, 2]], {"tone": tone})]
    for _ in range(count):
        s = np.linspace(-0.5, 0.5, 14) * rng.uniform(0.7, 1.7)
        r = radius * (rng.uniform(0.84, 1.0) + 0.30 * np.abs(s) ** 1.6 * rng.uniform(0, 0.7))
        path = (
            as_points(r * np.sin(s), 0.10 * np.sin(s * 5 + seed), r * np.cos(s))
            @ rotation(*rng.uniform(0, 6.3, 3)).T
        )
        strand, strand_faces, _ = tube(path * (1, 0.95, 0.84), rng.uniform(0.10, 0.17), 8, 0.5)
        pieces.append(
            (
                strand,
                np.vstack([strand_faces[:, [0, 1, 2]], strand_faces[:, [0, 2, 3]]]),
                {"tone": np.full(len(strand), rng.uniform(0.2, 0.95))},
            )
        )
    verts, faces, attributes = shapes.merge(pieces)
    shapes.add(
        "bhaji",
        (placed(verts, (0, 0, radius * 0.72)), faces, attributes),
        material,
        where,
        (0, 0, rng.uniform(0, 6.3)),
    )
