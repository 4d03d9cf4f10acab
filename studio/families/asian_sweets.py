"""Gulab jamun, kulfi, mochi, mango with sticky rice, dorayaki."""

import math

import numpy as np

from studio import materials as m
from studio import parts, shapes, vessels
from studio.parts import garnish, rolls, wrapped
from studio.registry import Frame, dish
from studio.shapes import as_points, at, fbm, grid_faces, in_disc, smoothstep, spread, superblob
from studio.vessels import asian as ware


def _pistachio(rng, spots, size=0.4):
    green = m.toned(
        "pistachio",
        [(0, "#6E7A2A"), (0.5, "#9AA844"), (1, "#C8CE7A")],
        roughness=0.5,
        bump=0.06,
        glow=0.3,
    )
    verts, faces = shapes.chunk((size, size * 0.35, size * 0.25), 2, 3, 0.2, 3, 1.5)
    places = [
        (p, (*rng.normal(0, 0.4, 2), rng.uniform(0, 6)), rng.uniform(0.5, 1.2)) for p in spots
    ]
    shapes.merged_copies("pistachio", (verts, faces), places, green, rng)


@dish("gulab-jamun")
def gulab_jamun(rng):
    inner = vessels.bowl(7.4, 3.6, 0.35, 0.55, m.ceramic("#EFE6D4", "#8A7358", 0.4))
    level = 2.2
    syrup = m.plain("syrup", "#C9781E", "#96500C", 0.05, 0.6, 0.01, 0.5, 0.6, 0.7)
    parts.liquid(inner(level), level, syrup)
    ball = m.toned(
        "gulab jamun",
        [(0, "#8A3E10"), (0.5, "#6A2A0A"), (1, "#461806")],
        roughness=0.14,
        bump=0.05,
        bump_scale=5,
        glow=0.3,
        glow_depth=0.3,
        coat=0.7,
        jitter=0.3,
    )
    spots = ((-2.5, 0.6), (2.2, 0.0))
    for k, (x, y) in enumerate(spots):
        verts, faces = superblob((2.35, 2.35, 2.15), 2, 2, 5)
        verts = verts * (1 + 0.025 * fbm(verts + k * 7, 0.7, 3, k))[:, None]
        tone = np.clip(0.4 + 0.5 * fbm(verts + k * 5, 0.4, 3, k), 0, 1)
        shapes.add("gulab jamun", (verts, faces, {"tone": tone}), ball, (x, y, level + 0.9))
    petal = m.plain("rose petal", "#D8506E", "#A82444", 0.4, 1.4, 0.03, 0.5, 0.15)
    for k, (x, y) in enumerate(((-0.4, -3.6), (3.6, -2.9), (-3.9, -2.6))):
        verts, faces = superblob((0.85, 0.6, 0.07), 2, 2, 4)
        verts[:, 2] += 0.25 * verts[:, 0] ** 2
        shapes.add("petal", (verts, faces, {}), petal, (x, y, level + 0.15), (0.2, 0.1, k * 2.0))
    return Frame(18.4, 2.0, 42.0)


