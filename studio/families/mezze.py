"""Dips, mezze and what stands on the table before the rest."""

import numpy as np

from studio import materials as m
from studio import parts, shapes, vessels
from studio.parts import flatbreads, greens, grill, wrapped
from studio.parts import orchard as fruit
from studio.parts.plated import dip_bowl, falafel_balls, halloumi
from studio.registry import Frame, dish
from studio.shapes import in_disc, spread


@dish("hummus", kind="hummus", glaze=("#3C525A", "#8A6A48"))
@dish("hummus-and-carrots", kind="hummus", glaze=("#8A9A7A", "#6A5A40"), beside="carrots")
@dish("hummus-and-flatbread", kind="hummus", glaze=("#7A4A30", "#C08A54"), beside="bread")
@dish("moutabal", kind="moutabal", glaze=("#7A4A30", "#C08A54"))
@dish("tzatziki", kind="tzatziki", glaze=("#3E5E86", "#C9B48A"), beside="bread")
def dip(rng, kind, glaze, beside=""):
    """Bread and vegetables only where the name says so: with most of them they are a choice."""
    dip_bowl(rng, 8.4, 3.6, kind, m.stoneware(*glaze))
    if beside == "bread":
        flatbreads.wedge((-8.4, 7.6, 1.0), (0.2, 0.1, 0.9), 7.0, seed=2)
        flatbreads.wedge((-10.4, 5.4, 1.6), (0.2, 0.25, 1.5), 7.0, seed=3)
        flatbreads.wedge((9.6, 6.4, 0.9), (0.2, 0.0, 2.4), 7.0, seed=5)
    elif beside == "carrots":
        _carrot_sticks(rng)
    return Frame(22.5 if beside else 20.5, 2.0, 42.0)


def _carrot_sticks(rng):
    """Cut lengthwise, standing in the bowl."""
    orange = m.plain("carrot", "#F58A1F", "#D96408", 0.35, 1.5, 0.05, 0.4, 0.2, 0.15)
    dipped = [((4.4 - 1.5 * k, 4.2 + 0.5 * k, 4.2), (0, -0.6, 0.9 + 0.22 * k)) for k in range(4)]
    for place, turn in dipped:
        verts, faces = shapes.superblob((3.4, 0.55, 0.5), 5, 5, 4)
        turn = tuple(np.array(turn) + rng.normal(0, 0.06, 3))
        shapes.add("carrot", (verts, faces, {}), orange, place, turn)


@dish("falafel")
def falafel(rng):
    z = vessels.plate(11.6, m.stoneware("#5E6E64", "#8A6A48"))
    greens.leaf_bed(rng, (-0.6, 0.6), 5.4, z + 0.1, 12, 2.2, lift=0.7)
    falafel_balls(
        [(x, y, z + 1.9) for x, y in ((-4.6, 1.4), (-1.2, 3.4), (-2.8, -2.2), (0.8, -0.6))],
        rng,
        2.05,
    )
    falafel_balls([(-1.6, 0.8, z + 4.3), (-5.2, -2.2, z + 1.9)], rng, 2.05, 4)
    with shapes.at((5.6, -0.4, z)):
        dip_bowl(rng, 3.6, 2.6, "hummus")
    parts.herbs([(x, y, z + 0.3) for x, y in spread(rng, 14, in_disc(8), 1.2)], rng, 0.5)
    fruit.slice_of("lemon", (3.6, 5.6, z + 0.3), (0.3, 0.1, 0.4), 1.9, 0.6)
    return Frame(25.0, 1.9, 38.0)


@dish("grilled-halloumi")
def grilled_halloumi(rng):
    z = vessels.plate(11.6, m.ceramic("#E6EAE4", "#5E8A8A", 0.6))
    greens.rocket(rng, (-1.0, 2.4), 5.6, z + 0.1, 70, 1.0)
    for k in range(6):
        halloumi(
            (-4.6 + 1.75 * k, -0.4 - 0.35 * k, z + 1.1 + 0.12 * k),
            (0.35, -0.45, 0.9),
            (2.7, 1.9, 0.5),
            k,
        )
    greens.tomato_wedges(
        [(4.4, -4.6, z + 0.3, 0.5), (-5.0, -4.2, z + 0.3, 2.0), (6.4, 2.2, z + 0.5, 1.0)], 1.6
    )
    parts.basil([(-0.6, -0.6, z + 3.0, 0.6, 0.6), (0.4, -1.2, z + 2.9, 2.4, 0.55)], 4)
    fruit.slice_of("lemon", (5.2, 4.6, z + 0.4), (0.3, 0.1, 0.4), 1.9, 0.6)
    return Frame(24.5, 1.6, 40.0)


