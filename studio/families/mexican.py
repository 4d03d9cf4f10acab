"""Tacos, burritos and what goes with them."""

import math

import numpy as np

from studio import materials as m
from studio import parts, shapes, vessels
from studio.families.kebab import tomato_bits, white_drops
from studio.families.tacos import (
    PASTOR,
    avocado_bits,
    bean_bits,
    beef_bits,
    lime_wedge,
    rice_bits,
)
from studio.parts import flatbreads, garnish, greens, grill
from studio.parts.plated import dip_bowl
from studio.parts.seeds import beans, corn
from studio.registry import Frame, dish
from studio.shapes import fbm, in_disc, merge, mesh_object, placed, smoothstep, spread, superblob

# ---------------------------------------------------------------- rolled and folded


BURRITO = (beef_bits, rice_bits, bean_bits, avocado_bits, tomato_bits)


@dish("burrito")
def burrito(rng):
    z = vessels.slab_board((12.5, 7.6, 0.7))
    foil = _foil()
    flatbreads.roll(
        (-6.4, 4.4, z + 2.9), (0.3, -0.12, -0.95), 11.5, 3.3, None, BURRITO, 3, foil, 0.5
    )
    flatbreads.roll(
        (7.0, 5.2, z + 3.0), (0.2, -0.30, -2.35), 11.0, 3.3, None, BURRITO, 8, foil, 0.5
    )
    lime_wedge((9.2, -3.0, z), 0.6)
    parts.herbs([(x, y, z + 0.05) for x, y in spread(rng, 14, in_disc(8, (0, -3)), 1.2)], rng, 0.5)
    return Frame(26.0, 3.2, 33.0)


def _foil():
    s = m.Shader("foil")
    return s.finish(
        base="#D4D2CE",
        metallic=1.0,
        roughness=0.3,
        normal=s.bump(s.mix(0.5, s.cells(1.4), s.noise(2.5, 4)), 0.25, 0.8),
    )


@dish("quesadilla")
def quesadilla(rng):
    """Folded, browned, cut in wedges; cheese comes out at the cut."""
    z = vessels.plate(13.2, m.stoneware("#B4562E", "#6A3218"))
    cheese = m.plain("melted cheese", "#F8C64A", "#EBA82A", 0.25, 1.2, 0.05, 0.5, 0.3, 0.25)
    for k, turn in enumerate((-2.35, -1.55, -0.75, 0.1)):
        with shapes.at(
            (1.6 * math.cos(turn), 1.6 * math.sin(turn) + 0.6, z + 0.1 + 0.22 * k), turn
        ):
            flatbreads.wedge((4.0, 0, 0), (0, 0, 0), 8.4, 0.95, 0.35, k)
            for q in range(15):
                v, f = shapes.chunk((0.55, 0.4, 0.22), q + k * 20, 2.0, 0.25, 3, 0.8)
                edge = rng.choice((-1, 1))
                d = rng.uniform(0.5, 7.2)
                shapes.add("cheese", (v, f, {}), cheese, (d - 0.4, edge * d * 0.49, 0.55))
            flatbreads.wedge((4.0, 0, 0.62), (0, 0, 0), 8.4, 0.95, 0.4, k + 6)
    with shapes.at((-8.2, 5.4, z)):
        dip_bowl(rng, 3.0, 2.4, "salsa", swirl=False)
    with shapes.at((-1.6, 8.4, z)):
        dip_bowl(rng, 3.0, 2.4, "guacamole", swirl=False)
    parts.herbs([(x, y, z + 1.7) for x, y in spread(rng, 18, in_disc(6, (1.5, 0)), 0.9)], rng, 0.45)
    return Frame(26.5, 1.8, 34.0)


