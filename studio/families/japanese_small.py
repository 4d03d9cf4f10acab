"""Small Japanese plates: edamame, karaage, takoyaki, tempura, miso soup, seaweed."""

import math

import numpy as np

from studio import materials as m
from studio import parts, shapes, vessels
from studio.parts import cuts, garnish, rolls, soups, wrapped
from studio.parts import noodle_toppings as toppings
from studio.registry import Frame, dish
from studio.shapes import (
    as_points,
    at,
    grid_faces,
    in_disc,
    perlin,
    spread,
    superblob,
    tube,
    worley,
)
from studio.vessels import asian as ware


def _pod(where, turn, rng, material, beans=3, seed=0):
    length = 1.05 * beans + 0.6
    s = np.linspace(-1, 1, 60)
    swell = 0.42 + 0.26 * np.abs(
        np.cos((s * beans) * math.pi / 2 + (0 if beans % 2 else math.pi / 2))
    )
    radius = swell * np.clip(1 - np.abs(s) ** 5, 0, 1) ** 0.6 + 0.02
    path = as_points(s * length, 0.28 * s**2 * length * 0.5, 0 * s)
    verts, faces, along = tube(path, radius, 20, 0.5)
    verts = verts * (1, 1.15, 0.8)
    tone = np.clip(0.4 + 0.25 * np.cos(along * 20) + 0.25 * perlin(verts, 0.7, seed), 0, 1)
    shapes.add("pod", (verts, faces, {"tone": tone}), material, where, turn)


@dish("edamame")
def edamame(rng):
    inner = vessels.bowl(8.2, 4.6, foot=0.5, material=m.stoneware("#2B2E31", "#5A4A3A"))
    level, radius = 3.2, float(inner(3.4)) - 0.6
    pods = m.toned(
        "pod",
        [(0, "#4F8A1E"), (0.5, "#78B234"), (1, "#A6CE5A")],
        roughness=0.32,
        bump=0.06,
        bump_scale=9,
        glow=0.45,
        glow_depth=0.3,
        coat=0.25,
        reach=(0.5, 1.0, 0.25),
    )
    for layer, count, apart in ((0, 17, 1.9), (1, 13, 1.8), (2, 6, 1.7)):
        for k, (x, y) in enumerate(spread(rng, count, in_disc(radius * (1 - 0.24 * layer)), apart)):
            where = (x, y, level + 0.2 + 1.05 * layer - 0.016 * (x * x + y * y))
            _pod(
                where,
                (*rng.normal(0, 0.3, 2), rng.uniform(0, 6.3)),
                rng,
                pods,
                int(rng.integers(2, 4)),
                k,
            )
    salt = m.plain("salt", "#FFFFFF", "#F4F4F0", 0.2, 3, 0.02, 0.5, 0.1, 0.3)
    flakes = [
        (x, y, level + 3.3 - 0.045 * (x * x + y * y))
        for x, y in spread(rng, 60, in_disc(radius * 0.85), 0.4)
    ]
    parts.grains("salt", flakes, salt, rng, (0.10, 0.09, 0.05), 0.5)
    return Frame(19.6, 3.2, 44.0)


@dish("karaage")
def karaage(rng):
    z = vessels.plate(11.4, m.stoneware("#3A4650", "#7A5A3C"), 1.3)
    cuts.torn_leaves(rng, [(-6.4, 3.0), (-4.6, 4.4), (-7.0, 1.0), (-2.4, 5.0)], z + 0.5, size=2.3)
    crust = wrapped.fried_dough(
        [(0, "#E8BE78"), (0.35, "#C98430"), (0.7, "#9A5416"), (1, "#5E2C0A")], 0.12
    )
    spots = (
        (-3.8, 1.2, 0.9),
        (-0.8, 2.4, 0.9),
        (-2.6, -1.8, 0.9),
        (0.6, -0.8, 0.9),
        (2.4, 1.6, 0.9),
        (-1.4, 0.4, 2.5),
        (0.6, 1.0, 2.5),
    )
    for k, (x, y, up) in enumerate(spots):
        wrapped.craggy((x, y, z + up), tuple(rng.uniform(0, 6, 3)), rng, crust, (1.85, 1.5, 1.3), k)
    cuts.lime_wedge((4.2, -4.0, z), (0.3, 0.1, 0.7), 1.9, "lemon")
    with at((6.4, 1.2, z)):
        ware.dip((0, 0, 0), rolls.mayonnaise(), 2.5, 1.7, m.ceramic(), 0.12)
    garnish.rings(rng, lambda x, y: z + 2.4, 3.4, 16, 0.34, (-1.0, 0.6))
    return Frame(22.4, 1.9, 38.0)


