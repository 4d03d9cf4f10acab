"""What is laid on a pizza, a flatbread or a toast: each takes the ground it lies on."""

import math

import numpy as np

from studio import materials as m
from studio.parts.leaves import herbs, leaf_shape
from studio.parts.pieces import rings
from studio.shapes.meshes import add, grid_faces, merge, mesh_object, placed
from studio.shapes.noise import as_points, fbm, perlin, smoothstep
from studio.shapes.solids import chunk, puck, tube


def salami(rng, ground, count=17, size=1.75):
    """Slices that curl at the rim, with a film of red fat."""
    material = m.salami()
    for x, y, z in ground.places(rng, count, size * 1.75, 0.9):
        verts, faces, more = puck(
            size * rng.uniform(0.92, 1.08), 0.16, 0.05, 30, 80, 0.03, 0.03, int(rng.integers(99))
        )
        cup = (
            0.16
            * more["across"] ** 4
            * (1 + 0.6 * np.sin(3 * np.arctan2(verts[:, 1], verts[:, 0])))
        )
        verts[:, 2] += cup * rng.uniform(0.6, 1.4)
        turn = (rng.normal(0, 0.05), rng.normal(0, 0.05), rng.uniform(0, 6.3))
        add("salami", (verts, faces, more), material, (x, y, z - 0.02), turn)


def chilli(rng, ground, count=16):
    red = m.plain("chilli", "#D8260F", "#A31308", 0.2, 1.5, 0.03, 0.4, 0.2, 0.4)
    spots = [(x, y, z + 0.12) for x, y, z in ground.places(rng, count, 1.6)]
    rings("chilli", spots, 0.5, red, rng)


def olives(rng, ground, count=16):
    dark = m.plain("olive", "#2B1E2A", "#171018", 0.2, 1.5, 0.03, 0.2, 0.2, 0.4)
    spots = [(x, y, z + 0.2) for x, y, z in ground.places(rng, count, 2.0)]
    rings("olive", spots, 0.78, dark, rng, 0.5)


def mushrooms(rng, ground, count=24, size=1.5):
    """Slices in the mushroom's outline, browned at the rim."""
    material = m.mushroom()
    v, u = np.meshgrid(np.linspace(0, 1, 26), np.linspace(-1, 1, 22), indexing="ij")
    cap = np.sqrt(np.clip(1 - ((v - 0.45) / 0.55) ** 2, 0, 1)) * smoothstep(0.40, 0.46, v)
    half = np.maximum(
        cap * (1 - 0.15 * smoothstep(0.6, 1, v)), 0.27 * (v < 0.47) * smoothstep(-0.02, 0.06, v)
    )
    edge = np.clip(np.maximum(np.abs(u), smoothstep(0.86, 1.0, v)), 0, 1)
    gill = np.exp(-(((v - 0.47) / 0.05) ** 2)) * (np.abs(u) < 0.8)
    tone = np.clip(0.25 + 0.7 * edge**6 + 0.6 * gill, 0, 1)
    faces = grid_faces(26, 22)[:, ::-1]
    pieces = []
    for x, y, z in ground.places(rng, count, size * 1.05, 0.3):
        bend = 0.12 * rng.normal() * (v - 0.5) ** 2 + 0.10 * rng.normal() * u**2 * half
        shape = as_points(
            u * half * size * 0.95, (v - 0.5) * size * 1.7, 0.14 * (1 - edge**4) + bend
        )
        turn = (rng.normal(0, 0.16), rng.normal(0, 0.16), rng.uniform(0, 6.3))
        spot = placed(shape.reshape(-1, 3), (x, y, z + 0.10), turn, rng.uniform(0.8, 1.1))
        pieces.append((spot, faces, {"tone": tone.ravel()}))
    mesh_object("mushrooms", *_without_attributes(pieces, material))


def _without_attributes(pieces, material):
    verts, faces, attributes = merge(pieces)
    return verts, faces, material, attributes


