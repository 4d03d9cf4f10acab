"""Meat, tofu, egg and vegetables, cut for the bowl."""

import math

import numpy as np

from studio import materials as m
from studio import parts, shapes
from studio.parts.joining import merge
from studio.shapes import (
    as_points,
    fbm,
    grid_faces,
    in_disc,
    merged_copies,
    mesh_object,
    perlin,
    placed,
    polar_grid,
    smoothstep,
    spread,
    superblob,
    tube,
)


def beef_slices(rng, spots, level, *, rare=True, size=1.9):
    """Thin folded slices at (x, y): pink within when rare, brown when braised."""
    stops = (
        [(0, "#B07464"), (0.5, "#9A6650"), (0.8, "#744A34"), (1, "#563624")]
        if rare
        else [(0, "#5A3018"), (0.5, "#7E4A28"), (1, "#A26C42")]
    )
    material = m.toned(
        "beef", stops, roughness=0.3, bump=0.08, bump_scale=4, glow=0.35, coat=0.3, jitter=0.3
    )
    pieces = []
    for k, (x, y) in enumerate(spots):
        n = 30
        u, v = np.meshgrid(np.linspace(-1, 1, n), np.linspace(-1, 1, n), indexing="ij")
        p = as_points(u, v, np.full_like(u, k * 5.1))
        wide = np.clip(1 - 0.5 * np.abs(u) ** 3, 0, 1) * (1 + 0.15 * perlin(p, 2, 1))
        z = 0.30 * perlin(p, 1.0, 2) + 0.22 * np.sin(u * 3.2 + k) + 0.12
        verts = as_points(u * size * (1 + 0.1 * perlin(p, 1.5, 3)), v * size * 0.68 * wide, z)
        edge = np.maximum(np.abs(u), np.abs(v))
        tone = np.clip(0.25 + 0.75 * smoothstep(0.45, 1, edge) + 0.2 * perlin(p, 2.5, 4), 0, 1)
        turn = (*rng.normal(0, 0.16, 2), rng.uniform(0, 6.3))
        pieces.append(
            (
                placed(verts.reshape(-1, 3), (x, y, level + 0.12 * k), turn),
                grid_faces(n, n),
                {"tone": tone.ravel()},
            )
        )
    mesh_object("beef", *_joined(pieces, material))


def _joined(pieces, material):
    verts, faces, attributes = merge(pieces)
    return verts, faces, material, attributes


def tofu(rng, spots, level, *, size=1.05, fried=True):
    """Cubes at (x, y); fried ones have a golden skin."""
    stops = (
        [(0.3, "#C98A3A"), (0.5, "#E2B468"), (0.72, "#F0D49C")]
        if fried
        else [(0.3, "#F3E6CC"), (0.5, "#FBF4E4"), (0.72, "#FDF9F0")]
    )
    s = m.Shader("tofu")
    grain = s.noise(2.2, 5, 0.6)
    material = s.finish(
        base=s.ramp(grain, stops),
        roughness=0.4,
        glow=0.5,
        glow_depth=0.3,
        coat=0.1,
        normal=s.bump(s.noise(5, 5, 0.65), 0.08, 0.6),
    )
    pieces = []
    for k, (x, y) in enumerate(spots):
        verts, faces = superblob(
            np.array((size, size * 0.95, size * 0.75)) * rng.uniform(0.9, 1.1, 3), 7, 6, 4
        )
        verts = verts * (1 + 0.06 * fbm(verts + k * 3.3, 0.9, 3))[:, None]
        turn = (*rng.normal(0, 0.22, 2), rng.uniform(0, 6.3))
        pieces.append((placed(verts, (x, y, level + 0.1 * rng.random()), turn), faces, {}))
    mesh_object("tofu", *_joined(pieces, material))


def onion_slices(rng, centre, radius, level, count=20):
    """Half rings of raw onion."""
    paths = []
    for _ in range(count):
        x, y = in_disc(radius, centre)(rng)
        a = np.linspace(0, rng.uniform(1.6, 2.8), 16) + rng.uniform(0, 6.3)
        r = rng.uniform(0.7, 1.5)
        paths.append(
            as_points(
                x + r * np.cos(a),
                y + r * np.sin(a),
                level + rng.uniform(0, 0.5) + 0.1 * np.sin(a * 2),
            )
        )
    parts.strands(
        "onion",
        paths,
        0.1,
        m.plain("onion", "#FBF4E8", "#EFE0CC", 0.22, 2, 0.02, 0.6, 0.3, 0.3),
        rng,
        7,
    )


