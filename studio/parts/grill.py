"""What comes from the fire and the spit: shavings, skewers, chops, grilled vegetables."""

import numpy as np

from studio import materials as m
from studio import parts, shapes
from studio.shapes import (
    as_points,
    fbm,
    in_disc,
    merge,
    mesh_object,
    placed,
    rotation,
    smoothstep,
    spread,
    superblob,
    tube,
)


def seared(
    stops=("#5A2A12", "#9A5A2C", "#C98E52"),
    char="#1E0F08",
    wet=0.3,
    name="seared",
    grain=2.4,
    bump=0.14,
):
    """Browned meat or vegetable; reads char (1 burnt)."""
    s = m.Shader(name)
    fine = s.noise(grain, 6, 0.68, 0.3)
    base = s.ramp(fine, list(zip((0.3, 0.5, 0.72), stops)))
    burnt = s.spread(
        s.math("ADD", s.attribute("char"), s.spread(fine, 0.3, 0.7, -0.25, 0.25)),
        0.4,
        0.85,
        0,
        0.92,
    )
    return s.finish(
        base=s.mix(burnt, base, char),
        roughness=s.spread(s.noise(1.6, 3), 0.3, 0.7, 0.28, 0.55),
        coat=wet,
        coat_roughness=0.2,
        glow=0.25,
        glow_depth=0.2,
        specular=0.35,
        normal=s.bump(s.mix(0.4, s.noise(grain * 2.2, 6, 0.7), fine), bump, 0.8),
    )


def marks(verts, gap=1.1, width=0.28, slant=0.6, seed=0):
    """Grill marks: dark bands across the upper side."""
    line = verts[:, 0] + slant * verts[:, 1] + 0.10 * fbm(verts, 0.8, 3, seed)
    band = np.abs((line / gap + 0.5) % 1 - 0.5) * gap
    return smoothstep(width, width * 0.45, band) * smoothstep(-0.2, 0.3, verts[:, 2])


DONER = ("#7A4220", "#B0703C", "#D8A670")
CHICKEN = ("#B0702E", "#D9A460", "#EFCE98")


def shavings(points, rng, stops=DONER, size=(1.35, 0.6, 0.10), char=0.25):
    """Thin curled slices from the spit at (x, y, z)."""
    pieces = []
    for k, p in enumerate(points):
        v, f = superblob(
            np.array(size) * (rng.uniform(0.7, 1.35), rng.uniform(0.75, 1.25), 1), 3.2, 3.0, 3
        )
        v[:, 2] += rng.uniform(-0.28, 0.28) * v[:, 0] ** 2 + rng.uniform(-0.35, 0.35) * v[:, 1] ** 2
        v += 0.12 * fbm(v + k * 5.1, 1.0, 3, k % 40)[:, None] * (0.6, 0.6, 1)
        edge = smoothstep(0.55, 1.0, np.abs(v[:, 1]) / size[1]) * rng.random()
        turn = (rng.normal(0, 0.45), rng.normal(0, 0.45), rng.uniform(0, 6.3))
        pieces.append(
            (placed(v, p, turn), f, {"char": np.clip(edge * 0.8 + char * rng.random(), 0, 1)})
        )
    v, f, a = merge(pieces)
    return mesh_object("shavings", v, f, seared(stops), a)


def mound(rng, centre, radius, base, height, count, apart=0.55):
    """Points over a small dome and a little within it."""
    out = []
    for x, y in spread(rng, count, in_disc(radius, centre), apart, 30):
        d = ((x - centre[0]) ** 2 + (y - centre[1]) ** 2) / radius**2
        out.append((x, y, base + height * (1 - d) * rng.uniform(0.82, 1.05)))
    return out


def rod(at, turn, length=22.0, width=0.28, material=None):
    """A flat steel skewer along x."""
    v, f = superblob((length / 2, width, 0.09), 8, 6, 3)
    s = m.Shader("steel")
    steel = material or s.finish(base="#B9B4AC", metallic=1.0, roughness=0.28)
    shapes.add("skewer", (v, f, {}), steel, at, turn)


def stick(at, turn, length=20.0):
    """A bamboo skewer along x."""
    v, f, _ = tube(as_points(np.linspace(-length / 2, length / 2, 20), 0, 0), 0.14, 10, 0.5)
    shapes.add(
        "stick", (v, f, {}), m.plain("bamboo", "#D9B67A", "#B98C4C", 0.6, 2, 0.03, 0.2), at, turn
    )


