"""Fruit and berries, whole and cut."""

import math

import numpy as np

from studio import materials as m
from studio import parts, shapes
from studio.shapes import (
    fbm,
    lathe,
    mesh_object,
    placed,
    smoothstep,
    sphere,
    superblob,
    tube,
)


def citrus(flesh=("#F0C81E", "#FADC48", "#FDEE98"), rind="#FBD114", pith="#FBF4DC"):
    """Reads rind, pith, segment. Orange, lime and grapefruit are the lemon's with other colours."""
    s = m.Shader("citrus")
    pulp = s.noise(3.5, 5, 0.6)
    base = s.mix(
        s.spread(s.attribute("segment"), 0.25, 0.6),
        pith,
        s.ramp(pulp, list(zip((0.3, 0.55, 0.75), flesh))),
    )
    base = s.mix(s.spread(s.attribute("pith"), 0.3, 0.7), base, pith)
    base = s.mix(s.spread(s.attribute("rind"), 0.3, 0.7), base, rind)
    return s.finish(
        base=base,
        roughness=0.28,
        coat=0.4,
        coat_roughness=0.1,
        glow=0.5,
        glow_depth=0.4,
        normal=s.bump(s.mix(0.5, pulp, s.cells(5)), 0.06, 0.5),
    )


KINDS = {
    "lemon": (("#F0C81E", "#FADC48", "#FDEE98"), "#FBD114", ("#F6C60E", "#FFDD33"), 1.22),
    "orange": (("#E8780A", "#F5941E", "#FBB954"), "#F07A0A", ("#E8690A", "#F58A1A"), 1.0),
    "blood-orange": (("#8E0F14", "#C42A1A", "#E8661E"), "#EE6A10", ("#DD5208", "#F07A20"), 1.0),
    "lime": (("#9FC440", "#BEDA6A", "#DDEBA0"), "#5E9A22", ("#4A8A1C", "#78B034"), 1.1),
}


def slice_of(kind, at, turn=(0, 0, 0), radius=2.5, thick=0.45):
    flesh, rind, _, _ = KINDS[kind]
    parts.citrus_slice(at, turn, radius, thick, 1.0, citrus(flesh, rind))


def whole(kind, at, size=3.0, turn=(1.4, 0.2, 0.7)):
    _, _, (dark, light), long = KINDS[kind]
    verts, faces = sphere(6)
    verts = verts * (1, 1, long)
    verts[:, 2] += (
        np.sign(verts[:, 2]) * smoothstep(0.8, 1.22, np.abs(verts[:, 2])) * 0.1 * (long > 1.05)
    )
    verts *= (1 + 0.02 * fbm(verts, 1.2, 3))[:, None]
    s = m.Shader("rind")
    rind = s.finish(
        base=s.mix(s.noise(0.6, 3), dark, light),
        roughness=0.38,
        glow=0.3,
        glow_depth=0.4,
        coat=0.15,
        normal=s.bump(s.spread(s.cells(3.4), 0, 0.5), 0.06, 0.5),
    )
    shapes.add(kind, (verts, faces, {}), rind, at, turn, size)


def apple(at, size=3.4, turn=(0.1, 0.15, 0), red="#C4281C", green="#B8C24A"):
    a = np.linspace(0, math.pi, 50)
    r = np.sin(a) ** 0.85 * (1 + 0.12 * np.cos(a))
    z = 0.86 * np.cos(a) - 0.30 * np.exp(-((r / 0.28) ** 2)) * np.sign(np.cos(a)) * np.where(
        np.cos(a) > 0, 1, 0.55
    )
    s = m.Shader("apple")
    flame = s.noise(1.2, 5, 0.6, stretch=(1, 1, 0.25))
    base = s.mix(s.spread(flame, 0.36, 0.66), red, green)
    skin = s.finish(base=base, roughness=0.25, coat=0.3, glow=0.25, glow_depth=0.3)
    thing = lathe(
        "apple",
        [(max(b, 0.001) * size, c * size) for b, c in zip(r[::-1], z[::-1])],
        skin,
        96,
        2,
        0.05,
        4,
    )
    thing.location, thing.rotation_euler = (at[0], at[1], at[2] + size * 0.8), turn
    stem, faces, _ = tube(
        np.array([(0, 0, 0.45), (0.05, 0.02, 0.75), (0.16, 0.05, 1.05)]) * size, 0.12, 8, 0.8
    )
    shapes.add(
        "stem", (stem, faces, {}), m.plain("stem", "#6B4A2A", "#3E2914", 0.7), thing.location, turn
    )


def berries(points, size, light, dark, rng, bloom=0.25):
    """Round berries: blueberry, redcurrant, cranberry, grape."""
    verts, faces = superblob((1, 1, 0.92), 2, 2, 4)
    verts[:, 2] -= (
        0.16 * np.exp(-((np.hypot(verts[:, 0], verts[:, 1]) / 0.25) ** 2)) * (verts[:, 2] > 0)
    )
    skin = m.plain("berry", light, dark, 0.3, 1.6, 0.01, 0.45, 0.3, bloom)
    from studio.shapes import merged_copies

    merged_copies(
        "berries",
        (verts, faces),
        [
            (p, tuple(rng.uniform(-0.6, 0.6, 2)) + (0,), size * rng.uniform(0.85, 1.1))
            for p in points
        ],
        skin,
        rng,
    )


def strawberry(at, turn=(0, 0, 0), size=1.7, seed=0):
    verts, faces = sphere(5)
    z = verts[:, 2]
    wide = np.where(z > 0, 1.0, 1.0) * (1 + 0.28 * z - 0.12 * z**2)
    verts = verts * np.stack([wide, wide, np.full_like(z, 1.2)], -1)
    s = m.Shader("strawberry")
    seeds = s.spread(s.cells(3.4), 0.16, 0.10)
    base = s.mix(s.spread(s.noise(0.8, 3), 0.3, 0.7), "#B80F14", "#DD2A20")
    skin = s.finish(
        base=s.mix(seeds, base, "#F2D27A"),
        roughness=0.25,
        coat=0.3,
        glow=0.4,
        glow_depth=0.3,
        normal=s.bump(s.spread(s.cells(3.4), 0.05, 0.3), 0.08, 0.6),
    )
    shapes.add("strawberry", (verts, faces, {}), skin, at, turn, size)
    crown = [parts.leaf_shape(0.9, 0.5, 0.2, 0.5, k, 10) for k in range(7)]
    from studio.shapes import merge

    pieces = []
    for k, (v, f, a) in enumerate(crown):
        v = placed(v, (0.45, 0, 0))
        v = placed(v, (0, 0, 1.12), (0, 0, k * 0.9))
        pieces.append((placed(v, at, turn, size), f, a))
    v, f, a = merge(pieces)
    mesh_object("crown", v, f, m.leaf("#6CA832", "#2E6A1A"), a)
