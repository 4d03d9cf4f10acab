"""Glasses, cups and bottles, and what is poured into them."""

import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from studio import materials as m
from studio import parts, shapes
from studio.shapes import (
    as_points,
    fbm,
    grid_faces,
    in_disc,
    lathe,
    merged_copies,
    mesh_object,
    polar_grid,
    smooth_profile,
    smoothstep,
    sphere,
    spread,
    tube,
)


class Shape(NamedTuple):
    """Outline of a glass: (radius, height) from the bottom of its bowl to the lip, and its foot."""

    bowl: tuple
    foot: tuple = ()
    wall: float = 0.2
    base: float = 0.5


TUMBLER = Shape(((3.05, 0.0), (3.15, 0.3), (3.3, 6.0), (3.5, 12.0)))
HIGHBALL = Shape(((2.75, 0.0), (2.85, 0.3), (2.9, 7.0), (2.95, 14.0)), base=0.7)
PINT = Shape(
    ((2.9, 0.0), (3.0, 0.3), (3.3, 5.0), (3.9, 10.5), (3.95, 13.0), (3.85, 14.6)), base=0.8
)
WEISSE = Shape(
    ((2.7, 0.0), (2.75, 0.4), (2.9, 5.0), (3.7, 11.0), (3.75, 14.0), (3.4, 16.4)), base=1.0
)
SMALL = Shape(((2.7, 0.0), (2.8, 0.25), (3.1, 4.0), (3.5, 8.6)), wall=0.24, base=0.8)
TULIP = Shape(
    ((1.5, 0.5), (2.0, 0.8), (2.3, 2.0), (1.85, 4.2), (1.95, 5.6), (2.55, 7.6)),
    ((0.01, 0), (1.45, 0), (1.5, 0.25)),
    wall=0.14,
    base=0.35,
)
WINE = Shape(
    ((0.5, 9.4), (1.6, 9.7), (3.5, 11.6), (4.1, 14.0), (3.8, 17.0), (3.1, 20.2)),
    ((0.01, 0), (3.5, 0), (3.55, 0.15), (1.2, 0.5), (0.42, 1.4), (0.38, 5.0), (0.42, 8.8)),
    wall=0.13,
    base=0.3,
)
SHAKE = Shape(
    ((1.6, 1.4), (2.0, 1.8), (2.6, 5.0), (3.5, 11.5), (3.9, 15.2), (4.0, 16.0)),
    ((0.01, 0), (2.9, 0), (3.0, 0.3), (1.3, 0.8), (1.2, 1.1)),
    wall=0.2,
    base=0.6,
)


def thin_glass(tint="#FFFFFF"):
    """Glass that lets light straight through, so that what is behind it is lit as it should be."""
    s = m.Shader("thin glass")
    facing = s.node("ShaderNodeLayerWeight", {"Blend": 0.35}).outputs["Facing"]
    clear_part = s.node(
        "ShaderNodeBsdfTransparent",
        {"Color": s.mix(s.math("POWER", facing, 2.5), tint, s.mix(0.75, tint, "#6E685E"))},
    )
    shine = s.node("ShaderNodeBsdfGlossy", {"Color": "#FFFFFF", "Roughness": 0.03})
    amount = s.math("ADD", 0.06, s.math("MULTIPLY", s.math("POWER", facing, 2.6), 0.8))
    shadow = s.node("ShaderNodeLightPath").outputs["Is Shadow Ray"]
    amount = s.math("MULTIPLY", amount, s.math("SUBTRACT", 1.0, shadow))
    blend = s.node("ShaderNodeMixShader", {0: amount})
    s.tree.links.new(clear_part.outputs[0], blend.inputs[1])
    s.tree.links.new(shine.outputs[0], blend.inputs[2])
    s.tree.links.new(blend.outputs[0], s.tree.nodes["Material Output"].inputs["Surface"])
    return s.material


def glass(shape: Shape) -> Callable[[float], float]:
    """The empty glass; returns its outer radius by height."""
    curve = smooth_profile([tuple(c) for c in shape.bowl], 14)
    radius, low, high = _radius(curve), curve[0][1], curve[-1][1]
    foot = [tuple(c) for c in smooth_profile(shape.foot, 10)] if shape.foot else [(0.01, low)]
    outer = [tuple(c) for c in curve]
    lip = [(radius(high) - shape.wall * 0.5, high + 0.09)]
    inner = [
        (max(radius(z) - shape.wall, 0.05), z) for z in np.linspace(high, low + shape.base, 60)
    ]
    lathe("glass", foot + outer + lip + inner + [(0.01, low + shape.base)], thin_glass(), 128, 1)
    return radius


