"""From the spit and the charcoal: in bread, rolled, and on plates."""

import math

import numpy as np

from studio import materials as m
from studio import parts, shapes, vessels
from studio.parts import flatbreads, greens, grill
from studio.parts.plated import falafel_balls, potatoes
from studio.registry import Frame, dish
from studio.shapes import in_disc, spread

# ---------------------------------------------------------------- what is filled in


def doner_meat(points, rng):
    grill.shavings(points, rng, size=(1.25, 0.6, 0.11))


def chicken_meat(points, rng):
    grill.shavings(points, rng, grill.CHICKEN, (1.1, 0.6, 0.16), 0.15)


def falafels(points, rng):
    falafel_balls(points, rng, 1.35)


def halloumi_strips(points, rng):
    from studio.parts.plated import halloumi

    for k, p in enumerate(points):
        halloumi(
            (p[0], p[1], p[2]),
            (rng.normal(0, 0.4), rng.normal(0, 0.3), rng.uniform(0, 6.3)),
            (1.6, 0.9, 0.35),
            k,
        )


def cabbage(points, rng):
    for p in points:
        greens.shreds(
            rng, p[:2], 0.8, p[2], 10, greens.red_cabbage(), 0.10, length=(0.6, 1.1), lift=0.5
        )


def lettuce(points, rng):
    for p in points:
        greens.leaf_bed(rng, p[:2], 0.5, p[2], 1, 1.25, lift=1.3)


def tomato_bits(points, rng):
    greens.cubes("tomato", points, 0.62, m.tomato(), rng)


def white_drops(points, rng):
    sauce = greens.white_sauce()
    for k, p in enumerate(points):
        v, f = shapes.chunk((0.62, 0.5, 0.4), k, 2.0, 0.2, 4, 0.8)
        shapes.add("sauce", (v, f, {}), sauce, p)


FILLINGS = {
    "doner": doner_meat,
    "chicken": chicken_meat,
    "falafel": falafels,
    "halloumi": halloumi_strips,
    "cabbage": cabbage,
    "lettuce": lettuce,
    "tomato": tomato_bits,
    "sauce": white_drops,
}


# ---------------------------------------------------------------- in bread


@dish("doner-in-bread", meat="doner", pieces=110, apart=0.4)
@dish("chicken-doner", meat="chicken", pieces=110, apart=0.4)
@dish("falafel-in-bread", meat="falafel", pieces=9, apart=2.2)
@dish("halloumi-in-bread", meat="halloumi", pieces=9, apart=1.6)
def in_bread(rng, meat, pieces, apart, board=True):
    """Half a flatbread, open to us and full."""
    z = vessels.slab_board((12.5, 8.6, 0.7)) if board else 0.0
    flatbreads.leaf_of_bread((0, 0, z), size=(8.4, 6.6), thick=1.3, seed=2)
    greens.leaf_bed(rng, (0, -0.6), 6.6, z + 1.3, 9, 2.0, lift=0.8)
    greens.rounds("tomato", [(x, -1.5, z + 1.8, 0.6, 0.1) for x in (-5.4, 0.6, 5.2)], 1.6, 0.4)
    fill = [
        (x, y, z + 2.3 + 1.9 * rng.random() + 0.2 * y)
        for x, y in spread(
            rng, pieces, lambda q: (q.uniform(-6.8, 6.8), q.uniform(-2.2, 2.6)), apart
        )
    ]
    FILLINGS[meat](fill, rng)
    cabbage([(x, -1.9, z + 2.3 + 1.2 * rng.random()) for x in (-6.4, -2.6, 2.2, 6.2)], rng)
    greens.onion_rings(
        [(x, -2.2, z + 2.6 + 1.2 * rng.random()) for x in (-4.6, 0.2, 4.2)], 0.9, rng
    )
    path = [
        (x, -1.9 + 0.5 * (-1) ** k, z + 4.25 + 0.2 * (-1) ** k - 0.02 * x * x)
        for k, x in enumerate(np.linspace(-5.8, 5.8, 9))
    ]
    greens.sauce(path, 0.24, greens.white_sauce())
    flatbreads.leaf_of_bread((0, 1.2, z + 4.1), (0.30, 0, 0), (8.7, 6.6), 1.7, 5)
    return Frame(22.0, 3.6, 27.0)


# ---------------------------------------------------------------- rolled


