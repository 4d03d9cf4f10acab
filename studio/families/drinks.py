"""Drinks: one glass, one colour, something that tells what is in it."""

import math

import numpy as np

from studio import materials as m
from studio import parts, shapes
from studio.parts import orchard as fruit
from studio.parts.dollops import beans, cherry, cinnamon_sticks, cream_swirl
from studio.registry import Frame, dish
from studio.shapes import in_disc, spread
from studio.vessels import glassware as g

TALL = Frame(21.5, 6.4, 20.0)


def _mint(at, seed=3, size=0.75):
    x, y, z = at
    parts.basil(
        [
            (x - 0.8, y, z, 2.4, size),
            (x + 0.3, y + 0.5, z + 0.3, 1.2, size),
            (x + 0.7, y - 0.3, z + 0.2, 0.2, size * 0.9),
            (x - 0.3, y - 0.6, z + 0.1, 3.9, size * 0.9),
        ],
        seed,
    )


def long_drink(
    liquid, fill=10.9, shape=g.TUMBLER, cubes=4, fizz=0, mint=False, seed=1, sip=None, dew=200
):
    rng = np.random.default_rng(seed)
    radius = g.glass(shape)
    g.pour(shape, fill, liquid)
    if fizz:
        g.bubbles(shape, 1.0, fill - 0.2, rng, fizz)
    if cubes:
        g.ice(shape, fill, rng, cubes)
    if mint:
        _mint((0.2, -0.6, fill + 1.1))
    if sip:
        g.straw((0.7, 0.3, 1.5), (2.1, 1.5, fill + 5.0), *sip)
    if dew:
        parts.droplets(radius, 1.2, fill, rng, dew)
    return rng


@dish("sparkling-water")
def sparkling_water(rng):
    long_drink(g.clear("#F4FAFA", depth=1.0, lit=0.0), fizz=260, cubes=3)
    fruit.slice_of("lemon", (2.7, -0.9, 12.1), (1.2, 0.5, -0.5), 2.3, 0.4)
    fruit.slice_of("lemon", (-6.3, -1.2, 0.02), (0, 0, 1.0), 2.5, 0.5)
    return TALL


@dish("cola")
def cola(rng):
    long_drink(
        g.clear("#5A1E08", "#3A1004", 0.72, 0.02),
        shape=g.HIGHBALL,
        fill=12.6,
        fizz=90,
        sip=("#C8321F",),
    )
    g.head(g.HIGHBALL, 12.5, 0.35, m.plain("foam", "#C98F5A", "#8A5128", 0.5, 3, 0.1, 0.4), 2)
    fruit.slice_of("lemon", (2.2, -1.2, 13.6), (1.2, 0.5, -0.5), 2.2, 0.4)
    fruit.slice_of("lemon", (-6.0, -0.6, 0.02), (0, 0, 1.0), 2.4, 0.5)
    return Frame(24.5, 8.0, 20.0, "pale oak", bare=True)


@dish("orange-juice")
def orange_juice(rng):
    long_drink(g.layered([(0, "#EE8C00"), (6, "#F39A00"), (11, "#F7AE10")]), cubes=0, dew=120)
    fruit.whole("orange", (-7.2, 2.6, 3.3), 3.3)
    fruit.slice_of("orange", (6.6, 0.4, 0.02), (0, 0, 0.4), 3.1, 1.4)
    fruit.slice_of("orange", (3.0, -0.8, 11.9), (1.2, 0.5, -0.5), 2.6, 0.45)
    fruit.slice_of("orange", (-5.2, -3.6, 0.02), (0, 0, 1.0), 3.0, 0.5)
    return Frame(24.0, 6.2, 21.0)


@dish("apple-juice")
def apple_juice(rng):
    long_drink(m.drink("#F7D58A", "#E2A93C", 0.4, 0.22), cubes=0, dew=160)
    fruit.apple((-7.4, 2.4, 0), 3.4)
    fruit.apple((7.0, 4.4, 0), 3.2, (0.1, -0.2, 1.0), "#A8B83A", "#CFD36A")
    return Frame(24.0, 6.2, 21.0)


