"""Layers of a burger, each (rng, height) -> the height on top of it; rings and slaw."""

import math

import numpy as np

from studio import materials as m
from studio.parts.burger import cheese_slice, meat_patty
from studio.parts.leaves import lettuce_frill
from studio.parts.pieces import strands
from studio.shapes.meshes import (
    add,
    grid_faces,
    merge,
    merged_copies,
    mesh_object,
    placed,
    polar_grid,
)
from studio.shapes.noise import as_points, fbm, perlin, smoothstep, worley
from studio.shapes.scattering import in_disc, spread
from studio.shapes.solids import chunk, puck, superblob, tube


def _seed(rng):
    return int(rng.integers(999))


def lettuce(rng, z):
    """Two leaves, limp and uneven."""
    lettuce_frill(z + 0.35, outer=rng.uniform(5.9, 6.5), seed=_seed(rng), lift=0.8)
    lettuce_frill(z + 0.55, outer=rng.uniform(5.2, 6.0), seed=_seed(rng), lift=0.55)
    return z + 0.6


def tomato(rng, z):
    material, turn = m.tomato(), rng.uniform(0, 6.3)
    for k in range(3):
        a = turn + k * 2.1
        spot = (2.5 * math.cos(a), 2.5 * math.sin(a), z + 0.08 * k)
        shape = puck(3.1, 0.55, 0.2, 36, 90, 0.03, 0.04, k)
        add("tomato", shape, material, spot, (*rng.normal(0, 0.05, 2), a))
    return z + 0.65


def pickles(rng, z):
    material = m.toned(
        "pickle",
        [(0, "#C9CF7A"), (0.6, "#A9B552"), (0.9, "#6B7F28"), (1, "#46591A")],
        "across",
        roughness=0.25,
        glow=0.5,
        coat=0.4,
    )
    for k in range(7):
        a = k * 0.9 + rng.normal(0, 0.1)
        far = 3.9 if k else 0
        shape = puck(1.6, 0.32, 0.08, 24, 90, 0.02, 0.04, k, (0.05, 22))
        add(
            "pickle",
            shape,
            material,
            (far * math.cos(a), far * math.sin(a), z + 0.1),
            (*rng.normal(0, 0.1, 2), a),
        )
    return z + 0.4


def onion(rng, z):
    material = m.red_onion()
    pieces = []
    for k in range(5):
        a, centre = np.linspace(0, 2 * math.pi, 40), rng.uniform(1.2, 3.2)
        spin = k * 1.3
        for ring in range(3):
            r = 2.3 - 0.55 * ring
            path = as_points(r * np.cos(a), r * np.sin(a), 0.05 * np.sin(3 * a + k))
            verts, faces, _ = tube(path, 0.2, 8, 1.0)
            tone = np.clip((np.hypot(verts[:, 0], verts[:, 1]) / r - 0.93) * 7, 0, 1)
            spot = (centre * math.cos(spin), centre * math.sin(spin), z + 0.18 + 0.06 * k)
            pieces.append(
                (placed(verts, spot, (*rng.normal(0, 0.06, 2), 0)), faces, {"tone": tone})
            )
    verts, faces, attributes = merge(pieces)
    mesh_object("onion", verts, faces, material, attributes)
    return z + 0.45


def beef(rng, z):
    return meat_patty(z, 5.55, 1.75, _seed(rng)) - 0.05


def cheddar(rng, z):
    cheese_slice(z - 0.02, turn=rng.uniform(0.2, 1.3), drop=rng.uniform(1.3, 1.9), seed=_seed(rng))
    return z + 0.2


