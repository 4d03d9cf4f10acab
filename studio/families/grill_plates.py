"""Meat and fish from the grill, on plates and boards."""

import math

import numpy as np

from studio import materials as m
from studio import shapes, vessels
from studio.families.alpine import parsley
from studio.parts import greens, grill
from studio.parts import orchard as fruit
from studio.parts.plated import dip_bowl, potatoes
from studio.registry import Frame, dish
from studio.shapes import fbm, smoothstep, superblob


@dish("sirloin-steak")
def steak(rng):
    z = vessels.plate(14.0, m.stoneware("#2B2E31", "#4A423B"))
    t, a, faces = shapes.polar_grid(140, 300)
    edge = 1 + 0.12 * fbm(shapes.as_points(np.cos(a), np.sin(a)), 0.8, 3, 4)
    down = np.clip((t - 0.88) / 0.12, 0, 1)
    k = np.clip(t / 0.88, 0, 1) * 0.96 + 0.04 * np.sin(down * math.pi / 2)
    x, y = 6.6 * edge * k * np.cos(a), 4.2 * edge * k * np.sin(a)
    p = shapes.as_points(x, y)
    h = 1.9 * np.cos(down * math.pi / 2) ** 0.5 + 0.10 * fbm(p, 0.8, 4, 2) * (down < 0.5)
    v = shapes.as_points(x, y, h).reshape(-1, 3)
    char = np.clip(
        grill.marks(v - (0, 0, 1.7), 1.5, 0.36, 0.7, 2) * 0.95
        + 0.25 * smoothstep(0.1, 0.6, fbm(v, 0.7, 3, 5)),
        0,
        1,
    )
    shapes.add(
        "steak",
        (v, faces, {"char": char}),
        grill.seared(("#4E2210", "#83482A", "#A86E48"), wet=0.4, grain=2.8),
        (1.0, -2.4, z),
        (0, 0, 0.2),
    )
    v, f = superblob((1.25, 1.1, 0.6), 3, 3, 4)
    shapes.add(
        "butter",
        (v, f, {}),
        m.plain("herb butter", "#F9E9A2", "#E3D67A", 0.25, 1.6, 0.04, 0.5, 0.3, 0.3),
        (0.6, -2.2, z + 2.45),
    )
    parsley(rng, (0.6, -2.2), 1.4, z + 3.0, 10, 0.3)
    greens.fries_pile(rng, (-5.0, 5.6), 4.8, z, 32, 2.0)
    greens.rocket(rng, (6.0, 5.4), 3.0, z + 0.2, 40)
    grill.grilled_tomato((8.8, 1.4, z), 1.7, 3)
    return Frame(28.0, 1.4, 42.0, beside="knife and fork")


@dish("ribs")
def ribs(rng):
    z = vessels.slab_board((14.0, 8.4, 0.7))
    glaze = grill.seared(("#4A1606", "#7E2C0C", "#B0561E"), "#1E0A04", 0.75, grain=1.8, bump=0.16)
    bone = m.plain("bone", "#EAD8B4", "#C09A64", 0.5, 1, 0.06, 0.3)
    for rack, (ox, oy, oz, turn) in enumerate(((-2.4, 0.6, 0, 0.08), (0.8, -2.6, 1.6, 0.25))):
        with shapes.at((ox, oy, z + oz), turn):
            n, w = 260, 120
            u, v = np.meshgrid(np.linspace(-1, 1, n), np.linspace(-1, 1, w), indexing="ij")
            arch = 1 - np.abs(v) ** 4
            ridge = np.abs(np.cos(u * math.pi * 3.5))
            p = shapes.as_points(u * 9, v * 4)
            h = (1.2 + 0.65 * ridge**0.8 + 0.22 * fbm(p, 0.7, 4, rack)) * arch**0.5 * (
                1 - np.abs(u) ** 14
            ) ** 0.5 + 0.1
            y = v * (4.0 + 0.25 * ridge)
            char = np.clip(
                0.5 * smoothstep(0.1, 0.6, fbm(p, 0.6, 4, rack + 3)) + 0.4 * (1 - ridge) ** 4, 0, 1
            )
            shapes.add(
                "rack",
                (
                    shapes.as_points(u * 8.6, y, h).reshape(-1, 3),
                    shapes.grid_faces(n, w)[:, ::-1],
                    {"char": char.ravel()},
                ),
                glaze,
            )
            for k in range(7):
                x = (k - 3) * 2.46
                b, f, _ = shapes.tube(
                    shapes.as_points(
                        x + 0 * np.linspace(0, 1, 20),
                        np.linspace(-5.2 - 0.3 * (k % 2), 3.8, 20),
                        0.8,
                    ),
                    0.48,
                    14,
                    0.8,
                )
                shapes.add("bone", (b, f, {}), bone)
    with shapes.at((9.6, 4.6, z)):
        dip_bowl(rng, 2.9, 2.4, "barbecue", garnish=False, swirl=False)
    greens.shreds(
        rng,
        (-9.2, 5.4),
        2.6,
        z + 0.4,
        110,
        greens.white_cabbage(),
        0.14,
        length=(0.8, 1.5),
        lift=0.9,
    )
    greens.shreds(
        rng, (-9.2, 5.4), 2.4, z + 0.8, 24, greens.carrot(), 0.11, length=(0.6, 1.1), lift=0.8
    )
    return Frame(30.0, 2.0, 38.0)