@dish("green-juice")
def green_juice(rng):
    long_drink(g.layered([(0, "#4E8A1E"), (7, "#64A02C"), (11, "#86BC48")]), cubes=0, dew=120)
    fruit.apple((-7.2, 2.8, 0), 3.3, (0.1, 0.2, 0.5), "#8FB53A", "#B7CE62")
    green = m.cucumber()
    for k in range(4):
        shapes.add(
            "cucumber",
            shapes.puck(1.9, 0.4, 0.08, 40, 90, 0.02, 0.03, k),
            green,
            (5.2 + 1.2 * k, -2.2 + 1.1 * k, 0.02 + 0.1 * k),
            (0, -0.14, k),
        )
    _mint((0.4, -0.6, 11.6), 5, 0.7)
    return Frame(24.0, 6.2, 21.0)


@dish("mint-lemonade")
def mint_lemonade(rng):
    long_drink(m.drink("#E6F0A8", "#C4DA6A", 0.42, 0.26), mint=True, sip=("#4F8A2A",))
    fruit.slice_of("lemon", (2.9, -0.9, 11.9), (1.2, 0.5, -0.5), 2.4, 0.45)
    fruit.whole("lemon", (-7.4, 2.4, 2.8), 2.8)
    parts.basil(
        [(5.4, -2.4, 0.35, 0.5, 0.9), (6.7, -2.0, 0.45, -0.9, 0.8), (6.0, -1.0, 0.4, 1.6, 0.7)], 4
    )
    return Frame(24.0, 6.4, 21.0)


@dish("lime-soda")
def lime_soda(rng):
    long_drink(g.clear("#E9F2CC", "#D5E49A", 0.92, 0.05), fizz=260, mint=True, sip=("#2E7D5B",))
    fruit.slice_of("lime", (2.8, -1.0, 11.8), (1.2, 0.5, -0.5), 2.1, 0.4)
    fruit.whole("lime", (-6.6, 1.8, 2.2), 2.2)
    fruit.slice_of("lime", (5.8, -1.2, 0.02), (0, 0, 0.4), 2.1, 0.9)
    return TALL


@dish("blood-orange-soda")
def blood_orange_soda(rng):
    long_drink(g.clear("#E8481C", "#C22A0E", 0.72, 0.08), fizz=220, sip=("#C8321F",))
    fruit.slice_of("blood-orange", (2.9, -0.9, 11.9), (1.2, 0.5, -0.5), 2.5, 0.45)
    fruit.whole("blood-orange", (-7.0, 2.6, 3.0), 3.0)
    fruit.slice_of("blood-orange", (6.4, -0.4, 0.02), (0, 0, 0.4), 2.9, 1.2)
    return Frame(24.0, 6.2, 21.0)


@dish("hibiscus-water")
def hibiscus_water(rng):
    long_drink(g.clear("#B3122E", "#8A0A22", 0.78, 0.05), mint=True)
    fruit.slice_of("lime", (2.9, -0.9, 11.9), (1.2, 0.5, -0.5), 2.1, 0.4)
    petal = m.leaf("#8A1B34", "#4A0A1C", 0.5)
    from studio.shapes import merge, mesh_object, placed

    pieces = []
    for k, (x, y) in enumerate(
        ((5.6, -1.6), (6.8, -0.4), (-5.8, -1.0), (-6.8, -2.4), (5.0, -3.4), (-4.6, -3.2))
    ):
        v, f, a = parts.leaf_shape(2.4, 1.5, 0.7, 0.6, k)
        pieces.append((placed(v, (x, y, 0.5), (0.4, 0.2, k * 1.3)), f, a))
    v, f, a = merge(pieces)
    mesh_object("petals", v, f, petal, a)
    return TALL


@dish("elderflower-spritz")
def elderflower_spritz(rng):
    long_drink(
        g.clear("#F7F0C4", "#EFE3A0", 0.92, 0.05),
        fill=16.4,
        shape=g.WINE,
        fizz=140,
        cubes=3,
        mint=True,
        dew=120,
    )
    fruit.slice_of("lime", (3.0, -1.4, 17.6), (1.2, 0.5, -0.5), 1.9, 0.35)
    return Frame(27.0, 9.6, 17.0)


@dish("red-wine")
def red_wine(rng):
    g.glass(g.WINE)
    g.pour(g.WINE, 14.2, g.clear("#5A0012", "#3A0008", 0.65, 0.0))
    with shapes.at((-8.2, 6.0)):
        g.bottle(
            3.6,
            29.0,
            1.4,
            18.0,
            m.plain("green glass", "#1B2A18", "#101A0E", 0.06, 1, 0.0, 0.0, coat=0.8),
            "#B8322A",
            "#7E1A16",
        )
    return Frame(35.0, 11.6, 15.0)


