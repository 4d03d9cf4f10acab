"""From the tandoor, the fryer and the griddle."""

import math

import numpy as np

from studio import materials as m
from studio import parts, shapes, vessels
from studio.parts import cuts, garnish, hues, sauces, tandoor, wrapped
from studio.registry import Frame, dish
from studio.shapes import at, in_disc, spread
from studio.vessels import asian as ware

SLATE = ("#33373A", "#4A443E")


def _mint(where, radius=2.9):
    mint = m.plain("mint chutney", "#7FA63A", "#587E22", 0.24, 2.0, 0.06, 0.35, 0.3, 0.35)
    with at(where):
        ware.dip((0, 0, 0), mint, radius, 1.8, ware.steel(), 0.1)


def _tamarind(where, radius=2.9):
    dark = m.plain("tamarind", "#5E2408", "#3A1404", 0.08, 0.9, 0.02, 0.3, 0.3, 0.6)
    with at(where):
        ware.dip((0, 0, 0), dark, radius, 1.8, ware.steel(), 0.04)


def _red_onion(rng, centre, radius, level, count=7):
    """Raw rings of red onion."""
    material = m.toned(
        "red onion",
        [(0, "#F6E6EE"), (0.5, "#E0A8C4"), (1, "#9A2E68")],
        roughness=0.2,
        glow=0.55,
        glow_depth=0.25,
        coat=0.35,
    )
    for x, y in spread(rng, count, in_disc(radius, centre), 0.9):
        a = np.linspace(0, 6.3, 40)
        r = rng.uniform(0.9, 1.5)
        path = np.stack(
            [
                x + r * np.cos(a),
                y + r * 0.9 * np.sin(a),
                level + 0.2 + 0.2 * np.sin(a + x) + rng.uniform(0, 0.3),
            ],
            -1,
        )
        parts.strands("red onion", [path], 0.13, material, rng, 8)


@dish("chicken-tikka", kind="chicken")
@dish("tandoori-salmon", kind="salmon")
def tikka(rng, *, kind):
    z = vessels.slab_board((10.4, 6.8, 0.5), m.stoneware(*SLATE))
    cuts.torn_leaves(rng, [(-7.4, 3.8), (-5.6, 4.8), (-8.2, 2.0)], z + 0.4, size=2.0)
    for y, turn in ((2.0, 0.10), (-1.5, 0.02)):
        with at((-1.8, y, z + 1.2), turn=turn):
            stick, faces, _ = shapes.tube(
                np.linspace((-7.6, 0, 0), (7.4, 0, 0.1), 30), 0.16, 10, 0.3
            )
            shapes.add("skewer", (stick, faces, {}), ware.steel())
            spots = [(-4.9 + 2.45 * k, rng.normal(0, 0.12)) for k in range(5)]
            if kind == "chicken":
                tint = ("#8A2206", "#BC4A10", "#DC7E32")
                cuts.grilled(
                    rng,
                    spots,
                    -0.8,
                    (1.45, 1.6, 1.3),
                    tint=tint,
                    power=3.4,
                    rough=0.34,
                    tilt=0.2,
                    glaze=0.25,
                    char=0.92,
                )
            else:
                tint = ("#B4440E", "#DC7430", "#EE9C5C")
                cuts.grilled(
                    rng,
                    spots,
                    -0.8,
                    (1.35, 1.75, 1.2),
                    tint=tint,
                    power=4.5,
                    rough=0.16,
                    tilt=0.15,
                    char=0.7,
                )
    _red_onion(rng, (-5.4, -4.4), 1.8, z)
    cuts.lime_wedge((-1.8, -4.8, z), (0.3, 0.1, 0.4), 1.8, "lemon")
    cuts.lime_wedge((0.6, -5.0, z), (0.2, -0.1, 1.2), 1.7, "lemon")
    _mint((7.2, -2.4, z))
    garnish.chopped(rng, lambda x, y: z + 2.5, 5.0, 26, 0.32, 0.1, (-1.6, 0.4))
    return Frame(21.6, 1.4, 42.0)


@dish("samosas")
def samosas(rng):
    z = vessels.plate(11.6, m.stoneware("#8C5A3C", "#5A3422"), 1.3)
    dough = wrapped.fried_dough()
    wrapped.samosa((-3.6, 1.0, z), (0, 0, 0.5), rng, dough, 3.1, 1)
    wrapped.samosa((1.6, -1.0, z + 0.1), (0.1, -0.1, 2.5), rng, dough, 3.0, 2)
    _tamarind((5.6, 3.4, z), 2.7)
    garnish.leaves(rng, lambda x, y: z, ((-6.0, -3.6), (-4.8, -4.4)), 1.3, 0.35)
    return Frame(19.6, 2.0, 38.0)


@dish("onion-bhaji")
def onion_bhaji(rng):
    z = vessels.plate(11.6, m.ceramic("#E6D8C0", "#8A7358", 0.5), 1.3)
    batter = wrapped.fried_dough(
        [(0, "#F2BE5E"), (0.35, "#DE962E"), (0.7, "#B86A16"), (1, "#7A400C")], 0.2
    )
    for k, (x, y, up, size) in enumerate(
        (
            (-4.4, 0.8, 0, 2.2),
            (-0.4, 2.6, 0, 2.1),
            (-1.8, -2.2, 0, 2.3),
            (2.4, -1.4, 0, 2.1),
            (-1.0, 0.4, 2.0, 2.1),
        )
    ):
        wrapped.stranded((x, y, z + up), rng, batter, size, k)
    _tamarind((6.0, 2.4, z), 2.7)
    garnish.leaves(rng, lambda x, y: z, ((5.0, -4.2), (3.8, -5.0)), 1.3, 0.35)
    return Frame(20.0, 2.0, 38.0)


