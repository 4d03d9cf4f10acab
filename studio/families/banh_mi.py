"""Bánh mì: a crackling roll with pickles, herbs and pork or tofu."""

from studio import materials as m
from studio import parts, shapes, vessels
from studio.parts import cuts, tandoor
from studio.parts import noodle_toppings as toppings
from studio.registry import Frame, dish
from studio.shapes import at, superblob


@dish("banh-mi", kind="pork")
@dish("tofu-banh-mi", kind="tofu")
def banh_mi(rng, *, kind):
    z = vessels.slab_board((11.4, 6.4, 0.5), m.wood("#B98A54", "#70451F"))
    with at((0, 0.4, z), turn=-0.14):
        bed = tandoor.baguette(0.0)
        {"pork": _pork, "tofu": _tofu}[kind](rng, bed)
        for k in range(7):
            place = (-6.6 + 2.15 * k, -1.9 + rng.normal(0, 0.1), bed + 0.75)
            turn = (1.0 + rng.normal(0, 0.1), rng.normal(0, 0.1), rng.normal(0, 0.2))
            shapes.add(
                "cucumber",
                shapes.puck(1.25, 0.2, 0.06, 36, 80, 0.03, 0.03, k),
                m.cucumber(),
                place,
                turn,
            )
        for k in range(6):
            x = -6.2 + 2.4 * k + rng.normal(0, 0.2)
            cuts.carrot(rng, (x, -1.5), 1.2, bed + 1.1, 16, length=2.4, height=0.7)
            cuts.daikon(rng, (x + 1.0, -1.5), 1.1, bed + 1.1, 10, length=2.2, height=0.7)
        leaves = [
            (
                -6.2 + 2.0 * k + rng.normal(0, 0.3),
                -2.2 + rng.normal(0, 0.2),
                bed + 1.5,
                rng.uniform(3.6, 5.6),
                rng.uniform(0.85, 1.15),
            )
            for k in range(7)
        ]
        parts.coriander(leaves, 4)
        chilli = m.plain("chilli", "#D8260F", "#A31308", 0.2, 1.5, 0.03, 0.4, 0.2, 0.5)
        parts.rings(
            "chilli", [(-5.6 + 2.8 * k, -2.3, bed + 1.7) for k in range(5)], 0.42, chilli, rng
        )
    return Frame(21.4, 2.3, 28.0)


def _pork(rng, bed):
    pate = m.plain("pâté", "#A87A5C", "#84583C", 0.4, 2.4, 0.08, 0.35, 0.2)
    verts, faces = superblob((8.0, 1.9, 0.35), 5, 3, 5)
    verts = verts * (1 + 0.05 * shapes.fbm(verts, 1.0, 3, 2))[:, None]
    shapes.add("pâté", (verts, faces, {}), pate, (0, -0.4, bed + 0.2))
    pork = toppings.chashu_material()
    for k in range(6):
        where = (-6.0 + 2.4 * k, -0.9 + rng.normal(0, 0.15), bed + 0.6 + 0.05 * k)
        toppings.chashu(where, (0.35, rng.normal(0, 0.1), k * 1.1), pork, 1.75, k)


def _tofu(rng, bed):
    for k in range(6):
        cuts.tofu(rng, [(-6.0 + 2.4 * k, -1.1 + rng.normal(0, 0.15))], bed + 0.7, size=1.15)
    mayo = m.plain("vegan mayonnaise", "#FBF0D2", "#F4E0B4", 0.25, 0.8, 0.02, 0.5, 0.3, 0.3)
    verts, faces = superblob((7.8, 1.9, 0.3), 5, 3, 5)
    shapes.add("mayonnaise", (verts, faces, {}), mayo, (0, -0.5, bed + 0.2))