def beer(tint, deep, clear_=0.88, shape=g.PINT, foam=1.9):
    rng = np.random.default_rng(4)
    radius = g.glass(shape)
    top = shape.bowl[-1][1]
    g.pour(shape, top - foam - 0.4, g.clear(tint, deep, clear_, 0.10))
    g.bubbles(shape, 1.2, top - foam - 0.6, rng, 260)
    g.head(shape, top - foam - 0.42, foam, seed=3)
    parts.droplets(radius, 1.5, top - foam - 1.0, rng, 220)
    return Frame(24.0, 7.6, 18.0)


@dish("lager")
def lager(rng):
    return beer("#E8AC00", "#D29400")


@dish("pale-ale")
def pale_ale(rng):
    return beer("#C86A00", "#A85000", 0.72)


@dish("mexican-lager")
def mexican_lager(rng):
    beer("#EDBE10", "#DCA200", 0.9, g.HIGHBALL, 1.2)
    fruit.slice_of("lime", (2.3, -1.2, 13.9), (1.2, 0.5, -0.5), 2.0, 0.4)
    fruit.whole("lime", (6.4, 1.6, 2.1), 2.1)
    fruit.slice_of("lime", (-5.8, -1.4, 0.02), (0, 0, 1), 2.1, 0.8)
    return Frame(23.0, 7.4, 19.0)


@dish("root-beer")
def root_beer(rng):
    rng = np.random.default_rng(4)
    g.glass(g.PINT)
    g.pour(g.PINT, 11.6, g.clear("#2E1004", "#200A02", 0.45, 0.0))
    g.bubbles(g.PINT, 1.2, 11.0, rng, 120)
    g.head(g.PINT, 11.5, 2.6, m.plain("foam", "#F6E2BC", "#E2C08C", 0.6, 2.2, 0.1, 0.5), 3)
    return Frame(24.0, 7.6, 18.0)


@dish("ayran")
def ayran(rng):
    rng = np.random.default_rng(2)
    radius = g.glass(g.SMALL)
    g.pour(g.SMALL, 7.2, g.milky("#FFFDF8", "#F4EFE6", 0.4))
    g.head(g.SMALL, 7.1, 0.75, m.plain("froth", "#FFFFFA", "#F2ECE0", 0.45, 3.4, 0.2, 0.4), 6)
    parts.droplets(radius, 1.0, 7.0, rng, 160)
    parts.basil(
        [
            (0.2, -0.4, 8.7, 0.5, 0.6),
            (-0.6, 0.2, 8.7, 2.2, 0.55),
            (5.6, -1.6, 0.35, 0.5, 0.8),
            (6.6, -0.9, 0.4, 1.9, 0.7),
        ],
        5,
    )
    return Frame(17.5, 4.3, 22.0)


@dish("mango-lassi")
def mango_lassi(rng):
    rng = long_drink(g.milky("#FBC24A", "#F0A41E", 0.5), shape=g.TUMBLER, cubes=0, dew=120)
    g.head(g.TUMBLER, 10.8, 0.5, m.plain("froth", "#FCD27A", "#F5B63E", 0.35, 2.0, 0.1, 0.5), 6)
    parts.herbs(
        [(x, y, 11.75) for x, y in spread(rng, 14, in_disc(1.8), 0.3)],
        rng,
        0.4,
        m.leaf("#9DB548", "#5E7A20"),
    )
    _mint((0.2, 0.2, 12.0), 5, 0.55)
    return TALL


@dish("milkshake")
def milkshake(rng):
    rng = np.random.default_rng(3)
    g.glass(g.SHAKE)
    g.pour(g.SHAKE, 15.2, g.milky("#FBE6C8", "#F2D2A6", 0.5))
    cream_swirl((0, 0, 15.0), 3.6, 3, rng)
    parts.dust(
        [
            (x, y, 16.3 + 1.6 * rng.random() * (1 - math.hypot(x, y) / 4))
            for x, y in (in_disc(3.2)(rng) for _ in range(160))
        ],
        rng,
        m.plain("chocolate", "#4A2512", "#2E150A", 0.6),
        0.10,
    )
    cherry((0.1, -0.1, 19.9))
    g.straw((0.8, 0.8, 3), (2.6, 2.0, 22.0), "#C8321F", width=0.36)
    return Frame(31.0, 11.0, 17.0)


