"""Soups and stews in a bowl."""

import math

import numpy as np

from studio import materials as m
from studio import parts, shapes, vessels
from studio.parts import salad
from studio.registry import Frame, dish

GLAZES = (
    ("#F1E9DA", "#B79A74"),
    ("#2F3B44", "#7A5A3C"),
    ("#7C8A7A", "#5A4A38"),
    ("#B9846A", "#7A4A30"),
)


def _soup_bowl(rng, material=None):
    glaze = m.stoneware(*GLAZES[int(rng.integers(len(GLAZES)))])
    inner = vessels.bowl(9.2, 5.6, foot=0.48, material=material or glaze)
    level = 4.5
    return float(inner(level)), level


@dish("pumpkin-soup", light="#E8901E", dark="#C2640C", cream=True, seeds=True)
@dish("tomato-soup", light="#C9301A", dark="#98180A", cream=True)
@dish("lentil-soup", light="#D89A34", dark="#B0701A", lemon=True)
@dish("vegetable-soup", light="#DB9640", dark="#B87024", herbs=60)
def smooth_soup(rng, *, light, dark, cream=False, seeds=False, lemon=False, herbs=26):
    radius, level = _soup_bowl(rng)
    _surface(rng, radius, level, m.plain("soup", light, dark, 0.22, 0.9, 0.06, 0.45, 0.4, 0.3))
    if cream:
        _swirl(rng, level)
    if seeds:
        green = m.plain("pumpkin seed", "#6E8038", "#41521C", 0.35, 2, 0.02, 0.3)
        spots = [
            (x, y, level + 0.3)
            for x, y in shapes.spread(rng, 22, shapes.in_disc(3.0, (0.8, 0.4)), 0.6)
        ]
        parts.grains("seeds", spots, green, rng, (0.55, 0.3, 0.13), 0.3)
    if lemon:
        parts.citrus_slice((3.0, 1.8, level + 0.35), (0.2, -0.15, 0.4), 1.9, 0.35, 1.0, m.citrus())
        red = m.plain("paprika oil", "#B9300C", "#8A1C06", 0.1, 1.0, 0.01, 0.3, 0.2, 0.5)
        for k in range(16):
            x, y = shapes.in_disc(4.0, (-1.2, -0.8))(rng)
            shapes.add(
                "oil",
                shapes.puck(rng.uniform(0.15, 0.6), 0.05, 0.03, 8, 30, 0.1, 0, k),
                red,
                (x, y, level + 0.16),
            )
    spots = [
        (x, y, level + 0.28)
        for x, y in shapes.spread(rng, herbs, shapes.in_disc(radius * 0.7), 0.5)
    ]
    parts.herbs(spots, rng, 0.5)
    pepper = m.plain("pepper", "#2A2018", "#14100C", 0.8, 4, 0.02, 0.0)
    parts.dust(
        [(*shapes.in_disc(radius * 0.7)(rng), level + 0.2) for _ in range(50)], rng, pepper, 0.045
    )
    return Frame(22.5, 3.9, 46.0, beside="spoon")


def _surface(rng, radius, level, material, rough=0.10):
    t, angle, faces = shapes.polar_grid(90, 200)
    x, y = t * (radius + 0.06) * np.cos(angle), t * (radius + 0.06) * np.sin(angle)
    flat = shapes.as_points(x, y)
    seed = int(rng.integers(99))
    z = level + rough * shapes.fbm(flat, 0.45, 4, seed) + 0.18 * shapes.smoothstep(0.93, 1, t)
    shapes.add("soup", (shapes.as_points(x, y, z).reshape(-1, 3), faces, {}), material)


def _swirl(rng, level):
    """Cream, poured in a turn and a half and drawn out."""
    cream = m.plain("cream", "#FFF8EA", "#F6E9CF", 0.2, 1.0, 0.02, 0.5, 0.3, 0.4)
    s = np.linspace(0, 1, 160)
    a, r = 1.0 + 8.5 * s, 0.5 + 4.6 * s
    path = shapes.as_points(r * np.cos(a), r * np.sin(a) * 0.9, level + 0.12 + 0 * s)
    radius = 0.36 * (1 - 0.6 * s) * (1 + 0.3 * np.sin(s * 30))
    verts, faces, _ = shapes.tube(path, radius, 12, 0.2)
    verts[:, 2] = level + 0.10 + (verts[:, 2] - level - 0.12) * 0.4
    shapes.add("cream", (verts, faces, {}), cream)


