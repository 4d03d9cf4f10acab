"""Biryani, fried rice, and what is eaten over rice."""

import math

import numpy as np

from studio import materials as m
from studio import parts, shapes, vessels
from studio.parts import cuts, garnish, sauces
from studio.parts import noodle_toppings as toppings
from studio.registry import Frame, dish
from studio.shapes import (
    in_disc,
    spread,
    superblob,
)
from studio.vessels import asian as ware


def _saffron_rice(
    plain=(
        (0.0, "#FBF0DA"),
        (0.42, "#FEF6E6"),
        (0.56, "#F6C64E"),
        (0.8, "#EFA01E"),
        (1.0, "#E27E0E"),
    ),
):
    return m.toned(
        "saffron rice",
        list(plain),
        roughness=0.38,
        bump=0.01,
        glow=0.45,
        glow_depth=0.14,
        coat=0.12,
        reach=(1.0, 0.85, 0.6),
        jitter=0.05,
        lit=0.05,
    )


def _fried_onion(rng, centre, radius, level, count=46):
    material = m.toned(
        "fried onion",
        [(0, "#4A2008"), (0.5, "#7E3E10"), (1, "#B06A24")],
        roughness=0.4,
        bump=0.08,
        coat=0.25,
    )
    paths = []
    for _ in range(count):
        x, y = in_disc(radius, centre)(rng)
        a, s = rng.uniform(0, 6.3), np.linspace(-0.8, 0.8, 12)
        bend = rng.normal(0, 0.5)
        z = level(x, y) + rng.uniform(0.3, 0.6) + rng.normal(0, 0.12) * s
        paths.append(
            np.stack([x + s * math.cos(a) - bend * s**2, y + s * math.sin(a) + bend * s**2, z], -1)
        )
    parts.strands("fried onion", paths, 0.1, material, rng, 6)


@dish("chicken-biryani", kind="chicken")
@dish("vegetable-biryani", kind="vegetable")
def biryani(rng, *, kind):
    inner = vessels.bowl(11.4, 5.6, 0.4, 0.6, ware.copper())
    base, height, radius = 3.2, 2.9, float(inner(3.4))
    garnish.loose_rice(
        (0, 0),
        (radius * 0.95, radius * 0.95),
        height,
        base,
        rng,
        4200,
        (0.50, 0.10, 0.095),
        _saffron_rice(),
    )

    def over(x, y):
        return base + height * math.sqrt(max(0.0, 1 - (x * x + y * y) / radius**2))

    if kind == "chicken":
        for x, y in ((-3.6, -0.6), (2.6, 2.4), (3.2, -3.0), (-1.0, -4.6), (-2.4, 3.6)):
            cuts.grilled(
                rng,
                [(x, y)],
                over(x, y) - 0.9,
                (2.1, 1.6, 1.3),
                tint=("#7A2E0A", "#B0581C", "#D28A44"),
                rough=0.3,
                char=0.5,
                glaze=0.1,
                power=3.2,
            )
    else:
        for x, y in spread(rng, 14, in_disc(7.6), 2.2):
            garnish.strips(
                rng, over(x, y), [(x, y)], "#F08A24", "#DE6C0E", (0.8, 0.6, 0.5), "carrot", 0.5, 0.1
            )
        peas = [(x, y, over(x, y) + 0.1) for x, y in spread(rng, 34, in_disc(8), 1.0)]
        sauces.beans(
            peas,
            m.plain("pea", "#86B83A", "#5E9424", 0.28, 1.5, 0.02, 0.5, 0.25, 0.3),
            rng,
            (0.42, 0.42, 0.4),
        )
        garnish.peanuts(rng, over, spread(rng, 16, in_disc(6.5), 1.4), 0.2, 1.25)
    _fried_onion(rng, (0.2, 0.4), 4.4, over)
    garnish.leaves(rng, over, ((0.4, 0.6), (1.6, -0.4), (-4.6, 2.6)), 1.25, 0.6)
    garnish.chopped(rng, over, 7.6, 30, 0.34)
    return Frame(25.0, 4.2, beside="spoon")