@dish("mochi-ice-cream")
def mochi(rng):
    z = vessels.slab_board((8.6, 5.0, 0.5), m.stoneware("#2B2E31", "#4A423B"))
    tints = (("#B4C86A", "#92AC44"), ("#8E8A88", "#6E6A6A"), ("#F6DC82", "#EBC452"))
    for k, (x, y) in enumerate(((-4.4, 0.6), (0.0, -0.9), (4.3, 0.5))):
        verts, faces = superblob((2.25, 2.25, 1.75), 2.1, 2.5, 6)
        low = smoothstep(0.2, -1.4, verts[:, 2])
        verts[:, :2] *= (1 + 0.08 * low + 0.02 * fbm(verts + k * 7, 0.8, 3, k))[:, None]
        verts[:, 2] += 0.05 * fbm(verts + k * 3, 0.5, 2, k)
        s = m.Shader("mochi")
        light, dark = tints[k]
        powder = s.spread(s.noise(3.0, 6, 0.7), 0.46, 0.66, 0.05, 0.7)
        base = s.mix(powder, s.mix(s.noise(0.8, 3), dark, light), "#FBF8F0")
        skin = s.finish(
            base=base,
            roughness=0.6,
            glow=0.6,
            glow_depth=0.5,
            normal=s.bump(s.noise(5, 5, 0.6), 0.04, 0.6),
        )
        shapes.add("mochi", (verts, faces, {}), skin, (x, y, z + 1.6), (0, 0, k))
    flour = m.plain("rice flour", "#FFFDF6", "#F6F0E2", 0.9, 4, 0.03, 0.2)
    parts.dust(
        [(x, y, z + 0.02) for x, y in (in_disc(6.6)(rng) for _ in range(900)) if abs(y) < 3.6],
        rng,
        flour,
        0.035,
    )
    return Frame(18.0, 1.4, 36.0)


@dish("mango-sticky-rice")
def mango_sticky_rice(rng):
    z = vessels.plate(11.8, m.ceramic("#DDE4DA", "#7A8A70", 0.3), 1.3)
    garnish.loose_rice((-3.4, 1.0), (4.2, 3.9), 2.6, z, rng, 2100, (0.36, 0.15, 0.14))
    cream = m.plain("coconut cream", "#FFFAF0", "#F6ECDA", 0.16, 0.8, 0.02, 0.6, 0.4, 0.4)
    verts, faces = superblob((2.9, 2.6, 1.2), 2, 2, 5)
    verts[:, 2] += 0.12 * fbm(verts, 0.6, 3, 2)
    verts[:, :2] *= (1 + 0.14 * fbm(verts, 0.45, 2, 5))[:, None]
    shapes.add("cream", (verts, faces, {}), cream, (-3.4, 0.9, z + 1.7))
    flesh = m.toned(
        "mango",
        [(0, "#FBC63A"), (0.5, "#F6A81A"), (1, "#EC8A0A")],
        roughness=0.2,
        bump=0.05,
        bump_scale=3,
        glow=0.55,
        glow_depth=0.5,
        coat=0.4,
        jitter=0.2,
    )
    for k in range(8):
        _mango_slice(
            (2.9 + 0.52 * k, 2.6 - 0.95 * k + 0.05 * k * k, z + 0.75 + 0.04 * k),
            0.42 + 0.05 * k,
            flesh,
            k,
        )
    from_seed = [
        (x, y, z + 2.9 - 0.10 * ((x + 3.4) ** 2 + (y - 0.9) ** 2))
        for x, y in spread(rng, 40, in_disc(2.2, (-3.4, 0.9)), 0.35)
    ]
    parts.grains(
        "sesame",
        from_seed,
        m.toned("sesame", [(0, "#EBCF96"), (1, "#FDF3DA")], glow=0.3),
        rng,
        (0.19, 0.11, 0.07),
        0.3,
    )
    parts.basil([(-6.4, -2.6, z + 0.4, 0.6, 0.7), (-5.4, -3.4, z + 0.5, 1.4, 0.6)], 3)
    return Frame(22.6, 1.6, 42.0)


def _mango_slice(where, turn, material, seed):
    u, v = np.meshgrid(np.linspace(-1, 1, 50), np.linspace(-1, 1, 24), indexing="ij")
    long = 3.0 * np.sqrt(np.clip(1 - v**2 * 0.2, 0, 1))
    wide = 1.15 * np.clip(1 - np.abs(u) ** 2.6, 0, 1) ** 0.5
    z = 0.28 * np.sqrt(np.clip(1 - v**6, 0, 1)) * np.clip(1 - np.abs(u) ** 6, 0, 1) ** 0.5
    top = as_points(
        u * long, v * wide, z + 0.03 * fbm(as_points(u * 3, v, np.full_like(u, seed)), 0.9, 3)
    )
    bottom = top * (1, 1, -1)
    verts = np.vstack([top.reshape(-1, 3), bottom.reshape(-1, 3)])
    faces = grid_faces(50, 24)
    tone = np.tile(np.clip(0.35 + 0.5 * np.abs(v) ** 3, 0, 1).ravel(), 2)
    both = np.vstack([faces[:, ::-1], faces + 50 * 24])
    shapes.add("mango", (verts, both[:, ::-1], {"tone": tone}), material, where, (0.5, 0, turn))