@dish("chicken-wings")
def wings(rng):
    z = vessels.plate(12.4, m.stoneware("#2F3B44", "#7A5A3C"))
    glaze = grill.seared(("#8A2E08", "#C05A16", "#E59A3E"), "#3A1206", 0.6, grain=2.0, bump=0.12)
    for k, (x, y, h) in enumerate(
        (
            (-4.6, 0.6, 0),
            (-1.8, -3.4, 0),
            (2.4, -4.0, 0),
            (5.2, -0.8, 0),
            (-2.6, 3.6, 0),
            (2.4, 3.4, 0),
            (-0.8, 0.4, 2.0),
            (2.6, -0.2, 2.1),
        )
    ):
        turn = k * 1.9
        s = np.linspace(-1, 1, 60)
        wide = (
            1.5 * np.exp(-(((s + 0.45) / 0.5) ** 2))
            + 0.62
            + 0.35 * np.exp(-(((s - 0.95) / 0.2) ** 2))
        )
        v, f, _ = shapes.tube(
            shapes.as_points(3.1 * s, 0.5 * s**2, 0.2 * s),
            wide * np.clip(1.15 - np.abs(s) ** 8, 0.3, 1),
            40,
            0.3,
        )
        v *= (1 + 0.05 * fbm(v + k * 4, 0.8, 4, k))[:, None]
        v[:, 2] *= 0.82
        char = 0.6 * smoothstep(0.1, 0.6, fbm(v + k, 0.7, 3, k))
        shapes.add(
            "wing",
            (v, f, {"char": char}),
            glaze,
            (x, y, z + 1.3 + h),
            (0.2 * (-1) ** k, 0.12 * (k % 3), turn),
        )
    with shapes.at((7.6, 6.2, z - 0.2)):
        dip_bowl(rng, 2.9, 2.4, "barbecue", garnish=False, swirl=False)
    celery = m.plain("celery", "#C2D88A", "#93B854", 0.3, 1, 0.04, 0.5, 0.3, 0.2)
    for k in range(3):
        v, f = superblob((3.4, 0.6, 0.45), 6, 4, 4)
        shapes.add(
            "celery",
            (v, f, {}),
            celery,
            (-7.4 + 0.3 * k, 5.0 + 1.1 * k, z + 0.6),
            (0.1, 0, 0.8 + 0.1 * k),
        )
    return Frame(27.5, 2.0, 38.0)


@dish("salmon-fillet")
def salmon_fillet(rng):
    z = vessels.plate(13.6, m.ceramic("#E4E9E6"))
    v, f = superblob((5.4, 2.6, 1.5), 4, 3.4, 7)
    v *= (1 + 0.05 * fbm(v, 0.5, 4, 3))[:, None]
    line = v[:, 0] * 1.1 + 0.25 * v[:, 1] ** 2
    flake = np.abs(np.sin(line * 2.0))
    v[:, 2] -= 0.10 * (flake < 0.16) * (v[:, 2] > 0)
    s = m.Shader("cooked salmon")
    fine = s.noise(2.2, 5, 0.6)
    pink = s.ramp(
        s.math("ADD", s.attribute("char"), s.spread(fine, 0.3, 0.7, -0.2, 0.2)),
        [(0.0, "#F0926A"), (0.35, "#E27C4A"), (0.65, "#C07030"), (1.0, "#6E360E")],
    )
    base = s.mix(s.math("MULTIPLY", s.attribute("line"), 0.7), pink, "#F9CDB0")
    look = s.finish(
        base=base,
        roughness=0.35,
        coat=0.2,
        glow=0.4,
        glow_depth=0.3,
        normal=s.bump(fine, 0.08, 0.6),
    )
    char = 0.62 * smoothstep(0.5, 1.4, v[:, 2]) * smoothstep(-0.3, 0.5, fbm(v, 0.5, 4, 6)) + 0.1
    shapes.add(
        "salmon",
        (v, f, {"char": char, "line": smoothstep(0.22, 0.05, flake)}),
        look,
        (0.4, -2.0, z + 1.5),
        (0, 0, 0.22),
    )
    potatoes(grill.mound(rng, (-5.2, 4.8), 3.6, z + 0.9, 0.7, 9, 1.7), rng, 1.25, False)
    asparagus = m.plain("beans", "#6E9E3A", "#3E6E1C", 0.3, 1, 0.03, 0.4, 0.2, 0.25)
    greens.shreds(
        rng,
        (4.6, 5.0),
        2.4,
        z + 0.5,
        26,
        asparagus,
        0.34,
        length=(2.0, 3.2),
        heading=0.35,
        wild=0.2,
        lift=0.9,
    )
    fruit.slice_of("lemon", (7.6, -2.4, z + 0.4), (0.3, 0.1, 0.4), 2.0, 0.5)
    parsley(rng, (0.4, -2.0), 3.6, z + 3.1, 14, 0.38)
    parsley(rng, (-5.2, 4.8), 3.0, z + 2.2, 14)
    return Frame(27.0, 1.4, 42.0, beside="knife and fork")
