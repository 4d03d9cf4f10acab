"""Pastry, bread, pancakes and cakes."""

import math

import numpy as np

from studio import materials as m
from studio import shapes
from studio.shapes import (
    as_points,
    fbm,
    grid_faces,
    perlin,
    polar_grid,
    smoothstep,
    superblob,
    tube,
    worley,
)


def crust(
    stops=("#F2D49A", "#DDA04A", "#B0641C", "#7A3C0E"), bump=0.08, gloss=0.35, coat=0.2, scale=1.0
):
    """Reads bake: 0 pale .. 1 dark."""
    s = m.Shader("crust")
    value = s.math(
        "ADD", s.attribute("bake"), s.spread(s.noise(scale, 5, 0.6), 0.3, 0.7, -0.14, 0.14)
    )
    base = s.ramp(value, list(zip((0.0, 0.35, 0.68, 1.0), stops)))
    return s.finish(
        base=base,
        roughness=gloss,
        coat=coat,
        coat_roughness=0.25,
        glow=0.25,
        glow_depth=0.25,
        normal=s.bump(s.mix(0.5, s.noise(scale * 8, 5, 0.7), s.noise(scale * 2, 3)), bump, 0.7),
    )


def crumb(light="#F0D49A", dark="#CF9A50", holes=2.6, glow=0.3):
    """A cut or torn side of cake."""
    s = m.Shader("crumb")
    pores = s.spread(s.cells(holes), 0.05, 0.32)
    fine = s.noise(holes * 2, 6, 0.7)
    base = s.mix(
        s.math("MULTIPLY", s.spread(fine, 0.35, 0.65), s.spread(pores, 0, 1, 0.55, 1.0)),
        dark,
        light,
    )
    return s.finish(
        base=base,
        roughness=0.8,
        glow=glow,
        glow_depth=0.25,
        normal=s.bump(s.mix(0.5, fine, pores), 0.14, 0.9),
    )


def sugar_dust(points, rng, size=0.045):
    from studio.parts.pieces import dust

    dust(points, rng, m.plain("icing sugar", "#FFFFFF", "#FBF8F2", 0.9, 3, 0.02, 0.2), size)


def croissant(at, turn=(0, 0, 0), size=1.0, seed=0, folds=7):
    """A crescent of rolled layers."""
    s, a = np.meshgrid(
        np.linspace(-1, 1, 260), np.linspace(0, 2 * math.pi, 90, endpoint=False), indexing="ij"
    )
    fold = s * folds / 2
    saw = fold - np.floor(fold + 0.5)  # -0.5 .. 0.5 over one layer
    side = np.where(s >= 0, saw, -saw)
    step = 0.30 * (0.5 - side) ** 0.8 * (1 - np.abs(s) ** 3)
    body = 2.9 * np.cos(np.clip(np.abs(s), 0, 1) * math.pi / 2 * 0.94) ** 0.75
    r = (
        body
        * (0.88 + step * 0.55)
        * (1 + 0.03 * perlin(as_points(s * 6, np.cos(a), np.sin(a)), 1.2, seed))
    )
    bend = 0.95 * s
    arc = 7.2
    cx, cy = arc * np.sin(bend), arc * (np.cos(bend) - 1) * 1.15
    tx, ty = np.cos(bend), -np.sin(bend)
    nx, ny = -ty, tx
    up = np.sin(a) * r * 0.82
    x, y, z = (
        cx + nx * np.cos(a) * r,
        cy + ny * np.cos(a) * r,
        np.maximum(up, -r * 0.55) + body * 0.5,
    )
    line = smoothstep(0.34, 0.5, np.abs(side))
    bake = (
        0.60
        + 0.22 * np.sin(a)
        + 0.20 * (0.5 - side)
        - 0.45 * line
        + 0.10 * fbm(as_points(s * 5, np.cos(a), np.sin(a)), 1.5, 3, seed)
    )
    verts = as_points(x, y, z).reshape(-1, 3)
    faces = grid_faces(260, 90, True)
    shapes.add(
        "croissant",
        (verts, faces, {"bake": np.clip(bake, 0, 1).ravel()}),
        crust(("#F6DDA2", "#E2A64C", "#B8691C", "#7E3E0C"), 0.10, 0.30, 0.35, 1.4),
        at,
        turn,
        size,
    )