@dish("pani-puri")
def pani_puri(rng):
    z = ware.oval_plate((12.6, 9.0), ware.steel())
    shell = wrapped.fried_dough()
    for k in range(6):
        x, y = -5.6 + (k % 3) * 4.1 + rng.normal(0, 0.1), 2.4 - 4.3 * (k // 3) + rng.normal(0, 0.1)
        _puri((x, y, z), rng, shell, k)
    with at((7.6, 0.0, z)):
        water = m.plain("mint water", "#7E8E2E", "#566A18", 0.06, 0.6, 0.01, 0.3, 0.5, 0.5)
        top = ware.dip((0, 0, 0), water, 3.3, 3.6, ware.steel())
        parts.herbs([(x, y, top + 0.02) for x, y in spread(rng, 14, in_disc(2.0), 0.4)], rng, 0.35)
    return Frame(26.0, 1.6, 42.0, bare=True)


def _puri(where, rng, shell, seed):
    """A hollow crisp ball, broken open and filled with potato, chickpeas and sev."""
    r = 1.9
    angles = np.linspace(math.pi, 0.62, 12)
    outer = [(max(r * math.sin(a), 0.01), r * (1 + 0.96 * math.cos(a))) for a in angles]
    inner = [
        (max((r - 0.16) * math.sin(a), 0.01), r * (1 + 0.9 * math.cos(a))) for a in angles[::-1]
    ]
    thing = shapes.lathe("puri", outer + inner, shell, 90, 4, 0.05, seed)
    tone = np.clip(0.25 + 0.25 * np.random.default_rng(seed).random(len(thing.data.vertices)), 0, 1)
    thing.data.attributes.new("tone", "FLOAT", "POINT").data.foreach_set(
        "value", tone.astype(np.float32)
    )
    thing.location = where
    level = where[2] + r * 1.62
    spots = [(where[0] + x, where[1] + y) for x, y in spread(rng, 9, in_disc(0.85), 0.5)]
    material = sauces.dipped("chickpea", hues.CHICKPEA, "#8A4A14", 0.34, 0.3, 0.05, 3)
    sauces.beans([(x, y, level) for x, y in spots], material, rng, (0.42, 0.38, 0.36), 0.1)
    cuts.tofu(rng, [spots[k] for k in (0, 3)], level + 0.3, size=0.45)
    garnish.leaves(rng, lambda x, y: level + 0.4, ((where[0] + 0.2, where[1]),), 0.5, 0.1)


@dish("naan", garlic=False)
@dish("garlic-naan", garlic=True)
def naan(rng, *, garlic):
    z = vessels.slab_board((11.8, 8.0, 0.55), m.wood("#9A6A3C", "#5E3A1C"))
    tandoor.flat_bread((1.4, 2.6, z), (0.0, 0.0, 2.6), length=8.8, width=5.4, seed=4)
    with at((-0.8, -1.8, z + 0.7), turn=-0.30):
        height = tandoor.flat_bread((0, 0, 0), (0.05, 0, 0), length=8.8, width=5.0, seed=9)
        if garlic:
            bits = m.plain("garlic", "#F3DFA8", "#D8A850", 0.4, 2, 0.04, 0.4, 0.2)
            spots = [
                (x, y * 0.6, height(x, y * 0.6) + 0.04)
                for x, y in spread(rng, 110, in_disc(7.6), 0.4)
            ]
            parts.grains("garlic", spots, bits, rng, (0.20, 0.14, 0.09), 0.4)
        green = [
            (x, y * 0.6, height(x, y * 0.6) + 0.06)
            for x, y in spread(rng, 60 if garlic else 16, in_disc(7.4), 0.5)
        ]
        parts.herbs(green, rng, 0.34)
    return Frame(23.0, 1.0, 46.0)


@dish("roti")
def roti(rng):
    z = vessels.plate(12.0, ware.steel(), 1.0)
    for k, (x, y, turn) in enumerate(((0.4, 0.6, 0.4), (-0.5, -0.3, 2.0), (0.1, 0.0, 4.1))):
        tandoor.flat_bread(
            (x, y, z + 0.30 * k),
            (0, 0, turn),
            length=8.6,
            width=8.4,
            stops=tandoor.ROTI,
            puff=0.42,
            butter=0.1,
            seed=11 + k,
        )
    return Frame(25.0, 0.8, 46.0)


@dish("chicken-pakora")
def chicken_pakora(rng):
    z = vessels.plate(11.6, m.stoneware("#3A4650", "#7A5A3C"), 1.3)
    stops = [(0, "#F2BE5E"), (0.35, "#DE962E"), (0.7, "#B4641A"), (1, "#743A0C")]
    batter = wrapped.fried_dough(stops, 0.15)
    spots = (
        (-4.4, 1.4, 0),
        (-1.2, 2.4, 0),
        (-2.8, -1.6, 0),
        (0.4, -0.6, 0),
        (2.2, 2.0, 0),
        (-1.4, 0.6, 1.7),
    )
    for k, (x, y, up) in enumerate(spots):
        turn = (rng.uniform(0, 6), rng.uniform(0, 6), rng.uniform(0, 6))
        wrapped.craggy((x, y, z + 1.0 + up), turn, rng, batter, (2.1, 1.4, 1.15), k, 0.3, 0.2)
    _mint((5.8, 2.2, z), 2.6)
    cuts.lime_wedge((3.8, -4.0, z), (0.3, 0.1, 0.7), 1.8, "lemon")
    _red_onion(rng, (-0.6, -4.8), 1.6, z, 5)
    return Frame(20.6, 2.0, 38.0)