def bacon(rng, z):
    """Wavy strips that hang out."""
    material = m.bacon()
    n = 70
    u, v = np.meshgrid(np.linspace(-1, 1, n), np.linspace(-1, 1, 14), indexing="ij")
    for k in range(4):
        seed = _seed(rng)
        x = u * 6.9
        over = np.clip(np.abs(x) - 5.4, 0, None)
        wave = 0.34 * np.sin(u * 13 + seed) * (0.4 + 0.6 * np.abs(u)) + 0.1 * v * np.sin(u * 9 + k)
        y = v * (1.15 + 0.12 * np.sin(u * 7 + k)) + 0.2 * np.sin(u * 5)
        band = 0.5 + 0.5 * np.sin(v * 4.2 + 0.8 * np.sin(u * 4 + k) + k)
        shape = as_points(x, y, wave + 0.3 - 0.45 * over**1.4).reshape(-1, 3)
        at = (
            (0, -2.0 + 1.9 * (k % 2), z + 0.22 * k),
            (0, 0, 0.45 + 1.35 * (k // 2) + rng.normal(0, 0.1)),
        )
        add("bacon", (shape, grid_faces(n, 14), {"fat": band.ravel()}), material, *at)
    return z + 0.85


def onion_rings(rng, z):
    material = m.crumb()
    for k in range(3):
        a = k * 2.1 + 0.4
        _fried_ring(
            rng,
            (2.4 * math.cos(a), 2.4 * math.sin(a), z + 0.55),
            (*rng.normal(0, 0.08, 2), a),
            2.7,
            material,
        )
    return z + 1.15


def _fried_ring(rng, at, turn, radius, material):
    seed = _seed(rng)
    a, b = np.meshgrid(
        np.linspace(0, 2 * math.pi, 90, endpoint=False),
        np.linspace(0, 2 * math.pi, 26, endpoint=False),
        indexing="ij",
    )
    thick = 0.80 * (1 + 0.18 * perlin(as_points(np.cos(a), np.sin(a)), 1.6, seed))
    r = radius + 0.8 * thick * np.cos(b)
    verts = as_points(r * np.cos(a), r * np.sin(a), thick * np.sin(b)).reshape(-1, 3)
    rough = 0.15 * fbm(verts, 1.5, 4, seed) + 0.16 * (0.5 - worley(verts, 2.2, seed)[0])
    out = as_points(np.cos(b) * np.cos(a), np.cos(b) * np.sin(a), np.sin(b)).reshape(-1, 3)
    verts = verts + out * rough[:, None]
    tone = np.clip(0.5 + 2.2 * rough, 0, 1)
    add("ring", (verts, grid_faces(90, 26, True, True), {"tone": tone}), material, at, turn)


def _smear(rng, z, material, radius=5.3):
    """Sauce with a thick edge and drips."""
    t, angle, faces = polar_grid(30, 160)
    c, s = np.cos(angle), np.sin(angle)
    drip = smoothstep(0.1, 0.7, perlin(as_points(c * 2.4, s * 2.4), 1, _seed(rng)))
    r = t * (radius + 0.25 * drip)
    h = 0.42 * np.sqrt(np.clip(1 - t**6, 0, 1)) - 1.0 * drip * smoothstep(0.88, 1, t)
    verts = as_points(r * c, r * s, h).reshape(-1, 3)
    add("sauce", (verts, faces, {}), material, (0, 0, z - 0.1))


def sauce(rng, z):
    _smear(rng, z, m.plain("sauce", "#F2B483", "#E59A62", 0.22, 0.8, 0.02, 0.5, 0.3, 0.35))
    return z + 0.25


def barbecue(rng, z):
    _smear(rng, z, m.plain("barbecue", "#5A1A08", "#360C04", 0.15, 0.8, 0.02, 0.3, 0.3, 0.5))
    return z + 0.25


def blue_cheese(rng, z):
    material = m.blue_cheese()
    places = []
    for x, y in spread(rng, 26, in_disc(5.4), 1.05):
        places.append(
            (
                (x, y, z + 0.35 + 0.25 * rng.random()),
                tuple(rng.uniform(0, 6, 3)),
                rng.uniform(0.6, 1.1),
            )
        )
    merged_copies(
        "blue cheese",
        chunk((0.95, 0.75, 0.6), _seed(rng), 3.2, 0.25, 3, 1.0),
        places,
        material,
        rng,
    )
    return z + 0.75


def pear(rng, z):
    material = m.toned(
        "pear",
        [(0, "#F4E9C2"), (0.8, "#EFE0A8"), (0.95, "#B9B84A"), (1, "#8F9A30")],
        "across",
        roughness=0.3,
        glow=0.5,
        coat=0.3,
    )
    for k in range(5):
        a = k * 1.26 + 0.3
        verts, faces, more = puck(2.6, 0.3, 0.08, 24, 80, 0.04, 0.03, k)
        verts[:, 0] *= 0.62 + 0.12 * verts[:, 1] / 2.6
        add(
            "pear",
            (verts, faces, more),
            material,
            (3.6 * math.cos(a), 3.6 * math.sin(a), z + 0.1 + 0.05 * k),
            (*rng.normal(0, 0.07, 2), a + 1.57),
        )
    return z + 0.4


def fried_chicken(rng, z):
    _crusted(rng, z, m.crumb("chicken"), 5.9, 2.3)
    return z + 2.2


def vegetable_patty(rng, z):
    _crusted(rng, z, m.vegetable_patty(), 5.6, 1.8, 0.6)
    return z + 1.7


def _crusted(rng, z, material, radius, thick, rough=1.0):
    seed = _seed(rng)
    verts, faces, _ = puck(radius, thick, 0.85, 90, 260, 0.07, 0.0, seed)
    lumps = worley(verts, 1.0, seed)[0]
    push = 0.34 * (0.5 - lumps) + 0.2 * fbm(verts, 1.2, 4, seed)
    out = verts - (0, 0, thick / 2)
    out[:, 2] *= 2.5
    verts = verts + out / np.linalg.norm(out, axis=1)[:, None] * (push * rough)[:, None]
    add("patty", (verts, faces, {"tone": np.clip(0.45 + 1.2 * push, 0, 1)}), material, (0, 0, z))


def slaw(rng, z):
    _shreds(rng, z + 0.2, 5.2, 150, 0.7)
    return z + 0.7


def slaw_heap(rng, radius, level):
    floor = m.plain("dressing", "#F3E9CF", "#E6D8B2", 0.2, 0.8, 0.03, 0.5, 0.3, 0.4)
    add("dressing", puck(radius, 0.4, 0.1), floor, (0, 0, level - 0.5))
    _shreds(rng, level, radius * 0.88, 420, 2.2)


def _shreds(rng, level, radius, count, height):
    """White cabbage, red cabbage and carrot, dressed."""
    kinds = (
        (
            0.6,
            m.toned(
                "white cabbage",
                [(0, "#EDE9C4"), (0.6, "#DDE2A2"), (1, "#B5C86C")],
                glow=0.5,
                coat=0.4,
                roughness=0.25,
            ),
        ),
        (
            0.2,
            m.toned(
                "red cabbage",
                [(0, "#6A1E5A"), (0.7, "#9A3A86"), (1, "#D9A6CC")],
                glow=0.4,
                coat=0.4,
                roughness=0.25,
            ),
        ),
        (0.2, m.plain("carrot shred", "#F08A24", "#D96A0C", 0.28, 1.5, 0.03, 0.45, 0.2, 0.4)),
    )
    for share, material in kinds:
        paths = []
        for _ in range(int(count * share)):
            x, y = in_disc(radius)(rng)
            a, s = rng.uniform(0, 6.3), np.linspace(-1, 1, 10) * rng.uniform(0.7, 1.5)
            rise = height * (1 - (x * x + y * y) / radius**2) * rng.uniform(0.5, 1.05)
            bend = rng.normal(0, 0.3)
            path = as_points(
                x + s * math.cos(a) - bend * s**2 * math.sin(a),
                y + s * math.sin(a) + bend * s**2 * math.cos(a),
                level + rise + rng.normal(0, 0.15) * s + rng.normal(0, 0.1) * s**2,
            )
            paths.append(path)
        strands("shreds", paths, 0.13, material, rng, 6)


def avocado(rng, z):
    material = m.avocado()
    for k in range(6):
        a = k * 1.05
        verts, faces, more = puck(1.9, 0.34, 0.1, 24, 70, 0.03, 0.03, k)
        verts[:, 0] *= 0.7
        more["across"] = (
            np.clip(1 - more["across"] * 0.2 - 0.8 * (1 - more["across"] ** 2), 0, 1)
            * more["across"]
        )
        add(
            "avocado",
            (verts, faces, more),
            material,
            (3.6 * math.cos(a), 3.6 * math.sin(a), z + 0.08),
            (*rng.normal(0, 0.08, 2), a),
        )
    return z + 0.4


def salt_flakes(rng, places):
    salt = m.plain("salt", "#FFFDF6", "#F3EEE2", 0.3, 2, 0.02, 0.3, coat=0.2)
    spots = [
        (
            (x + rng.normal(0, 0.6), y + rng.normal(0, 0.6), z + 0.75),
            tuple(rng.uniform(0, 3, 3)),
            1.0,
        )
        for x, y, z in places
    ]
    merged_copies("salt", superblob((0.09, 0.08, 0.05), 6, 6, 1), spots, salt, rng)


def ring_pile(rng, z):
    """Nine rings, some leaning on others."""
    material = m.crumb()
    ground = ((-3.4, -2.2, 0), (3.1, -2.6, 0), (0.2, 3.0, 0), (-4.2, 2.6, 0), (4.4, 2.0, 0))
    upper = ((-1.4, -2.6, 1.3), (1.6, 0.4, 1.35), (-2.0, 1.0, 1.35), (0.2, -0.8, 2.55))
    for x, y, up in ground + upper:
        lean = rng.normal(0, 0.1 if up == 0 else 0.22, 2)
        _fried_ring(
            rng,
            (x, y, z + 0.75 + up),
            (*lean, rng.uniform(0, 6.3)),
            rng.uniform(2.0, 2.9),
            material,
        )
    _fried_ring(rng, (5.3, -4.4, z + 2.2), (1.15, 0.3, 0.6), 2.3, material)