@dish("enchiladas-verdes")
def enchiladas(rng):
    """Three rolls under green sauce, cream and crumbled cheese."""
    z = vessels.plate(13.4, m.stoneware("#2F4A56", "#8A6A48"))
    parts_green = m.plain("salsa verde", "#8FA83A", "#5E7E1E", 0.2, 1.6, 0.12, 0.4, 0.2, 0.4)
    from studio.parts.plated import gravy

    gravy(10.0, z, "#8FA83A", "#5E7E1E", squash=(1, 0.8))
    for k, y in enumerate((4.0, 0.0, -4.0)):
        v, f = superblob((7.2, 1.85, 1.6), 3.2, 2.4, 5)
        v *= (1 + 0.04 * fbm(v + k, 0.6, 3, k))[:, None]
        shapes.add(
            "roll",
            (v, f, {}),
            flatbreads.toasted("#E9C67C", "#B07630", "#6A3E18", 0.9),
            (0.3 * (-1) ** k, y, z + 1.5),
        )
        u, g = superblob((5.9, 2.15, 1.75), 3.0, 2.2, 5)
        u *= (1 + 0.07 * fbm(u + k, 0.8, 4, k + 4))[:, None]
        shapes.add("sauce", (u, g, {}), parts_green, (0.3 * (-1) ** k, y, z + 1.62))
    greens.sauce(
        [(x, 4.8 * math.sin(x * 1.2), z + 3.5) for x in np.linspace(-4.6, 4.6, 22)],
        0.24,
        greens.white_sauce(),
    )
    greens.cubes(
        "cheese",
        [
            (x, y, z + 3.5)
            for x, y in spread(rng, 50, lambda q: (q.uniform(-5, 5), q.uniform(-4.6, 4.6)), 0.7)
        ],
        0.28,
        m.plain("fresh cheese", "#FFFCF0", "#F2EAD4", 0.5, 3, 0.1, 0.4),
        rng,
        3,
    )
    greens.onion_rings(
        [
            (x, y, z + 3.7)
            for x, y in ((-3, 3.6), (1.4, 0.6), (2.6, -3.6), (-1.6, -0.8), (4.2, 4.4))
        ],
        1.0,
        rng,
    )
    parts.coriander([(-0.6, 2.4, z + 3.7, 0.6, 1.0), (1.8, -2.0, z + 3.7, 2.2, 0.9)], 3)
    return Frame(29.0, 1.8, 44.0)


# ---------------------------------------------------------------- bowls and things to share


@dish("burrito-bowl")
@dish("vegetable-burrito-bowl", meat=False)
def burrito_bowl(rng, meat=True):
    level = 4.6
    inner = vessels.bowl(9.6, 5.6, foot=0.5, material=m.stoneware("#C06A3A", "#7A3A1A"))
    radius = float(inner(level))
    core, f = superblob((radius, radius, 1.1), 2, 2, 5)
    rice = m.rice()
    shapes.add(
        "rice core", (core, f, {"tone": np.full(len(core), 0.8)}), rice, (0, 0, level - 0.74)
    )
    parts.grains(
        "rice",
        [
            (x, y, level + 0.62 - 0.008 * (x * x + y * y) + rng.uniform(-0.1, 0.12))
            for x, y in (in_disc(radius * 0.98)(rng) for _ in range(1900))
        ],
        rice,
        rng,
    )
    beans(
        grill.mound(rng, (-4.4, 2.6), 3.2, level + 0.7, 1.3, 90, 0.45),
        rng,
        ("#140C0E", "#2A1A1A", "#43302C"),
        0.5,
    )
    corn(grill.mound(rng, (1.2, 5.0), 2.9, level + 0.7, 1.2, 110, 0.36), rng)
    greens.cubes(
        "tomato",
        grill.mound(rng, (5.2, 1.2), 2.6, level + 0.8, 1.2, 60, 0.5),
        0.42,
        m.tomato(),
        rng,
    )
    place = grill.mound(rng, (-3.2, -3.6), 3.6, level + 0.8, 1.5, 60, 0.42)
    if meat:
        grill.shavings(place, rng, PASTOR, (0.95, 0.55, 0.24), 0.2)
    else:
        peppers = [p[:2] for p in place[::3]]
        garnish.pepper_strips(rng, level + 1.2, peppers, "#D0240E", "#9A1206")
    parts.avocado_fan((3.4, -4.4, level + 1.15), 0.25, 9)
    greens.leaf_bed(rng, (0.2, 0.2), 1.6, level + 1.0, 4, 1.5)
    if meat:
        drops = (0.2, 0.2, 2.2), (0.7, -0.2, 2.2), (0.0, -0.5, 2.1)
        white_drops([(x, y, level + up) for x, y, up in drops], rng)
    lime_wedge((7.2, -1.8, level + 1.2), 0.6)
    parts.herbs(grill.mound(rng, (0, 0), 7, level + 1.2, 0.9, 22, 1.0), rng, 0.45)
    return Frame(23.5, 4.3)