@dish("pancake-soup")
def pancake_soup(rng):
    radius, level = _soup_bowl(rng, m.stoneware("#F1E9DA", "#B79A74"))
    parts.liquid(radius, level, m.broth("#C98A34", "#9A5A16"))
    gold = m.toned(
        "pancake",
        [(0, "#C98A3A"), (0.4, "#E8B866"), (1, "#F6DC9C")],
        roughness=0.5,
        glow=0.4,
        bump=0.06,
        jitter=0.3,
    )
    pieces = []
    for _ in range(46):
        x, y = shapes.in_disc(radius * 0.62)(rng)
        s = np.linspace(-1, 1, 26) * rng.uniform(1.8, 3.0)
        a = rng.uniform(0, 6.3)
        bend = rng.normal(0, 0.16)
        px = x + s * math.cos(a) - bend * s**2 * math.sin(a)
        py = y + s * math.sin(a) + bend * s**2 * math.cos(a)
        keep = np.hypot(px, py) < radius - 0.5
        if keep.sum() < 8:
            continue
        z = (
            level
            + 0.2
            + 0.9 * rng.random() * (1 - np.hypot(x, y) / radius)
            + 0.25 * np.sin(s * 1.7 + a)
        )
        u = np.linspace(-1, 1, 5)
        side = np.array((-math.sin(a), math.cos(a), rng.normal(0, 0.5))) * 0.42
        path = shapes.as_points(px, py, z)[keep]
        verts = path[:, None] + u[None, :, None] * side
        pieces.append(
            (verts.reshape(-1, 3), shapes.grid_faces(len(path), 5), {"tone": rng.random()})
        )
    verts, faces, attributes = shapes.merge(pieces)
    shapes.mesh_object("strips", verts, faces, gold, attributes)
    spots = [
        (x, y, level + 0.35 + 0.5 * rng.random())
        for x, y in shapes.spread(rng, 60, shapes.in_disc(radius * 0.8), 0.4)
    ]
    parts.rings("chives", spots, 0.24, m.scallion(), rng)
    return Frame(22.5, 3.9, 46.0, beside="spoon")


@dish("beef-goulash")
def goulash(rng):
    radius, level = _soup_bowl(rng, m.stoneware("#F1E9DA", "#B79A74"))
    sauce = m.plain("goulash", "#A8330F", "#6A1A06", 0.16, 1.0, 0.08, 0.4, 0.4, 0.45)
    _surface(rng, radius, level, sauce, 0.16)
    beef = m.toned(
        "stewed beef",
        [(0, "#6E3216"), (0.5, "#9A5A34"), (1, "#BE8458")],
        roughness=0.45,
        glow=0.35,
        coat=0.08,
        bump=0.14,
        bump_scale=3,
    )
    for k, (x, y) in enumerate(shapes.spread(rng, 15, shapes.in_disc(radius * 0.74), 1.9)):
        verts, faces = shapes.chunk((1.35, 1.1, 0.95), k, 3.2, 0.2, 4, 0.8)
        tone = np.clip(0.4 + 0.35 * shapes.fbm(verts * (0.6, 2.4, 1.2), 1.2, 3, k), 0, 1)
        shapes.add(
            "beef",
            (verts, faces, {"tone": tone}),
            beef,
            (x, y, level + 0.1),
            tuple(rng.uniform(0, 6, 3)),
            rng.uniform(0.85, 1.15),
        )
    pepper = m.plain("red pepper", "#C9260C", "#8E1406", 0.2, 1.2, 0.03, 0.4, 0.2, 0.4)
    spots = [
        (x, y, level + 0.35) for x, y in shapes.spread(rng, 12, shapes.in_disc(radius * 0.75), 1.4)
    ]
    parts.dice(rng, spots, pepper, (0.6, 0.22, 0.4))
    spots = [
        (x, y, level + 0.7) for x, y in shapes.spread(rng, 34, shapes.in_disc(radius * 0.6), 0.5)
    ]
    parts.herbs(spots, rng, 0.5)
    return Frame(22.5, 3.9, 46.0, beside="spoon")


@dish("barley-soup")
def barley_soup(rng):
    radius, level = _soup_bowl(rng, m.stoneware("#F1E9DA", "#B79A74"))
    _surface(
        rng, radius, level, m.plain("soup", "#CFA765", "#A67C3A", 0.22, 1.0, 0.06, 0.4, 0.4, 0.35)
    )
    heap = salad.Heap(level - 0.1, radius * 0.9, 0.3)
    barley = m.plain("barley", "#F0DCB0", "#D9B87A", 0.4, 2, 0.02, 0.45)
    parts.grains("barley", heap.places(rng, 240, 0.36), barley, rng, (0.3, 0.2, 0.16), 0.5)
    for name, light, dark, count in (
        ("carrot", "#EF8A22", "#D0660C", 34),
        ("leek", "#9DC25A", "#6E9A34", 26),
        ("ham", "#DE8478", "#B65A4C", 26),
    ):
        spots = [(x, y, z + 0.1) for x, y, z in heap.places(rng, count, 0.8)]
        parts.dice(
            rng,
            spots,
            m.plain(name, light, dark, 0.3, 1.5, 0.03, 0.45, 0.2, 0.3),
            (0.4, 0.36, 0.28),
        )
    spots = [(x, y, z + 0.35) for x, y, z in heap.places(rng, 40, 0.5)]
    parts.herbs(spots, rng, 0.45)
    return Frame(22.5, 3.9, 46.0, beside="spoon")
