"""Salad and other small cold things that lie beside."""

import math

import numpy as np

from studio import materials as m
from studio import parts, shapes
from studio.shapes import (
    as_points,
    fbm,
    grid_faces,
    in_disc,
    merge,
    mesh_object,
    perlin,
    placed,
    spread,
    superblob,
)


def heap(rng, centre, radius, apart, base, height, count):
    points = spread(rng, count, in_disc(radius, centre), apart, 30)
    return [
        (x, y, base + height * (1 - ((x - centre[0]) ** 2 + (y - centre[1]) ** 2) / radius**2))
        for x, y in points
    ]


def tangle(rng, centre, radius, level, count, heading=None, length=(1.0, 2.0), lift=0.6, wild=0.55):
    """Short bent strands lying in a loose pile."""
    paths = []
    for _ in range(count):
        x, y = in_disc(radius, centre)(rng)
        a = (heading if heading is not None else rng.uniform(0, 6.3)) + rng.normal(0, wild)
        s = np.linspace(-1, 1, 14) * rng.uniform(*length)
        bend = rng.normal(0, 0.16)
        near = 1 - math.hypot(x - centre[0], y - centre[1]) / radius * 0.7
        z = (
            level
            + rng.uniform(-0.3, lift) * near
            + rng.normal(0, 0.05) * s
            + rng.normal(0, 0.06) * s**2
        )
        paths.append(
            np.stack(
                [
                    x + s * math.cos(a) - bend * s**2 * math.sin(a),
                    y + s * math.sin(a) + bend * s**2 * math.cos(a),
                    z,
                ],
                -1,
            )
        )
    return paths


def red_cabbage():
    return m.toned(
        "cabbage",
        [(0, "#5A1A52"), (0.5, "#8A2E7A"), (0.85, "#B866A8"), (1, "#EBCDE2")],
        roughness=0.28,
        glow=0.4,
        coat=0.3,
    )


def white_cabbage():
    return m.toned(
        "cabbage",
        [(0, "#D9E2A8"), (0.5, "#EDF0CC"), (1, "#FAF8E6")],
        roughness=0.3,
        glow=0.5,
        coat=0.2,
    )


def carrot():
    return m.plain("carrot", "#F58A1F", "#E56C0A", 0.3, 1.5, 0.04, 0.45, 0.3, 0.25)


def shreds(rng, centre, radius, level, count, material, thick=0.13, **how):
    parts.strands(
        "shreds", tangle(rng, centre, radius, level, count, **how), thick, material, rng, 6
    )


def leaf_bed(rng, centre, radius, level, count=9, size=2.2, material=None, lift=0.8):
    """Torn, ruffled lettuce leaves."""
    material = material or m.lettuce()
    pieces = []
    n = 36
    u, v = np.meshgrid(np.linspace(-1, 1, n), np.linspace(-1, 1, n), indexing="ij")
    for k, (x, y) in enumerate(spread(rng, count, in_disc(radius, centre), size * 0.45)):
        r = np.hypot(u, v)
        wild = as_points(u * 1.4, v * 1.4, np.full_like(u, k * 3.7))
        z = (
            0.35 * r**2 * lift
            + 0.42 * perlin(wild, 1.0, k) * (0.4 + r) * lift
            + 0.20 * perlin(wild, 2.4, k + 5) * r**2
        )
        squash = 1 - 0.18 * np.maximum(np.abs(u), np.abs(v)) ** 4 * (1 + perlin(wild, 0.8, k + 9))
        shape = as_points(u * squash * size, v * squash * size * 0.8, z * size * 0.8)
        rim = np.clip(np.maximum(np.abs(u), np.abs(v)), 0, 1)
        vein = np.abs(np.sin(v * 4 + u * 2)) ** 14 * (1 - rim)
        d = math.hypot(x - centre[0], y - centre[1]) / radius
        spot = (x, y, level + 0.5 * (1 - d) + 0.05 * k)
        pieces.append(
            (
                placed(
                    shape.reshape(-1, 3),
                    spot,
                    (rng.normal(0, 0.3), rng.normal(0, 0.3), rng.uniform(0, 6.3)),
                    rng.uniform(0.75, 1.1),
                ),
                grid_faces(n, n),
                {"across": rim.ravel() * rng.uniform(0.6, 1.1), "vein": vein.ravel()},
            )
        )
    verts, faces, a = merge(pieces)
    mesh_object("leaves", verts, faces, material, a)


def rocket(rng, centre, radius, level, count=40, size=1.0):
    pieces = []
    for k, (x, y) in enumerate(spread(rng, count, in_disc(radius, centre), 0.35)):
        v, f, a = parts.leaf_shape(3.0, 1.0, 0.3, 0.5, k % 17, 16)
        v[:, 1] *= 1 + 0.5 * np.sin(v[:, 0] * 5)
        d = math.hypot(x - centre[0], y - centre[1]) / radius
        pieces.append(
            (
                placed(
                    v,
                    (x, y, level + (1 - d) * rng.uniform(0.1, 0.9)),
                    (rng.normal(0, 0.4), rng.normal(0, 0.4), rng.uniform(0, 6.3)),
                    size * rng.uniform(0.7, 1.1),
                ),
                f,
                a,
            )
        )
    v, f, a = merge(pieces)
    mesh_object("rocket", v, f, m.leaf("#5E9430", "#26541A"), a)


