"""Broths by colour (dark, middle, light; drops of fat; their rim), in a deep bowl."""

import numpy as np

from studio import materials as m
from studio import vessels
from studio.shapes import as_points, mesh_object, polar_grid, smoothstep

LEVEL = 5.7


SHOYU = (("#3E1C06", "#6E3A10", "#8E5420"), "#C98A2A", "#5A2C08")


TONKOTSU = (("#CDA873", "#E3C798", "#F0DDB8"), "#F3D48A", "#B88A4A")


MISO = (("#8E4E14", "#B4702A", "#CF9450"), "#E0982E", "#8A4408")


TANTAN = (("#9A4A16", "#C4732E", "#DC9C5C"), "#B81E04", "#8A0E02")


SHIO = (("#9C7430", "#C09A54", "#D8BC80"), "#E6C266", "#A07830")


DIPPING = (("#3E2008", "#5E3612", "#7E4E20"), "#B07020", "#3A1A06")


PHO = (("#8E6228", "#A4783A", "#B68C50"), "#DDB25A", "#8A5A20")


HUE = (("#7E3A12", "#A85A22", "#C4803E"), "#C02A06", "#8A1804")


MISO_CLEAR = (("#A87A44", "#C69C64", "#DCBC8A"), "#C69C64", "#A87A44")


TEA = (("#8A8A34", "#A8A850", "#C2C274"), "#A8A850", "#8A8A34")


def soup(name, stops, drop, ring, drops=0.5, cloud=0.35, gloss=0.22, opaque=0.15):
    """Broth with drops of fat: stops dark to light, the drops' colour and how many there are."""
    s = m.Shader(name)
    drift = s.noise(cloud, 5, 0.6, 1.0)
    dark, mid, light = stops
    base = s.ramp(drift, [(0.3, dark), (0.52, mid), (0.75, light)])
    big, small = s.cells(0.75), s.cells(2.3)
    on_big = s.math(
        "MULTIPLY",
        s.spread(big, 0.33, 0.28),
        s.spread(s.noise(0.4, 2), 0.52 - 0.1 * drops, 0.56 - 0.1 * drops),
    )
    on_small = s.math(
        "MULTIPLY",
        s.spread(small, 0.30, 0.24),
        s.spread(s.noise(0.6, 2), 0.48 - 0.1 * drops, 0.54 - 0.1 * drops),
    )
    on = s.math("MAXIMUM", on_big, on_small)
    edge = s.math("MULTIPLY", on, s.math("SUBTRACT", 1.0, s.spread(big, 0.22, 0.28)))
    base = s.mix(s.math("MULTIPLY", on, min(1.0, 0.4 + drops * 0.4)), base, drop)
    base = s.mix(s.math("MULTIPLY", edge, 0.35), base, ring)
    depth = s.attribute("depth")
    base = s.mix(s.math("MULTIPLY", depth, 0.55), base, dark)
    ripple = s.math("ADD", s.math("MULTIPLY", on, 0.6), s.math("MULTIPLY", s.noise(0.8, 2), 0.7))
    return s.finish(
        base=base,
        roughness=s.mix(on, gloss, 0.05),
        glow=opaque,
        glow_depth=0.6,
        coat=0.25,
        coat_roughness=0.05,
        specular=0.4,
        normal=s.bump(ripple, 0.12, 0.5),
    )


def broth_bowl(
    tones, rng, *, radius=10.6, height=7.3, level=LEVEL, dish=None, drops=0.5, opaque=0.15
):
    """A deep bowl filled with soup; returns the radius of its surface."""
    inner = vessels.bowl(radius, height, material=dish or m.stoneware("#26323B", "#6B4A30"))
    edge = float(inner(level)) + 0.05
    t, angle, faces = polar_grid(60, 120)
    x, y = t * edge * np.cos(angle), t * edge * np.sin(angle)
    z = level + 0.14 * smoothstep(0.955, 1, t)
    verts = as_points(x, y, z).reshape(-1, 3)
    stops, drop, ring = tones
    mesh_object(
        "broth",
        verts,
        faces,
        soup("broth", stops, drop, ring, drops, opaque=opaque),
        {"depth": smoothstep(0.72, 1.0, t).ravel() * 0.6},
    )
    return edge
