"""Nigiri, maki and what lies beside them."""

import math

import numpy as np

from studio import materials as m
from studio.parts.pieces import grains
from studio.shapes.meshes import add, grid_faces, placed
from studio.shapes.noise import as_points, fbm, perlin, smoothstep
from studio.shapes.solids import chunk, puck, superblob


def salmon_slab(size=(3.65, 1.5, 0.30), seed=0, droop=0.042, side_droop=0.12, bands=1.5, slant=0.7):
    """Cut of fish that hangs over its rice; pale lines run across it."""
    verts, faces = superblob(size, 3.4, 3.4, 6)
    x, y = verts[:, 0], verts[:, 1]
    line = x * bands + y * slant * 1.2 + 0.10 * y**2 + 0.6 * fbm(as_points(x, y), 0.5, 3, seed)
    fat = smoothstep(0.86, 0.985, np.abs(np.cos(line * math.pi * 0.62)))
    verts[:, 0] *= 1 + 0.08 * perlin(as_points(y), 0.9, seed)
    verts[:, 1] *= 1 + 0.10 * perlin(as_points(x), 0.6, seed + 1) - 0.035 * x
    sheet = -droop * np.abs(x) ** 2.1 - side_droop * y**2
    verts[:, 2] += sheet + 0.09 * fbm(as_points(x, y), 0.7, 3, seed) - 0.035 * fat
    return verts, faces, {"fat": fat}


def rice_block(at, size, turn, rng, material, count=330):
    core, faces = superblob(np.array(size) * 0.93, 3, 3, 4)
    add("rice core", (core, faces, {"tone": np.full(len(core), 0.4)}), material, at, (0, 0, turn))
    d = rng.normal(size=(count, 3))
    d[:, 2] = d[:, 2] * 0.8
    d /= (np.abs(d) ** 3).sum(1)[:, None] ** (1 / 3)
    points, normals = (
        placed(d * np.array(size), at, (0, 0, turn)),
        placed(d / np.array(size), turn=(0, 0, turn)),
    )
    grains("rice", points, material, rng, (0.30, 0.15, 0.135), 0.35, normals)


def nigiri(at, turn, rng, rice_material, fish_material, seed=0):
    rice_block((at[0], at[1], at[2] + 0.95), (2.75, 1.15, 0.95), turn, rng, rice_material)
    add("fish", salmon_slab(seed=seed), fish_material, (at[0], at[1], at[2] + 2.36), (0, 0, turn))


def maki(
    at,
    rng,
    rice_material,
    nori_material,
    fish_material,
    green_material,
    radius=1.55,
    height=2.1,
    turn=(0, 0, 0),
    seed=0,
):
    t, angle = np.meshgrid(
        np.linspace(0, 1, 24), np.linspace(0, 2 * math.pi, 120, endpoint=False), indexing="ij"
    )
    r = radius * (1 + 0.015 * perlin(as_points(np.cos(angle), np.sin(angle), t), 2, seed))
    outer = as_points(r * np.cos(angle), r * np.sin(angle), t * height).reshape(-1, 3)
    inner = as_points(
        (r - 0.09) * np.cos(angle), (r - 0.09) * np.sin(angle), height - t * 0.5
    ).reshape(-1, 3)
    faces = grid_faces(24, 120, True)[:, ::-1]
    add(
        "wrap",
        (
            np.vstack([outer, inner]),
            np.vstack(
                [
                    faces,
                    faces + len(outer),
                    np.array(
                        [
                            [
                                23 * 120 + k,
                                23 * 120 + (k + 1) % 120,
                                24 * 120 + (k + 1) % 120,
                                24 * 120 + k,
                            ]
                            for k in range(120)
                        ]
                    ),
                ]
            ),
            {},
        ),
        nori_material,
        at,
        turn,
    )
    core, core_faces, a = puck(radius - 0.1, height - 0.18, 0.1, 30, 60, 0, 0.04, seed)
    add("core", (core, core_faces, {"tone": np.full(len(core), 0.4)}), rice_material, at, turn)
    points = []
    for _ in range(75):
        a, d = rng.uniform(0, 6.3), math.sqrt(rng.uniform(0.22, 1)) * (radius - 0.32)
        points.append((d * math.cos(a), d * math.sin(a), height - 0.14 + rng.uniform(-0.03, 0.05)))
    grains("rice", placed(points, at, turn), rice_material, rng, (0.27, 0.14, 0.12), 0.45)
    fish, fish_faces = chunk((0.50, 0.42, 0.35), seed, 4, 0.06)
    add(
        "filling",
        (
            fish,
            fish_faces,
            {"fat": smoothstep(0.9, 0.98, np.abs(np.cos(fish[:, 0] * 4 + fish[:, 1] * 2)))},
        ),
        fish_material,
        placed([(-0.12, 0.08, height - 0.05)], at, turn)[0],
        (turn[0], turn[1], seed * 1.3),
    )
    green, green_faces = chunk((0.42, 0.22, 0.35), seed + 5, 4, 0.06)
    add(
        "filling",
        (green, green_faces, {"across": np.full(len(green), 0.45)}),
        green_material,
        placed([(0.30, -0.35, height - 0.05)], at, turn)[0],
        (turn[0], turn[1], seed * 1.3),
    )


def ginger(at, rng, petals=9):
    material = m.plain("ginger", "#FBD5BE", "#F5B49C", 0.3, 0.8, 0.05, 0.6, 0.3, 0.25)
    for k in range(petals):
        n = 40
        u, v = np.meshgrid(np.linspace(-1, 1, n), np.linspace(-1, 1, n), indexing="ij")
        keep = np.clip(1 - np.abs(u) ** 3 * 0.3, 0, 1)
        x, y = u * 1.1, v * 0.95 * keep
        z = (
            0.38 * np.sin(u * 3.4 + k)
            + 0.30 * np.cos(v * 3.1 + k * 2)
            + 0.22 * perlin(as_points(x, y, np.full_like(x, k)), 1.6, k)
        )
        spot = np.array(at) + (rng.normal(0, 0.62), rng.normal(0, 0.5), 0.5 + 0.13 * k)
        add(
            "ginger",
            (as_points(x, y, z).reshape(-1, 3), grid_faces(n, n), {}),
            material,
            spot,
            (rng.normal(0, 0.6), rng.normal(0, 0.6), rng.uniform(0, 6.3)),
        )