def adana(at, turn, length=14.0, seed=0, stops=("#4A1F0E", "#83401E", "#AE6A3A")):
    """Minced meat pressed along a skewer, with the hand's dents."""
    v, f = superblob((length / 2, 1.45, 0.85), 4, 2.4, 6)
    wave = np.cos(v[:, 0] * 2.7 + seed)
    v[:, 1] *= 1 + 0.07 * wave + 0.05 * fbm(v, 0.6, 3, seed)
    v[:, 2] *= 1 + 0.10 * wave
    v *= (1 + 0.06 * fbm(v, 1.3, 5, seed, 0.6))[:, None] ** [0.2, 1, 1]
    char = 0.55 * smoothstep(0.2, 0.7, fbm(v, 0.5, 3, seed + 3) + 0.4 * wave) + 0.15
    shapes.add(
        "adana",
        (v, f, {"char": char}),
        seared(stops, bump=0.2, grain=2.8),
        (at[0], at[1], at[2] + 0.85),
        turn,
    )
    rod((at[0], at[1], at[2] + 0.85), turn, length + 9)


def meat_cubes(
    at,
    turn,
    count=5,
    size=1.45,
    stops=CHICKEN,
    seed=0,
    gap=0.94,
    char=0.5,
    skewer=rod,
    between=None,
):
    """Pieces on a skewer along x; `between(k, at, turn)` may put something between two."""
    rng = np.random.default_rng(seed)
    flesh = seared(stops)
    spin = rotation(*turn)
    step = size * 2 * gap if between is None else size * 2 * gap * 1.3
    start = -(count - 1) / 2 * step
    for k in range(count):
        v, f = shapes.chunk(
            (
                size * rng.uniform(0.92, 1.1),
                size * rng.uniform(0.9, 1.15),
                size * rng.uniform(0.75, 0.95),
            ),
            seed * 9 + k,
            3.4,
            0.14,
            5,
            0.5,
        )
        burnt = np.clip(
            marks(v, 1.3, 0.3, 0.9, k) * 0.8
            + char * smoothstep(0.1, 0.6, fbm(v, 0.6, 3, k + seed)),
            0,
            1,
        )
        spot = np.array(at) + spin @ np.array((start + k * step, rng.normal(0, 0.1), size * 0.8))
        tilt = rotation(rng.normal(0, 0.25), 0, 0)
        shapes.add("meat", (v @ tilt.T, f, {"char": burnt}), flesh, spot, turn)
        if between is not None and k < count - 1:
            between(
                k, np.array(at) + spin @ np.array((start + (k + 0.5) * step, 0, size * 0.8)), turn
            )
    skewer((at[0], at[1], at[2] + size * 0.8), turn, count * step + 7)


def pepper_square(at, turn, tint=("#4E8A22", "#2E6414"), size=1.25, seed=0):
    """A piece of pepper, standing across a skewer."""
    v, f = superblob((0.2, size, size * 0.95), 5, 5, 4)
    v[:, 0] += 0.22 * (v[:, 1] / size) ** 2
    v *= (1 + 0.08 * fbm(v + seed, 0.6, 3, seed))[:, None]
    char = smoothstep(0.75, 1.0, np.maximum(np.abs(v[:, 1]), np.abs(v[:, 2])) / size) * 0.55
    shapes.add(
        "pepper",
        (v, f, {"char": char}),
        seared((tint[1], tint[0], tint[0]), wet=0.5, bump=0.03),
        at,
        turn,
    )


def onion_piece(at, turn, tint=("#E9D2E0", "#B0709A", "#F6EAF0"), size=1.25, seed=0):
    v, f = superblob((0.22, size, size * 0.85), 3, 3, 4)
    v[:, 0] += 0.30 * (v[:, 1] / size) ** 2 + 0.05 * np.sin(v[:, 2] * 5)
    char = smoothstep(0.8, 1.0, np.abs(v[:, 1]) / size) * 0.5
    shapes.add(
        "onion",
        (v, f, {"char": char}),
        seared((tint[1], tint[0], tint[2]), wet=0.4, bump=0.03),
        at,
        turn,
    )