def matchsticks(
    rng,
    centre,
    radius,
    level,
    count,
    light,
    dark,
    *,
    length=1.7,
    thick=0.13,
    height=0.8,
    name="sticks",
):
    """A loose heap of julienne."""
    paths = []
    for _ in range(count):
        x, y = in_disc(radius, centre)(rng)
        d = math.hypot(x - centre[0], y - centre[1]) / radius
        a, bend = rng.uniform(0, 6.3), rng.normal(0, 0.10)
        s = np.linspace(-0.5, 0.5, 9) * length * rng.uniform(0.8, 1.2)
        z = level + height * (1 - d * d) * rng.uniform(0.1, 1) + rng.normal(0, 0.16) * s
        paths.append(
            np.stack([x + s * math.cos(a) - bend * s**2, y + s * math.sin(a) + bend * s**2, z], -1)
        )
    parts.strands(
        name, paths, thick, m.plain(name, light, dark, 0.28, 1.8, 0.03, 0.5, 0.25, 0.3), rng, 6
    )


def carrot(rng, centre, radius, level, count=70, **more):
    matchsticks(rng, centre, radius, level, count, "#F58A1F", "#E06A0A", name="carrot", **more)


def daikon(rng, centre, radius, level, count=60, **more):
    matchsticks(rng, centre, radius, level, count, "#FBF6EA", "#EFE4CC", name="daikon", **more)


def cucumber_slices(rng, spots, level, tilt=0.35, size=1.45):
    """Overlapping slices at (x, y)."""
    material = m.cucumber()
    for k, (x, y) in enumerate(spots):
        turn = (tilt + rng.normal(0, 0.06), rng.normal(0, 0.12), rng.uniform(-0.5, 0.5))
        shapes.add(
            "cucumber",
            shapes.puck(size, 0.22, 0.07, 36, 80, 0.03, 0.03, k),
            material,
            (x, y, level + 0.07 * k),
            turn,
        )


def lime_wedge(at, turn=(0, 0, 0), size=1.7, tint="lime"):
    """An eighth of a lime or lemon, its flesh up."""
    rind, flesh_tint = {
        "lime": ("#4F8A1E", ("#A8C43C", "#C8DC6A", "#E4EEA8")),
        "lemon": ("#F4C414", ("#F2CE3C", "#F8E07A", "#FCF0B4")),
    }[tint]
    s = m.Shader("citrus wedge")
    pulp = s.noise(3.0, 4, 0.6, stretch=(1, 1, 0.4))
    flesh = s.ramp(pulp, [(0.3, flesh_tint[0]), (0.52, flesh_tint[1]), (0.75, flesh_tint[2])])
    base = s.mix(s.spread(s.attribute("pith"), 0.3, 0.7), flesh, "#F8F6DC")
    base = s.mix(s.spread(s.attribute("rind"), 0.4, 0.6), base, rind)
    material = s.finish(
        base=base,
        roughness=0.24,
        coat=0.4,
        coat_roughness=0.1,
        glow=0.5,
        glow_depth=0.4,
        normal=s.bump(pulp, 0.08, 0.6),
    )
    a, t = np.meshgrid(np.linspace(-1.25, 1.25, 50), np.linspace(0, 1, 40), indexing="ij")
    along = np.linspace(-1, 1, 40)
    pieces = []
    u, b = np.meshgrid(along, np.linspace(-0.62, 0.62, 30), indexing="ij")
    fat = np.sqrt(np.clip(1 - u**2, 0, 1))
    skin = as_points(u * 1.25, fat * np.sin(b), -fat * np.cos(b))
    pieces.append((skin.reshape(-1, 3), grid_faces(40, 30), {"pith": 0.0, "rind": 1.0}))
    for side in (-0.62, 0.62):
        u, r = np.meshgrid(along, np.linspace(0, 1, 30), indexing="ij")
        fat = np.sqrt(np.clip(1 - u**2, 0, 1)) * r
        face = as_points(u * 1.25, fat * math.sin(side), -fat * math.cos(side))
        rind_at = smoothstep(0.9, 0.96, np.maximum(r, np.abs(u) ** 6))
        pith = np.maximum(smoothstep(0.80, 0.88, r), smoothstep(0.08, 0.02, r))
        pieces.append(
            (
                face.reshape(-1, 3),
                grid_faces(40, 30),
                {"pith": pith.ravel(), "rind": rind_at.ravel()},
            )
        )
    del a, t
    verts, faces, attributes = merge(pieces)
    shapes.add("citrus", (verts + (0, 0, 0.9), faces, attributes), material, at, turn, size)


