"""Sauces in bowls, and what lies in them half covered."""

import math

import numpy as np

from studio import materials as m
from studio.parts.joining import merge
from studio.shapes import (
    as_points,
    fbm,
    mesh_object,
    perlin,
    placed,
    polar_grid,
    smoothstep,
    spread,
    superblob,
    tube,
)


def sauce_material(name, stops, oil, cream="#F8E6C4", speck="#5E2206", specks=0.5, gloss=0.30):
    """Sauce of three tones; reads oil (1 where fat has parted) and cream (1 on the swirl)."""
    s = m.Shader(name)
    grain = s.noise(2.4, 6, 0.65)
    broad = s.noise(0.7, 3, 0.5)
    dark, mid, light = stops
    base = s.ramp(s.mix(0.45, grain, broad), [(0.3, dark), (0.5, mid), (0.7, light)])
    base = s.mix(s.math("MULTIPLY", s.spread(s.attribute("oil"), 0.45, 0.85), 0.6), base, oil)
    base = s.mix(s.spread(s.cells(4.5), 0.12, 0.07, 0, specks), base, speck)
    swirl = s.math("ADD", s.attribute("cream"), s.spread(grain, 0.3, 0.7, -0.15, 0.15))
    base = s.mix(s.spread(swirl, 0.35, 0.75, 0, 0.92), base, cream)
    return s.finish(
        base=base,
        roughness=s.mix(s.attribute("oil"), gloss, 0.12),
        coat=0.22,
        coat_roughness=0.16,
        glow=0.35,
        glow_depth=0.3,
        normal=s.bump(s.mix(0.3, s.noise(1.2, 3), s.noise(5, 5, 0.6)), 0.07, 0.6),
    )


def dipped(name, stops, sauce, roughness=0.36, coat=0.35, bump=0.10, scale=2.6, glow=0.35):
    """A piece in sauce; reads coat (1 where sauce covers it); stops are of the bare piece."""
    s = m.Shader(name)
    grain = s.noise(scale, 6, 0.65)
    bare = s.ramp(grain, stops)
    cover = s.math("ADD", s.attribute("coat"), s.spread(s.noise(1.1, 4), 0.3, 0.7, -0.35, 0.35))
    base = s.mix(s.spread(cover, 0.35, 0.65, 0, 0.93), bare, sauce)
    return s.finish(
        base=base,
        roughness=s.mix(s.spread(cover, 0.35, 0.65), roughness + 0.1, roughness - 0.1),
        coat=coat,
        coat_roughness=0.1,
        glow=glow,
        glow_depth=0.25,
        normal=s.bump(s.mix(0.5, grain, s.noise(scale * 2.4, 5, 0.65)), bump, 0.7),
    )


def coated(verts, level, reach=0.9, base=0.1):
    """How much sauce covers each point: all at the level, little at the top."""
    return np.clip(base + 1.15 * smoothstep(level + reach, level - 0.05, verts[:, 2]), 0, 1)


def sauce(radius, level, material, seed=0, bumps=(), swirl=None, lumps=0.14, oil=0.0):
    """Surface that climbs a little round the pieces (x, y, size); returns its height at x, y."""
    t, angle, faces = polar_grid(190, 400)
    r = t**0.8 * radius
    x, y = r * np.cos(angle), r * np.sin(angle)
    flat = as_points(x, y)
    z = level + lumps * fbm(flat, 0.5, 4, seed) + lumps * 0.4 * fbm(flat, 1.7, 3, seed + 1)
    for cx, cy, size in bumps:
        d = np.hypot(x - cx, y - cy) / size
        z = z + 0.42 * size * np.exp(-(d**2) * 1.1)
    z = z + 0.16 * smoothstep(0.94, 1, t)
    parted = fbm(flat, 0.55, 4, seed + 5) - (z - level) * 0.4 + 0.45 * smoothstep(0.86, 1, t)
    parted = smoothstep(0.15, 0.55, parted - 0.05 + oil)
    cream = swirled(x, y, flat, swirl, seed) if swirl else np.zeros_like(r)
    verts = as_points(x, y, z + 0.05 * cream).reshape(-1, 3)
    mesh_object("sauce", verts, faces, material, {"oil": parted.ravel(), "cream": cream.ravel()})
    return lambda px, py: float(z.ravel()[np.argmin((x - px) ** 2 + (y - py) ** 2)])


def swirled(x, y, flat, swirl, seed):
    """A spiral of cream (x, y, size), as a spoon leaves it."""
    cx, cy, size = swirl
    a, d = np.arctan2(y - cy, x - cx), np.hypot(x - cx, y - cy)
    turn = (d / size * 1.5 - a / (2 * math.pi) + 0.16 * perlin(flat, 0.6, seed)) % 1
    thin = 0.26 * (0.6 + 0.5 * perlin(flat, 0.5, seed + 2))
    return (
        smoothstep(thin, thin * 0.4, np.abs(turn - 0.5))
        * smoothstep(size * 1.5, size * 1.1, d)
        * smoothstep(0.05, 0.3, d)
    )


