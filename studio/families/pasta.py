"""Pasta: a heap on a plate, its sauce, and what is strewn over it."""

import numpy as np

from studio import materials as m
from studio import parts, shapes, vessels
from studio.registry import Frame, dish


def _deep_plate(rng):
    tints = ("#F4EEE3", "#E9E2D2", "#DCE0D6")
    return vessels.plate(12.4, m.ceramic(str(rng.choice(tints)), "#8A7358", 0.4), rim=2.2, flat=0.6)


def _strewn(rng, height, radius, count, apart):
    """Places on the heap."""
    flat = shapes.spread(rng, count, shapes.in_disc(radius), apart)
    return [(x, y, height(x, y) + 0.15) for x, y in flat]


@dish("spaghetti-pomodoro", sauce="tomato", basil=True)
@dish("arrabbiata", sauce="tomato", chilli=True, basil=True)
@dish("spaghetti-bolognese", sauce="ragù", mince=True)
@dish("tagliatelle-bolognese", sauce="ragù", mince=True, wide=2.6)
def long_pasta(rng, *, sauce, wide=1.0, basil=False, chilli=False, mince=False):
    z = _deep_plate(rng)
    red = m.pasta("#EFB25C", "#D9822E")
    count = 380 if wide == 1.0 else 190
    parts.nest(rng, z, 8.3, 3.7, count, 0.15, wide, red if wide == 1.0 else None)
    height = parts.sauce_cap(rng, z + 0.7, 6.2, 3.2, sauce)
    if mince:
        _mince(rng, height)
    if chilli:
        red = m.plain("chilli", "#D8260F", "#A31308", 0.2, 1.5, 0.03, 0.4, 0.2, 0.4)
        parts.rings("chilli", _strewn(rng, height, 4.2, 14, 0.9), 0.5, red, rng)
    if basil:
        top = height(0, 0) + 0.5
        spots = ((0.2, 0.5, 0.4, 0.8), (-0.9, -0.2, 2.5, 0.65), (0.6, -0.7, -0.9, 0.6))
        parts.basil([(x, y, top, turn, size) for x, y, turn, size in spots], int(rng.integers(99)))
    return Frame(25.2, 2.0, 44.0, beside="fork")


def _mince(rng, height):
    brown = m.plain("mince", "#A8552C", "#6E2E14", 0.4, 2.0, 0.1, 0.35, 0.2, 0.25)
    places = [
        (p, tuple(rng.uniform(0, 6, 3)), rng.uniform(0.22, 0.5))
        for p in _strewn(rng, height, 5.6, 190, 0.36)
    ]
    shapes.merged_copies(
        "mince", shapes.chunk((1, 0.8, 0.7), 4, 2.5, 0.3, 3, 1.2), places, brown, rng
    )


@dish("carbonara")
def carbonara(rng):
    z = _deep_plate(rng)
    parts.nest(rng, z, 8.1, 4.0, 420, 0.155, material=m.pasta("#F6DC92", "#EAC464"))
    height = parts.mound(8.1, 4.0)
    places = [
        (x, y, z + height(x, y) + 0.2) for x, y in shapes.spread(rng, 42, shapes.in_disc(6.6), 0.8)
    ]
    parts.dice(rng, places, m.bacon(), (0.62, 0.4, 0.28), 0.2)
    pecorino = m.plain("pecorino", "#FBF1D6", "#EFDDB0", 0.6, 2.0, 0.03, 0.4)
    flakes = [
        (x, y, z + height(x, y) + 0.25)
        for x, y in shapes.spread(rng, 150, shapes.in_disc(5.0), 0.25)
    ]
    parts.grains("pecorino", flakes, pecorino, rng, (0.26, 0.09, 0.05), 0.6)
    pepper = m.plain("pepper", "#2A2018", "#14100C", 0.8, 4, 0.02, 0.0)
    dots = [
        (x, y, z + height(x, y) + 0.3) for x, y in shapes.spread(rng, 120, shapes.in_disc(6.6), 0.3)
    ]
    parts.dust(dots, rng, pepper, 0.06)
    return Frame(25.2, 2.0, 44.0, beside="fork")


@dish("gnocchi-al-pesto")
def gnocchi(rng):
    z = _deep_plate(rng)
    green = m.pasta_sauce("pesto")
    shapes.add("pesto", shapes.puck(7.6, 0.5, 0.3, 50, 140, 0.05, 0.08, 3), green, (0, 0, z))
    coated = m.toned(
        "coated gnocchi",
        [(0, "#DCCB80"), (0.5, "#F0E2AE"), (1, "#B0B458")],
        roughness=0.28,
        glow=0.4,
        coat=0.35,
        jitter=0.35,
        bump_scale=1.6,
    )
    parts.gnocchi(rng, z, 7.2, 78, coated)
    nuts = m.plain("pine nut", "#F3DFB0", "#DDBB7C", 0.35, 2, 0.02, 0.4)
    heap = parts.mound(6.6, 2.4)
    spots = [
        (x, y, z + heap(x, y) + 1.25) for x, y in shapes.spread(rng, 26, shapes.in_disc(5.4), 0.9)
    ]
    parts.grains("pine nuts", spots, nuts, rng, (0.5, 0.24, 0.22), 0.5)
    parts.basil([(0.3, 0.2, z + 4.0, 0.6, 0.8), (-0.8, -0.4, z + 3.9, 2.4, 0.7)], 5)
    return Frame(25.2, 1.7, 44.0, beside="fork")


