"""Pasta: nests, short shapes, gnocchi, and the sauce on top."""

import math

import numpy as np

from studio import materials as m
from studio.parts.pieces import strands
from studio.shapes.meshes import add, grid_faces, merge, mesh_object, placed, polar_grid
from studio.shapes.noise import as_points, fbm, perlin, smoothstep
from studio.shapes.scattering import in_disc
from studio.shapes.solids import superblob, tube


def mound(radius, height):
    """How high a heap is at a place."""

    def at(x, y):
        d = np.clip(np.hypot(x, y) / radius, 0, 1)
        return height * (1 - d**2.2)

    return at


def nest(rng, base, radius=7.0, height=3.6, count=330, thickness=0.15, wide=1.0, material=None):
    """Long pasta turned into a heap on a fork; `wide` above 1 makes ribbons."""
    heap = mound(radius, height)
    paths = []
    for _ in range(count):
        far = radius * math.sqrt(rng.uniform(0.02, 0.92))
        span, start = rng.uniform(1.2, 3.4), rng.uniform(0, 6.3)
        s = np.linspace(0, 1, 40)
        turn = start + span * s * rng.choice((-1, 1))
        r = far * (0.75 + 0.25 * np.sin(s * 3 + start)) + 0.35 * perlin(
            as_points(s * 3, s * 0 + far), 1, 3
        )
        cx, cy = rng.normal(0, radius * 0.14, 2)
        x, y = cx + r * np.cos(turn), cy + r * np.sin(turn)
        out = np.hypot(x, y)
        shrink = np.minimum(1, radius / np.maximum(out, 0.01))
        x, y = x * shrink, y * shrink
        lift = rng.uniform(0.55, 1.0)
        z = base + 0.15 + heap(x, y) * lift + 0.25 * perlin(as_points(s * 4, s * 0 + start), 1, 8)
        paths.append(as_points(x, y, np.maximum(z, base + thickness)))
    if wide == 1.0:
        return strands("pasta", paths, thickness, material or m.pasta(), rng, 8)
    return _ribbons(rng, paths, thickness, wide, material or m.pasta("#F2D285", "#DDB052"))


def _ribbons(rng, paths, thickness, wide, material):
    pieces = []
    for path in paths:
        tangent = np.gradient(path, axis=0)
        side = np.cross(tangent, (0, 0, 1.0))
        side /= np.linalg.norm(side, axis=1)[:, None] + 1e-9
        twist = rng.normal(0, 0.5) + 0.7 * np.sin(np.linspace(0, 4, len(path)) + rng.uniform(0, 6))
        side = side * np.cos(twist)[:, None] + np.array((0, 0, 1.0)) * np.sin(twist)[:, None]
        u = np.linspace(-1, 1, 5)
        verts = path[:, None] + side[:, None] * (u * thickness * wide)[None, :, None]
        pieces.append((verts.reshape(-1, 3), grid_faces(len(path), 5), {"tone": rng.random()}))
    verts, faces, attributes = merge(pieces)
    return mesh_object("ribbons", verts, faces, material, attributes)


def sauce_cap(rng, base, radius, height, kind, thick=0.4, material=None):
    """Sauce ladled over a heap, running down in tongues; returns its height at a place."""
    seed = int(rng.integers(999))
    t, angle, faces = polar_grid(80, 220)
    c, s = np.cos(angle), np.sin(angle)
    tongues = perlin(as_points(c * 1.7, s * 1.7), 1, seed) * 0.45 + 0.15 * perlin(
        as_points(c * 4, s * 4), 1, seed + 1
    )
    r = t * radius * (0.85 + tongues)
    x, y = r * c, r * s
    flat = as_points(x, y)
    heap = mound(radius * 1.35, height)
    lumps = 0.28 * fbm(flat, 0.7, 4, seed) + 0.1 * fbm(flat, 1.9, 3, seed + 4)
    z = (
        base
        + heap(x, y)
        + thick * np.sqrt(np.clip(1 - t**4, 0, 1))
        + lumps * (1 - t**3)
        - 0.35 * t**5
    )
    add("sauce", (as_points(x, y, z).reshape(-1, 3), faces, {}), material or m.pasta_sauce(kind))
    return lambda px, py: float(z.ravel()[np.argmin((x - px) ** 2 + (y - py) ** 2)])