@dish("chili-sin-carne")
def chili(rng):
    level = 5.0
    inner = vessels.bowl(9.4, 6.2, foot=0.5, material=m.stoneware("#26323B", "#6B4A30"))
    r = float(inner(level)) + 0.05
    from studio.vessels.glassware import surface

    surface(
        r,
        level,
        m.plain("chili", "#A8330E", "#6A1806", 0.18, 1.8, 0.14, 0.35, 0.2, 0.4),
        rise=0.5,
        lumps=0.35,
    )

    def top(x, y):
        return level + 0.62 * (1 - (x * x + y * y) / r**2) + 0.05

    def dots(count, gap):
        spots = spread(rng, count, in_disc(r * 0.92), gap)
        return [(x, y, top(x, y) + 0.1 * rng.random()) for x, y in spots]

    beans(dots(90, 0.85), rng, ("#4A1410", "#742218", "#94382A"), 0.56)
    corn(dots(50, 1.0), rng, 0.36)
    greens.cubes("tomato", dots(40, 1.0), 0.42, m.tomato(), rng)
    greens.cubes(
        "pepper",
        dots(26, 1.2),
        0.4,
        m.plain("pepper", "#5E9A2A", "#3A6E18", 0.25, 1, 0.02, 0.4, coat=0.3),
        rng,
    )
    parts.avocado_fan((-2.4, 1.6, level + 1.3), 0.5, 6)
    chilli = m.plain("chilli", "#D8260F", "#A31308", 0.2, 1.5, 0.03, 0.4, 0.2, 0.5)
    parts.rings(
        "chilli",
        [
            (x, y, top(x, y) + 0.35)
            for x, y in ((3.2, -1.6), (2.2, -3.4), (4.4, 0.8), (0.6, -2.4), (3.4, 2.8))
        ],
        0.5,
        chilli,
        rng,
    )
    parts.coriander([(2.2, 0.6, level + 1.1, 0.6, 1.1), (0.8, -1.0, level + 1.2, 2.3, 0.9)], 5)
    return Frame(24.5, 4.6, beside="spoon")


def _chip_heap(rng, centre, radius, z, height, count, gap=1.0):
    flatbreads.chips(grill.mound(rng, centre, radius, z, height, count, gap), rng)


@dish("nachos")
def nachos(rng):
    z = vessels.plate(13.2, m.stoneware("#2B2E31", "#4A423B"))
    _chip_heap(rng, (0, 0), 9.6, z + 0.5, 1.6, 60, 1.6)
    _chip_heap(rng, (0, 0), 8.4, z + 1.4, 2.4, 50, 1.6)
    cheese = m.plain("cheese sauce", "#F7BE2E", "#E89A12", 0.16, 1, 0.03, 0.5, 0.3, 0.45)
    for k in range(7):
        y = -5.4 + 1.8 * k
        reach = math.sqrt(max(0.5, 52 - y * y))
        greens.sauce(
            [
                (x, y + 0.8 * math.sin(x * 0.9 + k), z + 4.1 - 0.035 * (x * x + y * y))
                for x in np.linspace(-reach, reach, 9)
            ],
            0.38,
            cheese,
            seed=k,
        )
    beans(grill.mound(rng, (0, 0), 7.0, z + 2.2, 2.0, 40, 1.1), rng, size=0.55)
    greens.cubes(
        "tomato", grill.mound(rng, (0, 0), 7.2, z + 2.2, 2.1, 40, 1.0), 0.42, m.tomato(), rng
    )
    green = m.toned(
        "jalapeno",
        [(0, "#5E8A22"), (0.6, "#86AE3A"), (1, "#B4CE6A")],
        roughness=0.25,
        glow=0.4,
        coat=0.3,
    )
    parts.rings("jalapeno", grill.mound(rng, (0, 0), 6.6, z + 2.5, 2.2, 18, 1.4), 0.75, green, rng)
    v, f = shapes.chunk((2.1, 1.9, 1.2), 3, 2.1, 0.14, 5, 0.7)
    shapes.add(
        "guacamole",
        (v, f, {}),
        m.plain("guacamole", "#B4C656", "#7E9A30", 0.4, 1.8, 0.12, 0.4),
        (-2.4, -1.0, z + 4.4),
    )
    v, f = shapes.chunk((1.9, 1.7, 1.0), 7, 2.0, 0.08, 5, 0.7)
    shapes.add("cream", (v, f, {}), greens.white_sauce(), (2.4, 0.8, z + 4.4))
    parts.herbs(grill.mound(rng, (0, 0), 7.0, z + 2.8, 2.2, 30, 1.0), rng, 0.5)
    return Frame(29.0, 2.4, 40.0)


