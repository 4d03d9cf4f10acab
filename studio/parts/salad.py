"""Leaves in a heap, and what is tossed with them."""

import math

import numpy as np

from studio import materials as m
from studio.parts.pasta import dice, mound
from studio.parts.pieces import rings, strands
from studio.shapes.meshes import add, grid_faces, merge, mesh_object, placed
from studio.shapes.noise import as_points, fbm, perlin, smoothstep
from studio.shapes.scattering import in_disc, scattered
from studio.shapes.solids import puck, sphere, superblob


class Heap:
    """A dome of salad: toppings ask it for places, as they ask a pizza."""

    def __init__(self, base, radius, height):
        self.base, self.radius = base, radius
        self._rise = mound(radius * 1.1, height)

    def height(self, x, y):
        return float(self.base + self._rise(x, y))

    def places(self, rng, count, apart, inset=0.0):
        flat = scattered(rng, count, in_disc(self.radius - inset), apart)
        return [(x, y, self.height(x, y)) for x, y in flat]


def _crisp_leaf(rng, size):
    """One ruffled leaf: pale rib, curling edge."""
    n = 30
    u, v = np.meshgrid(np.linspace(0, 1, n), np.linspace(-1, 1, n), indexing="ij")
    seed = int(rng.integers(999))
    half = 0.62 * np.sin(np.pi * np.clip(u, 0.02, 1) ** 0.7 * 0.97) ** 0.6 + 0.08
    flat = as_points(u * 3, v * 2, np.full_like(u, seed))
    frill = np.abs(v) ** 3 * (0.30 * perlin(flat, 1.6, seed) + 0.16 * perlin(flat, 4.0, seed + 1))
    x = (u - 0.5) * 2 * size
    y = v * half * size * (1 + 0.12 * perlin(flat, 2.5, seed + 2))
    z = size * (
        rng.uniform(0.15, 0.5) * v**2 * half + frill - rng.uniform(0.1, 0.5) * (u - 0.4) ** 2
    )
    rib = np.exp(-((v / (0.10 * (1.2 - u))) ** 2))
    veins = np.abs(np.sin((u * 6 - np.abs(v) * 2) * np.pi)) ** 10
    across = np.clip(0.15 + 0.75 * u * (0.35 + np.abs(v)) + 0.2 * np.abs(v), 0, 1)
    more = {
        "vein": np.maximum(rib, 0.4 * veins).ravel(),
        "across": (across * (1 - 0.5 * rib)).ravel(),
    }
    return as_points(x, y, z).reshape(-1, 3), grid_faces(n, n)[:, ::-1], more


def leaves(rng, heap, count=46, size=2.3, material=None, lift=0.5):
    """A loose heap of leaves, steeper towards the rim."""
    pieces = []
    for x, y in (in_disc(heap.radius)(rng) for _ in range(count)):
        out = math.hypot(x, y) / heap.radius
        verts, faces, more = _crisp_leaf(rng, size * rng.uniform(0.65, 1.15))
        lean = rng.normal(0, 0.35, 2)
        turn = (lean[0], lean[1] - 0.35 * out, math.atan2(y, x) + rng.normal(0, 0.9))
        spot = (x, y, heap.height(x, y) * rng.uniform(0.86, 1.0) + lift * rng.random())
        pieces.append((placed(verts, spot, turn), faces, more))
    verts, faces, attributes = merge(pieces)
    mesh_object("leaves", verts, faces, material or m.lettuce(), attributes)


def half_tomatoes(rng, heap, count=12, size=1.25, apart=1.9):
    """Cherry tomatoes, cut and whole."""
    cut, skin = (
        m.tomato(),
        m.plain("tomato skin", "#D5260F", "#A81206", 0.16, 0.8, 0.02, 0.45, 0.3, 0.5),
    )
    for k, (x, y, z) in enumerate(heap.places(rng, count, apart, 0.8)):
        turn = (rng.normal(0, 0.5), rng.normal(0, 0.5), rng.uniform(0, 6.3))
        if k % 3 == 2:
            verts, faces = sphere(4)
            add("tomato", (verts * (1.1, 1, 0.95), faces, {}), skin, (x, y, z + 0.7), turn, size)
            continue
        shape = puck(size, 0.75 * size, 0.5 * size, 26, 70, 0.02, 0.05, k)
        add("tomato", shape, cut, (x, y, z + 0.35), turn)