@dish("durum", filling=("doner", "lettuce", "tomato", "cabbage", "sauce"))
@dish("falafel-wrap", filling=("falafel", "lettuce", "tomato", "cabbage", "sauce"))
@dish("chicken-shawarma", filling=("chicken", "chicken", "lettuce", "tomato", "sauce"))
def rolled(rng, filling):
    """Two halves on a board, one leaning on the other."""
    z = vessels.slab_board((12.5, 7.6, 0.7))
    sleeve = flatbreads.paper_sleeve()
    laid = [FILLINGS[one] for one in filling]
    flatbreads.roll(
        (-6.4, 4.4, z + 2.5), (0.3, -0.12, -0.95), 11.5, 2.9, None, laid, 3, sleeve, 0.5
    )
    flatbreads.roll((7.0, 5.2, z + 2.6), (0.2, -0.30, -2.35), 11.0, 2.9, None, laid, 8, sleeve, 0.5)
    greens.tomato_wedges([(8.2, -3.4, z + 0.3, 0.6), (9.2, -1.9, z + 0.3, 1.6)], 1.5)
    parts.herbs([(x, y, z + 0.05) for x, y in spread(rng, 14, in_disc(8, (0, -3)), 1.2)], rng, 0.5)
    return Frame(22.5, 2.6, 33.0)


# ---------------------------------------------------------------- plates


def beside(rng, z, centre=(-6.2, 2.8), radius=3.8):
    """The salad every kebab plate brings."""
    x, y = centre
    greens.leaf_bed(rng, centre, radius * 0.8, z + 0.2, 8, 2.1)
    greens.shreds(rng, (x + 1.2, y + 1.0), 1.8, z + 1.0, 60, greens.red_cabbage(), 0.12)
    greens.tomato_wedges([(x - 1.2, y - 1.9, z + 0.8, 0.6), (x + 0.6, y - 2.2, z + 0.8, -0.3)], 1.7)
    greens.rounds(
        "cucumber",
        [(x - 2.0 + 0.5 * k, y + 0.4 - 0.25 * k, z + 1.2 + 0.1 * k, 0.35, -0.2) for k in range(4)],
        1.4,
    )


def yoghurt_pot(rng, at, radius=2.5, dip=("#FFFCF2", "#F3EBD8")):
    with shapes.at(at):
        inner = vessels.bowl(radius, 2.4, 0.2, 0.6, m.ceramic())
        from studio.vessels import glassware

        glassware.surface(
            float(inner(1.9)),
            1.9,
            m.plain("dip", dip[0], dip[1], 0.3, 1.2, 0.06, 0.5, 0.3, 0.2),
            rise=0.2,
            lumps=0.12,
        )
        parts.herbs([(x, y, 2.2) for x, y in spread(rng, 8, in_disc(1.4), 0.4)], rng, 0.35)


@dish("doner-plate", meat="doner")
def doner_plate(rng, meat):
    z = vessels.plate(13.6)
    beside(rng, z, (-6.4, 2.6))
    greens.fries_pile(rng, (4.6, 4.0), 4.6, z, 34, 2.2)
    FILLINGS[meat](grill.mound(rng, (1.2, -3.2), 6.4, z + 0.3, 2.6, 190, 0.42), rng)
    greens.sauce(
        [
            (x, -4.2 + 0.8 * (-1) ** k, z + 3.0 - 0.05 * (x - 1.6) ** 2)
            for k, x in enumerate(np.linspace(-2.4, 5.6, 9))
        ],
        0.24,
        greens.white_sauce(),
    )
    greens.onion_rings(
        [(x, y, z + 2.3) for x, y in ((0.2, -5.2), (3.4, -2.6), (1.2, -3.0))], 1.0, rng
    )
    parts.herbs(grill.mound(rng, (1.2, -3.2), 5.2, z + 0.6, 2.6, 30, 0.8), rng, 0.45)
    return Frame(26.5, 1.4, 42.0, beside="knife and fork")


@dish("doner-box")
def doner_box(rng):
    """Fries below, meat above, sauce over all."""
    vessels.paper_cup((0, 0, 0), (4.6, 6.4), 8.4, 18)
    up = grill.mound(rng, (0, 0), 5.2, 7.6, 1.6, 40, 0.9)
    lying = [(x, y, z, rng.uniform(0, 3.1), rng.normal(0, 0.3)) for x, y, z in up]
    parts.fries(0, (0, 0, 0), 2.5, rng, (4.0, 6.0), lying=lying)
    FILLINGS["doner"](grill.mound(rng, (0.4, -0.4), 4.6, 8.6, 2.0, 120, 0.4), rng)
    path = [(x, -0.6 + 1.1 * (-1) ** k, 11.2 - 0.09 * x * x) for k, x in
            enumerate(np.linspace(-3.6, 3.8, 9))]  # fmt: skip
    greens.sauce(path, 0.26, greens.white_sauce())
    greens.onion_rings([(x, y, 10.8) for x, y in ((-1.8, -2.2), (2.2, -1.6))], 0.9, rng)
    parts.herbs(grill.mound(rng, (0, 0), 4.4, 9.4, 2.0, 22, 0.8), rng, 0.4)
    return Frame(22.0, 6.4, 30.0, bare=True)