@dish("kulfi")
def kulfi(rng):
    z = ware.oval_plate((10.4, 6.8), m.ceramic("#E6D8C0", "#8A7358", 0.5))
    s = m.Shader("kulfi")
    base = s.mix(s.spread(s.noise(1.6, 5, 0.65), 0.35, 0.65), "#C6C888", "#E2E0B0")
    base = s.mix(s.spread(s.cells(2.6), 0.16, 0.10, 0, 0.8), base, "#7E8A34")
    ice = s.finish(
        base=base,
        roughness=s.spread(s.noise(2, 4), 0.3, 0.7, 0.3, 0.55),
        glow=0.6,
        glow_depth=0.5,
        coat=0.15,
        normal=s.bump(s.noise(4, 5, 0.6), 0.10, 0.7),
    )
    for k, (x, y, turn) in enumerate(((-1.2, 1.5, 0.16), (0.2, -1.9, 0.05))):
        with at((x, y, z + 1.3), turn=turn):
            verts, faces = superblob((4.3, 1.45, 1.25), 5, 3.4, 6)
            verts[:, 1:] *= (1 - 0.10 * verts[:, 0] / 4.3)[:, None]
            verts = verts * (1 + 0.015 * fbm(verts + k * 3, 1.0, 3, k))[:, None]
            shapes.add("kulfi", (verts, faces, {}), ice)
            stick, stick_faces = superblob((2.6, 0.42, 0.14), 6, 5, 4)
            shapes.add(
                "stick", (stick, stick_faces, {}), m.wood("#DDB884", "#B58A54"), (-6.2, 0, 0)
            )
            _pistachio(
                rng,
                [
                    (a, b, 1.28)
                    for a, b in zip(rng.uniform(-3.4, 3.8, 26), rng.uniform(-0.9, 0.9, 26))
                ],
                0.34,
            )
    _pistachio(rng, [(a, b, z + 0.1) for a, b in spread(rng, 22, in_disc(2.4, (4.6, -3.0)), 0.35)])
    return Frame(20.0, 1.4, 40.0, bare=True)


@dish("dorayaki")
def dorayaki(rng):
    z = vessels.plate(10.4, m.stoneware("#3A4650", "#7A5A3C"), 1.2)
    skin = m.toned(
        "dorayaki",
        [(0, "#F0D090"), (0.3, "#D89A48"), (0.6, "#A4601E"), (1, "#7A3E10")],
        roughness=0.42,
        bump=0.05,
        bump_scale=7,
        glow=0.35,
        coat=0.15,
        jitter=0.10,
    )
    bean = m.plain("red bean", "#4A1A14", "#2E0E0A", 0.3, 2.4, 0.14, 0.3, 0.2, 0.3)
    for k, (x, y, tilt) in enumerate(((-2.4, 1.4, (0.0, 0.0)), (2.3, -1.2, (0.50, -0.42)))):
        with at((x, y, z + (0.0 if k == 0 else 0.9))):
            for upper in (False, True):
                verts, faces = superblob((3.6, 3.6, 0.85), 2, 2.6, 6)
                edge = np.hypot(verts[:, 0], verts[:, 1]) / 3.6
                tone = np.clip(0.80 - 0.75 * smoothstep(0.84, 0.97, edge), 0, 1)
                shapes.add(
                    "pancake",
                    (verts * (1, 1, 1), faces, {"tone": tone}),
                    skin,
                    (0, 0, 2.0 if upper else 0.8),
                    (*tilt, 0) if k else (0, 0, 0),
                )
            filling, faces = superblob((3.35, 3.35, 0.62), 2, 2.4, 5)
            filling = filling * (1 + 0.05 * fbm(filling, 1.6, 3, k))[:, None]
            shapes.add(
                "bean", (filling, faces, {}), bean, (0, 0, 1.4), (*tilt, 0) if k else (0, 0, 0)
            )
    return Frame(18.6, 1.8, 34.0)


