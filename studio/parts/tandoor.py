"""Flat breads from the tandoor and the griddle."""

import numpy as np

from studio import materials as m
from studio import shapes
from studio.shapes import (
    as_points,
    fbm,
    perlin,
    polar_grid,
    smoothstep,
    superblob,
    worley,
)

NAAN = ("#F6E4BC", "#EFCF94", "#D69A4A", "#9A5A22")
ROTI = ("#E6C894", "#D4AA6C", "#B07C40", "#7A4A20")


def bread_surface(stops, butter):
    """Reads brown and char; `butter` 0..1 makes it shine."""
    s = m.Shader("flat bread")
    fine = s.noise(5, 6, 0.65)
    value = s.math(
        "ADD", s.attribute("brown"), s.spread(s.noise(1.3, 5, 0.6), 0.3, 0.7, -0.22, 0.22)
    )
    base = s.ramp(value, [(0.1, stops[0]), (0.4, stops[1]), (0.68, stops[2]), (0.95, stops[3])])
    burnt = s.math("ADD", s.attribute("char"), s.spread(fine, 0.3, 0.7, -0.25, 0.25))
    base = s.mix(s.spread(burnt, 0.4, 0.85, 0, 0.92), base, "#241006")
    wet = s.spread(s.noise(0.7, 3), 0.42, 0.62, 0.0, butter)
    return s.finish(
        base=base,
        roughness=s.spread(wet, 0, 1, 0.62, 0.22),
        coat=s.math("MULTIPLY", wet, 0.5),
        coat_roughness=0.12,
        glow=0.3,
        glow_depth=0.3,
        normal=s.bump(s.mix(0.5, fine, s.noise(14, 4)), 0.06, 0.8),
    )


def flat_bread(where, turn, *, length=9.5, width=6.0, stops=NAAN, puff=1.0, butter=0.8, seed=0):
    """A blistered bread, pear-shaped if longer than wide; returns its height at x, y."""
    t, angle, faces = polar_grid(130, 320)
    t = t**0.85
    c, sn = np.cos(angle), np.sin(angle)
    long = length * (1 + 0.05 * perlin(as_points(c * 1.6, sn * 1.6), 1, seed))
    wide = (
        width
        * (1 - 0.34 * c * (length > width * 1.2))
        * (1 + 0.07 * perlin(as_points(c * 2, sn * 2), 1, seed + 1))
    )
    x, y = t * long * c, t * wide * sn
    flat = as_points(x, y)
    edge = 1 - t
    z = 0.5 * smoothstep(0, 0.10, edge) * (
        0.8 + 0.3 * smoothstep(0.3, 0.05, edge)
    ) + 0.25 * puff * fbm(flat, 0.28, 3, seed)
    distance, tone = worley(flat + 0.5 * fbm(flat, 0.8, 2, seed)[..., None], 0.42, seed + 2)
    bubble = smoothstep(0.55, 0.05, distance) * (tone > 0.52) * smoothstep(0, 0.12, edge)
    small, small_tone = worley(flat, 1.1, seed + 5)
    blister = smoothstep(0.42, 0.08, small) * (small_tone > 0.6) * smoothstep(0, 0.1, edge)
    z = z + puff * (0.62 * bubble + 0.14 * blister)
    brown = np.clip(
        0.38
        + 0.5 * bubble
        + 0.25 * blister
        + 0.3 * fbm(flat, 0.4, 3, seed + 7)
        + 0.18 * smoothstep(0.2, 0, edge),
        0,
        1,
    )
    char = np.clip(
        smoothstep(0.55, 0.95, bubble) * (tone > 0.66)
        + 0.8 * smoothstep(0.6, 0.95, blister) * (small_tone > 0.82),
        0,
        1,
    )
    verts = as_points(x, y, np.where(t >= 0.9999, 0, z)).reshape(-1, 3)
    shape = (verts, faces, {"brown": brown.ravel(), "char": char.ravel()})
    shapes.add("bread", shape, bread_surface(stops, butter), where, turn)
    return lambda px, py: float(z.ravel()[np.argmin((x - px) ** 2 + (y - py) ** 2)])


def loaf_surface():
    """Baguette: reads bake (0 crumb, 1 crust)."""
    s = m.Shader("baguette")
    flour = s.noise(1.6, 6, 0.65)
    crust = s.ramp(
        s.math("ADD", s.attribute("bake"), s.spread(flour, 0.3, 0.7, -0.3, 0.3)),
        [(0.5, "#EDBE70"), (0.8, "#C67C2C"), (1.0, "#9A5214"), (1.2, "#6E360C")],
    )
    pores = s.noise(4.5, 6, 0.7)
    crumb = s.ramp(pores, [(0.3, "#D9BC88"), (0.5, "#F4E4BE"), (0.7, "#FBF2DC")])
    skin = s.spread(s.attribute("bake"), 0.25, 0.45)
    return s.finish(
        base=s.mix(skin, crumb, crust),
        roughness=s.mix(skin, 0.75, 0.42),
        glow=0.3,
        glow_depth=0.3,
        coat=s.mix(skin, 0.0, 0.15),
        normal=s.bump(s.mix(skin, pores, s.noise(7, 5, 0.65)), 0.12, 0.8),
    )


def baguette(z, length=9.4, width=2.9, height=2.5, opening=0.62, seed=0):
    """A roll cut along its front and opened like a mouth; the filling lies on the lower half."""
    material = loaf_surface()
    for upper in (False, True):
        verts, faces = superblob((length, width, height), 2.6, 2.2, 6)
        taper = 1 - 0.10 * (np.abs(verts[:, 0]) / length) ** 3
        verts = verts * np.stack([np.ones_like(taper), taper, taper], -1)
        verts = verts * (1 + 0.025 * fbm(verts, 0.5, 3, seed))[:, None]
        outside = verts[:, 2] > 0 if upper else verts[:, 2] < 0
        slash = np.exp(
            -(((((verts[:, 0] * 0.34 + verts[:, 1] * 0.35 + 0.5) % 1) - 0.5) / 0.13) ** 2)
        )
        bake = np.where(outside, 0.82 - 0.4 * slash * (verts[:, 1] < width * 0.7) * upper, 0.0)
        verts[:, 2] = np.where(
            outside, verts[:, 2] + 0.16 * slash * upper, 0.05 * fbm(verts, 1.4, 3, seed)
        )
        if not upper:
            verts[:, 2] *= 0.72
            shapes.add("bread", (verts, faces, {"bake": bake}), material, (0, 0, z + height * 0.72))
            continue
        hinge = np.array((0, width * 0.92, 0))
        turned = shapes.placed(verts - hinge, hinge + (0, 0, 0.25), (opening, 0, 0))
        shapes.add("bread", (turned, faces, {"bake": bake}), material, (0, 0, z + height * 0.72))
    return z + height * 0.72