@dish("mezze-plate")
def mezze(rng):
    z = vessels.round_board(15.6)
    for place, kind, glaze in (
        ((-6.2, 5.4), "hummus", "#3C525A"),
        ((5.6, 6.4), "moutabal", "#7A4A30"),
        ((7.6, -3.0), "labneh", "#5E6E64"),
    ):
        with shapes.at((*place, z)):
            dip_bowl(rng, 4.6, 2.8, kind, m.stoneware(glaze, "#8A6A48"))
    falafel_balls(
        [(x, y, z + 1.35) for x, y in ((-9.6, -3.0), (-7.0, -5.2), (-6.2, -2.0))]
        + [(-7.7, -3.4, z + 3.2)],
        rng,
        1.75,
    )
    greens.shreds(rng, (-0.6, -7.6), 3.2, z + 0.6, 10, greens.white_cabbage(), 0.1)
    parts.herbs(grill.mound(rng, (-0.4, -7.4), 3.8, z + 0.3, 1.4, 260, 0.2), rng, 0.62)
    greens.cubes(
        "tomato", grill.mound(rng, (-0.4, -7.4), 3.5, z + 0.7, 1.3, 30, 0.6), 0.34, m.tomato(), rng
    )
    halloumi((0.0, 0.4, z + 0.6), (0.1, 0.05, 0.5), (2.5, 1.6, 0.45), 2)
    halloumi((1.4, -1.2, z + 1.1), (0.15, 0.1, 0.3), (2.5, 1.6, 0.45), 5)
    greens.olives(
        [(x, y, z + 0.85) for x, y in spread(rng, 9, in_disc(2.4, (0.2, 9.4)), 1.5)],
        rng,
        ("#5E6A2A", "#3A4416"),
    )
    flatbreads.wedge((-12.0, 2.6, z + 0.6), (0.1, 0.15, 1.9), 6.0, seed=3)
    flatbreads.wedge((11.4, 2.2, z + 0.6), (0.1, 0.1, 1.1), 6.0, seed=6)
    return Frame(33.0, 1.6, 46.0)


@dish("shish-taouk")
def shish_taouk(rng):
    z = vessels.plate(13.8, m.ceramic("#E6EAE4", "#5E8A8A", 0.6))
    greens.fries_pile(rng, (-5.8, 4.0), 4.4, z, 28, 2.0)
    with shapes.at((4.8, 5.6, z)):
        dip_bowl(rng, 3.0, 2.4, "labneh", garnish=False)
    for k, (y, turn) in enumerate(((-1.4, 0.10), (-5.4, 0.04))):
        grill.meat_cubes(
            (0.4, y, z), (0, 0, turn), 6, 1.45, ("#C0702A", "#E0A45A", "#F2CE92"), 13 + k, 0.92
        )
    greens.rounds(
        "cucumber",
        [(8.6 + 0.3 * k, 1.6 + 0.7 * k, z + 0.4 + 0.1 * k, 0.2, -0.2) for k in range(4)],
        1.3,
    )
    parts.herbs(
        [(x, y, z + 2.4) for x, y in spread(rng, 20, in_disc(5.5, (0.4, -3.4)), 0.9)], rng, 0.35
    )
    return Frame(28.0, 1.2, 40.0)


@dish("sambousek")
def sambousek(rng):
    """Four half-moons of pastry, their seams pinched, yoghurt beside."""
    z = vessels.plate(11.4, m.stoneware("#5E6E64", "#8A6A48"))
    gold = wrapped.fried_dough(
        [(0, "#F0CC88"), (0.4, "#DDA048"), (0.75, "#B4701E"), (1, "#824812")]
    )
    lying = ((-4.2, 2.6, 0.4), (-4.6, -1.4, 0.2), (-0.6, -4.0, 0.5), (0.2, 1.2, 0.3))
    for k, (x, y, turn) in enumerate(lying):
        lean = (-1.0 + rng.normal(0, 0.06), rng.normal(0, 0.05), turn)
        wrapped.gyoza((x, y, z + 0.5), lean, rng, gold, 3.4, k)
    with shapes.at((5.4, 1.6, z)):
        dip_bowl(rng, 3.2, 2.4, "labneh", garnish=False)
    fruit.slice_of("lemon", (4.6, -4.4, z + 0.3), (0.3, 0.1, 0.4), 1.8, 0.6)
    parts.herbs([(x, y, z + 0.3) for x, y in spread(rng, 16, in_disc(8), 1.1)], rng, 0.45)
    return Frame(22.5, 1.6, 40.0, bare=True)
