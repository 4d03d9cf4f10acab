"""Sushi beyond salmon: other fish on rice, rolls with the rice outside, a dragon's scales."""

import math

import numpy as np

from studio import materials as m
from studio import parts, shapes
from studio.parts.joining import merge
from studio.shapes import (
    as_points,
    fbm,
    grid_faces,
    merged_copies,
    mesh_object,
    placed,
    smoothstep,
    sphere,
    superblob,
    tube,
)


def tuna():
    stops = [(0, "#7A0C12"), (0.5, "#88161A"), (1, "#9A302E")]
    return m.toned("tuna", stops, "fat", 0.3, 0.05, 4, 0.5, 0.4, 0.3, 0.3, (1.0, 0.25, 0.15))


def glazed_eel():
    s = m.Shader("eel")
    grain = s.noise(1.6, 6, 0.65, stretch=(3, 1, 1))
    base = s.ramp(grain, [(0.28, "#2E1206"), (0.5, "#66300E"), (0.72, "#A4662A")])
    base = s.mix(s.spread(s.noise(0.8, 5, 0.7), 0.58, 0.68, 0, 0.8), base, "#180A04")
    normal = s.bump(s.noise(3.5, 5, 0.6, stretch=(3, 1, 1)), 0.10, 0.7)
    return s.finish(
        base=base,
        roughness=0.22,
        coat=0.6,
        coat_roughness=0.08,
        glow=0.25,
        glow_depth=0.2,
        normal=normal,
    )


def cooked_prawn():
    stops = [(0, "#FBEDE0"), (0.45, "#F8D9C2"), (0.6, "#F08A54"), (1, "#E0521E")]
    return m.toned("prawn", stops, "fat", 0.28, 0.05, 4, 0.5, 0.35, 0.35, 0.12)


def sweet_potato():
    return m.plain("sweet potato", "#F0932A", "#DE7410", 0.34, 1.6, 0.06, 0.45, 0.3, 0.2)


def nigiri(at, turn, rng, kind, seed=0):
    """`kind`: salmon, tuna, eel, prawn, avocado or sweet potato on pressed rice."""
    shapes_at = (at[0], at[1], at[2] + 0.95)
    parts.rice_block(shapes_at, (2.75, 1.15, 0.95), turn, rng, m.rice())
    on_top = (at[0], at[1], at[2] + 2.36)
    if kind == "avocado":
        _avocado_on_rice(on_top, turn)
    else:
        size = {
            "eel": (3.5, 1.35, 0.26),
            "prawn": (3.4, 1.25, 0.26),
            "sweet potato": (3.0, 1.15, 0.34),
        }.get(kind, (3.65, 1.5, 0.30))
        verts, faces, attributes = parts.salmon_slab(size, seed)
        if kind == "prawn":
            attributes["fat"] = _stripes(verts, size)
            _tail(on_top, turn)
        if kind == "eel":
            verts[:, 2] += 0.10 * np.cos(verts[:, 1] * 2.4)
        shapes.add("fish", (verts, faces, attributes), SURFACES[kind](), on_top, (0, 0, turn))
    if kind in ("eel", "avocado", "sweet potato"):
        _belt((at[0], at[1], at[2]), turn)


def _stripes(verts, size):
    edge = np.abs(verts[:, 1]) / size[1]
    waves = 0.5 + 0.5 * np.cos(verts[:, 0] * 4.2 + 1.2 * edge)
    return np.clip(0.25 + 0.7 * smoothstep(0.35, 0.8, waves) * (0.4 + 0.6 * edge), 0, 1)


def _tail(at, turn):
    fan, faces = superblob((0.95, 0.42, 0.09), 2.2, 2.2, 3)
    material = m.plain("tail", "#E4562A", "#B8340E", 0.25, 2, 0.05, 0.4, 0.2, 0.5)
    c, s = math.cos(turn), math.sin(turn)
    for side in (-0.35, 0.35):
        spot = (at[0] + 3.7 * c - side * s, at[1] + 3.7 * s + side * c, at[2] - 0.55)
        shapes.add("tail", (fan, faces, {}), material, spot, (0, 0.25, turn + side * 1.1))


def _belt(at, turn):
    """A strip of nori round the middle."""
    a = np.linspace(-0.35, math.pi + 0.35, 60)
    x, a = np.meshgrid(np.linspace(-0.32, 0.32, 6), a, indexing="ij")
    verts = as_points(x, 1.62 * np.cos(a), 0.9 + 1.88 * np.maximum(np.sin(a), -0.5) ** 1.0)
    faces = grid_faces(6, 60)
    shapes.add("belt", (verts.reshape(-1, 3), faces, {}), m.nori(), at, (0, 0, turn))


