"""Thai soups without meat: the guest chooses that."""

from studio import materials as m
from studio import parts, shapes
from studio.parts import cuts, garnish, soups
from studio.registry import Frame, dish
from studio.shapes import in_disc, spread

COCONUT = (("#D8C49C", "#EBDDBE", "#F6EDD8"), "#E8842E", "#C85A18")
SOUR = (("#8A3A10", "#B85C1E", "#D48440"), "#C82A06", "#8E1804")
LEVEL = 4.6


@dish("tom-kha", kind="coconut")
@dish("tom-yum", kind="sour")
def thai_soup(rng, *, kind):
    tones = COCONUT if kind == "coconut" else SOUR
    soups.broth_bowl(
        tones,
        rng,
        radius=9.0,
        height=6.0,
        level=LEVEL,
        dish=m.stoneware("#2F4A42", "#8A6A48"),
        drops=0.8,
        opaque=0.4,
    )
    halves = spread(rng, 13, in_disc(6.4), 1.7)
    for x, y in halves:
        _mushroom_half((x, y, LEVEL + 0.25), rng)
    stalks = spread(rng, 7, in_disc(5.8), 2.2)
    garnish.strips(
        rng, LEVEL, stalks, "#E6E2B0", "#B6BE74", (1.7, 0.42, 0.36), "lemongrass", 0.2, 0.15
    )
    if kind == "sour":
        for k, (x, y) in enumerate(spread(rng, 6, in_disc(5.6), 2.6)):
            shapes.add(
                "tomato",
                shapes.puck(1.2, 0.9, 0.28, 30, 70, 0.03, 0.05, k),
                m.tomato(),
                (x, y, LEVEL + 0.1),
                (*rng.normal(0, 0.4, 2), k),
            )
        cuts.lime_wedge((5.0, -3.0, LEVEL + 0.2), (0.4, 0.1, 0.6), 1.6)

    def over(x, y):
        return LEVEL + 0.2

    garnish.curry_leaves(rng, over, ((-3.4, 2.6), (2.8, 3.2), (3.6, -1.4)), 0.7, 0.5)
    garnish.chilli_rings(rng, over, 5.8, 9, 0.45, 0.15)
    garnish.rings(rng, over, 5.8, 30, 0.36)
    garnish.leaves(rng, over, ((0.2, 0.4), (1.2, -0.4), (-0.8, -0.6)), 1.2, 0.5)
    return Frame(21.4, 3.8, beside="spoon")


def _mushroom_half(where, rng):
    """A button mushroom, cut through."""
    pale = m.plain("mushroom", "#F4E8D2", "#DCC6A0", 0.36, 1.6, 0.05, 0.45, 0.25, 0.15)
    cap, faces = shapes.superblob((1.05, 0.62, 0.5), 2, 2, 4)
    stem, stem_faces = shapes.superblob((0.34, 0.6, 0.34), 3, 3, 3)
    turn = (*rng.normal(0, 0.3, 2), rng.uniform(0, 6.3))
    verts, faces, _ = shapes.merge(
        [(cap + (0, 0.35, 0), faces, {}), (stem + (0, -0.35, 0), stem_faces, {})]
    )
    shapes.add("mushroom", (verts, faces, {}), pale, where, turn)


@dish("hot-and-sour-soup")
def hot_and_sour(rng):
    tones = (("#5A2A0C", "#7E441A", "#9C6230"), "#C82A06", "#6E1804")
    glaze = m.ceramic("#EFE6D4", "#A02A1E", 0.4)
    soups.broth_bowl(tones, rng, radius=9.0, height=6.0, level=LEVEL, dish=glaze, drops=0.7)
    cuts.tofu(rng, spread(rng, 9, in_disc(6.0), 1.9), LEVEL + 0.1, size=0.75, fried=False)
    stalks = spread(rng, 12, in_disc(6.0), 1.3)
    garnish.strips(rng, LEVEL, stalks, "#EBD9A0", "#D2B870", (1.7, 0.3, 0.22), "bamboo", 0.2, 0.1)
    caps = spread(rng, 9, in_disc(6.0), 1.7)
    garnish.strips(rng, LEVEL, caps, "#5E3A1E", "#3A200E", (1.4, 0.4, 0.22), "mushroom", 0.3, 0.1)
    _egg_threads(rng)
    garnish.rings(rng, lambda x, y: LEVEL + 0.15, 5.8, 44, 0.38)
    return Frame(21.4, 3.8, beside="spoon")


def _egg_threads(rng):
    """Egg that was stirred into the soup."""
    paths = shapes.tangle(rng, (0, 0), 5.6, LEVEL + 0.05, 46)
    yellow = m.plain("egg", "#F8DC8A", "#EEC254", 0.3, 1.6, 0.05, 0.5, 0.3, 0.2)
    parts.strands("egg", paths, 0.13, yellow, rng, 6)
