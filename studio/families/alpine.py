"""From the valley: pans, pots and plates of the Alps, and the grill's plain plates."""

import math

import numpy as np

from studio import materials as m
from studio import parts, shapes, vessels
from studio.families.breakfast import iron_pan
from studio.parts import baked, confectionery, flatbreads, greens, grill
from studio.parts import orchard as fruit
from studio.parts.plated import cutlet, dumpling, fried_egg, gravy, potatoes
from studio.registry import Frame, dish
from studio.shapes import fbm, in_disc, smoothstep, spread, superblob


def little_pot(at, light, dark, radius=2.7, level=1.5):
    from studio.vessels.glassware import surface

    with shapes.at(at):
        inner = vessels.bowl(radius, 2.2, 0.2, 0.6, m.ceramic())
        surface(
            float(inner(level)),
            level,
            m.plain("sauce", light, dark, 0.2, 1.2, 0.06, 0.4, 0.2, 0.4),
            rise=0.15,
            lumps=0.12,
        )


def parsley(rng, centre, radius, z, count=24, size=0.42):
    parts.herbs([(x, y, z) for x, y in spread(rng, count, in_disc(radius, centre), 0.6)], rng, size)


@dish("wiener-schnitzel", berries=True)
@dish("pork-schnitzel", berries=False)
def schnitzel(rng, berries):
    z = vessels.plate(14.2, m.ceramic("#F3EEE4"))
    cutlet((0.6, -2.0, z + 0.1), (8.6, 5.6), 0.12, 3)
    if berries:
        potatoes(grill.mound(rng, (-4.4, 7.0), 3.6, z + 0.9, 0.8, 11, 1.7), rng, 1.35)
        parsley(rng, (-4.4, 7.0), 3.2, z + 2.3, 22)
        little_pot((6.4, 6.6, z), "#A8122A", "#6E0618")
        fruit.berries(
            [(6.4 + x, 6.6 + y, z + 1.8) for x, y in spread(rng, 12, in_disc(1.9), 0.7)],
            0.42,
            "#C4182E",
            "#7E0A1C",
            rng,
        )
    else:
        greens.fries_pile(rng, (-3.2, 6.4), 4.6, z, 32, 1.8)
        greens.leaf_bed(rng, (6.4, 6.0), 2.8, z + 0.2, 7, 1.9)
        greens.tomato_wedges([(7.0, 4.2, z + 0.6, 0.5), (8.6, 5.4, z + 0.6, 1.5)], 1.5)
    fruit.slice_of("lemon", (2.0, -2.6, z + 1.5), (0.06, 0.04, 0.4), 2.0, 0.5)
    parsley(rng, (0.6, -2.0), 4.6, z + 1.7, 14, 0.4)
    return Frame(25.5, 1.2, 44.0, beside="knife and fork", bare=berries)


@dish("roesti-with-egg")
def roesti(rng):
    r = iron_pan(10.0, 2.6)
    z = 0.7
    v, f, _ = shapes.puck(r * 0.9, 1.5, 0.5, 90, 200, 0.03, 0.1, 3)
    shapes.add(
        "base",
        (v, f, {"bake": 0.6 + 0.2 * fbm(v, 0.5, 3, 3)}),
        baked.crust(("#F4D88C", "#DDA440", "#A8661E", "#6A380C"), 0.2, 0.5, 0.05, 1.2),
        (0, 0, z),
    )
    gold = m.toned(
        "potato shreds",
        [(0, "#8A4A14"), (0.25, "#C07A26"), (0.6, "#E5B04A"), (1, "#F6DC90")],
        roughness=0.4,
        glow=0.35,
        coat=0.15,
        jitter=0.3,
    )
    paths = greens.tangle(rng, (0, 0), r * 0.86, z + 1.6, 620, None, (0.7, 1.6), 0.25, 1.5)
    parts.strands("potato", paths, 0.15, gold, rng, 6)
    fried_egg((-1.0, 0.8, z + 1.9), 4.2, 3)
    parsley(rng, (0, 0), 8.0, z + 2.1, 26, 0.4)
    return Frame(27.0, 1.6, 44.0)