def _avocado_on_rice(at, turn):
    u, v = np.meshgrid(np.linspace(-1, 1, 60), np.linspace(-1, 1, 20), indexing="ij")
    wide = 0.62 * (1 - np.abs(u) ** 2.6) ** 0.6
    c, s = math.cos(turn), math.sin(turn)
    for k in range(5):
        off = (k - 2) * 0.46
        y = v * wide + 0.22 * u**2
        z = 0.16 * np.sqrt(np.clip(1 - v**4, 0, 1)) - 0.09 * (u * 2.6) ** 2 - 0.10 * (y + off) ** 2
        verts = as_points(u * 2.7, y, z).reshape(-1, 3)
        shape = (verts, grid_faces(60, 20), {"across": (0.5 + 0.48 * v).ravel()})
        spot = (at[0] - off * s, at[1] + off * c, at[2] + 0.06 * k - 0.1)
        shapes.add("avocado", shape, m.avocado(), spot, (0.28, 0, turn))


SURFACES = {
    "salmon": m.salmon,
    "tuna": tuna,
    "eel": glazed_eel,
    "prawn": cooked_prawn,
    "sweet potato": sweet_potato,
}


def fillings(rng, at, turn, kinds, height, radius=0.95, scale=1.0):
    """Pieces that show in the cut face of a roll; each kind is (surface, size)."""
    for k, kind in enumerate(kinds):
        a = k * 2 * math.pi / max(len(kinds), 1) + 0.6
        reach = 0.0 if len(kinds) == 1 else radius * 0.48
        verts, faces = shapes.chunk((0.52 * scale, 0.42 * scale, 0.4), k, 4, 0.08, 4)
        across = np.full(len(verts), 0.35)
        attributes = {
            "fat": smoothstep(0.9, 0.98, np.abs(np.cos(verts[:, 0] * 4))),
            "across": across,
        }
        spot = placed([(reach * math.cos(a), reach * math.sin(a), height - 0.06)], at, turn)[0]
        shapes.add(
            "filling", (verts, faces, attributes), FILLINGS[kind](), spot, (turn[0], turn[1], a)
        )


def _surimi():
    s = m.Shader("surimi")
    red = s.spread(s.noise(0.9, 2), 0.5, 0.55)
    return s.finish(
        base=s.mix(red, "#FBF3EA", "#E2482A"), roughness=0.3, glow=0.5, glow_depth=0.3, coat=0.2
    )


def _cucumber():
    return m.plain("cucumber", "#D6E6A6", "#8CB455", 0.26, 1.6, 0.03, 0.5, 0.3, 0.3)


def _pickle():
    return m.plain("pickle", "#F6D02E", "#E0AC10", 0.26, 1.6, 0.03, 0.5, 0.3, 0.3)


def _tempura():
    return m.toned("tempura", [(0, "#D89A44"), (1, "#F2D08A")], "across", 0.5, 0.12, 5, 0.35)


FILLINGS = {
    "salmon": m.salmon,
    "tuna": tuna,
    "avocado": m.avocado,
    "cucumber": _cucumber,
    "surimi": _surimi,
    "pickle": _pickle,
    "sweet potato": sweet_potato,
    "prawn": cooked_prawn,
    "tempura": _tempura,
}


def inside_out(at, turn, rng, kinds, *, coat="sesame", radius=1.85, height=1.95, seed=0):
    """A piece with the rice outside, its cut face up; `coat`: sesame, tobiko or nothing."""
    rice = m.rice()
    core, faces, _ = shapes.puck(radius - 0.08, height - 0.12, 0.25, 24, 60, 0.02, 0.04, seed)
    shapes.add("core", (core, faces, {"tone": np.full(len(core), 0.4)}), rice, at, turn)
    a = rng.uniform(0, 2 * math.pi, 150)
    side = as_points(np.cos(a) * radius, np.sin(a) * radius, rng.uniform(0.1, height - 0.15, 150))
    normals = as_points(np.cos(a), np.sin(a), np.zeros(150))
    a = rng.uniform(0, 2 * math.pi, 90)
    d = np.sqrt(rng.uniform(0.36, 0.94, 90)) * radius
    top = as_points(d * np.cos(a), d * np.sin(a), height - 0.1 + rng.uniform(-0.03, 0.05, 90))
    points = placed(np.vstack([side, top]), at, turn)
    normals = placed(np.vstack([normals, np.tile((0.0, 0, 1), (90, 1))]), turn=turn)
    parts.grains("rice", points, rice, rng, (0.28, 0.14, 0.13), 0.3, normals)
    _ring(at, turn, radius * 0.60, height)
    fillings(rng, at, turn, kinds, height, radius * 0.6)
    COATS[coat](rng, at, turn, radius, height)