@dish("iskender")
def iskender(rng):
    """Meat over bread, tomato and butter above it, yoghurt beside."""
    z = vessels.plate(13.6)
    greens.cubes(
        "bread",
        grill.mound(rng, (-1.0, -0.5), 6.4, z + 0.2, 0.8, 60, 1.0),
        0.8,
        flatbreads.toasted("#E9C98E", "#B87A36", "#7A4A1E", 1.2),
        rng,
        6,
    )
    grill.shavings(grill.mound(rng, (-1.0, -0.5), 6.6, z + 0.8, 1.5, 170, 0.44), rng)
    red = m.plain("tomato sauce", "#B8260A", "#7E1402", 0.2, 1.4, 0.06, 0.35, 0.2, 0.5)
    for k in range(3):
        greens.sauce(
            [
                (
                    x,
                    -2.6 + 2.0 * k + 0.8 * math.sin(x + k),
                    z + 2.3 - 0.035 * (x * x + (2 * k - 2) ** 2),
                )
                for x in np.linspace(-6.0, 4.0, 9)
            ],
            0.45,
            red,
            seed=k,
        )
    v, f = shapes.chunk((3.4, 3.0, 1.5), 3, 2.2, 0.12, 5, 0.5)
    shapes.add("yoghurt", (v, f, {}), greens.white_sauce(), (7.0, 2.2, z + 0.9))
    grill.chilli_pepper((6.2, -4.6, z), (0, 0, 0.9), 7.5, seed=2)
    grill.grilled_tomato((2.6, -7.2, z), 1.9, 3)
    parts.herbs(grill.mound(rng, (-1.0, -0.5), 5.5, z + 0.9, 1.7, 24, 0.8), rng, 0.45)
    return Frame(26.5, 1.4, 42.0)


def charcoal_plate(rng, z, side="bulgur"):
    if side == "potatoes":
        potatoes(grill.mound(rng, (-6.4, 3.4), 3.8, z + 0.9, 0.8, 10, 1.7), rng, 1.3)
    else:
        grain = greens.bulgur() if side == "bulgur" else m.rice()
        parts.rice_heap((-6.6, 3.0), (4.2, 4.6), 2.5, z - 0.2, rng, 1300, grain)
    grill.grilled_tomato((5.4, 6.6, z), 2.0, 4)
    grill.chilli_pepper((0.2, 8.0, z), (0, 0, 0.15), 8.0, seed=1)
    greens.onion_rings(
        [
            (x, y, z + 0.3 + 0.15 * k)
            for k, (x, y) in enumerate(((8.6, 2.4), (9.3, 3.4), (8.1, 3.6), (8.8, 4.4)))
        ],
        1.2,
        rng,
    )
    parts.herbs(
        [(x, y, z + 0.4) for x, y in spread(rng, 16, in_disc(2.0, (8.7, 3.3)), 0.5)], rng, 0.55
    )


@dish("adana-kebab")
@dish("lamb-kafta", side="rice")
def adana_kebab(rng, side="bulgur"):
    z = vessels.plate(13.8)
    charcoal_plate(rng, z, side)
    grill.adana((0.6, -2.2, z), (0, 0, 0.12), 14.5, 2)
    grill.adana((0.2, -6.4, z), (0, 0, 0.06), 14.5, 5)
    return Frame(27.0, 0.8, 40.0, beside="knife and fork")


def _pepper_between(k, at, turn):
    grill.pepper_square(at, turn, (("#4E8A22", "#2E6414"), ("#C8321F", "#8E160C"))[k % 2], 1.3, k)


@dish("chicken-shish")
def chicken_shish(rng):
    z = vessels.plate(13.8)
    charcoal_plate(rng, z)
    grill.meat_cubes(
        (0.6, -2.0, z), (0, 0, 0.12), 4, 1.5, grill.CHICKEN, 2, between=_pepper_between
    )
    grill.meat_cubes(
        (0.2, -6.4, z), (0, 0, 0.05), 4, 1.5, grill.CHICKEN, 6, between=_pepper_between
    )
    return Frame(27.0, 0.8, 40.0)