def grilled_tomato(at, radius=2.1, seed=0, turn=(0, 0, 0)):
    v, f, a = shapes.puck(radius, 1.5, 0.7, 60, 120, 0.03, 0.06, seed)
    shapes.add("tomato", (v, f, a), m.tomato(), at, turn)
    dark = m.plain("char", "#2A130A", "#150904", 0.6, 2, 0.05, 0.0)
    rng = np.random.default_rng(seed)
    parts.dust(
        [
            (at[0] + x, at[1] + y, at[2] + 1.52)
            for x, y in (in_disc(radius * 0.75)(rng) for _ in range(40))
        ],
        rng,
        dark,
        0.06,
    )


def chilli_pepper(
    at, turn, length=9.0, tint=("#6E9A2A", "#4A7418", "#93B84A"), seed=0, wide=0.75, char=0.45
):
    """A long grilled pepper."""
    s = np.linspace(0, 1, 60)
    path = as_points((s - 0.5) * length, 0.9 * np.sin(s * 2.6 + seed), 0.25 * np.sin(s * 4))
    radius = (
        wide
        * np.clip(np.sin(np.pi * np.clip(s * 0.93 + 0.07, 0, 1)) ** 0.5, 0.05, 1)
        * (1 - 0.55 * s)
    )
    v, f, _ = tube(path, radius, 26, 0.2)
    v += 0.10 * fbm(v, 0.9, 3, seed)[:, None]
    burnt = char * smoothstep(0.05, 0.5, fbm(v, 0.8, 3, seed + 2))
    shapes.add(
        "pepper",
        (v, f, {"char": burnt}),
        seared((tint[1], tint[0], tint[2]), wet=0.5, bump=0.04),
        (at[0], at[1], at[2] + wide),
        turn,
    )
    stem, f, _ = tube(
        as_points(
            np.linspace(-length / 2 - 1.3, -length / 2 + 0.2, 12),
            0.9 * np.sin(seed) + 0.2 * np.linspace(1, 0, 12),
            0.1,
        ),
        0.22,
        10,
        0.8,
    )
    shapes.add(
        "stem",
        (stem, f, {}),
        m.plain("stem", "#7E9A3A", "#4E641E", 0.6),
        (at[0], at[1], at[2] + wide),
        turn,
    )


def chop(at, turn, seed=0):
    """A lamb chop: eye of meat, rim of fat, its bone along x."""
    v, f, a = shapes.puck(2.6, 1.5, 0.5, 70, 160, 0.10, 0.05, seed)
    v = v * (1.15, 0.92, 1)
    char = (
        marks(v - (0, 0, 1.4), 1.2, 0.3, 0.8, seed) * 0.85
        + 0.8 * smoothstep(0.95, 1.0, a["across"]) * 0.5
    )
    shapes.add(
        "chop",
        (v, f, {"char": char}),
        seared(("#5E2A16", "#97543A", "#C08A66"), grain=3.0),
        at,
        turn,
    )
    b, bf, _ = tube(
        as_points(np.linspace(1.6, 9.0, 30), 0.5 + 0.9 * np.linspace(0, 1, 30) ** 2, 0.8),
        0.42 + 0.12 * np.cos(np.linspace(0, 6, 30)),
        16,
        0.7,
    )
    b += 0.06 * fbm(b, 1.1, 3, seed)[:, None]
    shapes.add(
        "bone", (b, bf, {}), m.plain("bone", "#E9D3AE", "#A8743E", 0.45, 0.8, 0.05, 0.3), at, turn
    )


def mushrooms(points, rng, size=0.9):
    """Small browned button mushrooms."""
    v, f = superblob((1, 1, 0.7), 2, 2.6, 4)
    v[:, 2] = np.where(v[:, 2] < 0, v[:, 2] * 0.5, v[:, 2])
    pieces = [
        (
            placed(v, p, tuple(rng.normal(0, 0.5, 2)) + (0,), size * rng.uniform(0.85, 1.15)),
            f,
            {"char": 0.35 * rng.random()},
        )
        for p in points
    ]
    v, f, a = merge(pieces)
    mesh_object(
        "mushrooms", v, f, seared(("#8A5A30", "#B98A58", "#DDB98A"), wet=0.45, bump=0.04), a
    )
