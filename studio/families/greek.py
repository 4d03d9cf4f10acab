"""From Greece: gyros, filled vine leaves, fried cheese, yoghurt with honey."""

import math

import numpy as np

from studio import materials as m
from studio import parts, shapes, vessels
from studio.families.kebab import beside, doner_meat, yoghurt_pot
from studio.parts import flatbreads, greens, grill
from studio.parts import orchard as fruit
from studio.parts.plated import halloumi
from studio.registry import Frame, dish
from studio.shapes import fbm, in_disc, spread, superblob


@dish("gyros-plate")
def gyros_plate(rng):
    z = vessels.plate(13.6, m.ceramic("#EFF1EE", "#6A8A9A", 0.4))
    beside(rng, z, (-7.0, 2.0), 3.4)
    greens.fries_pile(rng, (0.2, 6.0), 4.4, z, 30, 2.0)
    yoghurt_pot(rng, (7.4, 3.4, z))
    doner_meat(grill.mound(rng, (1.8, -3.2), 5.8, z + 0.3, 2.3, 170, 0.42), rng)
    greens.onion_rings([(x, y, z + 2.2) for x, y in ((0.6, -4.8), (3.6, -2.8))], 1.0, rng)
    parts.herbs(grill.mound(rng, (1.8, -3.2), 5.0, z + 0.6, 2.3, 26, 0.8), rng, 0.4)
    fruit.slice_of("lemon", (8.6, -2.6, z + 0.4), (0.3, 0.2, 0.3), 1.9, 0.6)
    return Frame(26.5, 1.4, 42.0, bare=True)


@dish("pita-gyros")
def pita_gyros(rng):
    """A pita rolled round meat, chips and yoghurt, in paper."""
    z = vessels.slab_board((12.5, 7.6, 0.7))
    sleeve = flatbreads.paper_sleeve()
    laid = [_chips, doner_meat, _onion, _drops]
    flatbreads.roll(
        (-1.6, 4.0, z + 2.8), (0.3, -0.16, -1.15), 12.0, 3.3, None, laid, 4, sleeve, 0.5
    )
    greens.tomato_wedges([(7.2, -2.4, z + 0.3, 0.6), (8.6, -0.9, z + 0.3, 1.6)], 1.5)
    parts.herbs([(x, y, z + 0.05) for x, y in spread(rng, 14, in_disc(8, (0, -3)), 1.2)], rng, 0.5)
    return Frame(21.5, 2.6, 34.0)


def _chips(points, rng):
    lying = [(*p, rng.uniform(0, 3.1), rng.normal(0, 0.4)) for p in points[::2]]
    parts.fries(0, (0, 0, 0), 2.0, rng, (2.6, 4.0), lying=lying)


def _onion(points, rng):
    greens.onion_rings(points[::3], 0.8, rng)


def _drops(points, rng):
    for k, p in enumerate(points[::2]):
        verts, faces = shapes.chunk((0.6, 0.5, 0.4), k, 2.0, 0.2, 4, 0.8)
        shapes.add("sauce", (verts, faces, {}), greens.white_sauce(), p)