@dish("lamb-chops")
@dish("lamb-chops-and-potatoes", side="potatoes")
def lamb_chops(rng, side="bulgur"):
    z = vessels.plate(13.8, m.stoneware("#3A4248", "#7A5A3C"))
    charcoal_plate(rng, z, side)
    for k, (x, y, h, turn) in enumerate(
        (
            (-3.8, -1.6, 0, 0.5),
            (-0.6, -3.4, 0.5, 0.55),
            (2.0, -5.4, 0.2, 0.35),
            (-5.0, -5.2, 0.1, 0.2),
        )
    ):
        grill.chop((x, y, z + h), (0.12, -0.10, turn), k)
    parts.herbs(
        [(x, y, z + 1.8) for x, y in spread(rng, 16, in_disc(4.5, (-1, -3.5)), 0.9)], rng, 0.4
    )
    parts.citrus_slice((8.6, -2.0, z + 0.1), (0.3, 0.2, 0.2), 2.3, 0.9)
    return Frame(27.0, 0.8, 40.0)


@dish("vegetable-skewers")
def vegetable_skewers(rng):
    z = vessels.plate(13.8)
    charcoal_plate(rng, z, "rice")
    for row, (y, turn) in enumerate(((-2.0, 0.12), (-6.4, 0.05))):
        c, s = math.cos(turn), math.sin(turn)
        for k in range(9):
            d = (k - 4) * 1.62
            spot = (0.4 + d * c, y + d * s, z + 1.3)
            kind = (k + row) % 5
            if kind in (0, 3):
                grill.pepper_square(
                    spot,
                    (0, 0, turn),
                    (("#C8321F", "#8E160C"), ("#EDB01E", "#C27E08"))[kind == 3],
                    1.35,
                    k,
                )
            elif kind == 1:
                v, f, a = shapes.puck(1.45, 0.8, 0.15, 40, 90, 0.03, 0.05, k)
                v = (v - (0, 0, 0.4)) @ shapes.rotation(0, math.pi / 2, 0).T
                skin = grill.seared(("#3E6A1E", "#A8C05A", "#DDE3A0"), wet=0.4, bump=0.04)
                shapes.add(
                    "courgette",
                    (v, f, {"char": 0.5 * (a["across"] > 0.9)}),
                    skin,
                    spot,
                    (0, 0, turn),
                )
            elif kind == 2:
                grill.onion_piece(spot, (0, 0, turn), seed=k)
            else:
                grill.mushrooms([spot], rng, 1.5)
        grill.rod((0.4, y, z + 1.3), (0, 0, turn), 22)
    return Frame(27.0, 0.8, 40.0)


@dish("souvlaki", stops=("#7A3E1C", "#B4713E", "#DDAE7A"))
@dish("chicken-souvlaki", stops=grill.CHICKEN)
def souvlaki(rng, stops):
    z = vessels.plate(13.8, m.ceramic("#EFF1EE", "#6A8A9A", 0.4))
    greens.fries_pile(rng, (-5.6, 3.6), 4.6, z, 30, 2.0)
    yoghurt_pot(rng, (5.6, 5.2, z))
    for k, (y, turn) in enumerate(((-1.6, 0.10), (-5.4, 0.04))):
        grill.meat_cubes((0.4, y, z), (0, 0, turn), 6, 1.35, stops, 3 + k, 0.9, skewer=grill.stick)
    parts.citrus_slice((9.2, 0.4, z + 0.2), (0.3, 0.3, 0.2), 2.1, 0.9)
    parts.herbs(
        [(x, y, z + 2.3) for x, y in spread(rng, 20, in_disc(5.5, (0.4, -3.4)), 0.9)], rng, 0.3
    )
    return Frame(27.0, 0.8, 40.0)


@dish("falafel-plate")
def falafel_plate(rng):
    from studio.parts.plated import dip_bowl

    z = vessels.plate(13.8)
    beside(rng, z, (-6.2, 3.2))
    with shapes.at((5.0, 4.2, z)):
        dip_bowl(rng, 4.0, 2.6, "hummus")
    falafel_balls(
        [
            (x, y, z + 1.35)
            for x, y in ((-3.0, -4.0), (0.2, -5.4), (3.2, -4.4), (0.4, -2.2), (5.8, -2.6))
        ],
        rng,
        1.9,
    )
    falafel_balls([(1.6, -3.7, z + 3.4)], rng, 1.9, 4)
    flatbreads.wedge((-6.6, -4.6, z + 0.4), (0.1, 0.1, 2.6), 6.4, seed=2)
    flatbreads.wedge((-7.6, -2.6, z + 0.7), (0.1, 0.2, 3.2), 6.4, seed=3)
    parts.herbs([(x, y, z + 0.7) for x, y in spread(rng, 18, in_disc(5, (1, -4)), 0.8)], rng, 0.45)
    return Frame(28.0, 1.2, 42.0)