@dish("lasagne")
def lasagne(rng):
    z = vessels.plate(12.0, m.ceramic())
    pool = m.pasta_sauce("tomato")
    shapes.add("sauce", shapes.puck(6.6, 0.25, 0.15, 40, 140, 0.16, 0.05, 4), pool, (0.3, -0.6, z))
    top = parts.lasagne_slice(rng, (-0.2, 0.4, z + 0.05), turn=0.38)
    parts.basil([(-0.9, 0.5, top + 0.25, 2.6, 0.7), (0.2, 0.9, top + 0.3, 1.1, 0.65)], 6)
    return Frame(23.0, 2.2, 33.0, beside="fork")


@dish("mac-and-cheese")
def mac_and_cheese(rng):
    inner = vessels.bowl(10.2, 4.4, foot=0.72, material=m.stoneware("#8E3A22", "#C2603A"))
    radius = float(inner(3.6))
    floor = m.pasta_sauce("cheese")
    shapes.add("cheese", shapes.puck(radius, 0.6, 0.2, 60, 140, 0, 0.2, 2), floor, (0, 0, 3.0))
    parts.elbows(rng, 3.2, radius * 0.93, 1.1, 230)
    gold = m.crumb()
    spots = [
        ((x, y, 4.6 + 0.5 * rng.random()), tuple(rng.uniform(0, 6, 3)), rng.uniform(0.12, 0.34))
        for x, y in shapes.spread(rng, 150, shapes.in_disc(radius * 0.85), 0.35)
    ]
    shapes.merged_copies(
        "crumbs", shapes.chunk((1, 0.8, 0.6), 4, 2.5, 0.3, 2, 1.2), spots, gold, rng
    )
    return Frame(25.0, 3.2, 44.0, beside="fork")


@dish("kaesknoepfle")
def kaesknoepfle(rng):
    """Small dumplings in melted mountain cheese under dark fried onion."""
    inner = vessels.bowl(10.2, 4.0, foot=0.72, material=m.stoneware("#2E3234", "#5A4A3C"))
    radius = float(inner(3.4))
    shapes.add(
        "cheese",
        shapes.puck(radius, 0.6, 0.2, 60, 140, 0, 0.2, 2),
        m.pasta_sauce("béchamel"),
        (0, 0, 2.7),
    )
    heap = parts.mound(radius, 1.5)
    material = m.pasta("#F4D68C", "#E0B050")
    pieces = []
    for k in range(230):
        x, y = shapes.in_disc(radius * 0.92)(rng)
        verts, faces = shapes.chunk((rng.uniform(0.7, 1.3), 0.52, 0.45), k, 2.3, 0.25, 3, 0.9)
        spot = (x, y, 3.2 + heap(x, y) * rng.uniform(0.4, 1))
        pieces.append(
            (
                shapes.placed(verts, spot, (*rng.normal(0, 0.4, 2), rng.uniform(0, 6.3))),
                faces,
                {"tone": rng.random()},
            )
        )
    verts, faces, attributes = shapes.merge(pieces)
    shapes.mesh_object("knöpfle", verts, faces, material, attributes)
    brown = m.toned(
        "fried onion",
        [(0, "#5A2A0E"), (0.5, "#A05A1E"), (1, "#D08A3A")],
        roughness=0.35,
        glow=0.3,
        coat=0.25,
    )
    paths = []
    for _ in range(70):
        x, y = shapes.in_disc(4.2)(rng)
        a = np.linspace(0, rng.uniform(2, 4.5), 18) + rng.uniform(0, 6.3)
        r = rng.uniform(0.7, 1.5)
        paths.append(
            shapes.as_points(
                x + r * np.cos(a),
                y + r * np.sin(a),
                5.1 + rng.uniform(0, 0.7) + 0.2 * np.sin(a * 3),
            )
        )
    parts.strands("onion", paths, 0.13, brown, rng, 6)
    spots = [(x, y, 5.6) for x, y in shapes.spread(rng, 40, shapes.in_disc(6.5), 0.5)]
    parts.rings("chives", spots, 0.2, m.scallion(), rng)
    return Frame(25.0, 3.0, 44.0, beside="fork")