def fried_egg(at, turn=0.0, size=4.2, seed=0):
    """Sunny side up, crisp at the edge."""
    s = m.Shader("fried egg")
    crisp = s.math("ADD", s.attribute("edge"), s.spread(s.noise(1.6, 5, 0.65), 0.3, 0.7, -0.3, 0.3))
    white = s.ramp(
        crisp, [(0.55, "#FBF6EC"), (0.8, "#F0DCB0"), (0.92, "#C07E32"), (1.0, "#8A4E18")]
    )
    yolk = s.spread(s.attribute("yolk"), 0.35, 0.55)
    material = s.finish(
        base=s.mix(yolk, white, "#F39A0E"),
        roughness=s.mix(yolk, 0.3, 0.12),
        glow=0.5,
        glow_depth=0.4,
        coat=s.mix(yolk, 0.25, 0.7),
        coat_roughness=0.06,
        normal=s.bump(s.noise(3, 4), 0.06, 0.5),
    )
    t, angle, faces = polar_grid(90, 200)
    c, sn = np.cos(angle), np.sin(angle)
    edge = size * (
        1
        + 0.16 * perlin(as_points(c * 1.2, sn * 1.2), 1, seed)
        + 0.06 * perlin(as_points(c * 3.5, sn * 3.5), 1, seed + 1)
    )
    r = t * edge
    x, y = r * c, r * sn
    d = np.hypot(x - 0.3, y + 0.2) / (size * 0.40)
    dome = np.sqrt(np.clip(1 - d**2, 0, 1))
    z = (
        0.42 * (1 - t**6)
        + 0.22 * np.exp(-((d - 1.1) ** 2) * 3)
        + 0.75 * dome
        + 0.10 * fbm(as_points(x, y), 0.6, 3, seed) * (d > 1)
        + 0.12 * perlin(as_points(x, y), 1.4, seed) * t**4
    )
    shapes.add(
        "fried egg",
        (
            as_points(x, y, z).reshape(-1, 3),
            faces,
            {"yolk": smoothstep(1.04, 0.98, d).ravel(), "edge": (t**5).ravel()},
        ),
        material,
        at,
        (0, 0, turn),
    )


def peanuts_crushed(rng, centre, radius, level, count=90, height=0.4):
    """Roast peanuts, broken small."""
    nut = m.toned(
        "peanut",
        [(0, "#C98E48"), (0.5, "#E2B674"), (1, "#F0D6A6")],
        roughness=0.45,
        bump=0.05,
        glow=0.35,
        coat=0.1,
    )
    verts, faces = shapes.chunk((0.26, 0.2, 0.17), 3, 3, 0.25, 2, 1.5)
    spots = []
    for x, y in spread(rng, count, in_disc(radius, centre), 0.2, 20):
        d = math.hypot(x - centre[0], y - centre[1]) / radius
        spots.append(
            (
                (x, y, level + height * (1 - d * d)),
                tuple(rng.uniform(0, 6, 3)),
                rng.uniform(0.6, 1.35),
            )
        )
    merged_copies("peanut", (verts, faces), spots, nut, rng)