def _radius(curve):
    return lambda z: float(np.interp(z, curve[:, 1], curve[:, 0]))


def pour(shape: Shape, fill: float, material, start: float | None = None) -> None:
    """Liquid from `start` (the bottom, if none) up to the height `fill`."""
    curve = smooth_profile([tuple(c) for c in shape.bowl], 14)
    radius, low = _radius(curve), curve[0][1] + shape.base + 0.02 if start is None else start
    gap = shape.wall + 0.015
    side = [(max(radius(z) - gap, 0.05), z) for z in np.linspace(low, fill, 60)]
    edge = radius(fill) - gap
    lathe(
        "drink",
        [
            (0.01, low),
            *side,
            (edge - 0.10, fill - 0.04),
            (edge * 0.5, fill - 0.05),
            (0.01, fill - 0.05),
        ],
        material,
        128,
        1,
    )


def head(shape: Shape, low: float, tall: float, material=None, seed=0) -> None:
    """Foam standing on a drink: beer, milk, cream."""
    curve = smooth_profile([tuple(c) for c in shape.bowl], 14)
    radius = _radius(curve)
    wall = shape.wall + 0.02
    t, angle, faces = polar_grid(60, 120)
    down = np.clip((t - 0.75) / 0.25, 0, 1)
    edge = radius(low + tall) - wall
    r = np.where(down > 0, edge, edge * np.clip(t / 0.75, 0, 1))
    x, y = r * np.cos(angle), r * np.sin(angle)
    top = low + tall + 0.35 * (1 - (r / edge) ** 2) + 0.12 * fbm(as_points(x, y), 0.9, 3, seed)
    z = np.where(down > 0, (low + tall) * (1 - down) + low * down, top)
    shrink = np.where(down > 0, (np.vectorize(radius)(z) - wall) / edge, 1)
    material = material or m.plain("foam", "#FFFBF0", "#F6E8CC", 0.6, 2.2, 0.10, 0.5, 0.3)
    mesh_object("foam", as_points(x * shrink, y * shrink, z).reshape(-1, 3), faces, material)


def bubbles(shape: Shape, low, high, rng, count=160):
    """Little gas bubbles along the wall of a clear drink."""
    radius = _radius(smooth_profile([tuple(c) for c in shape.bowl], 14))
    verts, faces = sphere(2)
    spots = []
    for _ in range(count):
        a, z = rng.uniform(math.pi, 2 * math.pi), rng.uniform(low, high)
        r = radius(z) - shape.wall - 0.07
        spots.append(((r * math.cos(a), r * math.sin(a), z), (0, 0, 0), rng.uniform(0.02, 0.06)))
    white = m.plain("bubble", "#FFFFFF", "#FFF6E0", 0.1, glow=0.0)
    merged_copies("bubbles", (verts, faces), spots, white, rng)


def ice(shape: Shape, level, rng, count=4, size=1.1):
    """Cubes that break the surface."""
    reach = (
        _radius(smooth_profile([tuple(c) for c in shape.bowl], 14))(level)
        - shape.wall
        - size * 1.05
    )
    frost = m.ice()
    spots = [(0.0, 0.0)] if reach < 0.5 else spread(rng, count, in_disc(reach), size * 1.15)
    for k, (x, y) in enumerate(spots):
        z = level - 0.15 + rng.uniform(-0.25, 0.35)
        parts.ice_cube((x, y, z), tuple(rng.uniform(0, 1.5, 3)), size, k, frost)


def straw(start, end, tint="#F5A623", stripe_tint="#FFF6E4", width=0.3):
    """A paper straw from one point to another."""
    verts, faces, _ = tube(np.linspace(start, end, 40), width, 20, 1.0)
    stripe = (
        np.sin(verts[:, 2] * 2.2 + np.arctan2(verts[:, 1] - start[1], verts[:, 0] - start[0])) > 0
    )
    mesh_object("straw", verts, faces, m.paper(tint, stripe_tint), {"stripe": stripe.astype(float)})


