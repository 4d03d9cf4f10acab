"""Noodles from the wok, and dry noodles with a sauce."""

import math

from studio import materials as m
from studio import parts, shapes, vessels
from studio.parts import cuts, garnish
from studio.parts import noodle_toppings as toppings
from studio.registry import Frame, dish
from studio.shapes import in_disc, spread, superblob


def _pile(rng, z, light, dark, thickness, radius=8.6, height=2.6, coat=0.5, wave=0.3):
    """Noodles heaped in the middle; returns how high they lie."""
    core, faces = superblob((radius * 0.82, radius * 0.82, height), 2, 2, 4)
    shapes.add(
        "under",
        (core, faces, {"tone": [0.0] * len(core)}),
        toppings.noodle(dark, dark, 0.2),
        (0, 0, z - 0.2),
    )
    for layer in range(3):
        toppings.noodles(
            rng,
            z + 0.2 + height * 0.36 * layer,
            radius * (1 - 0.2 * layer),
            centre=(0, 0),
            thickness=thickness,
            folds=12,
            each=11,
            rise=0.8,
            wave=wave,
            light=light,
            dark=dark,
            coat=coat,
            reach=0.6,
        )

    def over(x, y):
        return z + height * max(0.1, 1 - (x * x + y * y) / radius**2) + 0.9

    return over


@dish("pad-thai")
def pad_thai(rng):
    z = vessels.plate(12.6, m.ceramic("#E9E2D2", "#8A7358", 0.4), 1.4)
    over = _pile(rng, z, "#E2A868", "#C2803E", 0.16)
    egg = m.plain("egg", "#F6D272", "#E8AE3C", 0.34, 1.6, 0.08, 0.5, 0.3, 0.2)
    for k, (x, y) in enumerate(spread(rng, 13, in_disc(6.6), 2.0)):
        verts, faces = shapes.chunk((1.0, 0.7, 0.26), k, 2.4, 0.35, 4, 1.2)
        shapes.add(
            "egg",
            (verts, faces, {}),
            egg,
            (x, y, over(x, y) - 0.1),
            (*rng.normal(0, 0.4, 2), rng.uniform(0, 6)),
        )
    cuts.matchsticks(
        rng,
        (0, 0),
        5.6,
        z + 2.2,
        30,
        "#7DB23C",
        "#3E7E20",
        name="chives",
        length=3.2,
        thick=0.1,
        height=1.4,
    )
    toppings.sprouts(rng, (6.0, 3.4), 2.6, z + 0.6, 50)
    cuts.peanuts_crushed(rng, (-0.6, -0.2), 3.4, over(0, 0) - 0.3, 130, 0.2)
    cuts.lime_wedge((7.4, -3.4, z + 0.3), (0.3, 0.1, 0.6), 1.9)
    garnish.leaves(rng, over, ((-0.4, 1.4), (0.8, 0.8)), 1.2, 0.3)
    garnish.chilli_rings(rng, over, 5.0, 6, 0.42, 0.0)
    return Frame(25.4, 2.2, 44.0, beside="chopsticks")


@dish("fried-noodles")
def fried_noodles(rng):
    z = vessels.plate(12.6, m.stoneware("#2F3B44", "#7A5A3C"), 1.6)
    over = _pile(rng, z, "#D89A4A", "#A8662A", 0.19, wave=0.36)
    cuts.matchsticks(
        rng, (0, 0), 6.6, z + 1.6, 46, "#F58A1F", "#E06A0A", name="carrot", length=2.6, height=2.0
    )
    garnish.pepper_strips(rng, z + 2.7, spread(rng, 9, in_disc(5.6), 2.0), "#D0240E", "#9A1206")
    garnish.beans_cut(rng, z + 2.7, spread(rng, 9, in_disc(5.6), 2.0))
    cuts.torn_leaves(
        rng,
        spread(rng, 6, in_disc(5.6), 2.4),
        z + 2.6,
        light="#C4D88A",
        dark="#86A848",
        size=1.0,
        name="cabbage",
    )
    garnish.rings(rng, over, 6.0, 50, 0.38)
    return Frame(25.4, 2.2, 44.0, beside="chopsticks")


@dish("dan-dan-noodles")
def dan_dan(rng):
    inner = vessels.bowl(9.8, 6.0, foot=0.5, material=m.stoneware("#26282A", "#5A4A3A"))
    level = 3.8
    parts.liquid(
        inner(level),
        level,
        m.plain("chilli oil", "#A82A08", "#6E1604", 0.08, 0.8, 0.02, 0.3, 0.4, 0.6),
    )
    toppings.noodles(
        rng,
        level + 0.2,
        float(inner(level)),
        centre=(0, 0),
        thickness=0.17,
        folds=20,
        each=12,
        rise=1.6,
        reach=0.5,
        light="#F3DCA0",
        dark="#E2B878",
    )
    toppings.chopped_pork(rng, (0, 0.2), 3.4, level + 1.7, 1.5)
    cuts.peanuts_crushed(rng, (0.2, 0.2), 2.6, level + 3.0, 70, 0.3)
    toppings.bok_choy((-7.2, 0.4, level + 1.2), (0.1, -0.1, 0.3), 0.9, 2)
    toppings.scallions(rng, (0.2, 0.2), 2.6, 60, level + 2.8, lift=0.6)
    toppings.sesame(
        rng,
        [
            (x, y, level + 3.2 - 0.14 * math.hypot(x, y) ** 1.3)
            for x, y in spread(rng, 50, in_disc(4.6), 0.4)
        ],
    )
    return Frame(23.6, 4.4)