def torn_leaves(rng, spots, level, *, light="#7DBB3C", dark="#3C7A20", size=2.4, name="lettuce"):
    """Ruffled pieces of leaf at (x, y)."""
    material = m.toned(
        name,
        [(0, m.halfway(light, "#E6EEB0")), (0.5, light), (1, dark)],
        roughness=0.36,
        bump=0.08,
        bump_scale=4,
        glow=0.5,
        glow_depth=0.2,
        coat=0.15,
        jitter=0.2,
        reach=(0.5, 1.0, 0.2),
    )
    pieces = []
    for k, (x, y) in enumerate(spots):
        n = 34
        u, v = np.meshgrid(np.linspace(-1, 1, n), np.linspace(-1, 1, n), indexing="ij")
        p = as_points(u, v, np.full_like(u, k * 4.3))
        edge = np.maximum(np.abs(u), np.abs(v))
        z = (
            0.42 * perlin(p, 1.1, 1)
            + 0.34 * perlin(p, 2.6, 2) * edge**2
            + 0.16 * perlin(p, 6, 3) * edge**3
        )
        verts = (
            as_points(u * (1 + 0.2 * perlin(p, 1.3, 5)), v * 0.8 * (1 + 0.2 * perlin(p, 1.3, 6)), z)
            * size
            * rng.uniform(0.7, 1.1)
        )
        turn = (*rng.normal(0, 0.35, 2), rng.uniform(0, 6.3))
        pieces.append(
            (
                placed(verts.reshape(-1, 3), (x, y, level + rng.uniform(0, 0.4)), turn),
                grid_faces(n, n),
                {"tone": np.clip(0.2 + 0.7 * edge.ravel() * rng.uniform(0.6, 1), 0, 1)},
            )
        )
    mesh_object(name, *_joined(pieces, material))


def grilled(
    rng,
    spots,
    level,
    size,
    *,
    tint=("#5A2A10", "#94532A", "#BC7E48"),
    power=2.8,
    rough=0.2,
    tilt=0.25,
    glaze=0.4,
    char=0.6,
):
    """Pieces of grilled meat at (x, y): brown, with charred edges."""
    s = m.Shader("grilled")
    grain = s.noise(2.2, 6, 0.68)
    base = s.ramp(grain, [(0.28, tint[0]), (0.5, tint[1]), (0.72, tint[2])])
    base = s.mix(s.spread(s.noise(0.9, 6, 0.72), 0.53, 0.64, 0, char), base, "#1E0C05")
    material = s.finish(
        base=base,
        roughness=s.spread(s.noise(1.6), 0.3, 0.7, 0.24, 0.5),
        glow=0.3,
        glow_depth=0.25,
        coat=glaze,
        coat_roughness=0.14,
        normal=s.bump(s.mix(0.5, grain, s.noise(6, 5, 0.7)), 0.14, 0.8),
    )
    pieces = []
    for k, (x, y) in enumerate(spots):
        verts, faces = superblob(np.array(size) * rng.uniform(0.85, 1.15, 3), power, power, 4)
        uneven = fbm(verts + k * 7.3, 0.9 / max(size), 4, 3) - 0.4 * np.abs(
            fbm(verts + k, 3.0 / max(size), 3, 5)
        )
        verts = verts * (1 + rough * uneven)[:, None]
        turn = (*rng.normal(0, tilt, 2), rng.uniform(0, 6.3))
        pieces.append((placed(verts, (x, y, level + size[2] * 0.6), turn), faces, {}))
    mesh_object("grilled", *_joined(pieces, material))


def long_chilli(at, turn, tint="#C81E0E", length=4.5):
    """A whole red chilli with its green stalk."""
    s = np.linspace(0, 1, 40)
    path = as_points(s * length, 0.35 * np.sin(s * 2.6), 0.3 + 0.15 * np.sin(s * 3))
    verts, faces, _ = tube(path, 0.42 * (1 - s**2.2) ** 0.7 + 0.03, 16, 0.5)
    shapes.add(
        "chilli",
        (verts, faces, {}),
        m.plain("chilli", tint, "#8E0E06", 0.14, 0.8, 0.03, 0.35, 0.2, 0.6),
        at,
        (0, 0, turn),
    )
    stalk, stalk_faces, _ = tube(
        np.linspace(path[0] + (0.1, 0, 0), path[0] - (1.1, 0.2, -0.2), 10), 0.12, 8, 0.8
    )
    shapes.add(
        "stalk",
        (stalk, stalk_faces, {}),
        m.plain("stalk", "#6E9A34", "#4A7020", 0.4),
        at,
        (0, 0, turn),
    )
