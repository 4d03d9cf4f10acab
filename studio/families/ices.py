"""Ice cream and fruit."""

from studio import materials as m
from studio import parts, shapes, vessels
from studio.parts import confectionery, greens, grill
from studio.parts import orchard as fruit
from studio.parts.dollops import cherry, cream_swirl
from studio.registry import Frame, dish
from studio.shapes import in_disc, spread
from studio.vessels import glassware as g

FLAVOURS = {
    "vanilla": ("#FFF3CE", "#F4DFA4"),
    "strawberry": ("#F6A8AC", "#E67C88"),
    "chocolate": ("#6E4026", "#4A2614"),
    "pistachio": ("#C6D08A", "#9DAE58"),
    "sesame": ("#6A6664", "#43403E"),
    "mango": ("#FBC24A", "#F0A01E"),
}


@dish("ice-cream", flavours=("chocolate", "vanilla", "strawberry"))
@dish("black-sesame-ice-cream", flavours=("sesame", "sesame"))
def ice_cream(rng, flavours):
    inner = vessels.bowl(
        6.4,
        4.4,
        0.3,
        0.5,
        m.stoneware("#5E8A8A", "#C9A86A")
        if len(flavours) > 2
        else m.stoneware("#E2DCCE", "#B8A888"),
    )
    spots = (
        ((-2.4, 0.4, 2.3), (2.4, 0.6, 2.3), (0.0, -1.6, 3.0))
        if len(flavours) > 2
        else ((-1.7, 0.6, 2.4), (1.7, -0.4, 2.6))
    )
    for k, (kind, spot) in enumerate(zip(flavours, spots)):
        confectionery.scoop(spot, *FLAVOURS[kind], 2.75, k + 2)
    del inner
    if len(flavours) > 2:
        parts.basil([(0.2, -0.6, 7.1, 0.6, 0.5), (-0.4, 0.1, 7.1, 2.3, 0.45)], 3)
    else:
        seeds = m.toned(
            "sesame",
            [(0, "#1C1712"), (0.5, "#2E261E"), (0.55, "#F3E2BC"), (1, "#FDF3DA")],
            jitter=0.0,
            glow=0.1,
        )
        parts.grains(
            "sesame",
            [
                (-1.7 + x, 0.6 + y, 7.0 - 0.2 * (x * x + y * y))
                for x, y in spread(rng, 18, in_disc(1.6), 0.4)
            ]
            + [
                (1.7 + x, -0.4 + y, 7.2 - 0.2 * (x * x + y * y))
                for x, y in spread(rng, 18, in_disc(1.6), 0.4)
            ],
            seeds,
            rng,
            (0.2, 0.12, 0.07),
            0.5,
        )
    return Frame(18.5, 3.8, 30.0, beside="spoon")


@dish("sundae")
def sundae(rng):
    g.glass(g.SHAKE)
    g.pour(
        g.SHAKE,
        12.0,
        g.layered([(2, "#8E0A24"), (5, "#C8324A"), (7, "#FFF3CE"), (12, "#FFF0C4")], 1.2),
    )
    for k, (x, y, kind) in enumerate(
        ((-1.3, 0.2, "vanilla"), (1.3, 0.3, "strawberry"), (0, -1.0, "vanilla"))
    ):
        confectionery.scoop((x, y, 12.2 + 0.6 * (k == 2)), *FLAVOURS[kind], 2.0, k + 2)
    cream_swirl((0, -0.2, 15.4), 2.1, 3, rng, 1.1)
    cherry((0.1, -0.2, 19.0), 0.8)
    return Frame(30.0, 10.6, 18.0)


@dish("fruit-salad")
def fruit_salad(rng):
    level = 4.2
    vessels.bowl(8.4, 5.2, foot=0.5, material=m.ceramic("#E4E9E2"))
    spots = grill.mound(rng, (0, 0), 6.9, level + 0.2, 1.5, 80, 1.05)
    order = rng.permutation(len(spots))

    def take(n, start):
        return [spots[i] for i in order[start : start + n]]

    greens.cubes(
        "melon",
        take(16, 0),
        0.85,
        m.plain("melon", "#FBC27A", "#F0A04A", 0.25, 1, 0.03, 0.5, 0.3, 0.3),
        rng,
        5,
    )
    greens.cubes(
        "mango",
        take(14, 16),
        0.8,
        m.plain("mango", "#FBB92E", "#F29A10", 0.22, 1, 0.03, 0.5, 0.3, 0.35),
        rng,
        5,
    )
    fruit.berries(take(16, 30), 0.66, "#3E4A7A", "#22284A", rng)
    fruit.berries(take(10, 46), 0.9, "#8E2A4A", "#5A122A", rng, 0.3)
    for k, p in enumerate(take(12, 56)):
        fruit.strawberry((p[0], p[1], p[2] + 0.4), (1.2, 0.4 * k, k * 1.4), 0.95, k)
    green = m.toned(
        "kiwi",
        [(0, "#F4F0C8"), (0.3, "#B4CE5A"), (0.9, "#86AE2E"), (1, "#6A4A26")],
        "across",
        roughness=0.25,
        glow=0.5,
        coat=0.4,
        jitter=0.06,
    )
    for k, p in enumerate(take(7, 68)):
        shapes.add(
            "kiwi",
            shapes.puck(1.5, 0.35, 0.08, 40, 90, 0.02, 0.02, k),
            green,
            (p[0], p[1], p[2] + 0.3),
            (0.4 * (-1) ** k, 0.3, k),
        )
    parts.basil([(0.2, 0.4, level + 2.6, 0.6, 0.6), (-0.6, 0.9, level + 2.6, 2.3, 0.5)], 3)
    return Frame(21.0, 3.9, 42.0)