# ---------------------------------------------------------------- liquids


def clear(tint, deep=None, depth=0.9, lit=0.03):
    """A transparent drink: water, tea, beer, wine, cola."""
    s = m.Shader("clear drink")
    return m.see_through_shadow(
        s,
        s.finish(
            base=tint,
            roughness=0.0,
            transmission=depth,
            ior=1.33,
            glow=0.4,
            glow_depth=1.0,
            emission_color=deep or tint,
            emission_strength=lit,
        ),
        tint,
        0.8,
    )


def milky(light, dark, glow=0.6):
    """An opaque drink: milk, yoghurt, juice, coffee with milk."""
    return m.plain("milky", light, dark, 0.16, 0.25, 0.01, glow, 0.8, 0.35)


def layered(stops, swirl=0.5):
    """An opaque drink whose colour changes with height; stops are (height in cm, colour)."""
    s = m.Shader("layers")
    z = s.node("ShaderNodeSeparateXYZ", {0: s.position()}).outputs[2]
    low, high = stops[0][0], stops[-1][0]
    wave = s.spread(s.noise(0.5, 4, 0.6, 0.6, stretch=(1, 1, 0.4)), 0.3, 0.7, -swirl, swirl)
    at = s.spread(s.math("ADD", z, wave), low, high)
    base = s.ramp(at, [((h - low) / (high - low), c) for h, c in stops])
    return s.finish(base=base, roughness=0.15, glow=0.4, glow_depth=0.6, coat=0.3)


# ---------------------------------------------------------------- cups


def cup(radius=4.2, height=6.0, glaze=None, handle=True, saucer=7.6, turn=0.5):
    """A cup on its saucer; returns inner radius by height and the saucer's level."""
    glaze = glaze or m.ceramic("#F6F1E7")
    lift = 0.0
    if saucer:
        lathe(
            "saucer",
            [
                (0.01, 0),
                (saucer * 0.5, 0),
                (saucer * 0.55, 0.3),
                (saucer, 1.1),
                (saucer - 0.1, 1.25),
                (saucer * 0.62, 0.62),
                (saucer * 0.45, 0.5),
                (0.01, 0.5),
            ],
            glaze,
            128,
            8,
            0.003,
        )
        lift = 0.5
    wall = 0.28
    outer = [
        (0.01, 0),
        (radius * 0.5, 0),
        (radius * 0.56, 0.35),
        (radius * 0.84, height * 0.3),
        (radius * 0.97, height * 0.65),
        (radius, height),
    ]
    inner = [
        (radius - wall, height),
        (radius * 0.97 - wall, height * 0.65),
        (radius * 0.82 - wall, height * 0.32),
        (radius * 0.45, 0.8),
        (0.01, 0.7),
    ]
    lip = [(radius - wall * 0.5, height + 0.12)]
    lathe("cup", [(r, z + lift) for r, z in outer + lip + inner], glaze, 128, 10)
    if handle:
        a = np.linspace(-1.8, 1.5, 40)
        reach, tall = radius * 0.55, height * 0.33
        path = as_points(
            radius * 0.80 + reach * np.cos(a) + 0.05 * radius,
            0 * a,
            lift + height * 0.56 + tall * np.sin(a),
        )
        verts, faces, _ = tube(path, 0.42, 16, 1.0)
        mesh_object("handle", shapes.placed(verts, turn=(0, 0, -turn)), faces, glaze)

    def inner_radius(z):
        return np.interp(
            z - lift,
            [0.8, height * 0.32, height * 0.65, height],
            [radius * 0.45, radius * 0.82 - wall, radius * 0.97 - wall, radius - wall],
        )

    return inner_radius, lift


def surface(
    radius, level, material, at=(0, 0), rise=0.0, attributes=None, rings=120, seed=0, lumps=0.0
):
    """The round top of what is in a cup or a bowl. `attributes`: functions of x and y."""
    t, angle, faces = polar_grid(rings, 200)
    x, y = radius * t * np.cos(angle), radius * t * np.sin(angle)
    z = (
        level
        + rise * (1 - t**2)
        + lumps * fbm(as_points(x, y), 0.8, 4, seed)
        + 0.08 * smoothstep(0.93, 1, t)
    )
    verts = as_points(x + at[0], y + at[1], z).reshape(-1, 3)
    extra = {k: np.asarray(f(x, y)).ravel() for k, f in (attributes or {}).items()}
    return mesh_object("surface", verts, faces, material, extra)