@dish("trout-meuniere")
def trout(rng):
    """A whole fried trout with almonds, lemon and potatoes."""
    t = np.linspace(0, 1, 120)
    a = np.linspace(0, 2 * math.pi, 70, endpoint=False)
    shapes.lathe(
        "plate",
        [(0.01, 0), (8.0, 0), (8.4, 0.35), (13.6, 1.2), (13.4, 1.35), (9.6, 0.75), (0.01, 0.6)],
        m.ceramic("#E4E9E6"),
        160,
        8,
    ).scale = (1.18, 0.86, 1)
    z = 0.62
    tt, aa = np.meshgrid(t, a, indexing="ij")
    deep = 2.5 * np.sin(np.pi * np.clip(tt, 0, 0.86) ** 0.62) ** 0.8 * (1 - 0.25 * tt) + 0.25
    deep = np.where(tt > 0.86, 0.55 + 6 * (tt - 0.86) ** 1.2 * 4.2, deep)
    thick = 1.25 * np.sin(np.pi * np.clip(tt, 0.0, 0.97) ** 0.6) ** 0.7 * (1 - 0.6 * tt) + 0.10
    x = (tt - 0.5) * 24.5
    bend = 0.9 * np.sin(tt * 2.6)
    y = deep * np.sin(aa) + bend
    h = thick * np.cos(aa)
    notch = np.where(tt > 0.93, 1 - 0.5 * (1 - np.abs(np.sin(aa))) * (tt - 0.93) / 0.07, 1)
    verts = shapes.as_points(x * np.where(tt > 0.93, 0.0 + notch, 1), y, h + 1.3).reshape(-1, 3)
    u = np.sin(aa)
    score = sum(smoothstep(0.035, 0.012, np.abs(tt - c + 0.05 * u)) for c in (0.36, 0.48, 0.60)) * (
        np.abs(u) < 0.75
    )
    char = np.clip(
        0.9 * score + 0.5 * smoothstep(0.1, 0.6, fbm(verts.reshape(120, 70, 3), 0.4, 4, 3)), 0, 1
    )
    s = m.Shader("trout skin")
    dots = s.spread(s.cells(1.7), 0.16, 0.10)
    fine = s.noise(1.6, 5, 0.6)
    back = s.ramp(
        s.math("ADD", s.attribute("back"), s.spread(fine, 0.3, 0.7, -0.12, 0.12)),
        [(0.0, "#E6C48A"), (0.4, "#CF9A5A"), (0.7, "#8A6A3E"), (1.0, "#4E4426")],
    )
    base = s.mix(
        s.math("MULTIPLY", dots, s.spread(s.attribute("back"), 0.35, 0.7, 0, 0.8)), back, "#2E2414"
    )
    base = s.mix(s.spread(s.attribute("char"), 0.4, 0.95, 0, 0.85), base, "#7A3E14")
    skin = s.finish(
        base=base,
        roughness=0.28,
        coat=0.35,
        coat_roughness=0.15,
        glow=0.2,
        glow_depth=0.2,
        normal=s.bump(s.mix(0.5, s.cells(4.5), fine), 0.06, 0.6),
    )
    shapes.add(
        "trout",
        (
            verts,
            shapes.grid_faces(120, 70, True)[:, ::-1],
            {"char": char.ravel(), "back": (0.5 + 0.5 * u).ravel()},
        ),
        skin,
        (-0.6, 0.0, z),
        (0.28, 0, 0.1),
    )
    v, f = superblob((0.36, 0.36, 0.2), 2, 2, 3)
    shapes.add("eye", (v, f, {}), m.plain("eye", "#F4F0E2", "#D9D2BC", 0.2), (-10.7, -0.1, z + 1.9))
    potatoes(grill.mound(rng, (7.4, 5.6), 3.4, z + 0.9, 0.6, 8, 1.7), rng, 1.2, False)
    parsley(rng, (7.4, 5.6), 3.0, z + 2.2, 18)
    flakes = m.plain("almond", "#F4DDAC", "#D9A860", 0.4, 2, 0.03, 0.4)
    v, f = superblob((0.6, 0.36, 0.06), 2, 2, 3)
    shapes.merged_copies(
        "almonds",
        (v, f),
        [
            (
                (px, py, z + 2.35 - 0.02 * px * px),
                tuple(rng.uniform(-0.4, 0.4, 2)) + (rng.uniform(0, 6),),
                rng.uniform(0.8, 1.2),
            )
            for px, py in spread(rng, 26, lambda q: (q.uniform(-6, 6), q.uniform(-0.6, 1.8)), 0.6)
        ],
        flakes,
        rng,
    )
    fruit.slice_of("lemon", (-6.6, -5.0, z + 0.3), (0.2, 0.1, 0.4), 2.0, 0.5)
    fruit.slice_of("lemon", (-3.6, -5.8, z + 0.4), (0.25, 0.1, 1.4), 2.0, 0.5)
    return Frame(30.5, 1.2, 44.0)