def tomato_wedges(spots, size=1.9, seed=0):
    """Wedges at (x, y, z, turn): skin below, flesh above."""
    pieces = []
    for k, (x, y, z, turn) in enumerate(spots):
        t, a = np.meshgrid(
            np.linspace(0, 1, 24), np.linspace(-math.pi / 2, math.pi / 2, 40), indexing="ij"
        )
        # a crescent: length along x, cut faces meet at a ridge on top
        width = np.cos(a) ** 0.8 * size * 0.55
        side = (t - 0.5) * 2
        verts = as_points(np.sin(a) * size, side * width, (1 - np.abs(side)) * width * 1.1 + 0.05)
        under = as_points(
            np.sin(a) * size,
            side * width,
            -np.sqrt(np.clip(1 - side**2, 0, 1)) * width * 0.55 + 0.05,
        )
        grid = grid_faces(24, 40)
        shape = np.vstack([verts.reshape(-1, 3), under.reshape(-1, 3)])
        across = np.concatenate([(np.abs(side) * 0.9).ravel(), np.ones(side.size)])
        shape += 0.04 * fbm(shape + k * 3, 1.2, 3, k)[:, None]
        pieces.append(
            (
                placed(shape, (x, y, z + size * 0.3), (0.35 * (-1) ** k, 0.1, turn)),
                np.vstack([grid[:, ::-1], grid + side.size]),
                {"across": across},
            )
        )
    v, f, a = merge(pieces)
    mesh_object("tomato", v, f, m.tomato(), a)


def rounds(kind, spots, radius=1.7, thick=0.26):
    """Slices at (x, y, z, tilt x, tilt y): cucumber, tomato, radish."""
    material = getattr(m, kind)()
    for k, (x, y, z, tx, ty) in enumerate(spots):
        shapes.add(
            kind,
            shapes.puck(radius, thick, 0.07, 40, 90, 0.02, 0.03, k),
            material,
            (x, y, z),
            (tx, ty, k),
        )


def onion_rings(spots, radius=1.2, rng=None, tint=("#B8709E", "#E2C2D6", "#F7ECF2")):
    rng = rng or np.random.default_rng(5)
    red = m.toned(
        "onion", [(0, tint[0]), (0.4, tint[1]), (1, tint[2])], roughness=0.25, glow=0.5, coat=0.3
    )
    parts.rings("onion", spots, radius, red, rng, 0.2)


def cubes(name, points, size, material, rng, power=5.0, attributes=None):
    """Little diced things."""
    pieces = []
    for k, p in enumerate(points):
        v, f = superblob(np.array((size, size, size)) * rng.uniform(0.8, 1.15, 3), power, power, 3)
        v *= (1 + 0.06 * fbm(v + k, 1.5, 2, k % 30))[:, None]
        extra = {"tone": rng.random(), "across": rng.uniform(0.1, 0.9), "char": 0.3 * rng.random()}
        pieces.append(
            (placed(v, p, tuple(rng.uniform(-0.7, 0.7, 2)) + (rng.uniform(0, 6),)), f, extra)
        )
    v, f, a = merge(pieces)
    mesh_object(name, v, f, material, a)


def olives(points, rng, tint=("#3A2438", "#1E1018"), size=0.85):
    v, f = superblob((1.15, 0.85, 0.85), 2, 2, 4)
    pieces = [
        (
            placed(
                v,
                p,
                tuple(rng.uniform(-0.5, 0.5, 2)) + (rng.uniform(0, 6),),
                size * rng.uniform(0.9, 1.1),
            ),
            f,
            {},
        )
        for p in points
    ]
    v, f, a = merge(pieces)
    mesh_object("olives", v, f, m.plain("olive", tint[0], tint[1], 0.16, 1, 0.01, 0.3, 0.2, 0.5), a)


def sauce(path, width, material, lumps=0.05, seed=0):
    """A thread of sauce along points (x, y, z)."""
    from studio.shapes import tube

    p = np.asarray(path, float)
    s = np.linspace(0, len(p) - 1, 30 * len(p))
    smooth = np.stack([np.interp(s, np.arange(len(p)), p[:, k]) for k in range(3)], -1)
    kernel = np.ones(15) / 15
    pad = np.pad(smooth, ((7, 7), (0, 0)), mode="edge")
    smooth = np.stack([np.convolve(pad[:, k], kernel, "valid") for k in range(3)], -1)
    v, f, _ = tube(smooth, width * (1 + 0.25 * perlin(smooth, 0.8, seed)), 14, 0.5)
    v[:, 2] = np.maximum(v[:, 2], smooth[:, 2].repeat(14) - width * 0.5)
    return mesh_object("sauce", v, f, material)


def white_sauce():
    return m.plain("yoghurt sauce", "#FFFCF2", "#F3EBD8", 0.25, 1.0, 0.02, 0.5, 0.3, 0.25)


def bulgur():
    return m.toned(
        "bulgur",
        [(0, "#A85A1E"), (0.5, "#CC8A3A"), (1, "#E6B468")],
        roughness=0.45,
        glow=0.3,
        lit=0.04,
    )


def fries_pile(rng, centre, radius, z, count=26, height=1.8):
    lying = []
    for x, y in spread(rng, count, in_disc(radius, centre), 0.4):
        d = math.hypot(x - centre[0], y - centre[1]) / radius
        lying.append(
            (
                x,
                y,
                z + 0.45 + height * (1 - d) * rng.random(),
                rng.uniform(0, 3.1),
                rng.normal(0, 0.14),
            )
        )
    parts.fries(0, (0, 0, 0), 1, rng, (6.0, 8.5), lying=lying)
