"""Tea, coffee and chocolate: in glasses and cups."""

import math

import numpy as np

from studio import materials as m
from studio import parts, shapes
from studio.parts.dollops import cinnamon_sticks, cream_swirl
from studio.registry import Frame, dish
from studio.shapes import as_points, in_disc, spread
from studio.vessels import glassware as g


@dish("turkish-tea")
def turkish_tea(rng):
    lathe_saucer(4.6)
    with shapes.at((0, 0, 0.62)):
        g.glass(g.TULIP)
        g.pour(g.TULIP, 6.6, g.clear("#A8300A", "#7E1C04", 0.8, 0.06))
    sugar = m.plain("sugar", "#FFFDF6", "#F4EDE0", 0.6, 5, 0.06, 0.4)
    from studio.shapes import superblob

    for x, y, turn in ((3.0, -2.4, 0.4), (4.0, -1.0, 1.1)):
        v, f = superblob((0.75, 0.55, 0.5), 9, 9, 3)
        shapes.add("sugar", (v, f, {}), sugar, (x, y, 1.35), (0, 0.1, turn))
    return Frame(14.5, 4.0, 24.0)


def lathe_saucer(radius, glaze=None):
    from studio.shapes import lathe

    lathe(
        "saucer",
        [
            (0.01, 0),
            (radius * 0.5, 0),
            (radius * 0.55, 0.25),
            (radius, 0.9),
            (radius - 0.1, 1.02),
            (radius * 0.62, 0.66),
            (radius * 0.45, 0.6),
            (0.01, 0.6),
        ],
        glaze or m.ceramic("#F6F1E7"),
        128,
        8,
        0.003,
    )


@dish("green-tea")
def green_tea(rng):
    radius, _ = g.cup(3.7, 6.6, m.stoneware("#5E6E64", "#8A6A48"), False, saucer=0)
    g.surface(float(radius(5.7)), 5.7, g.clear("#B9BE4A", "#A8B03A", 0.35, 0.12))
    tea_leaves = m.leaf("#4E6A28", "#2A3E14", 0.6)
    rng = np.random.default_rng(4)
    parts.herbs(
        [(x, y, 0.12) for x, y in spread(rng, 40, in_disc(1.7, (6.2, -1.6)), 0.25)],
        rng,
        0.7,
        tea_leaves,
    )
    return Frame(17.5, 3.2, 34.0)


def coffee_cup(
    coffee="#9A6230", dark="#6A3A14", art=g.rosette, radius=4.6, glaze=None, milk="#FBF0DC"
):
    inner, lift = g.cup(radius, 5.6, glaze)
    level = lift + 5.2
    r = float(inner(level)) + 0.03
    g.surface(r, level, g.crema(coffee, dark, milk), attributes={"white": art(r)}, rise=0.05)
    return Frame(18.5, 2.6, 44.0)


@dish("flat-white")
def flat_white(rng):
    return coffee_cup()


@dish("oat-flat-white")
def oat_flat_white(rng):
    return coffee_cup("#A9713C", "#7E4A1E", glaze=m.stoneware("#7E8E84", "#A8906A"), milk="#F6E6C8")


@dish("espresso")
def espresso(rng):
    inner, lift = g.cup(2.9, 4.2, m.ceramic("#F4EEE3"), True, saucer=5.6)
    level = lift + 3.2
    crema = m.plain("crema", "#B8742E", "#7E4412", 0.35, 2.0, 0.03, 0.3, 0.2, 0.2)
    g.surface(float(inner(level)) + 0.03, level, crema, lumps=0.02)
    return Frame(14.5, 2.0, 40.0)


@dish("cappuccino")
def cappuccino(rng):
    def foam(radius):
        from studio.shapes import fbm, smoothstep

        def white(x, y):
            r = np.hypot(x, y) / radius
            return smoothstep(0.86, 0.74, r + 0.05 * fbm(as_points(x, y), 0.6, 3, 2))

        return white

    out = coffee_cup("#A9713C", "#7E4A1E", foam, 4.9, m.ceramic("#E4E9E2"))
    rng = np.random.default_rng(6)
    cocoa = m.plain("cocoa", "#5A3018", "#35190B", 0.95, 4, 0.05, 0.0)
    parts.dust(
        [(x, y, 5.48) for x, y in (in_disc(2.9)(rng) for _ in range(1500))], rng, cocoa, 0.028
    )
    return out


@dish("hot-chocolate")
def hot_chocolate(rng):
    inner, lift = g.cup(4.4, 8.6, m.stoneware("#B4532A", "#5A2A14"), True, saucer=0, turn=0.45)
    level = lift + 7.7
    g.surface(
        float(inner(level)) + 0.03,
        level,
        m.plain("chocolate", "#5A2E16", "#3A1A0A", 0.2, 0.8, 0.02, 0.3, 0.3, 0.4),
    )
    rng = np.random.default_rng(3)
    cream_swirl((0, 0, level - 0.9), 3.0, 3, rng, 1.0)
    parts.dust(
        [
            (x, y, level + 0.9 + 1.1 * (1 - math.hypot(x, y) / 2.8))
            for x, y in (in_disc(2.5)(rng) for _ in range(400))
        ],
        rng,
        m.plain("cocoa", "#5A3018", "#35190B", 0.95),
        0.05,
    )
    return Frame(18.5, 4.9, 30.0)


@dish("cardamom-coffee")
def cardamom_coffee(rng):
    inner, lift = g.cup(2.9, 4.0, m.ceramic("#EFE0C0", "#A8752E", 0.8), False, saucer=5.4)
    level = lift + 3.5
    r = float(inner(level)) + 0.03
    g.surface(
        r, level, m.plain("coffee", "#4A2410", "#241006", 0.2, 2.5, 0.02, 0.2, 0.2, 0.4), lumps=0.03
    )
    from studio.shapes import merged_copies, superblob

    rng = np.random.default_rng(8)
    pod, f = superblob((0.75, 0.34, 0.32), 2, 2, 3)
    merged_copies(
        "cardamom",
        (pod, f),
        [
            ((x, y, 0.9), (0.2, 0.1, rng.uniform(0, 6)), rng.uniform(0.8, 1.1))
            for x, y in ((3.6, -1.6), (3.9, 0.1), (2.8, -2.8))
        ],
        m.plain("pod", "#A8B46A", "#7E8E44", 0.6, 3, 0.06),
        rng,
    )
    return Frame(14.0, 2.0, 36.0)


@dish("masala-chai")
def masala_chai(rng):
    inner, lift = g.cup(3.7, 6.2, m.stoneware("#A4582E", "#6A3218"), False, saucer=6.2)
    level = lift + 5.4
    g.surface(
        float(inner(level)) + 0.03,
        level,
        m.plain("chai", "#C98E56", "#A86C36", 0.2, 0.6, 0.02, 0.5, 0.3, 0.3),
        lumps=0.03,
    )
    cinnamon_sticks(((8.6, -1.4, 0.5, 1.0), (9.4, 0.0, 0.5, 0.6)))
    return Frame(20.0, 3.2, 36.0)