def bowl_of_rice(rng, glaze, level=4.6, radius=9.6, grain=None, size=(0.36, 0.145, 0.13)):
    """A deep bowl full of rice or another grain, nearly flat; returns how high it lies."""
    inner = vessels.bowl(radius, 5.8, foot=0.5, material=m.stoneware(*glaze))
    edge = float(inner(level))
    rice = grain or m.rice()
    core, faces = superblob((edge, edge, 1.1), 2, 2, 5)
    shapes.add(
        "rice core", (core, faces, {"tone": np.full(len(core), 0.8)}), rice, (0, 0, level - 0.74)
    )
    points = [
        (x, y, level + 0.62 - 0.009 * (x * x + y * y) + rng.uniform(-0.12, 0.14))
        for x, y in (in_disc(edge * 0.98)(rng) for _ in range(2300))
    ]
    parts.grains("rice", points, rice, rng, size)
    return level


@dish("chashu-don")
def chashu_don(rng):
    level = bowl_of_rice(rng, ("#26323B", "#6B4A30"))
    pork = toppings.chashu_material()
    for k in range(5):
        a = 2.5 + k * 0.62
        where = (3.3 * math.cos(a) - 0.4, 3.3 * math.sin(a) + 0.6, level + 1.0 + 0.14 * k)
        toppings.chashu(where, (-0.22 * math.sin(a), 0.22 * math.cos(a), a * 2), pork, 3.0, k)
    ginger = m.plain("pickled ginger", "#D81E3A", "#A80E24", 0.26, 1.6, 0.03, 0.45, 0.25, 0.3)
    parts.strands(
        "ginger", shapes.tangle(rng, (5.2, 1.4), 1.5, level + 1.0, 60), 0.12, ginger, rng, 6
    )
    toppings.scallions(rng, (3.0, 3.8), 1.8, 70, level + 0.9)
    toppings.sesame(
        rng, [(x, y, level + 1.6) for x, y in spread(rng, 50, in_disc(4.4, (-0.6, -0.2)), 0.4)]
    )
    return Frame(22.6, 4.2)


@dish("broken-rice")
def broken_rice(rng):
    z = vessels.plate(13.0, m.ceramic("#EDE6D8", "#5E7A98", 0.4), 1.4)
    garnish.loose_rice((-3.2, 1.6), (5.6, 5.2), 3.0, z, rng, 2600, (0.24, 0.12, 0.11))
    cuts.fried_egg((-3.2, 1.0, z + 2.75), 0.4, 3.7, 3)
    cuts.grilled(
        rng,
        [(4.4, 1.6)],
        z + 0.4,
        (4.2, 3.0, 0.8),
        tint=("#5A2408", "#98501A", "#C48440"),
        power=2.6,
        rough=0.26,
        tilt=0.08,
        glaze=0.5,
        char=0.55,
    )
    cuts.carrot(rng, (2.2, -5.4), 2.0, z, 60)
    cuts.daikon(rng, (3.4, -5.8), 1.8, z, 40)
    cuts.cucumber_slices(rng, [(-6.4 + 1.3 * k, -5.4 - 0.25 * k) for k in range(4)], z + 0.4)
    for k, (x, y) in enumerate(((7.4, -3.0), (8.4, -1.6))):
        shapes.add(
            "tomato",
            shapes.puck(1.6, 0.4, 0.12, 30, 70, 0.03, 0.04, k),
            m.tomato(),
            (x, y, z + 0.5),
            (0.3, 0.2, k),
        )
    garnish.rings(rng, lambda x, y: z + 1.9, 3.0, 40, 0.34, (4.4, 1.6))
    return Frame(24.8, 1.8, 45.0)