def ham(rng, ground, count=9, size=2.6, cured=True):
    """Torn slices, ruffled; cured ham has a white edge."""
    material = m.cured_ham() if cured else m.cooked_ham()
    lift = 1.0 if cured else 0.45
    n = 44
    u, v = np.meshgrid(np.linspace(-1, 1, n), np.linspace(-1, 1, n), indexing="ij")
    for x, y, z in ground.places(rng, count, size * 1.25, 0.8):
        seed = int(rng.integers(999))
        flat = as_points(u, v, np.full_like(u, seed))
        outline = 1 + 0.22 * perlin(flat, 1.3, seed)
        px, py = u * size * 0.8 * outline, v * size * 0.55 * outline
        ruffle = 0.42 * np.sin(u * rng.uniform(4, 6) + 1.2 * v) + 0.4 * perlin(flat, 1.6, seed + 1)
        pz = 0.35 + lift * 0.75 * ruffle - 0.25 * (u**2 + v**2)
        px = px * (0.82 - 0.10 * np.cos(u * 5))
        fat = smoothstep(0.62, 0.82, v + 0.15 * perlin(flat, 2, seed + 2))
        streak = smoothstep(0.45, 0.75, np.abs(fbm(flat * (1, 3, 1), 1.4, 3, seed + 3))) * 0.7
        shape = (
            as_points(px, py, pz).reshape(-1, 3),
            grid_faces(n, n)[:, ::-1],
            {"fat": np.maximum(fat, streak).ravel()},
        )
        add("ham", shape, material, (x, y, z + 0.1), (0, 0, rng.uniform(0, 6.3)))


def rocket(rng, ground, count=34, heap=0.8):
    """Lobed leaves, loosely on each other."""
    pieces = []
    for k, (x, y, z) in enumerate(ground.places(rng, count, 1.0, 1.0)):
        verts, faces, more = leaf_shape(
            4.8, 2.0, rng.uniform(0.1, 0.5), rng.uniform(0.1, 0.5), k, 30
        )
        along = np.clip(verts[:, 0] / 4.8 + 0.5, 0, 1)
        lobes = 0.22 + 0.85 * np.abs(np.cos(along * 11.0)) ** 0.9
        verts[:, 1] *= np.where(along < 0.72, lobes * (0.35 + 0.9 * along), 1.05)
        turn = (rng.normal(0, 0.35), rng.normal(0, 0.3), rng.uniform(0, 6.3))
        spot = placed(verts, (x, y, z + 0.35 + heap * rng.random()), turn, rng.uniform(0.75, 1.1))
        pieces.append((spot, faces, more))
    verts, faces, attributes = merge(pieces)
    mesh_object("rocket", verts, faces, m.leaf("#5E9A2C", "#2A5E16", 0.42), attributes)


def parmesan(rng, ground, count=16, size=1.3):
    """Thin curled shavings."""
    material = m.plain("parmesan", "#F3DC9A", "#E6C474", 0.5, 1.6, 0.04, 0.4, 0.25)
    n = 18
    u, v = np.meshgrid(np.linspace(-1, 1, n), np.linspace(-1, 1, n), indexing="ij")
    pieces = []
    for x, y, z in ground.places(rng, count, 1.7, 0.6):
        ragged = 1 + 0.25 * perlin(as_points(u, v, np.full_like(u, x)), 2.2, 3)
        shape = as_points(
            u * size * ragged, v * size * 0.5 * ragged, 0.35 * u**2 + 0.1 * np.sin(v * 3)
        )
        turn = (rng.normal(0, 0.35), rng.normal(0, 0.3), rng.uniform(0, 6.3))
        spot = placed(
            shape.reshape(-1, 3),
            (x, y, z + 0.55 + 0.5 * rng.random()),
            turn,
            rng.uniform(0.6, 1.15),
        )
        pieces.append((spot, grid_faces(n, n)[:, ::-1], {}))
    verts, faces, _ = merge(pieces)
    mesh_object("parmesan", verts, faces, material)


def onion(rng, ground, count=16, size=1.5, pickled=False):
    """Arcs of red onion, white inside."""
    material = m.red_onion(pickled)
    pieces = []
    for x, y, z in ground.places(rng, count, 1.6):
        for ring in range(int(rng.integers(1, 3))):
            span, r = rng.uniform(2.2, 5.4), size * rng.uniform(0.75, 1.1) * (1 - 0.22 * ring)
            a = np.linspace(0, span, 26) + rng.uniform(0, 6.3)
            path = as_points(r * np.cos(a), r * 0.85 * np.sin(a), 0.12 * np.sin(a * 2 + x))
            verts, faces, _ = tube(path, 0.15, 8, 0.6)
            verts[:, 2] *= 1.5
            tone = np.clip((np.hypot(verts[:, 0], verts[:, 1] / 0.85) / r - 0.92) * 6, 0, 1)
            pieces.append((placed(verts, (x, y, z + 0.28)), faces, {"tone": tone}))
    verts, faces, attributes = merge(pieces)
    mesh_object("onion", verts, faces, material, attributes)