def rosette(radius):
    """Milk drawn into coffee: 1 where the foam is white."""

    def white(x, y):
        u, v = x / radius, y / radius
        leaf = np.clip(1 - ((v + 0.02) / 0.78) ** 2, 0, 1)
        wide = 0.62 * np.sqrt(leaf) * (1 - 0.35 * (v + 0.5))
        bands = np.sin((v * 1.0 + np.abs(u) * 0.75) * 19)
        inside = smoothstep(1.0, 0.9, np.abs(u) / np.maximum(wide, 0.02)) * (leaf > 0)
        stem = smoothstep(0.05, 0.025, np.abs(u)) * (np.abs(v) < 0.75)
        heart = smoothstep(0.2, 0.15, np.hypot(u, v - 0.62))
        return np.clip(
            np.maximum(inside * smoothstep(-0.25, 0.15, bands) * (1 - stem), heart), 0, 1
        )

    return white


def crema(coffee="#8A5424", dark="#5E3210", milk="#FBF0DC"):
    """Reads white."""
    s = m.Shader("crema")
    fine = s.noise(3.0, 5, 0.6)
    brown = s.mix(s.spread(s.noise(0.6, 4), 0.3, 0.7), dark, coffee)
    white = s.spread(
        s.math("ADD", s.attribute("white"), s.spread(fine, 0.3, 0.7, -0.12, 0.12)), 0.35, 0.65
    )
    return s.finish(
        base=s.mix(white, brown, milk),
        roughness=0.28,
        glow=0.4,
        glow_depth=0.2,
        coat=0.25,
        normal=s.bump(s.noise(5, 4), 0.02, 0.5),
    )


# ---------------------------------------------------------------- bottles


def bottle(
    body=2.9,
    tall=21.0,
    neck=1.25,
    shoulder=13.0,
    tint=None,
    label=None,
    cap="#C33A2B",
    fill=None,
    liquid=None,
):
    """A glass bottle with a label (colour) and a crown cap (colour, or none)."""
    tint = tint or thin_glass()
    outer = [
        (0.01, 0),
        (body * 0.94, 0),
        (body, 0.5),
        (body, shoulder * 0.5),
        (body, shoulder),
        (body * 0.75, shoulder + 2.4),
        (neck, shoulder + 4.6),
        (neck * 0.95, tall - 1.0),
        (neck * 1.12, tall - 0.8),
        (neck * 1.1, tall),
    ]
    curve = smooth_profile(outer, 8)
    inner = [(max(r - 0.22, 0.01), max(z, 0.5)) for r, z in curve[::-1]]
    lathe("bottle", [tuple(c) for c in curve] + inner, tint, 96, 1)
    if liquid is not None:
        level = fill or shoulder + 4.0
        radius = _radius(curve[9:])
        side = [(radius(z) - 0.25, z) for z in np.linspace(0.55, level, 50)]
        lathe("drink", [(0.01, 0.55), *side, (0.01, level)], liquid, 96, 1)
    if label:
        t, a = np.meshgrid(
            np.linspace(0, 1, 20), np.linspace(0, 2 * math.pi, 96, endpoint=False), indexing="ij"
        )
        z = shoulder * (0.22 + 0.6 * t)
        verts = as_points((body + 0.03) * np.cos(a), (body + 0.03) * np.sin(a), z).reshape(-1, 3)
        band = ((t < 0.12) | (t > 0.88) | (np.abs(t - 0.5) < 0.02)).astype(float).ravel()
        mesh_object(
            "label",
            verts,
            grid_faces(20, 96, True)[:, ::-1],
            m.paper(label, "#FBF3DF"),
            {"stripe": band},
        )
    if cap:
        lathe(
            "cap",
            [
                (0.01, tall + 0.45),
                (neck * 1.05, tall + 0.4),
                (neck * 1.3, tall + 0.1),
                (neck * 1.34, tall - 0.4),
                (0.01, tall - 0.4),
            ][::-1],
            m.plain("cap", cap, cap, 0.3, 2, 0.01, 0.0, coat=0.4),
            64,
            6,
        )