@dish("guacamole-and-chips")
def guacamole(rng):
    z = vessels.round_board(14.4)
    with shapes.at((0, 0, z)):
        dip_bowl(rng, 6.4, 4.4, "guacamole", m.stoneware("#2B2E31", "#4A423B"))
    spots = [
        (9.4 * math.cos(a), 9.4 * math.sin(a), z + 0.7 + 0.9 * rng.random())
        for a in np.linspace(0, 2 * math.pi, 44)
    ]
    flatbreads.chips(
        spots
        + [(8.6 * math.cos(a), 8.6 * math.sin(a), z + 1.8) for a in np.linspace(0.1, 6.3, 24)],
        rng,
    )
    flatbreads.chips([(1.6, 1.8, z + 5.2), (-1.2, 2.6, z + 5.0)], rng, 2.5)
    lime_wedge((10.4, -6.4, z), 0.4)
    return Frame(29.5, 2.2, 42.0)


@dish("elote")
def elote(rng):
    """Two cobs, grilled, with cream, cheese and chilli."""
    z = vessels.plate(13.2, m.stoneware("#3C525A", "#8A6A48"))
    for row, (y, turn) in enumerate(((2.6, 0.20), (-3.0, 0.12))):
        pieces = []
        v, f = superblob((0.30, 0.40, 0.34), 3, 2.6, 3)
        for ring in range(16):
            for k in range(27):
                x = (k - 13) * 0.56
                taper = (
                    2.05
                    * (1 - 0.36 * smoothstep(0.2, 1.05, abs(x + 1.2) / 8.6))
                    * (1 + 0.02 * rng.normal())
                )
                a = ring * 2 * math.pi / 16 + 0.1 * math.sin(k)
                if math.sin(a) < -0.6:
                    continue
                burnt = np.clip(
                    rng.normal(0.05, 0.15)
                    + 0.55
                    * smoothstep(0.1, 0.6, math.sin(x * 1.1 + row * 2) * math.sin(a * 2 + x)),
                    0,
                    1,
                )
                pieces.append(
                    (
                        placed(
                            v * rng.uniform(0.92, 1.08),
                            (x, taper * math.cos(a), taper * math.sin(a)),
                            (a - math.pi / 2, 0, 0),
                        ),
                        f,
                        {"char": burnt},
                    )
                )
        verts, faces, a = merge(pieces)
        core, cf = superblob((7.6, 1.85, 1.85), 3, 2, 4)
        with shapes.at((0, y, z + 2.0), turn):
            mesh_object(
                "kernels",
                verts,
                faces,
                grill.seared(("#DFA00E", "#F2BE22", "#FAD75E"), "#3A1E08", 0.3, "corn", 1.2, 0.02),
                a,
            )
            shapes.add("cob", (core, cf, {}), m.plain("cob", "#EFCB5A", "#D9A82E", 0.5))
            stick, sf, _ = shapes.tube(
                shapes.as_points(np.linspace(7.0, 12.5, 20), 0, 0), 0.42, 14, 0.8
            )
            shapes.add("handle", (stick, sf, {}), m.plain("stick", "#E2C08A", "#B98C4C", 0.6))
            greens.sauce(
                [
                    (x, 0.9 * math.sin(x * 1.5), 2.15 - 0.012 * x * x)
                    for x in np.linspace(-6.4, 6.0, 22)
                ],
                0.28,
                greens.white_sauce(),
            )
            points = [
                (x, t, math.sqrt(max(0.1, 4.8 - t * t)) + 0.05)
                for x, t in ((rng.uniform(-6.4, 6.2), rng.uniform(-1.4, 1.2)) for _ in range(90))
            ]
            greens.cubes(
                "cheese",
                points,
                0.17,
                m.plain("fresh cheese", "#FFFCF0", "#F2EAD4", 0.5, 3, 0.1, 0.4),
                rng,
                3,
            )
            parts.dust(
                [
                    (x, t, math.sqrt(max(0.1, 4.9 - t * t)) + 0.12)
                    for x, t in (
                        (rng.uniform(-6.4, 6.2), rng.uniform(-1.6, 1.4)) for _ in range(240)
                    )
                ],
                rng,
                m.plain("chilli powder", "#B8260A", "#7E1402", 0.9),
                0.05,
            )
            parts.herbs(
                [
                    (x, t, 2.35)
                    for x, t in ((rng.uniform(-6, 6), rng.uniform(-0.8, 0.8)) for _ in range(14))
                ],
                rng,
                0.42,
            )
    lime_wedge((8.6, 5.6, z + 0.2), 0.6)
    return Frame(28.5, 2.0, 40.0)