def tomato_wedges(rng, heap, count=12, size=2.6, apart=2.2):
    material = m.tomato()
    t, a = np.meshgrid(np.linspace(0, 1, 16), np.linspace(-1, 1, 30), indexing="ij")
    for x, y, z in heap.places(rng, count, apart, 0.9):
        angle = a * 1.25
        r = size * (0.35 + 0.65 * t)
        half = 0.5 * size * np.cos(angle * 1.1) * (t + 0.1)
        top = as_points(r * np.sin(angle), r * np.cos(angle) - size * 0.7, half * 0.55)
        low = top * (1, 1, -1)
        faces = grid_faces(16, 30)
        shape = (
            np.vstack([top.reshape(-1, 3), low.reshape(-1, 3)]),
            np.vstack([faces[:, ::-1], faces + top.size // 3]),
            {"across": np.tile(t.ravel(), 2)},
        )
        add(
            "wedge",
            shape,
            material,
            (x, y, z + 0.5),
            (*rng.normal(0, 0.5, 2), rng.uniform(0, 6.3)),
            rng.uniform(0.8, 1.05),
        )


def cucumber(rng, heap, count=14, size=1.7, apart=1.8):
    material = m.cucumber()
    for k, (x, y, z) in enumerate(heap.places(rng, count, apart, 0.6)):
        turn = (*rng.normal(0, 0.4, 2), rng.uniform(0, 6.3))
        add(
            "cucumber",
            puck(size, 0.3, 0.08, 26, 70, 0.02, 0.03, k),
            material,
            (x, y, z + 0.3),
            turn,
        )


def radish(rng, heap, count=10):
    material = m.radish()
    for k, (x, y, z) in enumerate(heap.places(rng, count, 1.7, 0.5)):
        turn = (*rng.normal(0, 0.4, 2), rng.uniform(0, 6.3))
        add(
            "radish",
            puck(1.15, 0.16, 0.05, 24, 60, 0.02, 0.03, k),
            material,
            (x, y, z + 0.45),
            turn,
        )


def cubes(rng, heap, count, material, size=(0.8, 0.7, 0.62), apart=1.5, lift=0.5):
    """Feta, croutons, cheese."""
    spots = [(x, y, z + lift) for x, y, z in heap.places(rng, count, apart, 0.6)]
    dice(rng, spots, material, size, 0.14)


def grated(rng, heap, count, material, length=1.2):
    """Carrot and other shreds, in the middle."""

    paths = []
    for _ in range(count):
        x, y = in_disc(heap.radius * 0.45)(rng)
        a, s = rng.uniform(0, 6.3), np.linspace(-1, 1, 8) * length * rng.uniform(0.5, 1)
        z = heap.height(x, y) + 0.5 + 0.9 * rng.random()
        paths.append(
            as_points(
                x + s * math.cos(a),
                y + s * math.sin(a),
                z + rng.normal(0, 0.2) * s + rng.normal(0, 0.12) * s**2,
            )
        )
    strands("shreds", paths, 0.12, material, rng, 6)


def kernels(rng, heap, count=60):
    """Sweetcorn."""
    verts, faces = superblob((0.36, 0.3, 0.26), 3, 3, 3)
    pieces = []
    for x, y, z in heap.places(rng, count, 0.6, 0.4):
        turn = (*rng.normal(0, 0.5, 2), rng.uniform(0, 6.3))
        pieces.append(
            (
                placed(verts, (x, y, z + 0.5), turn, rng.uniform(0.85, 1.1)),
                faces,
                {"tone": rng.random()},
            )
        )
    verts, faces, attributes = merge(pieces)
    material = m.toned(
        "sweetcorn", [(0, "#F0B41A"), (1, "#F9D94E")], roughness=0.25, glow=0.5, coat=0.35
    )
    mesh_object("sweetcorn", verts, faces, material, attributes)


def olives(rng, heap, count=12):
    dark = m.plain("olive", "#3A2434", "#1B1018", 0.18, 1.5, 0.03, 0.25, 0.2, 0.5)
    verts, faces = sphere(3)
    for x, y, z in heap.places(rng, count, 2.0, 0.8):
        add(
            "olive",
            (verts * (1.25, 0.95, 0.95), faces, {}),
            dark,
            (x, y, z + 0.7),
            (*rng.normal(0, 0.4, 2), rng.uniform(0, 6.3)),
            0.82,
        )


def chilli_rings(rng, heap, count, colour="#5E9A2A"):
    green = m.plain(
        "pepper ring", colour, m.halfway(colour, "#1E4010"), 0.22, 1.5, 0.03, 0.45, 0.2, 0.4
    )
    rings(
        "pepper",
        [(x, y, z + 0.5) for x, y, z in heap.places(rng, count, 1.8)],
        1.3,
        green,
        rng,
        0.35,
    )


def shards(rng, heap, count=14):
    """Broken pieces of toasted flatbread."""
    material = m.crumb("toasted bread")
    for k, (x, y, z) in enumerate(heap.places(rng, count, 1.8, 0.6)):
        n = 14
        u, v = np.meshgrid(np.linspace(-1, 1, n), np.linspace(-1, 1, n), indexing="ij")
        rough = 1 + 0.3 * perlin(as_points(u, v, np.full_like(u, k)), 1.4, k)
        shape = as_points(
            u * 1.6 * rough * (1 - 0.4 * v), v * 1.2 * rough, 0.22 * fbm(as_points(u, v), 1.2, 2, k)
        )
        tone = 0.55 + 0.4 * perlin(as_points(u * 3, v * 3), 1, k)
        add(
            "shard",
            (shape.reshape(-1, 3), grid_faces(n, n)[:, ::-1], {"tone": tone.ravel()}),
            material,
            (x, y, z + 0.7),
            (*rng.normal(0, 0.4, 2), rng.uniform(0, 6.3)),
        )


def ball(rng, at, radius, material):
    """A ball of burrata or mozzarella, gathered at the top."""
    verts, faces = sphere(6)
    up = smoothstep(0.6, 1.0, verts[:, 2])
    a = np.arctan2(verts[:, 1], verts[:, 0])
    pleats = 1 + 0.05 * up * np.sin(a * 9) - 0.25 * up * smoothstep(0.86, 1, verts[:, 2])
    verts = verts * pleats[:, None] * (1, 1, 0.78)
    verts[:, 2] += 0.25 * smoothstep(0.93, 1.0, verts[:, 2] / 0.78)
    verts = verts * (1 + 0.025 * fbm(verts, 1.3, 3, int(rng.integers(99))))[:, None]
    add(
        "ball",
        (verts, faces, {}),
        material,
        (at[0], at[1], at[2] + 0.72 * radius),
        (0, 0, rng.uniform(0, 6)),
        radius,
    )
