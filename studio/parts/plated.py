"""Small made things that lie on many plates: falafel, dips, eggs, dumplings, fried pieces."""

import math

import numpy as np

from studio import materials as m
from studio import shapes, vessels
from studio.parts.leaves import herbs
from studio.parts.pieces import dust, rings
from studio.parts.seeds import chickpeas, pomegranate
from studio.shapes import (
    as_points,
    fbm,
    in_disc,
    merge,
    mesh_object,
    placed,
    polar_grid,
    smoothstep,
    spread,
    superblob,
    worley,
)


def crumbed(light="#E9B45A", mid="#C07A24", dark="#7A3E0E", grain=3.2, bump=0.22):
    """Fried crumbs; reads char."""
    s = m.Shader("crumbs")
    fine = s.noise(grain, 7, 0.72)
    base = s.ramp(fine, [(0.3, dark), (0.47, mid), (0.66, light)])
    burnt = s.spread(
        s.math("ADD", s.attribute("char"), s.spread(fine, 0.3, 0.7, -0.2, 0.2)), 0.4, 0.9, 0, 0.8
    )
    return s.finish(
        base=s.mix(burnt, base, dark),
        roughness=0.55,
        coat=0.08,
        glow=0.25,
        glow_depth=0.2,
        normal=s.bump(s.mix(0.5, s.cells(grain * 1.6), fine), bump, 1.0),
    )


def falafel_balls(points, rng, size=1.6, seed=0):
    pieces = []
    for k, p in enumerate(points):
        v, f = superblob((1, 1, 0.82), 2.2, 2.4, 5)
        v = (
            v
            * (
                1
                + 0.07 * fbm(v + k * 4.7, 1.6, 5, seed + k, 0.65)
                - 0.05 * worley(v + k, 3.2, seed + k)[0]
            )[:, None]
        )
        pieces.append(
            (
                placed(
                    v,
                    p,
                    tuple(rng.uniform(-0.4, 0.4, 2)) + (rng.uniform(0, 6),),
                    size * rng.uniform(0.92, 1.06),
                ),
                f,
                {"char": 0.5 * smoothstep(0, 0.6, fbm(v + k, 1.2, 3, k))},
            )
        )
    v, f, a = merge(pieces)
    mesh_object("falafel", v, f, crumbed("#B8742A", "#83461A", "#4A240C", 2.6, 0.25), a)


def halloumi(at, turn=(0, 0, 0), size=(2.6, 1.7, 0.45), seed=0):
    """A grilled slice of white cheese."""
    from studio.parts.grill import marks

    v, f = superblob(size, 6, 5, 5)
    v *= (1 + 0.03 * fbm(v + seed, 0.7, 3, seed))[:, None]
    v[:, 2] -= 0.03 * v[:, 0] ** 2
    char = marks(v, 1.05, 0.27, 0.5, seed)
    s = m.Shader("halloumi")
    fine = s.noise(2.2, 5, 0.6)
    gold = s.ramp(
        s.math("ADD", s.attribute("char"), s.spread(fine, 0.3, 0.7, -0.25, 0.25)),
        [(0.05, "#F8EBC6"), (0.35, "#E9C27A"), (0.65, "#A8611E"), (0.95, "#4E240C")],
    )
    cheese = s.finish(
        base=gold, roughness=0.4, coat=0.2, glow=0.4, glow_depth=0.3, normal=s.bump(fine, 0.05, 0.6)
    )
    shapes.add("halloumi", (v, f, {"char": char}), cheese, at, turn)


DIPS = {
    # light, dark, roughness, lumps, oil
    "hummus": ("#F0D9A6", "#DDBB7E", 0.4, 0.04, True),
    "moutabal": ("#E4CFA6", "#B79A6A", 0.38, 0.14, True),
    "tzatziki": ("#FDFBF0", "#E9EBD2", 0.32, 0.12, True),
    "guacamole": ("#B4C656", "#7E9A30", 0.36, 0.22, False),
    "labneh": ("#FFFDF4", "#F4ECDA", 0.35, 0.05, True),
    "salsa": ("#C8321C", "#8E1608", 0.2, 0.28, False),
    "sour-cream": ("#FFFEFA", "#F4EFE4", 0.25, 0.06, False),
    "barbecue": ("#6A200A", "#3E0E04", 0.14, 0.03, False),
    "apple-sauce": ("#EBC56A", "#D9A540", 0.28, 0.16, False),
}