@dish("horchata")
def horchata(rng):
    rng = long_drink(g.milky("#FAF0DE", "#EEDFC4", 0.4), fill=10.9, sip=("#C8321F",))
    parts.dust(
        [(x, y, 10.95) for x, y in (in_disc(2.9)(rng) for _ in range(300))],
        rng,
        m.plain("cinnamon", "#8A4A1E", "#5E2E10", 0.9),
        0.05,
    )
    cinnamon_sticks(((5.2, -1.6, 0.5, 0.4), (6.0, -0.4, 0.5, 0.9), (5.8, -1.2, 1.3, -0.4)))
    return TALL


@dish("iced-coffee")
def iced_coffee(rng):
    long_drink(
        g.layered(
            [(0, "#2A1006"), (4.5, "#4A200C"), (7.0, "#8A5226"), (9, "#C08A54"), (11, "#D9AE7C")],
            1.6,
        ),
        sip=("#3A2A20",),
    )
    beans(((5.4, -2.0), (6.4, -1.2), (5.8, -3.2), (-5.8, -1.8), (-6.6, -0.6), (7.2, -2.6)))
    return TALL


@dish("vietnamese-coffee")
def vietnamese_coffee(rng):
    long_drink(
        g.layered(
            [(0, "#F6E7C8"), (2.6, "#F2DDB4"), (3.6, "#A8683A"), (4.6, "#4A2210"), (11, "#2A1006")],
            0.5,
        ),
        sip=("#3A2A20",),
    )
    beans(((5.4, -2.0), (6.4, -1.2), (5.8, -3.2), (-5.8, -1.8), (-6.6, -0.6), (7.2, -2.6)))
    return TALL


@dish("latte-macchiato")
def latte_macchiato(rng):
    """Milk, coffee, foam: three layers in a tall glass."""
    g.glass(g.HIGHBALL)
    stops = [(0, "#F3E2C4"), (5.0, "#EED8B2"), (6.2, "#A86E3C"), (8.2, "#C08A54"), (9.4, "#F6EAD4")]
    g.pour(g.HIGHBALL, 12.0, g.layered(stops, 0.6))
    foam = m.plain("foam", "#FFFBF2", "#F3E8D4", 0.5, 3.0, 0.12, 0.45)
    g.head(g.HIGHBALL, 11.9, 1.6, foam, 4)
    return TALL


@dish("cold-green-tea")
def cold_green_tea(rng):
    long_drink(g.clear("#D2D67A", "#BFC654", 0.85, 0.08), mint=True)
    return TALL


@dish("kombucha")
def kombucha(rng):
    long_drink(g.clear("#E0A23C", "#C07E1A", 0.8, 0.08), fizz=220, cubes=3)
    ginger = m.plain("ginger", "#F2DC9A", "#D9B25E", 0.45, 2.0, 0.08, 0.4)
    for k, (x, y) in enumerate(((5.6, -1.4), (6.6, -0.2), (5.0, -2.8))):
        shapes.add(
            "ginger",
            shapes.puck(1.3, 0.35, 0.08, 40, 90, 0.12, 0.03, k),
            ginger,
            (x, y, 0.02 + 0.2 * (k == 1)),
            (0.1 * k, 0.1, k),
        )
    return TALL


@dish("ramune")
def ramune(rng):
    g.bottle(
        2.7,
        20.0,
        1.2,
        11.5,
        label="#2E7DB5",
        cap="#2E9AD0",
        liquid=g.clear("#DDF1F7", "#C4E6F2", 0.95, 0.05),
    )
    return Frame(27.0, 9.6, 15.0)


@dish("sake")
def sake(rng):
    """A flask and two cups."""
    clay = m.stoneware("#6E7F78", "#4A3A2C")
    flask = [(0.01, 0), (3.0, 0), (3.7, 1.6), (3.8, 4.6), (2.6, 8.0), (1.35, 10.2), (1.4, 11.4)]
    lip = [(2.0, 12.8), (1.7, 12.8), (1.05, 11.2), (1.0, 10.0), (0.01, 9.6)]
    with shapes.at((-2.2, 1.2)):
        shapes.lathe("flask", flask + lip, clay, 160, 10, 0.01, 2)
    cup = [(0.01, 0), (1.5, 0), (1.5, 0.4), (2.2, 1.2), (2.7, 3.2), (2.5, 3.25), (1.9, 1.2)]
    for x, y in ((3.8, -1.0), (1.6, -4.4)):
        with shapes.at((x, y)):
            shapes.lathe("cup", [*cup, (0.01, 0.8)], clay, 140, 10, 0.01, 3)
            parts.liquid(2.4, 2.7, m.plain("sake", "#EFEEDC", "#DDDCC4", 0.05, 0.6, 0.005, 0.4))
    return Frame(23.0, 5.2, 24.0)