@dish("takoyaki")
def takoyaki(rng):
    z = vessels.slab_board((9.6, 6.0, 0.5), m.wood("#C89A5E", "#8A5A2C"))
    ball = m.toned(
        "takoyaki",
        [(0, "#EBC27A"), (0.4, "#CC8A34"), (0.75, "#965218"), (1, "#5A2A0C")],
        roughness=0.36,
        bump=0.08,
        glow=0.3,
        coat=0.2,
        jitter=0.25,
    )
    sauce, mayo = rolls.teriyaki(), rolls.mayonnaise()
    spots = [(-4.6 + 4.2 * (k % 3), 2.1 - 4.1 * (k // 3)) for k in range(6)]
    for k, (x, y) in enumerate(spots):
        verts, faces = superblob((1.95, 1.95, 1.8), 2, 2, 5)
        tone = np.clip(0.4 + 0.5 * shapes.fbm(verts + k * 9, 0.5, 3, k), 0, 1)
        shapes.add(
            "takoyaki",
            (verts * (1 + 0.03 * shapes.fbm(verts + k, 0.8, 3))[:, None], faces, {"tone": tone}),
            ball,
            (x, y, z + 1.7),
        )
        cap, cap_faces = superblob((1.5, 1.5, 1.05), 2, 2, 5)
        cap[:, 2] -= 0.35 * np.abs(perlin(cap * (1, 1, 0.2), 1.1, k))
        shapes.add("sauce", (cap, cap_faces, {}), sauce, (x, y, z + 2.52))
    for row in (2.1, -2.0):
        points = [
            (
                -6.0 + 0.6 * k,
                row + 0.95 * (-1) ** k,
                z + 3.62 - 0.25 * abs(((-6.0 + 0.6 * k) + 4.6 + 2.1) % 4.2 - 2.1),
            )
            for k in range(19)
        ]
        rolls.drizzle(points, mayo, 0.14)
    parts.herbs(
        [
            (x + dx, y + dy, z + 3.65 - 0.15 * (dx * dx + dy * dy))
            for x, y in spots
            for dx, dy in spread(rng, 9, in_disc(1.1), 0.3)
        ],
        rng,
        0.24,
        m.leaf("#4A7A24", "#1F4A12"),
    )
    _bonito(rng, spots, z + 3.75)
    return Frame(20.0, 1.8, 40.0)


def _bonito(rng, spots, level):
    """Shaved dried fish, thin as paper and curled."""
    flake = m.toned(
        "bonito",
        [(0, "#C08A62"), (0.5, "#E2BC94"), (1, "#F4E0C4")],
        roughness=0.35,
        glow=0.6,
        glow_depth=0.2,
        coat=0.1,
        jitter=0.2,
    )
    pieces = []
    for x, y in spots:
        for k in range(4):
            n = 16
            u, v = np.meshgrid(np.linspace(-1, 1, n), np.linspace(-1, 1, n), indexing="ij")
            p = as_points(u, v, np.full_like(u, x * 3 + y + k * 7))
            z = 0.5 * np.sin(u * 2.2 + k) + 0.3 * perlin(p, 1.2, 2)
            verts = as_points(u * 0.8, v * 0.45 * (1 + 0.3 * perlin(p, 1.4, 1)), z).reshape(-1, 3)
            where = (x + rng.normal(0, 0.5), y + rng.normal(0, 0.5), level + 0.1 * k)
            pieces.append(
                (
                    shapes.placed(verts, where, (*rng.normal(0, 0.6, 2), rng.uniform(0, 6))),
                    grid_faces(n, n),
                    {"tone": rng.random()},
                )
            )
    verts, faces, attributes = shapes.merge(pieces)
    shapes.mesh_object("bonito", verts, faces, flake, attributes)


@dish("prawn-tempura")
def prawn_tempura(rng):
    z = ware.oval_plate((11.8, 8.8), m.stoneware("#8A9A9A", "#5A5A50"))
    batter = m.toned(
        "batter",
        [(0, "#FBF0CC"), (0.4, "#F4D898"), (0.75, "#E2AE56"), (1, "#B67626")],
        roughness=0.5,
        bump=0.12,
        bump_scale=6,
        glow=0.4,
        glow_depth=0.25,
        coat=0.05,
        jitter=0.2,
    )
    for k in range(5):
        _tempura(
            (-5.0 + 2.1 * k, 0.8 - 0.3 * abs(k - 2) + rng.normal(0, 0.1), z + 0.9 + 0.06 * k),
            1.25 + 0.07 * (k - 2),
            batter,
            k,
        )
    with at((6.6, -2.6, z)):
        ware.dip(
            (0, 0, 0),
            m.plain("tentsuyu", "#6A3A12", "#4A240A", 0.06, 0.6, 0.01, 0.2, 0.3, 0.6),
            2.7,
            1.8,
            m.ceramic("#EFE6D4", "#6E86A0", 0.6),
        )
    cuts.lime_wedge((5.6, 2.8, z), (0.3, 0.1, 0.7), 1.5, "lemon")
    return Frame(22.0, 1.6, 42.0, bare=True)


def _tempura(where, turn, material, seed):
    s = np.linspace(-1, 1, 70)
    path = as_points(s * 3.7, 0.35 * np.cos(s * 1.4 + seed), 0.1 * np.sin(s * 2 + seed))
    verts, faces, _ = tube(
        path, 0.92 * np.clip(1 - np.abs(s) ** 6, 0, 1) ** 0.5 * (1 - 0.12 * s), 40, 0.3
    )
    p = verts + seed * 7.7
    crag = worley(p, 2.2, seed)[0]
    out = verts - np.repeat(path, 40, axis=0)
    verts = verts + out * (0.30 * shapes.fbm(p, 1.1, 3, seed) + 0.55 * (0.42 - crag))[:, None]
    tone = np.clip(0.35 + 0.4 * shapes.fbm(p, 1.0, 3, seed) + 0.6 * (0.4 - crag), 0, 1)
    with at(where, turn=turn):
        shapes.add("tempura", (verts, faces, {"tone": tone}), material)
        tail = m.plain("tail", "#E4562A", "#B8340E", 0.25, 2, 0.05, 0.4, 0.2, 0.5)
        for side in (-0.4, 0.4):
            fan, fan_faces = superblob((0.95, 0.38, 0.09), 2.2, 2.2, 3)
            shapes.add(
                "tail",
                (fan, fan_faces, {}),
                tail,
                (4.3, 0.1 + side * 0.9, 0.1),
                (0, -0.2, side * 1.1),
            )


@dish("miso-soup")
def miso_soup(rng):
    level = 3.9
    with at((0, 0)):
        soups.broth_bowl(
            soups.MISO_CLEAR,
            rng,
            radius=7.0,
            height=5.4,
            level=level,
            dish=ware.lacquer("#5A0E0A"),
            drops=0.0,
            opaque=0.4,
        )
        spots = [(-1.8, 0.6), (0.8, 1.6), (-0.2, -1.6), (2.4, -0.6), (-3.0, -1.4), (1.4, -3.0)]
        cuts.tofu(rng, spots, level + 0.25, size=0.8, fried=False)
        toppings.wakame(rng, (-1.2, 2.8), 1.5, level, 9)
        toppings.wakame(rng, (3.2, 1.6), 1.1, level, 6)
        garnish.rings(rng, lambda x, y: level + 0.1, 4.6, 40, 0.38)
    return Frame(18.0, 3.2, 46.0)


@dish("seaweed-salad")
def seaweed_salad(rng):
    inner = vessels.bowl(7.8, 4.4, foot=0.5, material=m.stoneware("#26282A", "#5A4A3A"))
    level, radius = 2.6, float(inner(3.2)) - 0.6
    green = m.toned(
        "seaweed",
        [(0, "#2E6A12"), (0.5, "#529A1E"), (0.85, "#86BE3A"), (1, "#B4DA6A")],
        roughness=0.16,
        glow=0.4,
        glow_depth=0.3,
        coat=0.6,
        bump=0.02,
        reach=(0.5, 1.0, 0.2),
    )
    paths = []
    for _ in range(620):
        x, y = in_disc(radius)(rng)
        d = math.hypot(x, y) / radius
        a, s = rng.uniform(0, 6.3), np.linspace(-1, 1, 14) * rng.uniform(0.9, 1.9)
        bend = rng.normal(0, 0.35)
        z = (
            level
            + 2.3 * (1 - d * d) * rng.uniform(0.3, 1)
            + 0.25 * np.sin(s * 3 + x)
            + rng.normal(0, 0.15) * s
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
    parts.strands("seaweed", paths, 0.105, green, rng, 6)
    toppings.sesame(
        rng,
        [
            (x, y, level + 2.5 - 0.06 * (x * x + y * y))
            for x, y in spread(rng, 90, in_disc(radius * 0.8), 0.35)
        ],
    )
    chilli = m.plain("chilli", "#D8260F", "#A31308", 0.2, 1.5, 0.03, 0.4, 0.2, 0.5)
    parts.rings(
        "chilli",
        [
            (x, y, level + 2.5 - 0.06 * (x * x + y * y))
            for x, y in spread(rng, 9, in_disc(radius * 0.7), 1.2)
        ],
        0.3,
        chilli,
        rng,
    )
    return Frame(18.6, 3.0, 44.0)