def pieces(spots, level, material, rng, size, power=3.0, rough=0.2, sink=0.35, tilt=0.35, base=0.1):
    """Irregular lumps at (x, y) half sunk in the sauce; base is how dry they are on top."""
    heap = []
    for x, y in spots:
        k = rng.integers(0, 9999)
        verts, faces = superblob(np.array(size) * rng.uniform(0.8, 1.15, 3), power, power, 4)
        uneven = fbm(verts + k * 7.3, 0.9 / max(size), 4, 3) - 0.5 * np.abs(
            fbm(verts + k, 2.6 / max(size), 3, 5)
        )
        verts = verts * (1 + rough * uneven)[:, None]
        turn = (*rng.normal(0, tilt, 2), rng.uniform(0, 6.3))
        verts = placed(verts, (x, y, level + size[2] * (1 - 2 * sink)), turn)
        heap.append((verts, faces, {"coat": coated(verts, level, size[2] * 1.3, base)}))
    return mesh_object("pieces", *pack(heap, material))


def pack(heap, material):
    verts, faces, attributes = merge(heap)
    return verts, faces, material, attributes


def beans(spots, material, rng, size=(0.62, 0.55, 0.52), base=0.15):
    """Chickpeas, lentils, beans at (x, y, z)."""
    heap = []
    for x, y, z in spots:
        verts, faces = superblob(np.array(size) * rng.uniform(0.88, 1.1), 2, 2, 3)
        verts[:, 0] += 0.10 * size[0] * np.exp(-((verts[:, 1] / size[1]) ** 2) * 4)
        turn = (*rng.normal(0, 0.7, 2), rng.uniform(0, 6.3))
        verts = placed(verts, (x, y, z), turn)
        heap.append((verts, faces, {"coat": coated(verts, z - size[2], size[2] * 1.6, base)}))
    return mesh_object("beans", *pack(heap, material))


def prawns(spots, level, rng, sauce_tint=None, size=1.0):
    """Curled prawns at (x, y, turn); tail up."""
    material = m.toned(
        "prawn",
        [(0, "#F9D9C2"), (0.4, "#F7B48E"), (0.72, "#EE7440"), (1, "#D94A1E")],
        roughness=0.26,
        bump=0.06,
        bump_scale=4,
        glow=0.5,
        glow_depth=0.3,
        coat=0.4,
        jitter=0.18,
    )
    heap = []
    for x, y, turn in spots:
        a = np.linspace(-0.3, 4.1, 60)
        u = np.linspace(0, 1, 60)
        curl = 1.35 - 0.28 * u
        path = as_points(curl * np.cos(a), curl * np.sin(a), 0.15 + 0.25 * u)
        thick = 0.74 * (1 - 0.62 * u) * np.sqrt(np.clip(u * 9, 0, 1))
        verts, faces, along = tube(path, thick, 22)
        rings = 0.5 + 0.5 * np.cos(along * 6.0 * 2 * math.pi)
        outer = smoothstep(0.7, 1.6, np.hypot(verts[:, 0], verts[:, 1]))
        tone = np.clip(0.12 + 0.62 * outer * (0.35 + 0.65 * smoothstep(0.25, 0.8, rings)), 0, 1)
        heap.append((verts, faces, {"tone": tone}))
        for side in (-0.32, 0.28):
            fan, fan_faces = superblob((0.85, 0.34, 0.07), 2.2, 2.2, 3)
            tail = placed(
                fan, path[-1] + (0.25, -0.75 + side * 0.3, 0.05), (0, 0, -1.35 + side * 1.4)
            )
            heap.append((tail, fan_faces, {"tone": 0.95}))
        for k in range(len(heap) - 3, len(heap)):
            v, f, attributes = heap[k]
            heap[k] = (placed(v, (x, y, level + 0.35), (0.1, 0.1, turn), size), f, attributes)
    return mesh_object("prawns", *pack(heap, material))


def scattered(rng, radius, count, apart, centre=(0, 0), keep=None):
    """Places in a disc; keep(x, y) may refuse some."""

    def sample(rng):
        for _ in range(200):
            r, a = radius * math.sqrt(rng.random()), rng.random() * 2 * math.pi
            x, y = centre[0] + r * math.cos(a), centre[1] + r * math.sin(a)
            if keep is None or keep(x, y):
                return x, y
        return centre

    return [tuple(p) for p in spread(rng, count, sample, apart)]