@dish("roast-with-dumpling")
@dish("roast-pork", dumplings=False)
def roast(rng, dumplings=True):
    z = vessels.plate(14.0)
    gravy(9.6, z, "#7A4420", "#4E2610", (0, -1.6), (1.1, 0.62))
    meat = m.toned(
        "roast",
        [(0, "#9A6844"), (0.5, "#BE8A62"), (1, "#DDB48E")],
        roughness=0.4,
        glow=0.3,
        coat=0.12,
        bump=0.12,
        bump_scale=3,
    )
    rind = grill.seared(("#6E2E0C", "#A8561C", "#CF8A3E"), wet=0.5)
    for k in range(3):
        with shapes.at((-5.4 + 2.9 * k, -1.4 - 0.9 * k, z + 0.7), 0.5):
            v, f = superblob((0.85, 4.2, 2.5), 3.4, 3.2, 6)
            v *= (1 + 0.04 * fbm(v + k * 3, 0.6, 4, k))[:, None]
            tilt = shapes.rotation(0, -0.95, 0)
            shapes.add(
                "roast", (v @ tilt.T, f, {"tone": 0.5 + 0.6 * fbm(v, 0.7, 4, k)}), meat, (0, 0, 1.1)
            )
            u, g = superblob((0.9, 3.6, 0.34), 3, 3, 5)
            u += (0, 0, 2.45)
            shapes.add(
                "rind",
                (u @ tilt.T, g, {"char": 0.4 * smoothstep(0, 0.6, fbm(u, 1.2, 3, k))}),
                rind,
                (0, 0, 1.1),
            )
    if dumplings:
        dumpling((5.4, 4.2, z), 3.2, 2)
        dumpling((-0.6, 6.4, z), 3.1, 5)
    else:
        potatoes(grill.mound(rng, (3.6, 5.6), 4.0, z + 0.9, 0.8, 11, 1.7), rng, 1.35)
    greens.shreds(
        rng, (-7.0, 4.6), 3.0, z + 0.6, 130, greens.red_cabbage(), 0.17, length=(0.9, 1.8), lift=0.9
    )
    parsley(rng, (2, 4), 5.5, z + 3.4, 8)
    return Frame(28.0, 1.6, 42.0, beside="knife and fork")


@dish("mushroom-ragout")
def mushroom_ragout(rng):
    from studio.vessels.glassware import surface

    inner = vessels.bowl(11.6, 4.4, foot=0.55, material=m.stoneware("#46382F", "#9A7350"))
    level = 3.0
    r = float(inner(level)) + 0.05
    surface(
        r,
        level,
        m.plain("cream sauce", "#EAD0A0", "#C99E62", 0.18, 1.2, 0.06, 0.45, 0.3, 0.4),
        rise=0.2,
        lumps=0.25,
    )
    grill.mushrooms(
        [
            (x, y, level + 0.45)
            for x, y in spread(rng, 40, in_disc(r * 0.86, (0, -0.5)), 1.7)
            if math.hypot(x + 3.0, y - 2.6) > 3.9
        ],
        rng,
        1.15,
    )
    dumpling((-3.0, 2.6, level - 0.9), 3.9, 4)
    parsley(rng, (1, -1), 7.6, level + 1.2, 46, 0.45)
    return Frame(27.5, 2.6, 44.0)