def dip_bowl(rng, radius=8.0, height=3.6, kind="hummus", glaze=None, garnish=True, swirl=True):
    """A bowl of something smooth with the spoon's furrow in it."""
    light, dark, rough, lumps, oil = DIPS[kind]
    inner = vessels.bowl(radius, height, 0.3, 0.6, glaze or m.ceramic())
    level = height - 0.75
    edge = float(inner(level)) + 0.05
    t, a, faces = polar_grid(140, 260)
    x, y = edge * t * np.cos(a), edge * t * np.sin(a)
    turn = (t * 2.0 - a / (2 * math.pi)) % 1 if swirl else np.zeros_like(t)
    furrow = (
        np.cos(turn * 2 * math.pi)
        * smoothstep(0.05, 0.25, t)
        * smoothstep(1.0, 0.8, t)
        * (0.26 if swirl else 0)
    )
    flat = as_points(x, y)
    z = level + 0.35 * (1 - t**2) + furrow * edge / 7 + lumps * fbm(flat, 1.1, 4, 3)
    s = m.Shader(kind)
    fine = s.noise(2.4, 6, 0.65)
    base = s.mix(s.spread(s.noise(0.8, 4), 0.3, 0.7), dark, light)
    if kind in ("guacamole", "moutabal", "salsa"):
        base = s.mix(s.spread(fine, 0.5, 0.68, 0, 0.7), base, light)
    wet = s.attribute("oil")
    base = s.mix(s.math("MULTIPLY", wet, 0.75), base, "#B89A1E")
    stuff = s.finish(
        base=base,
        roughness=s.mix(wet, rough, 0.05),
        coat=s.mix(wet, 0.1, 0.6),
        coat_roughness=0.06,
        glow=0.45,
        glow_depth=0.3,
        normal=s.bump(fine, 0.05, 0.5),
    )
    pool = np.zeros_like(t)
    if oil:
        pool = (
            smoothstep(-0.02, -0.10, furrow) * smoothstep(-0.2, 0.25, fbm(flat, 0.35, 2, 8))
            if swirl
            else smoothstep(0.4, 0.2, t)
        )
        z = z + 0.06 * pool
    mesh_object(kind, as_points(x, y, z).reshape(-1, 3), faces, stuff, {"oil": pool.ravel()})

    def height_at(px, py):
        return float(z.ravel()[np.argmin((x - px) ** 2 + (y - py) ** 2)])

    if garnish:
        _garnish(rng, kind, edge, height_at)
    return height_at


def _garnish(rng, kind, edge, height_at):
    def over(points, lift=0.1):
        return [(x, y, height_at(x, y) + lift) for x, y in points]

    if kind in ("hummus", "moutabal", "labneh"):
        red = m.plain("paprika", "#B8321A", "#7E1C0A", 0.9, 3, 0.05, 0.0)
        dust(over([in_disc(edge * 0.75)(rng) for _ in range(420)], 0.02), rng, red, 0.035)
        herbs(over(spread(rng, 22, in_disc(edge * 0.8), 0.5)), rng, 0.42)
    if kind == "hummus":
        chickpeas(over(spread(rng, 7, in_disc(edge * 0.26), 0.8), 0.35), rng)
    if kind == "moutabal":
        pomegranate(over(spread(rng, 22, in_disc(edge * 0.6), 0.6), 0.16), rng)
    if kind == "tzatziki":
        slivers = [
            (x, y, height_at(x, y) + 0.1) for x, y in spread(rng, 26, in_disc(edge * 0.75), 0.5)
        ]
        rings(
            "cucumber",
            slivers,
            0.34,
            m.toned("cucumber", [(0, "#C9DB9A"), (1, "#4E8A2E")], glow=0.4, coat=0.3),
            rng,
            0.1,
        )
        herbs(
            over(spread(rng, 24, in_disc(edge * 0.8), 0.5)), rng, 0.36, m.leaf("#5E8A34", "#2E5A1C")
        )
    if kind == "guacamole":
        from studio.parts.greens import cubes

        cubes("tomato", over(spread(rng, 16, in_disc(edge * 0.7), 0.8), 0.2), 0.32, m.tomato(), rng)
        herbs(over(spread(rng, 26, in_disc(edge * 0.85), 0.5)), rng, 0.45)