def _ring(at, turn, radius, height):
    a = np.linspace(0, 2 * math.pi + 0.5, 70)
    r = radius * (1 - 0.05 * a / 6.3)
    path = as_points(r * np.cos(a), r * np.sin(a), np.full_like(a, height - 0.06))
    verts, faces, _ = tube(path, 0.085, 8, 0.9)
    disc, disc_faces, _ = shapes.puck(radius * 0.98, 0.03, 0.01, 8, 40, 0, 0)
    shapes.add("nori", (verts, faces, {}), m.nori(), at, turn)
    bed = m.rice()
    spot = placed([(0, 0, height - 0.13)], at, turn)[0]
    shapes.add("bed", (disc, disc_faces, {"tone": np.full(len(disc), 0.5)}), bed, spot, turn)


def _sesame_coat(rng, at, turn, radius, height, count=46):
    stops = [(0, "#1C1712"), (0.35, "#2E261E"), (0.4, "#F3E2BC"), (1, "#FDF3DA")]
    seeds = m.toned("sesame", stops, glow=0.1, jitter=0.0)
    points, normals = _on_side(rng, radius + 0.1, height, count)
    parts.grains(
        "sesame",
        placed(points, at, turn),
        seeds,
        rng,
        (0.17, 0.10, 0.06),
        0.2,
        placed(normals, turn=turn),
    )


def _tobiko_coat(rng, at, turn, radius, height, count=420):
    stops = [(0, "#E04A06"), (0.5, "#F06A12"), (1, "#F9902E")]
    roe = m.toned("tobiko", stops, roughness=0.16, glow=0.6, glow_depth=0.1, coat=0.5, bump=0.0)
    points, _ = _on_side(rng, radius + 0.06, height, count)
    verts, faces = sphere(1)
    spots = [(p, (0, 0, 0), 0.105 * rng.uniform(0.8, 1.1)) for p in placed(points, at, turn)]
    merged_copies("tobiko", (verts, faces), spots, roe, rng)


def _on_side(rng, radius, height, count):
    a = rng.uniform(0, 2 * math.pi, count)
    z = rng.uniform(0.05, height - 0.05, count)
    return as_points(radius * np.cos(a), radius * np.sin(a), z), as_points(
        np.cos(a), np.sin(a), 0 * a
    )


def _bare(rng, at, turn, radius, height):
    """Only rice."""


COATS = {"sesame": _sesame_coat, "tobiko": _tobiko_coat, "bare": _bare}


def maki(at, rng, kinds, turn=(0, 0, 0), *, radius=1.4, height=1.95, seed=0):
    """A small roll with nori outside."""
    a = np.linspace(0, 2 * math.pi, 100, endpoint=False)
    t, a = np.meshgrid(np.linspace(0, 1, 12), a, indexing="ij")
    wall = as_points(radius * np.cos(a), radius * np.sin(a), t * height).reshape(-1, 3)
    lip = placed(wall * (0.94, 0.94, 1))
    faces = grid_faces(12, 100, True)[:, ::-1]
    shapes.add(
        "wrap",
        (np.vstack([wall, lip]), np.vstack([faces, faces + len(wall)]), {}),
        m.nori(),
        at,
        turn,
    )
    rice = m.rice()
    core, core_faces, _ = shapes.puck(radius - 0.1, height - 0.15, 0.1, 20, 50, 0, 0.04, seed)
    shapes.add("core", (core, core_faces, {"tone": np.full(len(core), 0.4)}), rice, at, turn)
    a = rng.uniform(0, 6.3, 60)
    d = np.sqrt(rng.uniform(0.2, 1, 60)) * (radius - 0.28)
    points = as_points(d * np.cos(a), d * np.sin(a), height - 0.12 + rng.uniform(-0.03, 0.05, 60))
    parts.grains("rice", placed(points, at, turn), rice, rng, (0.27, 0.14, 0.12), 0.45)
    fillings(rng, at, turn, kinds, height, radius * 0.45, 0.95)


