"""From the pot, in the Alps: boiled beef, macaroni of the herdsmen, veal in cream."""

import math

import numpy as np

from studio import materials as m
from studio import parts, shapes, vessels
from studio.families.alpine import little_pot, parsley
from studio.parts import cuts, grill
from studio.parts.pieces import rings
from studio.registry import Frame, dish
from studio.shapes import fbm, in_disc, spread, superblob
from studio.vessels.glassware import surface


@dish("boiled-beef")
def boiled_beef(rng):
    """Slices in their broth with roots, horseradish beside."""
    inner = vessels.bowl(12.0, 3.8, foot=0.6, material=m.ceramic("#F1ECE2"))
    level = 2.5
    surface(float(inner(level)) + 0.05, level, m.broth("#C9953E", "#9A6A20"))
    _slices(rng, level)
    stick = {"length": 2.8, "thick": 0.42, "height": 0.7, "name": "carrot"}
    cuts.matchsticks(rng, (5.2, 3.4), 2.6, level + 0.1, 13, "#F0862A", "#C8600E", **stick)
    root = {"length": 2.6, "thick": 0.42, "height": 0.7, "name": "celeriac"}
    cuts.matchsticks(rng, (-5.6, 4.0), 2.3, level + 0.1, 11, "#F2E6C4", "#D8C48E", **root)
    leek = m.toned("leek", [(0, "#E4EDB8"), (0.6, "#A8C860"), (1, "#5E8E2E")], roughness=0.3)
    rounds = [(x, y, level + 0.25) for x, y in spread(rng, 7, in_disc(2.4, (0.6, 5.8)), 1.4)]
    rings("leek", rounds, 1.0, leek, rng, 0.4)
    spots = [(x, y, level + 0.9 * rng.random()) for x, y in spread(rng, 50, in_disc(8.0), 0.7)]
    rings("chives", spots, 0.22, m.scallion(), rng)
    little_pot((11.2, -5.6, 0), "#FBF5E4", "#EBDFC2")
    return Frame(29.0, 1.6, 44.0, bare=True)


def _slices(rng, level):
    stops = [(0, "#7E5640"), (0.5, "#A2765A"), (1, "#C6A083")]
    meat = m.toned("beef", stops, roughness=0.4, glow=0.3, coat=0.2, bump=0.14, bump_scale=3)
    fat = m.plain("fat", "#E6CBA0", "#C6A070", 0.3, 1.4, 0.06, 0.5, 0.3, 0.3)
    tilt = shapes.rotation(0, -1.0, 0)
    for k in range(4):
        with shapes.at((-4.6 + 2.5 * k, -1.6 - 0.6 * k, level), 0.42 + rng.normal(0, 0.04)):
            verts, faces = superblob((0.62, 3.9, 2.2), 3.6, 3.0, 6)
            verts *= (1 + 0.05 * fbm(verts + k * 3, 0.6, 4, k))[:, None]
            along = fbm(verts * (1, 0.5, 2.2), 1.1, 4, k)
            tone = {"tone": np.clip(0.5 + 0.7 * along, 0, 1)}
            shapes.add("beef", (verts @ tilt.T, faces, tone), meat, (0, 0, 0.8))
            edge, sides = superblob((0.5, 3.0, 0.14), 3, 3, 5)
            shapes.add("fat", ((edge + (0, 0, 2.15)) @ tilt.T, sides, {}), fat, (0, 0, 0.8))


@dish("aelplermagronen")
def macaroni(rng):
    """Macaroni and potato in cream and cheese, fried onion over it, apple sauce beside."""
    inner = vessels.bowl(10.4, 4.4, foot=0.7, material=m.stoneware("#8E3A22", "#C2603A"))
    gold = m.pasta("#F3D588", "#E2B452")
    cream = m.plain("cream", "#F0DCA4", "#D2AE62", 0.25, 1.4, 0.05, 0.45, 0.3, 0.3)
    surface(float(inner(3.0)) + 0.05, 3.0, cream, rise=1.2, lumps=0.3)
    parts.elbows(rng, 2.9, float(inner(3.0)) * 0.95, 2.2, 260, gold)
    height = parts.mound(9.4, 2.2)
    cubes = [(x, y, 3.0 + height(x, y)) for x, y in spread(rng, 18, in_disc(7.4), 1.7)]
    parts.dice(
        rng, cubes, m.plain("potato", "#F4DC92", "#E0B95A", 0.4, 2, 0.04, 0.4), (0.9, 0.8, 0.7)
    )
    brown = m.toned("onion", [(0, "#5A2A0A"), (0.5, "#8E4A14"), (1, "#C07A2E")], roughness=0.4)
    paths = shapes.tangle(rng, (0, 0), 4.6, 5.4, 110)
    parts.strands("onion", paths, 0.13, brown, rng, 6)
    parsley(rng, (0, 0), 6.4, 5.6, 30, 0.4)
    little_pot((11.4, -5.4, 0), "#EBC56A", "#D9A540")
    return Frame(27.5, 2.8, 42.0, bare=True)


@dish("sliced-veal")
def sliced_veal(rng):
    """Veal and mushrooms in cream, a potato cake of shreds beside."""
    z = vessels.plate(14.0, m.ceramic("#EFE8DA"))
    with shapes.at((3.0, -1.6)):
        cream = m.plain("cream sauce", "#E4C692", "#BC9254", 0.2, 1.2, 0.08, 0.45, 0.3, 0.35)
        surface(7.4, z + 0.35, cream, rise=0.5, lumps=0.3)
        meat = [(x, y) for x, y in spread(rng, 34, in_disc(5.8), 1.3)]
        tint = ("#B88A5E", "#D8B488", "#EBD2AC")
        cuts.grilled(rng, meat, z + 0.5, (1.4, 0.6, 0.35), tint=tint, char=0.1, glaze=0.3)
        spots = [(x, y, z + 1.1) for x, y in spread(rng, 12, in_disc(5.0), 1.8)]
        grill.mushrooms(spots, rng, 0.95)
    gold = m.toned("shreds", [(0, "#9A5618"), (0.4, "#CF8C30"), (1, "#F2CE80")], roughness=0.4)
    shapes.add(
        "base", shapes.puck(4.6, 1.2, 0.4), m.plain("base", "#E0A648", "#A8661E"), (-6.2, 3.6, z)
    )
    for turn in (0.0, math.pi / 2):
        paths = shapes.tangle(rng, (-6.2, 3.6), 4.4, z + 1.3, 150, turn)
        parts.strands("potato", paths, 0.15, gold, rng, 6)
    parsley(rng, (3.0, -1.6), 5.0, z + 1.5, 24, 0.4)
    return Frame(27.5, 1.4, 43.0, bare=True)