def fried_egg(at, radius=3.4, seed=0, scale=1.0, turn=0.0):
    """Sunny side up, its edge a little browned."""
    t, a, faces = polar_grid(110, 220)
    edge = radius * (1 + 0.16 * fbm(as_points(np.cos(a), np.sin(a)), 1.2, 3, seed))
    x, y = t * edge * np.cos(a), t * edge * np.sin(a)
    flat = as_points(x, y)
    centre = (0.35 * math.cos(seed * 2.3), 0.3 * math.sin(seed * 1.7))
    d = np.hypot(x - centre[0], y - centre[1]) / (radius * 0.40)
    dome = np.sqrt(np.clip(1 - d**2, 0, 1))
    z = (
        0.30
        + 0.10 * fbm(flat, 0.8, 3, seed + 1)
        + 0.18 * smoothstep(1.9, 1.0, d)
        - 0.3 * smoothstep(0.93, 1.0, t)
        + 0.75 * dome * (radius / 3.4)
    )
    yolk = smoothstep(1.02, 0.95, d)
    crisp = smoothstep(0.84, 1.0, t + 0.06 * fbm(flat, 1.4, 3, seed + 2))
    s = m.Shader("fried egg")
    edge_n = s.noise(3, 4)
    white = s.mix(
        s.spread(
            s.math("ADD", s.attribute("crisp"), s.spread(edge_n, 0.3, 0.7, -0.2, 0.2)),
            0.35,
            0.95,
            0,
            0.8,
        ),
        "#FDF9EE",
        "#B9772E",
    )
    gold = s.mix(s.spread(s.noise(0.7, 3), 0.3, 0.7), "#F29A0A", "#FBB424")
    look = s.finish(
        base=s.mix(s.attribute("yolk"), white, gold),
        roughness=s.mix(s.attribute("yolk"), 0.3, 0.12),
        coat=0.3,
        coat_roughness=0.06,
        glow=0.5,
        glow_depth=0.4,
        normal=s.bump(s.noise(2.2, 4), 0.04, 0.4),
    )
    shapes.add(
        "fried egg",
        (as_points(x, y, z).reshape(-1, 3), faces, {"yolk": yolk.ravel(), "crisp": crisp.ravel()}),
        look,
        at,
        (0, 0, turn),
        scale,
    )


def dumpling(at, radius=3.2, seed=0, light="#E9D3A2", dark="#C9A468"):
    """A bread dumpling with bits of herb."""
    v, f = superblob((radius, radius, radius * 0.86), 2.1, 2.2, 6)
    v *= (1 + 0.035 * fbm(v, 0.5, 5, seed, 0.6))[:, None]
    s = m.Shader("dumpling")
    patch = s.cells(1.1)
    base = s.mix(s.spread(patch, 0.15, 0.55), light, dark)
    base = s.mix(s.spread(s.cells(2.2), 0.14, 0.09, 0, 0.8), base, "#5E7E2A")
    stuff = s.finish(
        base=base,
        roughness=0.4,
        coat=0.15,
        glow=0.35,
        glow_depth=0.4,
        normal=s.bump(s.mix(0.5, patch, s.noise(3, 5)), 0.14, 0.6),
    )
    shapes.add("dumpling", (v, f, {}), stuff, (at[0], at[1], at[2] + radius * 0.82))