def dragon(at, turn, rng, pieces=8, radius=1.9):
    """A roll in one line, scales of avocado over it, brushed with sauce."""
    rice, green = m.rice(), m.avocado()
    step = 1.75
    start = -(pieces - 1) / 2 * step
    for k in range(pieces):
        x = start + k * step
        side = (math.pi / 2, 0, math.pi / 2)
        core, faces, _ = shapes.puck(radius - 0.06, step - 0.12, 0.2, 20, 60, 0.0, 0.04, k)
        where = placed([(x - step / 2 + 0.06, 0, radius)], at, (0, 0, turn))[0]
        lying = (0, math.pi / 2, turn)
        shapes.add("core", (core, faces, {"tone": np.full(len(core), 0.4)}), rice, where, lying)
        del side
        a = rng.uniform(-0.6, math.pi + 0.6, 70)
        ring = as_points(
            rng.uniform(-0.75, 0.75, 70) + x, radius * np.cos(a), radius + radius * np.sin(a)
        )
        outward = as_points(0 * a, np.cos(a), np.sin(a))
        parts.grains(
            "rice",
            placed(ring, at, (0, 0, turn)),
            rice,
            rng,
            (0.28, 0.14, 0.13),
            0.3,
            placed(outward, turn=(0, 0, turn)),
        )
    _end_face(at, turn, rng, start + (pieces - 0.5) * step - 0.05, radius)
    _scales(at, turn, rng, start - step / 2, start + (pieces - 0.5) * step, radius, green)


def _end_face(at, turn, rng, x, radius):
    a = rng.uniform(0, 6.3, 60)
    d = np.sqrt(rng.uniform(0.35, 0.9, 60)) * radius
    points = as_points(np.full(60, x), d * np.cos(a), radius + d * np.sin(a))
    parts.grains(
        "rice",
        placed(points, at, (0, 0, turn)),
        m.rice(),
        rng,
        (0.27, 0.14, 0.12),
        0.4,
        placed(np.tile((1.0, 0, 0), (60, 1)), turn=(0, 0, turn)),
    )
    for k, kind in enumerate(("tempura", "prawn", "cucumber")):
        verts, faces = shapes.chunk((0.3, 0.5, 0.45), k, 4, 0.08, 4)
        attributes = {"fat": np.full(len(verts), 0.4), "across": np.full(len(verts), 0.4)}
        angle = k * 2.1
        spot = placed(
            [(x, 0.45 * math.cos(angle), radius + 0.45 * math.sin(angle))], at, (0, 0, turn)
        )[0]
        shapes.add("filling", (verts, faces, attributes), FILLINGS[kind](), spot, (0, 0, turn))


def _scales(at, turn, rng, low, high, radius, material):
    pieces = []
    for k, x in enumerate(np.arange(low + 0.3, high, 0.55)):
        a, u = np.meshgrid(
            np.linspace(0.25, math.pi - 0.25, 40), np.linspace(-1, 1, 12), indexing="ij"
        )
        wide = 0.58 * np.sin((a - 0.25) / (math.pi - 0.5) * math.pi) ** 0.35
        r = (
            radius
            + 0.14
            + 0.12 * (u + 1) / 2
            + 0.03 * fbm(as_points(a, u, np.full_like(a, k)), 1, 2)
        )
        verts = as_points(x + u * wide + 0.12 * np.cos(a), r * np.cos(a), radius + r * np.sin(a))
        tone = np.clip(0.15 + 0.40 * (u + 1) + 0.10 * rng.normal(), 0, 0.93)
        pieces.append((verts.reshape(-1, 3), grid_faces(40, 12)[:, ::-1], {"across": tone.ravel()}))
    verts, faces, attributes = merge(pieces)
    mesh_object("scales", placed(verts, at, (0, 0, turn)), faces, material, attributes)


def drizzle(points, material, width=0.16):
    """A thread of sauce through the points (x, y, z)."""
    points = np.asarray(points, float)
    t = np.linspace(0, len(points) - 1, len(points) * 8)
    path = np.stack([np.interp(t, np.arange(len(points)), points[:, k]) for k in range(3)], -1)
    for _ in range(3):
        path[1:-1] = (path[:-2] + 2 * path[1:-1] + path[2:]) / 4
    verts, faces, _ = tube(path, width * (1 + 0.25 * np.sin(t * 2.3)), 10, 0.6)
    shapes.add("drizzle", (verts * (1, 1, 1), faces, {}), material)


def teriyaki():
    return m.plain("teriyaki", "#3A1606", "#240C04", 0.12, 1.0, 0.02, 0.15, 0.15, 0.7)


def mayonnaise(tint="#FBF0D2"):
    return m.plain("mayonnaise", tint, m.halfway(tint, "#F0D9A8"), 0.25, 0.8, 0.02, 0.5, 0.3, 0.3)
