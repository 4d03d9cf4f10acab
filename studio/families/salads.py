"""Salads: a heap of leaves and what is tossed with it."""

import math

import numpy as np

from studio import materials as m
from studio import parts, shapes, vessels
from studio.parts import greens, salad
from studio.registry import Frame, dish

CARROT = ("carrot shred", "#F08A24", "#D96A0C", 0.28, 1.5, 0.03, 0.45, 0.2, 0.3)


PEACHES = ("cherry tomatoes", "tomato wedges", "peach", "onion", "basil")
GREEK = ("tomato wedges", "cucumber", "green pepper", "onion", "olives", "feta")


def feta():
    return m.plain("feta", "#FBF6EA", "#EDE3CC", 0.6, 1.8, 0.06, 0.5, 0.2)


def croutons():
    return m.crumb("crouton")


def _seeds(rng, heap):
    nuts = m.plain("pine nut", "#F3DFB0", "#DDBB7C", 0.35, 2, 0.02, 0.4)
    spots = [(x, y, z + 0.9) for x, y, z in heap.places(rng, 34, 0.8, 0.6)]
    parts.grains("pine nuts", spots, nuts, rng, (0.48, 0.22, 0.2), 0.5)


def _chicken(rng, heap):
    """Sliced grilled breast, fanned over the middle."""
    for k in range(6):
        shape = shapes.chunk((2.3, 0.62, 1.0), k, 3.0, 0.08, 5, 0.7)
        tone = shapes.smoothstep(0.3, 0.95, shape[0][:, 2]) * (
            0.6 + 0.4 * shapes.smoothstep(-0.2, 0.5, shapes.perlin(shape[0], 0.9, k))
        )
        x = (k - 2.5) * 1.15
        add = (x, 0.3 * math.sin(k), heap.height(x, 0) + 0.75)
        shapes.add(
            "chicken",
            (*shape, {"tone": tone}),
            grilled_chicken(),
            add,
            (0.5, 0.1, 1.45 + rng.normal(0, 0.08)),
        )


def grilled_chicken():
    return m.toned(
        "grilled chicken",
        [(0, "#F2DDB8"), (0.35, "#E6C08A"), (0.65, "#B9722E"), (1, "#5E2C10")],
        roughness=0.35,
        glow=0.45,
        coat=0.2,
        bump=0.08,
        bump_scale=3,
        jitter=0.2,
    )


def _feta(rng, heap):
    salad.cubes(rng, heap, 13, feta(), (0.85, 0.8, 0.7), 1.8, 0.8)


def _croutons(rng, heap):
    salad.cubes(rng, heap, 22, croutons(), (0.7, 0.65, 0.6), 1.3, 0.6)


def _carrot(rng, heap):
    salad.grated(rng, heap, 90, m.plain(*CARROT))


def _peach(rng, heap):
    """Wedges, red where the stone was."""
    stops = [
        (0, "#C8482A"),
        (0.25, "#F0A046"),
        (0.75, "#F7BE62"),
        (0.95, "#E8843A"),
        (1, "#C04A2A"),
    ]
    flesh = m.toned("peach", stops, "across", roughness=0.3, glow=0.5, coat=0.3, jitter=0.05)
    for k, (x, y, z) in enumerate(heap.places(rng, 8, 2.6, 1.0)):
        verts, faces, more = shapes.puck(2.0, 0.75, 0.25, 30, 80, 0.03, 0.03, k)
        verts[:, 0] = np.where(verts[:, 0] < 0, verts[:, 0] * 0.25, verts[:, 0])
        turn = (*rng.normal(0, 0.25, 2), rng.uniform(0, 6.3))
        shapes.add("peach", (verts, faces, more), flesh, (x, y, z + 0.45), turn)


def _almonds(rng, heap):
    nuts = m.plain("almond", "#D9A466", "#9A6430", 0.45, 2, 0.05, 0.3)
    spots = [(x, y, z + 0.9) for x, y, z in heap.places(rng, 40, 0.7, 0.6)]
    parts.grains("almonds", spots, nuts, rng, (0.62, 0.34, 0.2), 0.5)


def _eggs(rng, heap):
    for k, (x, y, z) in enumerate(heap.places(rng, 4, 4.0, 2.0)):
        turn = (*rng.normal(0, 0.2, 2), rng.uniform(0, 6.3))
        parts.egg_half((x, y, z + 1.3), turn, k)


def _bacon(rng, heap):
    crisp = m.toned("bacon", [(0, "#7A2412"), (0.5, "#B4522E"), (1, "#E2AE80")], roughness=0.35)
    spots = [(x, y, z + 0.8) for x, y, z in heap.places(rng, 34, 0.9, 0.5)]
    greens.cubes("bacon", spots, 0.36, crisp, rng, 4)


