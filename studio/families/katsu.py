"""Breaded cutlets with Japanese curry."""

import numpy as np

from studio import materials as m
from studio import parts, shapes, vessels
from studio.parts import garnish, hues, pots, sauces
from studio.registry import Frame, dish
from studio.shapes import as_points, at, fbm, perlin, polar_grid, smoothstep, superblob


def _cutlet_slices(rng, where, turn, count=6):
    """A breaded cutlet cut across: crumbs without, white meat within."""
    s = m.Shader("cutlet")
    grain = s.noise(4.5, 6, 0.7)
    crumb = s.ramp(
        s.math("ADD", s.attribute("crumb"), s.spread(grain, 0.3, 0.7, -0.3, 0.3)),
        [(0.3, "#E8B45E"), (0.7, "#C67E2A"), (1.1, "#8A4A12")],
    )
    meat = s.ramp(
        s.noise(1.8, 5, 0.6, stretch=(1, 0.5, 2)),
        [(0.3, "#E0C4A0"), (0.52, "#F1DEC2"), (0.75, "#F8ECD8")],
    )
    cut = s.spread(s.attribute("cut"), 0.4, 0.6)
    material = s.finish(
        base=s.mix(cut, crumb, meat),
        roughness=s.mix(cut, 0.55, 0.36),
        glow=0.3,
        glow_depth=0.25,
        coat=0.08,
        normal=s.bump(s.mix(cut, s.mix(0.5, grain, s.noise(11, 5, 0.7)), s.noise(3, 4)), 0.14, 0.9),
    )
    with at(where, turn=turn):
        for k in range(count):
            verts, faces = superblob((0.86, 3.1 - 0.16 * abs(k - 2.2) ** 1.6, 0.95), 7, 4, 6)
            cut_face = smoothstep(0.74, 0.80, np.abs(verts[:, 0])) * smoothstep(
                0.86, 0.70, np.abs(verts[:, 2])
            )
            rough = 1 + (0.06 * fbm(verts + k * 5, 2.2, 4, k)) * (1 - cut_face)
            shape = (
                verts * rough[:, None],
                faces,
                {"cut": cut_face, "crumb": 0.5 + 0.5 * fbm(verts + k, 0.7, 3, k)},
            )
            shapes.add(
                "cutlet",
                shape,
                material,
                ((k - count / 2) * 1.84, rng.normal(0, 0.08), 0.95),
                (0, 0.10 * (k - 2.5) * 0.5, rng.normal(0, 0.03)),
            )


def _pool(radius, where, tones, seed=0, thick=0.5):
    """Sauce that has run over a plate."""
    t, angle, faces = polar_grid(90, 240)
    c, sn = np.cos(angle), np.sin(angle)
    edge = radius * (1 + 0.13 * perlin(as_points(c * 1.3, sn * 1.3), 1, seed))
    x, y = t * edge * c, t * edge * sn * 0.92
    z = thick * (1 - t**5) + 0.06 * fbm(as_points(x, y), 0.6, 3, seed) * (1 - t**3)
    zero = np.zeros(t.size)
    stops, fat = tones
    shapes.add(
        "sauce",
        (as_points(x, y, z).reshape(-1, 3), faces, {"oil": zero, "cream": zero}),
        sauces.sauce_material("sauce", stops, fat, specks=0.2, gloss=0.2),
        where,
    )


@dish("katsu-curry")
def katsu_curry(rng):
    z = vessels.plate(13.0, m.ceramic("#EDE6D8", "#6E86A0", 0.4), 1.8)
    garnish.loose_rice((-5.4, 2.6), (5.0, 5.4), 2.8, z, rng, 2000, (0.34, 0.15, 0.14))
    _pool(7.4, (3.0, -2.0, z), hues.JAPANESE, 3, 0.75)
    spots = [(5.8, -3.8), (2.2, -5.6), (7.4, -1.0), (4.2, -5.0)]
    pot = pots.Pot(hues.JAPANESE, z + 0.6, lambda x, y: z + 0.7, spots)
    pots.lumps(
        rng, pot, hues.POTATO, (1.15, 1.0, 0.8), spots=spots[:2], base=0.2, power=4, rough=0.1
    )
    pots.lumps(
        rng, pot, hues.SWEET_POTATO, (1.0, 0.9, 0.7), spots=spots[2:], base=0.15, power=4, rough=0.1
    )
    _cutlet_slices(rng, (0.6, 1.4, z + 0.75), -0.35)
    pickle = m.plain("pickle", "#B81E2E", "#86101E", 0.28, 1.6, 0.03, 0.4, 0.2, 0.3)
    parts.strands(
        "pickle", shapes.tangle(rng, (-7.6, -3.4), 1.3, z + 0.4, 44), 0.14, pickle, rng, 6
    )
    return Frame(24.4, 1.6, 44.0, beside="spoon")