def gnocchi(rng, base, radius=7.2, count=70, material=None):
    """Ridged little dumplings in a heap."""
    heap = mound(radius, 2.4)
    pieces = []
    for k in range(count):
        x, y = in_disc(radius)(rng)
        verts, faces = superblob((1.25, 0.85, 0.75), 2.4, 2.2, 4)
        ridges = 0.05 * np.cos(verts[:, 0] * 11) * (verts[:, 2] > -0.2)
        verts = verts * (1 + ridges + 0.06 * fbm(verts + k * 3.1, 0.8, 2, 1))[:, None]
        z = base + 0.6 + heap(x, y) * rng.uniform(0.3, 1)
        pieces.append(
            (
                placed(verts, (x, y, z), (*rng.normal(0, 0.45, 2), rng.uniform(0, 6.3))),
                faces,
                {"tone": rng.random()},
            )
        )
    verts, faces, attributes = merge(pieces)
    mesh_object("gnocchi", verts, faces, material or m.pasta("#F6E4B2", "#E6C880"), attributes)


def elbows(rng, base, radius, height, count=210, material=None):
    """Short bent tubes in a heap."""
    heap = mound(radius * 1.1, height)
    pieces = []
    for _ in range(count):
        x, y = in_disc(radius)(rng)
        a = np.linspace(-0.9, 0.9, 12)
        path = as_points(1.1 * np.sin(a), 1.1 * (1 - np.cos(a)), 0 * a)
        verts, faces, _ = tube(path, 0.42, 12, 0.85)
        z = base + heap(x, y) * rng.uniform(0.6, 1.0) + 0.2
        pieces.append(
            (
                placed(verts, (x, y, z), (*rng.normal(0, 0.6, 2), rng.uniform(0, 6.3)), 1.0),
                faces,
                {"tone": rng.random()},
            )
        )
    verts, faces, attributes = merge(pieces)
    mesh_object("elbows", verts, faces, material or m.pasta("#F6C65A", "#E8A030"), attributes)


def lasagne_slice(rng, at, size=(4.9, 3.9, 2.5), turn=0.3):
    """Sheets, ragù and béchamel, browned on top and running at the sides."""
    seed = int(rng.integers(999))
    verts, faces = superblob(size, 8, 9, 7)
    up = (verts[:, 2] / size[2] + 1) / 2
    wave = up + 0.02 * fbm(verts, 0.5, 3, seed)
    phase = (wave * 5) % 1
    layer = np.where(phase < 0.2, 0.05, np.where(phase < 0.68, 0.52, 0.95))
    side = np.stack([verts[:, 0] / size[0], verts[:, 1] / size[1]], -1)
    strength = np.abs(side).max(1) ** 8
    push = strength * (np.where(phase < 0.2, 0.16, 0.05) + 0.13 * fbm(verts, 1.1, 4, seed + 1))
    along_x = np.abs(side[:, 0]) > np.abs(side[:, 1])
    verts[:, 0] += np.sign(side[:, 0]) * push * along_x
    verts[:, 1] += np.sign(side[:, 1]) * push * ~along_x
    top = smoothstep(0.88, 0.97, wave)
    verts[:, 2] += top * 0.22 * fbm(verts, 0.8, 4, seed + 3) - 0.25 * strength * top
    add(
        "lasagne",
        (verts, faces, {"layer": layer, "top": top}),
        m.lasagne(),
        (at[0], at[1], at[2] + size[2]),
        (0, 0, turn),
    )
    return at[2] + size[2] * 2


def dice(rng, places, material, size=(0.5, 0.4, 0.32), rough=0.12):
    """Small cubes at the places: guanciale, feta, croutons."""
    pieces = []
    for k, spot in enumerate(places):
        verts, faces = superblob(size, 5, 5, 3)
        verts = verts * (1 + rough * fbm(verts + k * 5.3, 1.2, 3, 2))[:, None]
        turn = (*rng.normal(0, 0.4, 2), rng.uniform(0, 6.3))
        pieces.append(
            (
                placed(verts, spot, turn, rng.uniform(0.8, 1.25)),
                faces,
                {"tone": rng.random(), "fat": rng.random()},
            )
        )
    verts, faces, attributes = merge(pieces)
    mesh_object("dice", verts, faces, material, attributes)