def spiral_bun(
    at, radius=4.6, tall=3.2, turns=3.2, seed=0, icing=True, filling=("#6A3414", "#3E1C08")
):
    """A bun of rolled dough, cinnamon between its turns."""
    t, a, faces = polar_grid(200, 320)
    x, y = t * radius * np.cos(a), t * radius * np.sin(a)
    wound = t * turns - a / (2 * math.pi)
    gap = np.abs((wound % 1) - 0.5) * 2  # 1 at a seam
    seam = smoothstep(0.72, 0.98, gap) * smoothstep(1.02, 0.93, t)
    dome = tall * (1 - 0.28 * t**2) + 0.55 * np.sqrt(np.clip(1 - gap**2.4, 0, 1)) * (t < 0.96)
    down = np.clip((t - 0.93) / 0.07, 0, 1)
    z = (
        dome * np.cos(down * math.pi / 2) ** 0.45
        - 0.75 * seam
        + 0.06 * fbm(as_points(x, y), 1.0, 3, seed)
    )
    bake = (
        0.48
        + 0.30 * np.sqrt(np.clip(1 - gap**2, 0, 1))
        - 0.5 * down
        + 0.1 * fbm(as_points(x, y), 0.7, 3, seed + 1)
    )
    s = m.Shader("cinnamon dough")
    value = s.math("ADD", s.attribute("bake"), s.spread(s.noise(1.0, 5), 0.3, 0.7, -0.12, 0.12))
    dough = s.ramp(value, [(0, "#F2D8A4"), (0.35, "#E2AC58"), (0.7, "#BC7226"), (1, "#8A4812")])
    dark = s.mix(s.noise(3, 4), filling[0], filling[1])
    base = s.mix(s.attribute("seam"), dough, dark)
    look = s.finish(
        base=base,
        roughness=0.35,
        coat=0.3,
        glow=0.25,
        glow_depth=0.3,
        normal=s.bump(s.noise(6, 5, 0.7), 0.06, 0.6),
    )
    shapes.add(
        "bun",
        (
            as_points(x, y, z).reshape(-1, 3),
            faces,
            {"bake": np.clip(bake, 0, 1).ravel(), "seam": seam.ravel()},
        ),
        look,
        at,
    )
    if icing:
        glaze = m.plain("icing", "#FFFDF6", "#F6EBD6", 0.16, 1, 0.01, 0.5, 0.3, 0.4)
        keep = smoothstep(0.12, 0.32, fbm(as_points(x, y), 0.42, 3, seed + 8) + 0.12 * (1 - t))
        top = z + 0.02 + 0.20 * keep
        top = np.where(keep > 0.02, top, z - 0.4)
        inner = t < 0.9
        rows = int(np.sum(inner[:, 0]))
        shapes.add(
            "icing",
            (
                as_points(x[:rows], y[:rows], top[:rows]).reshape(-1, 3),
                grid_faces(rows, 320, True)[:, ::-1],
                {},
            ),
            glaze,
            at,
        )


def rope(path, radius, bake, look, name="dough", flat=1.0, cuts=None, at=(0, 0, 0)):
    """Dough laid along a path; `bake` and `radius` vary along it."""
    v, f, along = tube(path, radius, 48, 0.3)
    centre = np.repeat(np.asarray(path), 48, axis=0)
    out = v - centre
    v = centre + out * (1, 1, flat)
    top = out[:, 2] / (np.repeat(np.broadcast_to(radius, len(path)), 48) + 1e-6)
    tone = (
        np.interp(along, np.linspace(0, 1, len(bake)), bake) + 0.18 * top + 0.06 * fbm(v, 0.7, 3, 3)
    )
    mesh = {"bake": np.clip(tone, 0, 1)}
    if cuts is not None:
        mesh["bake"] = np.where(cuts(v, along, top), 0.0, mesh["bake"])
    shapes.add(name, (v, f, mesh), look, at)


def pretzel(at, size=1.0, seed=0):
    """A lye pretzel, split at its thick side, with coarse salt."""
    t = np.linspace(-1, 1, 220)
    loop = np.abs(t)
    arm = smoothstep(0.60, 1.0, loop)  # arms cross in the middle and rest on the lower rim
    ends = smoothstep(0.56, 0.68, loop)
    x = 6.6 * np.sin(t * 4.6) * (1 - ends) + np.sign(t) * (2.6 - 5.8 * arm) * ends
    y = -4.9 * np.cos(t * 4.6) * (1 - ends) + (4.3 - 8.8 * arm) * ends
    z = 1.0 + 0.9 * np.exp(-(((loop - 0.80) / 0.05) ** 2)) * (t > 0) + 0.9 * arm**8
    radius = 0.55 + 0.75 * (1 - smoothstep(0.0, 0.7, loop)) + 0.05
    path = as_points(x, y, z)
    kernel = np.ones(9) / 9
    pad = np.pad(path, ((4, 4), (0, 0)), mode="edge")
    path = np.stack([np.convolve(pad[:, j], kernel, "valid") for j in range(3)], -1) * size
    brown = crust(("#F3DFB4", "#B8641C", "#7E3608", "#4E1E04"), 0.03, 0.22, 0.5, 1.0)

    def split(v, along, top):
        edge = 0.30 + 0.12 * np.sin(along * 60)
        return (np.abs(along - 0.5) < 0.13) & (v[:, 1] < 0) & (np.abs(top - 0.62) < edge * 0.6)

    rope(path, radius * size, np.full(20, 0.62), brown, "pretzel", 0.9, split, at)
    rng = np.random.default_rng(seed)
    spots = []
    for _ in range(60):
        q = rng.integers(70, 150) if rng.random() < 0.5 else rng.integers(20, 200)
        p = path[q]
        spots.append(
            (
                at[0] + p[0] + rng.normal(0, 0.25),
                at[1] + p[1] + rng.normal(0, 0.25),
                at[2] + p[2] + radius[q] * size * 0.88,
            )
        )
    salt = m.plain("salt", "#FFFFFF", "#F2F0EA", 0.4, 3, 0.02, 0.4)
    v, f = superblob((0.17, 0.13, 0.11), 6, 6, 2)
    shapes.merged_copies(
        "salt",
        (v, f),
        [(p, tuple(rng.uniform(-1, 1, 3)), rng.uniform(0.7, 1.4)) for p in spots],
        salt,
        rng,
    )