def cutlet(at, size=(6.6, 4.6), turn=0.0, seed=0, thick=0.9):
    """Something flat in crumbs: schnitzel, cordon bleu."""
    t, a, faces = polar_grid(160, 360)
    edge = (
        1
        + 0.13 * fbm(as_points(np.cos(a), np.sin(a)), 0.9, 3, seed)
        + 0.03 * fbm(as_points(np.cos(a) * 3, np.sin(a) * 3), 1.5, 2, seed)
    )
    down = np.clip((t - 0.9) / 0.1, 0, 1)
    k = np.clip(t / 0.9, 0, 1) * 0.96 + 0.04 * np.sin(down * math.pi / 2)
    x, y = size[0] * edge * k * np.cos(a), size[1] * edge * k * np.sin(a)
    flat = as_points(x, y)
    bubbles = smoothstep(0.0, 0.5, fbm(flat, 0.32, 3, seed + 3))
    z = (
        thick * np.cos(down * math.pi / 2) ** 0.5
        + 0.55 * bubbles * (t < 0.97)
        + 0.22 * fbm(flat, 1.3, 4, seed + 4, 0.6) * (down < 0.5)
    )
    char = 0.55 * smoothstep(0.35, 0.9, bubbles) * smoothstep(
        0.1, 0.6, fbm(flat, 0.9, 3, seed + 6)
    ) + 0.4 * smoothstep(0.85, 1.0, t)
    shapes.add(
        "cutlet",
        (as_points(x, y, z).reshape(-1, 3), faces, {"char": char.ravel()}),
        crumbed(),
        at,
        (0, 0, turn),
    )


def potatoes(points, rng, size=1.5, browned=True):
    """Small boiled or roast potatoes, halved by eye."""
    pieces = []
    for k, p in enumerate(points):
        v, f = superblob((1.15, 0.9, 0.8), 2.3, 2.3, 4)
        v *= (1 + 0.08 * fbm(v + k * 3, 0.8, 3, k))[:, None]
        char = (
            (0.7 * smoothstep(0.05, 0.5, fbm(v + k, 0.9, 3, k + 9)))
            if browned
            else np.zeros(len(v))
        )
        pieces.append(
            (
                placed(
                    v,
                    p,
                    tuple(rng.uniform(-0.5, 0.5, 2)) + (rng.uniform(0, 6),),
                    size * rng.uniform(0.85, 1.12),
                ),
                f,
                {"char": char},
            )
        )
    v, f, a = merge(pieces)
    s = m.Shader("potato")
    fine = s.noise(2.2, 5, 0.6)
    base = s.ramp(
        s.math("ADD", s.attribute("char"), s.spread(fine, 0.3, 0.7, -0.15, 0.15)),
        [(0, "#F5DC8E"), (0.35, "#E9BE5A"), (0.75, "#B8762A"), (1, "#7A4416")],
    )
    mesh_object(
        "potatoes",
        v,
        f,
        s.finish(
            base=base,
            roughness=0.4,
            coat=0.15,
            glow=0.4,
            glow_depth=0.3,
            normal=s.bump(fine, 0.06, 0.6),
        ),
        a,
    )


def gravy(radius, level, light="#7A4420", dark="#4E2610", centre=(0, 0), squash=(1, 1), seed=0):
    """A pool of sauce on a plate."""
    t, a, faces = polar_grid(60, 160)
    edge = radius * (1 + 0.16 * fbm(as_points(np.cos(a), np.sin(a)), 1.0, 3, seed))
    x, y = t * edge * np.cos(a) * squash[0], t * edge * np.sin(a) * squash[1]
    z = level + 0.22 * np.sqrt(np.clip(1 - t**4, 0, 1))
    sauce = m.plain("gravy", light, dark, 0.14, 0.8, 0.03, 0.3, 0.2, 0.5)
    mesh_object("gravy", as_points(x + centre[0], y + centre[1], z).reshape(-1, 3), faces, sauce)