@dish("shaking-beef")
def shaking_beef(rng):
    z = vessels.plate(13.0, m.ceramic("#EDE6D8", "#8A7358", 0.4), 1.4)
    ring = [(7.4 * math.cos(a), 7.4 * math.sin(a)) for a in np.linspace(0, 6.0, 13)]
    cuts.torn_leaves(
        rng, ring, z + 0.3, light="#5E9A30", dark="#2E6A1C", size=1.7, name="watercress"
    )
    for k, a in enumerate((0.4, 1.3, 2.6, 3.6)):
        where = (6.4 * math.cos(a), 6.4 * math.sin(a), z + 0.8)
        shapes.add(
            "tomato",
            shapes.puck(1.7, 0.4, 0.12, 30, 70, 0.03, 0.04, k),
            m.tomato(),
            where,
            (0.25, 0.1, k),
        )
    spots = spread(rng, 20, in_disc(5.0), 1.9)
    cuts.grilled(
        rng,
        spots,
        z + 0.2,
        (1.2, 1.1, 1.0),
        tint=("#2E1206", "#5E2A10", "#8E5026"),
        power=4.5,
        rough=0.14,
        glaze=0.6,
        char=0.3,
    )
    cuts.grilled(
        rng,
        spread(rng, 7, in_disc(3.0), 1.9),
        z + 1.7,
        (1.15, 1.05, 1.0),
        tint=("#2E1206", "#5E2A10", "#8E5026"),
        power=4.5,
        rough=0.14,
        glaze=0.6,
        char=0.3,
    )
    cuts.onion_slices(rng, (0, 0), 4.0, z + 2.2, 14)
    garnish.rings(rng, lambda x, y: z + 2.6, 4.0, 30, 0.36)
    cuts.lime_wedge((7.6, -4.6, z + 0.4), (0.3, 0.1, 0.6), 1.8)
    return Frame(27.0, 1.8, 45.0)


@dish("egg-fried-rice")
def fried_rice(rng):
    inner = vessels.bowl(11.0, 5.2, 0.4, 0.55, m.stoneware("#2E3A44", "#7A5A3C"))
    base, height, radius = 3.0, 3.4, float(inner(3.2))
    tan = _saffron_rice(((0.0, "#EFD9AE"), (0.5, "#F6E6C4"), (1.0, "#FBF2DC")))
    garnish.loose_rice(
        (0, 0), (radius * 0.95, radius * 0.95), height, base, rng, 3600, (0.40, 0.12, 0.11), tan
    )

    def over(x, y):
        return base + height * math.sqrt(max(0.0, 1 - (x * x + y * y) / radius**2))

    egg = m.plain("egg", "#F8D468", "#EDB43A", 0.34, 1.6, 0.08, 0.5, 0.3, 0.2)
    for k, (x, y) in enumerate(spread(rng, 26, in_disc(7.6), 1.4)):
        verts, faces = shapes.chunk((0.9, 0.65, 0.28), k, 2.4, 0.35, 4, 1.2)
        shapes.add(
            "egg",
            (verts, faces, {}),
            egg,
            (x, y, over(x, y) + 0.05),
            (*rng.normal(0, 0.4, 2), rng.uniform(0, 6)),
        )
    peas = [(x, y, over(x, y) + 0.1) for x, y in spread(rng, 50, in_disc(8), 0.9)]
    sauces.beans(
        peas,
        m.plain("pea", "#86B83A", "#5E9424", 0.28, 1.5, 0.02, 0.5, 0.25, 0.3),
        rng,
        (0.42, 0.42, 0.4),
    )
    for x, y in spread(rng, 26, in_disc(7.8), 1.2):
        garnish.strips(
            rng, over(x, y), [(x, y)], "#F08A24", "#DE6C0E", (0.42, 0.36, 0.34), "carrot", 0.5, 0.05
        )
    garnish.rings(rng, over, 7.4, 70, 0.36)
    return Frame(25.0, 4.2, beside="spoon")