def loaf(at, size=(9.0, 4.6, 4.2), turn=0.0, seed=0, slashes=4, flour=True):
    """A country loaf, slashed and floured."""
    v, f = superblob(size, 2.4, 2.4, 7)
    v *= (1 + 0.05 * fbm(v, 0.22, 3, seed))[:, None]
    v[:, 2] = np.maximum(v[:, 2], -size[2] * 0.45)
    cut = np.zeros(len(v))
    for k in range(slashes):
        centre = (k - (slashes - 1) / 2) * size[0] * 1.5 / slashes
        line = (v[:, 0] - centre - 0.55 * v[:, 1]) / 1.0
        cut = np.maximum(
            cut,
            np.exp(-((line / 0.62) ** 2))
            * smoothstep(size[1] * 0.75, size[1] * 0.4, np.abs(v[:, 1]))
            * (v[:, 2] > 0.5),
        )
    v[:, 2] += 0.30 * cut - 0.75 * cut * smoothstep(0.6, 1.0, cut)
    bake = 0.72 + 0.12 * fbm(v, 0.4, 4, seed + 1) - 0.55 * cut
    dusted = (
        smoothstep(0.0, 0.5, fbm(v, 0.5, 4, seed + 4)) * (v[:, 2] > 0.5) * (1 - cut) * 0.5
        if flour
        else 0
    )
    shapes.add(
        "loaf",
        (v, f, {"bake": np.clip(bake - dusted, 0, 1)}),
        crust(("#F5E4C0", "#DDA866", "#A05A22", "#5E2C0C"), 0.16, 0.6, 0.02, 0.9),
        (at[0], at[1], at[2] + size[2] * 0.45),
        (0, 0, turn),
    )


def bread_slice(
    at,
    turn=(0, 0, 0),
    size=(5.2, 4.2),
    thick=0.9,
    seed=0,
    toasted=0.25,
    light="#F3DDAE",
    dark="#D9AE6C",
):
    """A slice of bread lying down: crumb above, crust around."""
    t, a, faces = polar_grid(90, 220)
    c, s = np.cos(a), np.sin(a)
    edge_x, edge_y = (
        size[0] * np.sign(c) * np.abs(c) ** 0.62,
        size[1] * np.sign(s) * np.abs(s) ** 0.62,
    )
    bulge = 1 + 0.10 * (s > 0) * s + 0.02 * fbm(as_points(c, s), 1.5, 2, seed)
    down = np.clip((t - 0.93) / 0.07, 0, 1)
    k = np.clip(t / 0.93, 0, 1) * 0.97 + 0.03 * np.sin(down * math.pi / 2)
    x, y = edge_x * k * bulge, edge_y * k * bulge
    holes = worley(as_points(x, y), 1.1, seed)
    z = (
        thick * np.cos(down * math.pi / 2) ** 0.4
        - 0.16 * smoothstep(0.34, 0.1, holes[0]) * (holes[1] > 0.5) * (down == 0)
        + 0.04 * fbm(as_points(x, y), 2, 3, seed)
    )
    bake = np.where(
        down > 0,
        0.9,
        toasted * (0.7 + 0.9 * fbm(as_points(x, y), 0.4, 3, seed + 2))
        + 0.4 * smoothstep(0.86, 0.93, t),
    )
    shapes.add(
        "slice",
        (as_points(x, y, z).reshape(-1, 3), faces, {"bake": np.clip(bake, 0, 1).ravel()}),
        crust((light, dark, "#A8642A", "#6A3410"), 0.14, 0.75, 0.0, 1.6),
        at,
        turn,
    )