@dish("cheeses-and-grapes")
def cheese_board(rng):
    z = vessels.round_board(14.2)
    hard = m.plain("mountain cheese", "#F4D884", "#E9C35E", 0.4, 0.6, 0.03, 0.5, 0.4, 0.1)
    rind = m.plain("rind", "#A8743A", "#7A4A20", 0.7, 1.5, 0.1, 0.1)
    confectionery.slice_of_cake(
        [(3.0, hard)], (-4.4, 4.0, z), 10.5, 0.55, -0.5, rind, None, 2, 0.02
    )
    white = m.plain("brie", "#FFFBEC", "#F4E8C8", 0.5, 0.8, 0.04, 0.5, 0.4)
    cream = m.plain("paste", "#FAE9B4", "#F2D88E", 0.3, 0.8, 0.03, 0.5, 0.4, 0.2)
    confectionery.slice_of_cake(
        [(0.16, white), (1.7, cream)], (4.8, -4.6, z), 7.6, 0.7, 2.5, white, (0.16, white), 4, 0.05
    )
    s = m.Shader("blue")
    veins = s.spread(s.noise(1.1, 5, 0.65, 1.2), 0.56, 0.66)
    blue = s.finish(
        base=s.mix(veins, "#F8F0D6", "#4E6A74"),
        roughness=0.5,
        glow=0.4,
        glow_depth=0.3,
        normal=s.bump(s.noise(3, 5), 0.12, 0.7),
    )
    confectionery.slice_of_cake([(2.6, blue)], (-5.0, -4.0, z), 7.4, 0.66, 0.9, None, None, 6, 0.16)
    grape = ("#6A2440", "#3E1226")
    fruit.berries(
        [(x, y, z + 0.9) for x, y in spread(rng, 12, in_disc(2.6, (6.2, 4.4)), 1.5)]
        + [(6.0, 4.6, z + 2.2), (7.2, 3.8, z + 2.1), (5.2, 3.6, z + 2.1)],
        1.0,
        *grape,
        rng,
        0.15,
    )
    baked.bread_slice((-1.2, 8.8, z + 0.5), (0.25, 0, 0.2), (3.6, 2.8), 0.8, 3)
    return Frame(30.5, 1.8, 38.0)


@dish("cheese-fondue")
def fondue(rng):
    r = iron_pan(8.8, 5.4)
    level = 4.6
    from studio.vessels.glassware import surface

    surface(
        r * 0.98,
        level,
        m.plain("fondue", "#FADF8E", "#EFC65A", 0.12, 0.6, 0.02, 0.55, 0.5, 0.4),
        rise=0.2,
        lumps=0.08,
    )
    look = flatbreads.toasted("#E9C98E", "#B87A36", "#7A4A1E", 1.0)
    greens.cubes(
        "bread",
        [
            (x, y, 0.9 + h)
            for x, y, h in (
                (-11.5, -3.0, 0),
                (-10.4, -5.4, 0),
                (-13.0, -5.2, 0),
                (-11.4, -4.2, 1.7),
                (10.8, -4.4, 0),
                (12.6, -2.8, 0),
                (11.6, -6.0, 0),
            )
        ],
        1.05,
        look,
        rng,
        6,
    )
    s = m.Shader("steel")
    steel = s.finish(base="#B9B4AC", metallic=1.0, roughness=0.25)
    v, f, _ = shapes.tube(
        np.linspace((1.6, 0.8, level + 0.6), (10.0, 6.6, level + 8.4), 30), 0.16, 10, 0.8
    )
    shapes.add("fork", (v, f, {}), steel)
    greens.cubes("bread", [(1.2, 0.5, level + 0.7)], 1.15, look, rng, 6)
    parts.dust(
        [(x, y, level + 0.28) for x, y in (in_disc(6.5)(rng) for _ in range(90))],
        rng,
        m.plain("pepper", "#3A2A1E", "#1E140E", 0.8),
        0.045,
    )
    return Frame(30.0, 3.4, 36.0)


@dish("bread-dumplings")
def bread_dumplings(rng):
    z = vessels.plate(11.4, m.stoneware("#5E6E64", "#8A6A48"))
    gravy(8.2, z, "#D9A23E", "#9A641A", squash=(1, 0.85))
    for k, (x, y) in enumerate(((-3.4, 1.4), (3.4, 0.8), (-0.2, -3.6))):
        dumpling((x, y, z), 3.1, 3 * k + 1)
    parsley(rng, (0, -0.4), 6.6, z + 0.6, 16)
    parsley(rng, (-3.4, 1.4), 1.2, z + 5.4, 5)
    return Frame(24.5, 1.9, 36.0)