@dish("lychees")
def lychees(rng):
    inner = vessels.bowl(7.6, 4.2, foot=0.5, material=m.ceramic("#DDE4DA", "#7A8A70", 0.3))
    level, radius = 2.6, float(inner(3.0)) - 1.2
    stops = [(0, "#EBD2CC"), (0.5, "#F7E9E4"), (1, "#FDF7F4")]
    flesh = m.toned("lychee", stops, roughness=0.14, glow=0.7, glow_depth=0.8, coat=0.5, bump=0.02)
    for layer, count in ((0, 9), (1, 5), (2, 1)):
        for x, y in spread(rng, count, in_disc(radius * (1 - 0.34 * layer)), 2.2):
            verts, faces = superblob((1.35, 1.25, 1.2), 2, 2, 4)
            hollow = np.exp(-((verts[:, 0] - 1.3) ** 2 + verts[:, 1] ** 2) * 2.2)
            verts = verts * (1 - 0.25 * hollow)[:, None]
            shape = (verts, faces, {"tone": np.clip(0.8 - 0.9 * hollow, 0, 1)})
            turn = (rng.normal(0, 0.5), rng.normal(0.4, 0.4), rng.uniform(0, 6.3))
            shapes.add("lychee", shape, flesh, (x, y, level + 0.7 + 1.5 * layer), turn)
    parts.basil([(0.6, -0.4, level + 5.2, 0.8, 0.6), (1.4, 0.2, level + 5.0, 2.0, 0.5)], 3)
    return Frame(18.6, 3.0, 42.0)


@dish("banana-fritters")
def banana_fritters(rng):
    z = vessels.plate(11.4, m.stoneware("#3A4650", "#7A5A3C"), 1.2)
    stops = [(0, "#F8DC9A"), (0.4, "#E8B04E"), (0.75, "#C67E24"), (1, "#8A4A10")]
    batter = wrapped.fried_dough(stops, 0.35)
    spots = (
        (-3.2, 2.2, 0.0, 0.3),
        (0.2, -0.2, 0.0, 0.1),
        (-2.6, -2.6, 0.0, 0.4),
        (2.8, 2.4, 0.0, -0.2),
        (-0.4, 0.8, 1.7, 0.6),
    )
    for k, (x, y, up, turn) in enumerate(spots):
        wrapped.craggy(
            (x, y, z + 1.0 + up), (0, 0, turn), rng, batter, (3.0, 1.2, 1.0), k, 0.16, 0.14
        )
    seeds = m.toned("sesame", [(0, "#EBCF96"), (1, "#FDF3DA")], glow=0.3)
    over = [
        (x, y, z + 2.1 + 1.2 * (math.hypot(x + 0.4, y - 0.8) < 1.8))
        for x, y in spread(rng, 70, in_disc(4.2), 0.4)
    ]
    parts.grains("sesame", over, seeds, rng, (0.19, 0.11, 0.07), 0.3)
    honey = m.plain("honey", "#E89A1E", "#C87608", 0.05, 0.8, 0.01, 0.6, 0.5, 0.7)
    zigzag = [(-4.6 + 0.7 * k, 1.4 * (-1) ** k + 0.2, z + 2.7) for k in range(13)]
    rolls.drizzle(zigzag, honey, 0.13)
    return Frame(20.0, 1.8, 38.0)
