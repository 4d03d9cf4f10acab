"""What a pub fries."""

import numpy as np

from studio import materials as m
from studio import shapes, vessels
from studio.families.alpine import little_pot, parsley
from studio.parts import greens
from studio.parts import orchard as fruit
from studio.parts.plated import crumbed
from studio.registry import Frame, dish
from studio.shapes import fbm, smoothstep, superblob


@dish("fish-and-chips")
def fish_and_chips(rng):
    z = vessels.slab_board((13.6, 8.2, 0.7))
    greens.fries_pile(rng, (-3.6, 2.6), 5.4, z, 46, 2.6)
    batter = crumbed("#EDB65A", "#C88830", "#8E5214", 2.2, 0.16)
    for k, (x, y, turn) in enumerate(((1.6, -3.0, 0.2), (3.0, 0.6, 0.3))):
        verts, faces = superblob((6.4, 2.2, 1.15), 2.4, 2.2, 7)
        verts[:, 1] *= 1 - 0.3 * smoothstep(2, 6.4, verts[:, 0])
        verts *= (1 + 0.09 * fbm(verts + k * 5, 0.55, 4, k))[:, None]
        verts[:, 2] += 0.25 * smoothstep(0.1, 0.6, fbm(verts, 0.8, 3, k + 2))
        char = {"char": 0.45 * smoothstep(0.1, 0.7, fbm(verts, 0.7, 3, k + 5))}
        shapes.add("fish", (verts, faces, char), batter, (x, y, z + 1.2 + 0.7 * k), (0, 0, turn))
    little_pot((9.6, 4.2, z), "#FBF6E2", "#E6E0BE")
    little_pot((9.8, -3.6, z), "#9ABA4A", "#6A8E28")
    fruit.slice_of("lemon", (-8.2, -4.6, z + 0.3), (0.3, 0.1, 0.4), 2.0, 0.6)
    parsley(rng, (2.2, -1.4), 4.0, z + 3.0, 16, 0.4)
    return Frame(28.0, 1.8, 40.0)


@dish("currywurst")
def currywurst(rng):
    """Sausage cut in pieces, sauce over it, curry dusted, fries."""
    z = vessels.plate(12.4, m.ceramic("#EFE8DA"))
    greens.fries_pile(rng, (-4.4, 3.4), 5.0, z, 40, 2.2)
    skin = m.toned("sausage", [(0, "#D8946A"), (0.5, "#B8602E"), (1, "#7A3210")], roughness=0.3)
    for k in range(9):
        shape = shapes.puck(1.5, 1.35, 0.35, 30, 80, 0.03, 0.05, k)
        x, y = 0.6 + 1.45 * (k % 5), -4.2 + 2.5 * (k // 5) + 0.5 * (k % 2)
        turn = (0.9 + rng.normal(0, 0.15), rng.normal(0, 0.2), rng.uniform(-0.4, 0.4))
        tone = {"tone": np.clip(0.2 + 0.6 * shape[2]["rim"], 0, 1)}
        shapes.add("sausage", (shape[0], shape[1], tone), skin, (x, y, z + 0.9), turn)
    red = m.plain("curry sauce", "#B83A0E", "#861E04", 0.16, 1.2, 0.04, 0.4, 0.3, 0.5)
    verts, faces = superblob((4.2, 2.6, 1.1), 2.2, 2.2, 6)
    verts *= (1 + 0.16 * fbm(verts, 0.5, 4, 3))[:, None]
    shapes.add("sauce", (verts, faces, {}), red, (3.4, -2.6, z + 1.5), (0, 0, 0.1))
    from studio.parts.pieces import dust

    powder = m.plain("curry", "#E0A01E", "#B8740E", 0.9)
    points = [(3.4 + rng.normal(0, 2.4), -2.6 + rng.normal(0, 1.5), z + 2.5) for _ in range(160)]
    dust(points, rng, powder, 0.06)
    return Frame(25.0, 1.6, 42.0, bare=True)
