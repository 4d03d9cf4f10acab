"""Bowls: rice, grain, noodles or leaves, and a heap of each good thing on them."""

import math

from studio import materials as m
from studio import shapes, vessels
from studio.families.rice_dishes import bowl_of_rice
from studio.parts import garnish, greens
from studio.parts import noodle_toppings as toppings
from studio.parts.bowl_toppings import TOPPINGS
from studio.registry import Frame, dish
from studio.shapes import in_disc, spread

GRAINS = {
    "lentils": ("#4A3018", "#6E4A26", "#8E6A3C"),
    "quinoa": ("#D2B27A", "#E6CFA0", "#F2E2C0"),
    "freekeh": ("#9A864A", "#BCA668", "#D6C48C"),
}
SIZES = {
    "lentils": (0.3, 0.28, 0.15),
    "quinoa": (0.2, 0.18, 0.15),
    "freekeh": (0.36, 0.17, 0.15),
}
GLAZES = {
    "rice": ("#3C525A", "#8A6A48"),
    "leaves": ("#E4DCC8", "#8A7358"),
    "noodles": ("#2B3A44", "#7A5A3C"),
}
LEVEL = 4.6


@dish("salmon-poke", around=("salmon", "edamame", "mango", "cucumber", "carrot"), sesame=True)
@dish("tuna-poke", around=("tuna", "avocado", "edamame", "wakame", "cucumber"), sesame=True)
@dish("tofu-poke", around=("tofu", "edamame", "avocado", "carrot", "red cabbage"), sesame=True)
@dish("chicken-teriyaki-bowl", around=("chicken", "broccoli", "carrot", "edamame"), sesame=True)
@dish("buddha-bowl", ground="quinoa", around=("chickpeas", "sweet potato", "kale", "carrot"),
      middle="hummus")  # fmt: skip
@dish("falafel-bowl", ground="quinoa", around=("falafel", "beetroot", "cucumber", "kale"),
      middle="tahini")  # fmt: skip
@dish("harvest-bowl", ground="lentils", around=("pumpkin", "kale", "apple", "pumpkin", "kale"))
@dish("green-goddess-bowl", ground="leaves", around=("avocado", "broccoli", "edamame", "cucumber"),
      middle="mint")  # fmt: skip
@dish("grain-bowl", ground="freekeh", around=("roast carrot", "dates", "leaves", "roast carrot"),
      middle="mint")  # fmt: skip
@dish("beetroot-and-goat-cheese", ground="leaves",
      around=("beetroot", "goat cheese", "beetroot", "goat cheese"))  # fmt: skip
@dish("peanut-noodle-bowl", ground="noodles", around=("carrot", "cucumber", "red cabbage"),
      middle="peanuts")  # fmt: skip
def bowl(rng, *, ground="rice", around=(), middle="", sesame=False):
    level = _ground(rng, ground)
    for k, name in enumerate(around):
        angle = 2 * math.pi * (k + 0.5) / len(around) - math.pi / 2
        TOPPINGS[name](rng, 5.0 * math.cos(angle), 5.0 * math.sin(angle), level)
    if middle:
        TOPPINGS[middle](rng, 0, 0, level + 0.5)
    if sesame:
        spots = spread(rng, 70, in_disc(6.8), 0.5)
        toppings.sesame(rng, [(x, y, level + 1.7) for x, y in spots])
        garnish.rings(rng, lambda x, y: level + 1.2, 3.0, 24, 0.36)
    return Frame(22.4, 4.6)


def _ground(rng, kind):
    """Fill the bowl; returns how high that lies."""
    glaze = GLAZES.get(kind, GLAZES["rice"])
    if kind == "rice":
        return bowl_of_rice(rng, glaze) + 0.6
    if kind in GRAINS:
        return bowl_of_rice(rng, glaze, grain=_grain(kind), size=SIZES[kind]) + 0.6
    inner = vessels.bowl(9.6, 5.8, foot=0.5, material=m.stoneware(*glaze))
    edge = float(inner(LEVEL - 0.8))
    floor = m.plain("floor", "#86A84A", "#557A2A") if kind == "leaves" else m.noodle()
    shape = shapes.puck(edge, 0.6, 0.2)
    shapes.add("floor", shape, floor, (0, 0, LEVEL - 1.4))
    if kind == "leaves":
        greens.leaf_bed(rng, (0, 0), 8.2, LEVEL - 0.5, 44, 2.3)
        return LEVEL + 0.4
    how = {"centre": (0, 0), "thickness": 0.15, "folds": 22, "rise": 0.9, "reach": 0.62}
    toppings.noodles(rng, LEVEL - 0.9, edge, light="#F4EEE0", dark="#E2D6BC", **how)
    return LEVEL + 0.2


def _grain(kind):
    stops = list(zip((0, 0.5, 1), GRAINS[kind], strict=True))
    return m.toned(kind, stops, roughness=0.45, glow=0.35, lit=0.04)