ADDED = {
    "cherry tomatoes": (salad.half_tomatoes, 12),
    "tomato wedges": (salad.tomato_wedges, 13),
    "cucumber": (salad.cucumber, 13),
    "radish": (salad.radish, 10),
    "carrot": (_carrot,),
    "sweetcorn": (salad.kernels, 60),
    "feta": (_feta,),
    "croutons": (_croutons,),
    "parmesan": (parts.parmesan, 20, 1.5),
    "olives": (salad.olives, 11),
    "onion": (parts.onion, 9, 1.6),
    "green pepper": (salad.chilli_rings, 6),
    "rocket": (parts.rocket, 60, 1.2),
    "basil": (parts.scattered_basil, 7),
    "flatbread": (salad.shards, 13),
    "pine nuts": (_seeds,),
    "chicken": (_chicken,),
    "almonds": (_almonds,),
    "peach": (_peach,),
    "egg": (_eggs,),
    "bacon": (_bacon,),
}


FILLING = ("tomato wedges", "cucumber", "cherry tomatoes")  # twice as much where no leaf is


@dish("green-salad", added=("cucumber", "radish"))
@dish("mixed-salad", added=("cherry tomatoes", "cucumber", "carrot", "sweetcorn"))
@dish("rocket-salad", leaves=0, added=("rocket", "parmesan", "pine nuts"))
@dish("caesar-salad", added=("croutons", "parmesan"))
@dish("chicken-caesar-salad", added=("croutons", "chicken", "parmesan"))
@dish("caesar-with-almonds", added=("croutons", "almonds"))
@dish("greek-salad", leaves=0, added=GREEK)
@dish("shepherds-salad", leaves=0, added=("tomato wedges", "cucumber", "green pepper", "onion"))
@dish(
    "tomato-and-peach",
    leaves=0,
    added=("cherry tomatoes", "tomato wedges", "peach", "onion", "basil"),
)
@dish("lambs-lettuce", added=("croutons", "bacon", "egg"), lambs=True)
@dish("tomato-salad", leaves=0, added=("tomato wedges", "cherry tomatoes", "onion"))
@dish("fattoush", leaves=30, added=("cherry tomatoes", "cucumber", "radish", "flatbread"))
def tossed(rng, *, added, leaves=50, lambs=False):
    glaze = (
        ("#F1E9DA", "#8A7358"),
        ("#6E7F78", "#8A6A48"),
        ("#3C525A", "#8A6A48"),
        ("#B9846A", "#7A4A30"),
    )
    base, edge = glaze[int(rng.integers(len(glaze)))]
    inner = vessels.bowl(10.4, 5.2, foot=0.5, material=m.stoneware(base, edge))
    heap = salad.Heap(3.9, float(inner(4.4)) * 0.94, 1.9)
    under = m.plain("under the leaves", "#5E7A30", "#2E4A16", 0.5, 1.0, 0.1, 0.3)
    loose = leaves == 0 and "rocket" not in added
    if loose:
        under = m.plain("juice", "#C9582E", "#8E2E12", 0.2, 1.0, 0.1, 0.4, 0.3, 0.4)
    shapes.add(
        "under", shapes.puck(heap.radius * 1.04, 1.6, 0.9, 40, 120, 0, 0.2, 2), under, (0, 0, 2.7)
    )
    if lambs:
        salad.leaves(rng, heap, leaves * 3, 1.8, m.leaf("#6EA844", "#3A6E22", 0.4))
    elif leaves:
        salad.leaves(rng, heap, leaves)
    for name in [one for one in added if loose and one in FILLING] + list(added):
        lay, *amounts = ADDED[name]
        lay(rng, heap, *amounts)
    return Frame(25.5, 3.4, 46.0, beside="fork")