@dish("dolmades")
def dolmades(rng):
    """Rolled vine leaves, glistening with oil, lemon beside."""
    z = vessels.plate(11.6, m.ceramic("#E9E2D2", "#5E7A98", 0.5))
    leaf = m.toned(
        "vine leaf",
        [(0, "#4E5820"), (0.5, "#737A34"), (1, "#9A9A56")],
        roughness=0.4,
        glow=0.35,
        coat=0.12,
        bump=0.08,
        bump_scale=3,
        jitter=0.25,
    )
    lying = [(-4.6 + 3.0 * k, 2.4 - 0.3 * k, 1.0, 1.35) for k in range(4)]
    lying += [(-3.8 + 3.0 * k, -2.6, 1.0, 1.5) for k in range(3)] + [(-1.6, 0.2, 2.6, 1.25)]
    for k, (x, y, up, turn) in enumerate(lying):
        verts, faces = superblob((2.4, 1.05, 1.0), 3.4, 2.4, 6)
        along = np.arctan2(verts[:, 2], verts[:, 1]) + verts[:, 0] * 0.8
        verts *= (1 + 0.03 * np.cos(3 * along) + 0.04 * fbm(verts + k, 0.9, 4, k))[:, None]
        tone = np.clip(0.5 + 0.25 * np.cos(3 * along) + 0.4 * fbm(verts, 1.6, 3, k), 0, 1)
        shapes.add("dolma", (verts, faces, {"tone": tone}), leaf, (x, y, z + up), (0, 0, turn))
    fruit.slice_of("lemon", (6.4, -1.6, z + 0.4), (0.3, 0.1, 0.4), 1.9, 0.6)
    fruit.slice_of("lemon", (6.8, 1.4, z + 0.4), (0.3, 0.1, 1.4), 1.9, 0.6)
    parts.herbs([(x, y, z + 0.1) for x, y in spread(rng, 14, in_disc(8), 1.2)], rng, 0.45)
    return Frame(22.5, 1.6, 40.0, bare=True)


@dish("saganaki")
def saganaki(rng):
    """Fried cheese with honey and sesame."""
    z = vessels.plate(10.8, m.stoneware("#2E3234", "#5A4A3C"))
    for k, (x, y, turn) in enumerate(((-2.4, 1.2, 0.3), (2.2, -1.2, 0.2))):
        halloumi((x, y, z + 0.8 + 0.3 * k), (0.05, 0.06, turn), (3.4, 2.3, 0.7), k)
    honey = m.plain("honey", "#E8A01E", "#C07A0A", 0.06, 0.8, 0.01, 0.5, 0.4, 0.7)
    path = [(-4.6 + k * 1.15, 1.5 * math.sin(k * 1.6), z + 1.75) for k in range(9)]
    greens.sauce(path, 0.15, honey)
    seeds = m.toned("sesame", [(0, "#EBCF96"), (1, "#FDF3DA")], glow=0.3)
    spots = [(x, y, z + 1.75) for x, y in spread(rng, 60, in_disc(4.4), 0.4)]
    parts.grains("sesame", spots, seeds, rng, (0.2, 0.12, 0.07), 0.4)
    fruit.slice_of("lemon", (5.4, 3.0, z + 0.4), (0.3, 0.1, 0.4), 1.8, 0.6)
    parts.basil([(-5.0, -3.2, z + 0.4, 0.6, 0.7), (-4.2, -3.8, z + 0.4, 2.2, 0.6)], 3)
    return Frame(21.0, 1.4, 40.0, bare=True)


@dish("yoghurt-with-honey")
def yoghurt_with_honey(rng):
    from studio.vessels.glassware import surface

    inner = vessels.bowl(7.6, 4.8, foot=0.5, material=m.stoneware("#3E5E86", "#C9B48A"))
    level = 3.9
    white = m.plain("yoghurt", "#FFFDF6", "#F4EEDF", 0.3, 1.0, 0.04, 0.5, 0.4, 0.2)
    surface(float(inner(level)) + 0.03, level, white, rise=0.35, lumps=0.14)
    honey = m.plain("honey", "#E8A01E", "#C07A0A", 0.06, 0.8, 0.01, 0.5, 0.4, 0.7)
    turns = [(-4.2 + 0.7 * k, 2.4 * (-1) ** k * (1 - 0.03 * (k - 6) ** 2)) for k in range(13)]
    greens.sauce([(x, y, level + 0.36) for x, y in turns], 0.15, honey)
    nuts = m.plain("walnut", "#D2A06A", "#94602E", 0.6, 2.5, 0.18, 0.25)
    for k, (x, y) in enumerate(spread(rng, 6, in_disc(2.2, (2.8, -2.2)), 1.4)):
        verts, faces = shapes.chunk((0.95, 0.75, 0.5), k, 2.4, 0.34, 4, 1.4)
        turn = tuple(rng.uniform(0, 3, 3))
        shapes.add("walnut", (verts, faces, {}), nuts, (x, y, level + 0.6), turn)
    return Frame(19.0, 3.4, 42.0, beside="spoon")