@dish("bibimbap")
def bibimbap(rng):
    level = bowl_of_rice(rng, ("#26282A", "#4A3A30"), 4.6, 10.2)
    cuts.carrot(rng, (-5.2, 2.6), 2.3, level + 0.6, 90, length=2.2)
    toppings.sprouts(rng, (0.2, 5.6), 2.3, level + 0.6, 56)
    cuts.torn_leaves(
        rng,
        spread(rng, 9, in_disc(1.8, (5.4, 2.6)), 0.8),
        level + 0.8,
        light="#2F6A22",
        dark="#1A4414",
        size=1.2,
        name="spinach",
    )
    cuts.matchsticks(
        rng, (5.0, -3.2), 2.3, level + 0.6, 80, "#DCE9B4", "#8CB455", name="cucumber", length=2.2
    )
    mushrooms = [(-5.4 + x, -3.0 + y) for x, y in spread(rng, 9, in_disc(1.9), 1.0)]
    cuts.grilled(
        rng,
        mushrooms,
        level + 0.5,
        (0.9, 0.55, 0.25),
        tint=("#3E200E", "#6E4222", "#98683C"),
        rough=0.14,
        char=0.1,
    )
    cuts.matchsticks(
        rng, (-0.4, -5.8), 2.1, level + 0.6, 70, "#F7F0E0", "#E4D6B4", name="radish", length=2.2
    )
    cuts.fried_egg((0, 0, level + 0.9), 0.6, 3.5, 2)
    paste = m.plain("gochujang", "#A81E08", "#7A1004", 0.16, 1.2, 0.05, 0.35, 0.3, 0.5)
    verts, faces = shapes.chunk((1.2, 1.0, 0.5), 4, 2.2, 0.22, 4, 0.9)
    shapes.add("gochujang", (verts, faces, {}), paste, (3.0, -0.6, level + 1.5))
    toppings.sesame(rng, [(x, y, level + 1.9) for x, y in spread(rng, 60, in_disc(6.0), 0.5)])
    return Frame(24.4, 4.4)


@dish("mujaddara")
def mujaddara(rng):
    z = vessels.plate(12.4, m.ceramic("#E9E2D2", "#5E7A98", 0.5), 1.6)
    brown = ((0.0, "#C89A5A"), (0.5, "#DDB67C"), (1.0, "#EBCE9E"))
    garnish.loose_rice(
        (0, 0), (7.8, 7.4), 2.8, z, rng, 3000, (0.42, 0.12, 0.11), _saffron_rice(brown)
    )

    def over(x, y):
        return z + 2.8 * math.sqrt(max(0.0, 1 - (x * x + y * y) / 60))

    lentils = m.plain("lentil", "#6E4A2A", "#432A16", 0.34, 1.5, 0.03, 0.3, 0.2, 0.2)
    spots = [(x, y, over(x, y) + 0.08) for x, y in spread(rng, 210, in_disc(7.2), 0.6)]
    sauces.beans(spots, lentils, rng, (0.36, 0.34, 0.18))
    _fried_onion(rng, (0, 0.2), 3.6, over, 120)
    garnish.chopped(rng, over, 6.4, 30, 0.36)
    return Frame(24.6, 1.8, 44.0, beside="spoon")


@dish("sayadieh")
def sayadieh(rng):
    """Fish on rice browned with onions, almonds over it."""
    z = vessels.plate(13.0, m.ceramic("#E6EAE4", "#5E8A8A", 0.6), 1.6)
    brown = ((0.0, "#A8702E"), (0.5, "#C8924A"), (1.0, "#DDB070"))
    garnish.loose_rice(
        (0, 0.4), (9.0, 7.6), 2.6, z, rng, 3200, (0.44, 0.12, 0.11), _saffron_rice(brown)
    )

    def over(x, y):
        return z + 2.6 * math.sqrt(max(0.0, 1 - (x * x / 81 + (y - 0.4) ** 2 / 58)))

    tint = ("#B87830", "#E2B878", "#F4DDB4")
    for x, y, turn in ((-2.6, 1.6, 0.5), (2.4, -1.6, 0.35)):
        with shapes.at((x, y, over(x, y) + 0.2), turn):
            shape = (4.2, 1.9, 0.75)
            cuts.grilled(rng, [(0, 0)], 0, shape, tint=tint, power=2.6, tilt=0.04, char=0.3)
    _fried_onion(rng, (-0.2, 0.2), 4.2, lambda x, y: over(x, y) + 0.8, 46)
    nuts = m.plain("almond", "#F0D4A0", "#C89A58", 0.4, 2.0, 0.04, 0.4)
    spots = [(x, y, over(x, y) + 0.7) for x, y in spread(rng, 44, in_disc(6.6), 0.7)]
    parts.grains("almonds", spots, nuts, rng, (0.6, 0.17, 0.12), 0.5)
    garnish.chopped(rng, over, 7.0, 36, 0.4, 0.6)
    cuts.lime_wedge((8.2, -4.4, z + 0.4), (0.3, 0.1, 0.6), 1.9, "lemon")
    return Frame(25.6, 1.8, 44.0, bare=True)