@dish("tabbouleh")
def tabbouleh(rng):
    inner = vessels.bowl(9.6, 4.8, foot=0.5, material=m.stoneware("#B98A5A", "#6A4426"))
    heap = salad.Heap(3.6, float(inner(4.2)) * 0.95, 1.8)
    shapes.add(
        "under",
        shapes.puck(heap.radius * 1.02, 1.8, 1.2, 40, 120, 0, 0.2, 2),
        m.plain("parsley", "#3E6A1C", "#1E4010", 0.5, 1.5, 0.1, 0.3),
        (0, 0, 2.6),
    )
    spots = [(x, y, z + 0.2 * rng.random()) for x, y, z in heap.places(rng, 620, 0.26)]
    parts.herbs(spots, rng, 0.75, m.leaf("#5A942A", "#235414", 0.4))
    bulgur = m.plain("bulgur", "#E6C88C", "#C99A54", 0.5, 2, 0.03, 0.4)
    parts.grains(
        "bulgur",
        [(x, y, z + 0.22) for x, y, z in heap.places(rng, 220, 0.4)],
        bulgur,
        rng,
        (0.2, 0.13, 0.11),
        0.6,
    )
    red = m.plain("tomato dice", "#DB3A1E", "#B01C0A", 0.18, 1.5, 0.04, 0.45, 0.25, 0.4)
    parts.dice(
        rng, [(x, y, z + 0.35) for x, y, z in heap.places(rng, 60, 0.95)], red, (0.42, 0.38, 0.32)
    )
    lemon = m.citrus()
    parts.citrus_slice((4.6, -3.6, 4.9), (0.7, 0.3, 0.4), 2.1, 0.4, 1.0, lemon)
    return Frame(24.0, 3.2, 46.0, beside="spoon")


@dish("burrata")
def burrata(rng):
    z = vessels.plate(11.6, m.stoneware("#3A4A50", "#7A5A3C"), rim=1.9)
    oil = m.plain("basil oil", "#6A7E1E", "#3E5210", 0.12, 1.2, 0.03, 0.4, 0.3, 0.5)
    shapes.add("oil", shapes.puck(6.4, 0.16, 0.1, 40, 140, 0.2, 0.03, 4), oil, (0, 0, z))
    salad.ball(rng, (0, 0.3, z), 3.3, m.soft_cheese())
    ring = [
        (5.0 * math.cos(a), 5.0 * math.sin(a)) for a in (0.2, 0.9, 2.2, 3.0, 3.8, 4.5, 5.2, 5.8)
    ]
    skin = m.plain("roast tomato", "#CF2A10", "#8E1206", 0.2, 0.8, 0.05, 0.45, 0.3, 0.45)
    ball, faces = shapes.sphere(4)
    for k, (x, y) in enumerate(ring):
        squashed = ball * (1.1, 1.0, 0.85) * (1 + 0.05 * shapes.fbm(ball * 2 + k, 1, 3))[:, None]
        shapes.add(
            "tomato",
            (squashed, faces, {}),
            skin,
            (x, y, z + 1.0),
            (*rng.normal(0, 0.3, 2), k),
            rng.uniform(1.0, 1.3),
        )
    parts.basil(
        [
            (-1.2, 1.0, z + 5.1, 2.4, 0.7),
            (2.6, -2.6, z + 1.8, -0.6, 0.75),
            (-3.4, -2.2, z + 1.3, 3.6, 0.7),
        ],
        8,
    )
    pepper = m.plain("pepper", "#2A2018", "#14100C", 0.8, 4, 0.02, 0.0)
    parts.dust([(*shapes.in_disc(2.0)(rng), z + 4.9) for _ in range(30)], rng, pepper, 0.05)
    return Frame(25.0, 2.0, 42.0, beside="fork")


@dish("caprese")
def caprese(rng):
    z = vessels.plate(11.8, m.ceramic(), rim=1.7)
    tomato, cheese = m.tomato(), m.soft_cheese()
    for k in range(14):
        a = k / 14 * 2 * math.pi
        x, y = 5.3 * math.cos(a), 5.3 * math.sin(a)
        material, size = ((tomato, 2.9), (cheese, 2.6))[k % 2]
        shape = shapes.puck(size, 0.62, 0.25, 40, 100, 0.03, 0.05, k)
        shapes.add(
            "slice", shape, material, (x, y, z + 0.55), (0.0, -0.36, a + 1.57 + rng.normal(0, 0.06))
        )
    for k in range(3):
        material = (cheese, tomato)[k % 2]
        a = k * 2.1
        shapes.add(
            "slice",
            shapes.puck(2.5, 0.6, 0.25, 40, 100, 0.03, 0.05, k),
            material,
            (1.1 * math.cos(a), 1.1 * math.sin(a), z + 0.3 + 0.4 * k),
            (0.15, -0.1, a),
        )
    spots = [
        (5.3 * math.cos(a), 5.3 * math.sin(a), z + 2.1, a + 1, 0.62)
        for a in (0.4, 1.7, 2.9, 4.2, 5.4)
    ]
    parts.basil([*spots, (0.2, 0.1, z + 2.3, 0.5, 0.85), (-0.7, 0.5, z + 2.2, 2.6, 0.7)], 4)
    return Frame(25.5, 1.2, 44.0, beside="fork")
