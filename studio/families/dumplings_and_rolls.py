"""Gyoza and dumplings, spring rolls and summer rolls."""

import math

from studio import materials as m
from studio import vessels
from studio.parts import cuts, garnish, wrapped
from studio.registry import Frame, dish
from studio.shapes import at
from studio.vessels import asian as ware


def _soy(where, radius=2.6):
    soy = m.plain("soy", "#2A120A", "#180A06", 0.06, 0.6, 0.005, 0.1, 0.2, 0.7)
    with at(where):
        ware.dip((0, 0, 0), soy, radius, 1.6, m.ceramic("#EFE6D4", "#6E86A0", 0.6))


@dish("gyoza")
def gyoza(rng):
    z = ware.oval_plate((11.6, 8.4), m.stoneware("#3A4650", "#7A5A3C"))
    dough = wrapped.soft_dough()
    for k in range(6):
        where = (
            -6.2 + 3.0 * (k % 3) + 1.1 * (k // 3),
            2.6 - 3.3 * (k // 3) + rng.normal(0, 0.1),
            z,
        )
        lean = (-0.35 + rng.normal(0, 0.05), 0, 0.85 + rng.normal(0, 0.06))
        wrapped.gyoza(where, lean, rng, dough, 2.7, k)
    _soy((6.2, -1.6, z))
    garnish.rings(rng, lambda x, y: z + 0.1, 3.0, 16, 0.36, (5.2, 3.2))
    return Frame(20.4, 1.2, 42.0, bare=True)


@dish("steamed-dumplings")
def steamed_dumplings(rng):
    z = _steamer(8.6)
    dough = wrapped.soft_dough()
    spots = [(0, 0)] + [
        (4.7 * math.cos(a), 4.7 * math.sin(a)) for a in (0.3, 1.56, 2.81, 4.07, 5.33)
    ]
    for k, (x, y) in enumerate(spots):
        wrapped.purse((x, y, z), (0, 0, rng.uniform(0, 6)), dough, 2.15, 14 + k % 3, k)
    _soy((11.2, -5.2, 0))
    return Frame(27.0, 2.0, 44.0)


def _steamer(radius):
    """A bamboo basket; returns where food rests in it."""
    from_wood = m.wood("#D9B378", "#A87A3E")
    bed = m.wood("#E2C590", "#B58E54")
    with at((0, 0)):
        ware.hoop(radius, 4.2, from_wood)
        ware.slats(radius - 0.4, 1.4, bed)
    return 1.75


@dish("spring-rolls")
def spring_rolls(rng):
    z = vessels.slab_board((11.4, 7.2, 0.55), m.stoneware("#2F3B3A", "#5A4A38"))
    dough = wrapped.fried_dough()
    cuts.torn_leaves(rng, [(-7.6, 2.8), (-5.8, 4.2), (-8.2, 0.6), (-3.4, 4.6)], z + 0.5, size=2.6)
    for k, (x, y, up, turn) in enumerate(
        (
            (-2.6, 2.4, 1.05, 0.16),
            (-2.2, -0.4, 1.05, 0.04),
            (-2.6, -3.2, 1.05, 0.10),
            (-2.0, 0.9, 2.85, -0.10),
        )
    ):
        wrapped.spring_roll((x, y, z + up), (rng.uniform(0, 6), 0, turn), rng, dough, 4.4, seed=k)
    with at((6.8, 0.4, z)):
        chilli = m.plain("sweet chilli", "#D8481A", "#A82408", 0.08, 0.9, 0.02, 0.5, 0.5, 0.6)
        top = ware.dip((0, 0, 0), chilli, 3.1, 2.0, m.ceramic())
        garnish.chilli_rings(rng, lambda x, y: top, 1.6, 3, 0.26, 0.03)
    garnish.leaves(rng, lambda x, y: z, ((4.6, -4.4), (6.0, -4.8)), 1.2, 0.35)
    return Frame(22.6, 1.6, 40.0)


@dish("summer-rolls")
def summer_rolls(rng):
    z = vessels.slab_board((11.4, 7.0, 0.55), m.stoneware("#3A4650", "#6A5A48"))
    paper = wrapped.rice_paper()
    for k, (x, y, turn) in enumerate(((-4.4, 2.6, 0.14), (-4.0, -1.4, 0.02))):
        wrapped.summer_roll((x, y, z + 1.35), turn, rng, paper, 5.0, 1.55, k)
    with at((5.6, 0.6, z)):
        peanut = m.plain("peanut sauce", "#B8742E", "#8E5218", 0.2, 1.2, 0.06, 0.3, 0.3, 0.4)
        top = ware.dip((0, 0, 0), peanut, 3.3, 2.0, m.ceramic())
        cuts.peanuts_crushed(rng, (0, 0), 1.4, top, 26, 0.2)
    garnish.basil_top(rng, lambda x, y: z + 0.3, ((2.6, -4.2), (3.8, -4.4), (1.8, -3.6)), 0.9, 0.2)
    cuts.lime_wedge((7.8, -4.0, z), (0.3, 0.1, 0.6), 1.6)
    return Frame(22.4, 1.4, 42.0)