def flakes(rng, ground, count, material, size=0.9, apart=1.3, flat=0.5):
    """Torn chunks: tuna, gorgonzola, feta, minced meat."""
    pieces = []
    for k, (x, y, z) in enumerate(ground.places(rng, count, apart, 0.4)):
        verts, faces = chunk((1.0, 0.72, flat), k, 2.6, 0.3, 3, 1.1)
        turn = (rng.normal(0, 0.25), rng.normal(0, 0.25), rng.uniform(0, 6.3))
        pieces.append(
            (
                placed(verts, (x, y, z + 0.15), turn, size * rng.uniform(0.6, 1.25)),
                faces,
                {"tone": rng.random()},
            )
        )
    verts, faces, attributes = merge(pieces)
    mesh_object("flakes", verts, faces, material, attributes)


def slices(rng, ground, count, material, radius=1.7, thick=0.22, apart=2.2):
    """Round slices of courgette, aubergine, tomato: reads `across` in the material."""
    for k, (x, y, z) in enumerate(ground.places(rng, count, apart, 0.8)):
        shape = puck(radius * rng.uniform(0.85, 1.1), thick, 0.06, 24, 70, 0.04, 0.05, k)
        add(
            "slice",
            shape,
            material,
            (x, y, z + 0.04),
            (*rng.normal(0, 0.09, 2), rng.uniform(0, 6.3)),
        )


def peppers(rng, ground, count=14, colours=("#D8320E", "#F0B414")):
    """Bent strips."""
    for k, colour in enumerate(colours):
        pieces = []
        for x, y, z in ground.places(rng, count // len(colours), 2.2, 0.4):
            a = np.linspace(-1, 1, 16) * rng.uniform(0.6, 1.1)
            path = as_points(1.7 * np.sin(a), 1.6 * (1 - np.cos(a)), 0.05 * np.cos(a * 3))
            verts, faces, _ = tube(path, 0.28, 8, 0.7)
            verts[:, 2] *= 0.6
            pieces.append((placed(verts, (x, y, z + 0.25), (0, 0, rng.uniform(0, 6.3))), faces, {}))
        verts, faces, _ = merge(pieces)
        bright = m.plain(
            f"pepper {k}", colour, m.halfway(colour, "#7A1A06"), 0.22, 1.5, 0.04, 0.4, 0.2, 0.35
        )
        mesh_object("pepper", verts, faces, bright)


def garlic(rng, ground, count=18):
    pale = m.plain("garlic", "#F6E7C0", "#DDB878", 0.4, 2.0, 0.03, 0.5, 0.2, 0.2)
    flakes(rng, ground, count, pale, 0.42, 1.5, 0.16)


def oregano(rng, ground, count=90):
    spots = [(x, y, z + 0.06) for x, y, z in ground.places(rng, count, 0.45)]
    herbs(spots, rng, 0.5, m.leaf("#5E7A34", "#3A4E1E", 0.6))


def scattered_basil(rng, ground, count=8):
    """Leaves of every size and bend."""
    pieces = []
    for k, (x, y, z) in enumerate(ground.places(rng, count, 3.2, 1.2)):
        for twin in range(int(rng.integers(1, 3))):
            shape = leaf_shape(
                rng.uniform(3.2, 4.8),
                rng.uniform(2.2, 3.4),
                rng.uniform(-0.2, 0.8),
                rng.uniform(0.05, 0.7),
                k + 40 * twin,
            )
            turn = (*rng.normal(0, 0.25, 2), rng.uniform(0, 6.3))
            away = 1.1 * twin
            spot = (
                x + away * math.cos(turn[2]),
                y + away * math.sin(turn[2]),
                z + 0.45 + 0.25 * twin,
            )
            pieces.append(
                (placed(shape[0], spot, turn, rng.uniform(0.55, 0.95)), shape[1], shape[2])
            )
    verts, faces, attributes = merge(pieces)
    mesh_object("basil", verts, faces, m.leaf(), attributes)
