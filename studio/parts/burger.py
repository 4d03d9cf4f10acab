"""What a burger is built of, from the bottom up."""

import math

import numpy as np

from studio import materials as m
from studio.shapes.meshes import (
    add,
    grid_faces,
    laid_on_slope,
    merge,
    mesh_object,
    placed,
    polar_grid,
)
from studio.shapes.noise import as_points, fbm, perlin, smoothstep, worley
from studio.shapes.scattering import in_disc, spread
from studio.shapes.solids import puck, sphere


def bun_bottom(z, radius=5.3, seed=0):
    verts, faces, _ = puck(radius, 2.1, 0.8, 60, 160, 0.015, 0.05, seed)
    add(
        "bun",
        (verts, faces, {"bake": 0.60 - 0.62 * smoothstep(0.7, 1.7, verts[:, 2])}),
        m.bun(),
        (0, 0, z),
    )
    return z + 2.0


def bun_top(z, radius=5.5, tall=3.7, seed=0, tilt=(0, 0, 0), sesame=260):
    rng = np.random.default_rng(seed)
    t, angle, faces = polar_grid(90, 180)
    a = t * math.pi * 0.60
    r = (
        radius
        * np.sin(np.minimum(a, math.pi / 2)) ** 0.9
        * np.where(a > math.pi / 2, np.cos((a - math.pi / 2) * 0.95), 1)
    )
    h = np.where(
        a < math.pi / 2,
        np.clip(np.cos(a), 0, 1) ** 0.82 * (tall - 0.9) + 0.9,
        0.9 - (a - math.pi / 2) / (math.pi * 0.10) * 0.9,
    )
    warp = 1 + 0.02 * perlin(as_points(np.cos(angle) * 1.4, np.sin(angle) * 1.4, t), 1.2, seed)
    x, y = r * np.cos(angle) * warp, r * np.sin(angle) * warp
    h = h + (
        0.08 * fbm(as_points(x, y), 0.35, 3, seed) + 0.012 * fbm(as_points(x, y), 2.5, 3, seed)
    ) * (t < 0.8)
    verts = as_points(x, y, h).reshape(-1, 3)
    bake = smoothstep(0.2, 1.6, verts[:, 2]) * 0.72 + 0.12 * smoothstep(0.3, 1, verts[:, 2] / tall)
    add("bun", (verts, faces, {"bake": bake}), m.bun(), (0, 0, z), tilt)
    if not sesame:
        return
    placements = []
    for px, py in spread(rng, sesame, in_disc(radius * 0.90), 0.33):
        d = math.hypot(px, py) / radius
        if rng.random() < 0.75 * d**1.5:
            continue
        height = np.interp(d * radius, r[:, 0][:75], h[:, 0][:75])
        slope = math.atan2(d**2.2 * tall * 1.15, radius * 0.9) * 1.15
        direction = math.atan2(py, px)
        spot = placed([(px, py, height + 0.05)], turn=tilt)[0] + (0, 0, z)
        normal_turn = laid_on_slope(direction, slope, rng.uniform(0, 6.3))
        placements.append((spot, normal_turn))
    seeds, seed_faces = sphere(2)
    seeds = seeds * (0.25, 0.15, 0.085)
    seeds[:, 1] *= 1 - 0.45 * np.clip(seeds[:, 0] / 0.25, 0, 1)
    pieces = [
        (seeds @ turn.T + spot, seed_faces, {"tone": rng.random()}) for spot, turn in placements
    ]
    verts, faces, attributes = merge(pieces)
    mesh_object(
        "sesame",
        verts,
        faces,
        m.toned(
            "sesame", [(0, "#EBCF96"), (0.6, "#F7E6BE"), (1, "#FDF3DA")], roughness=0.4, glow=0.4
        ),
        attributes,
    )


def meat_patty(z, radius=5.5, thick=1.5, seed=0):
    verts, faces, _ = puck(radius, thick, 0.65, 110, 320, 0.04, 0.0, seed)
    lumps = worley(verts, 1.1, seed)[0]
    push = (
        0.24 * (0.5 - lumps)
        + 0.16 * fbm(verts, 1.4, 5, seed, 0.6)
        - 0.10 * smoothstep(0.25, 0.6, fbm(verts, 2.4, 3, seed + 4))
    )
    out = verts - (0, 0, thick / 2)
    out[:, 2] *= 3
    verts = verts + out / np.linalg.norm(out, axis=1)[:, None] * push[:, None]
    verts[:, 2] = np.minimum(verts[:, 2], thick + 0.10)
    shoulder = smoothstep(0.35, 0.75, verts[:, 2] / thick)
    reach = np.hypot(verts[:, 0], verts[:, 1])
    limit = radius * (1.10 - 0.14 * shoulder)  # keeps crumbs from piercing the cheese
    verts[:, :2] *= np.minimum(1, limit / np.maximum(reach, 0.01))[:, None]
    add("patty", (verts, faces, {}), m.patty(), (0, 0, z))
    return z + thick


def cheese_slice(z, half=5.6, patty_radius=5.75, turn=0.5, drop=1.55, seed=0):
    n = 90
    u, v = np.meshgrid(np.linspace(-1, 1, n), np.linspace(-1, 1, n), indexing="ij")
    corner = 0.93 + 0.07 * np.minimum(1, 2 - np.abs(u) - np.abs(v) + 0.6)
    x, y = u * half * corner, v * half * corner
    r = np.hypot(x, y)
    over = np.clip(r - patty_radius + 0.5, 0, None)
    pull = np.where(r > 0, 1 - 0.48 * over / np.maximum(r, 0.1), 1)
    dz = -drop * over**1.3 * 0.62 + 0.05 * perlin(as_points(x, y), 0.6, seed)
    top = as_points(x * pull, y * pull, dz + 0.22)
    bottom = as_points(x * pull * 0.985, y * pull * 0.985, dz)
    verts = np.vstack([top.reshape(-1, 3), bottom.reshape(-1, 3)])
    sheet = grid_faces(n, n)
    edge = np.concatenate(
        [
            np.arange(n),
            np.arange(1, n) * n + n - 1,
            (n - 1) * n + np.arange(n - 2, -1, -1),
            np.arange(n - 2, 0, -1) * n,
        ]
    )
    nxt = np.roll(edge, -1)
    skirt = np.stack([edge, nxt, nxt + n * n, edge + n * n], -1)
    faces = np.vstack([sheet, sheet[:, ::-1] + n * n, skirt])
    material = m.plain("cheese", "#FAB628", "#F39E16", 0.28, 0.5, 0.03, 0.5, 0.35, 0.3)
    add("cheese", (verts, faces, {}), material, (0, 0, z), (0, 0, turn))
