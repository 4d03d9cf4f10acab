"""Calzone, pide, lahmacun, focaccia."""

import numpy as np

from studio import materials as m
from studio import parts, shapes, vessels
from studio.registry import Frame, dish


def _crust(name, x, y, z, faces, browned, attributes=None):
    verts = shapes.as_points(x, y, z).reshape(-1, 3)
    more = {"bake": np.clip(browned, 0, 1).ravel(), **(attributes or {})}
    return shapes.add(name, (verts, faces, more), m.bun())


@dish("calzone")
def calzone(rng):
    z0 = vessels.round_board(15.6)
    t, angle, faces = shapes.polar_grid(150, 400)
    c, s = np.cos(angle), np.sin(angle)
    half = np.where(s > 0, 1.0, 0.16)
    wave = 1 + 0.02 * shapes.perlin(shapes.as_points(c * 2, s * 2), 1.2, 3)
    r = t * 13.2 * wave
    x, y = r * c, r * s * half * 0.92 - 4.6
    inside = np.clip(1 - t**3.5, 0, 1)
    flat = shapes.as_points(x, y)
    pleat = shapes.smoothstep(0.84, 0.93, t) * (s > -0.2) * (0.55 + 0.45 * np.sin(angle * 34)) * 0.9
    bubbles = shapes.smoothstep(0.25, 0.7, shapes.fbm(flat, 0.5, 3, 5))
    z = (
        z0
        + 0.25
        + 2.9 * inside**0.55 * (0.75 + 0.25 * s)
        + pleat
        + 0.35 * bubbles * inside
        + 0.12 * shapes.fbm(flat, 1.1, 3, 8)
    )
    z = np.where(t > 0.985, z0, z)
    browned = (
        0.30
        + 0.35 * bubbles
        + 0.4 * pleat
        + 0.3 * shapes.fbm(flat, 0.4, 3, 12)
        + 0.25 * shapes.smoothstep(0.8, 1, t)
    )
    _crust("calzone", x, y, z, faces, browned)
    sauce = m.pasta_sauce("tomato")
    shapes.add(
        "sauce",
        shapes.puck(2.5, 0.25, 0.15, 30, 90, 0.25, 0.08, 5),
        sauce,
        (0.5, 1.2, float(z.max()) - 0.5),
        (-0.28, 0.05, 0),
    )
    top = float(z.max()) - 0.15
    parts.basil([(0.2, 1.0, top, 0.4, 0.9), (1.2, 1.7, top - 0.15, 2.1, 0.7)], 3)
    with shapes.at((0, 0)):
        ground = parts.Ground(11.0, x.ravel(), y.ravel(), z.ravel())
        spots = [(px, py, pz + 0.05) for px, py, pz in ground.places(rng, 40, 0.6) if py > -4]
        parts.herbs(spots, rng, 0.3, m.leaf("#5E7A34", "#3A4E1E", 0.6))
    return Frame(32.0, 1.6, 44.0)


@dish("lahmacun")
def lahmacun(rng):
    z0 = vessels.round_board(15.6)
    ground = _thin_bread(rng, z0, 13.6, m.plain("spread", "#B4532A", "#7E2E12", 0.55, 2.4, 0.2))
    parts.flakes(
        rng,
        ground,
        420,
        m.toned("mince", [(0, "#6E2E14"), (0.5, "#9A5230"), (1, "#C08858")], roughness=0.55),
        0.34,
        0.5,
    )
    red = m.plain("tomato dice", "#CF3416", "#A01C08", 0.2, 1.5, 0.04, 0.45, 0.25, 0.4)
    parts.flakes(rng, ground, 60, red, 0.36, 1.1)
    spots = [(x, y, z + 0.2) for x, y, z in ground.places(rng, 110, 0.6)]
    parts.herbs(spots, rng, 0.55)
    parts.onion(rng, ground, 5, 1.5)
    parts.citrus_slice((9.4, -9.0, z0 + 1.2), (0.9, 0.2, 0.6), 2.4, 1.3, 1.0, m.citrus())
    return Frame(32.0, 1.0)


def _thin_bread(rng, base, radius, sauce):
    """A thin round with a narrow rim; returns the ground for its topping."""
    t, angle, faces = shapes.polar_grid(120, 320)
    c, s = np.cos(angle), np.sin(angle)
    r = t * radius * (1 + 0.03 * shapes.perlin(shapes.as_points(c, s), 1.4, 4))
    x, y = r * c, r * s
    flat = shapes.as_points(x, y)
    z = (
        base
        + 0.45
        + 0.35 * shapes.smoothstep(0.9, 0.97, t) * shapes.smoothstep(1.0, 0.985, t)
        + 0.14 * shapes.fbm(flat, 0.6, 3, 5)
    )
    z = np.where(t > 0.995, base, z)
    blister = shapes.worley(flat, 0.9, 7)
    browned = (
        0.2
        + 0.55 * shapes.smoothstep(0.5, 0.1, blister[0]) * (blister[1] > 0.55)
        + 0.2 * shapes.fbm(flat, 0.7, 2, 3)
    )
    _crust("bread", x, y, z, faces, browned)
    cover = t < 0.93
    spread = shapes.as_points(x, y, z + 0.09 * cover - 0.3 * ~cover).reshape(-1, 3)
    shapes.add("spread", (spread, faces, {}), sauce)
    return parts.Ground(radius * 0.86, x.ravel(), y.ravel(), z.ravel() + 0.08)


@dish("pide-with-cheese", filling="cheese")
@dish("pide-with-mince", filling="mince")
def pide(rng, *, filling):
    z0 = vessels.slab_board((15.5, 7.4, 0.6))
    u, v = np.meshgrid(np.linspace(-1, 1, 260), np.linspace(-1, 1, 110), indexing="ij")
    half = 4.6 * np.clip(1 - np.abs(u) ** 2.4, 0, 1) ** 0.62 + 0.25
    x, y = u * 14.0, v * half * (1 + 0.03 * shapes.perlin(shapes.as_points(u * 4), 1, 3))
    flat = shapes.as_points(x, y)
    rim = shapes.smoothstep(0.58, 0.74, np.abs(v) + 0.5 * shapes.smoothstep(0.8, 1, np.abs(u)))
    far = np.maximum(np.abs(v), np.abs(u) ** 3)
    inward = np.exp(-(((far - 0.78) / 0.13) ** 2))
    outward = np.sqrt(np.clip(1 - ((far - 0.78) / 0.22) ** 2, 0.0, 1))
    swell = np.where(far < 0.78, 0.45 + 0.9 * inward, 1.35 * outward)
    z = z0 + swell + 0.1 * shapes.fbm(flat, 0.7, 3, 4) * outward
    faces = shapes.grid_faces(260, 110)[:, ::-1]
    browned = 0.35 + 0.35 * rim + 0.3 * shapes.fbm(flat, 0.5, 3, 8)
    _crust("pide", x, y, z, faces, browned)
    inner = rim < 0.5
    fill = z + 0.22 * inner - 0.6 * ~inner
    if filling == "cheese":
        marks = {
            "crust": 0 * z,
            "cheese": np.clip(0.85 + 0.2 * shapes.fbm(flat, 0.8, 3, 2), 0, 1),
            "char": 0.3 * shapes.smoothstep(0.4, 0.7, shapes.fbm(flat, 1.1, 3, 6)),
            "brown": 0 * z,
        }
        shapes.add(
            "cheese",
            (
                shapes.as_points(x, y, fill + 0.12 * shapes.fbm(flat, 0.9, 3, 3)).reshape(-1, 3),
                faces,
                {k: w.ravel() for k, w in marks.items()},
            ),
            m.pizza_top("cream"),
        )
    else:
        shapes.add(
            "spread",
            (shapes.as_points(x, y, fill).reshape(-1, 3), faces, {}),
            m.pasta_sauce("ragù"),
        )
        ground = _along(x, y, z, inner)
        parts.flakes(
            rng,
            ground,
            170,
            m.plain("mince", "#7E3A1A", "#4A1E0C", 0.4, 2, 0.1, 0.3, 0.2, 0.3),
            0.5,
            0.6,
        )
        parts.flakes(
            rng,
            ground,
            34,
            m.plain("pepper", "#4E8A22", "#2E5A12", 0.2, 1.5, 0.04, 0.45, 0.25, 0.4),
            0.4,
            1.2,
        )
        parts.flakes(
            rng,
            ground,
            34,
            m.plain("tomato", "#CF3416", "#A01C08", 0.2, 1.5, 0.04, 0.45, 0.25, 0.4),
            0.4,
            1.2,
        )
    return Frame(33.0, 1.0, 44.0)


class _along(parts.Ground):
    """Places along the boat instead of in a disc."""

    def __init__(self, x, y, z, inner):
        super().__init__(10.0, x[inner], y[inner], z[inner] + 0.2)

    def places(self, rng, count, apart, inset=0.0):
        chosen = rng.permutation(len(self.x))[: count * 3]
        found = []
        for k in chosen:
            if all((self.x[k] - a) ** 2 + (self.y[k] - b) ** 2 > apart**2 for a, b, _ in found):
                found.append((self.x[k], self.y[k], self.z[k]))
        return found[:count]


@dish("focaccia")
def focaccia(rng):
    z0 = vessels.slab_board((13.5, 9.0, 0.6))
    verts, faces = shapes.superblob((10.6, 7.0, 1.7), 9, 5, 7)
    dimples = shapes.spread(rng, 40, lambda r: (r.uniform(-9.4, 9.4), r.uniform(-6, 6)), 2.1)
    up = verts[:, 2] > 0
    for dx, dy in dimples:
        verts[:, 2] -= (
            0.95 * np.exp(-((verts[:, 0] - dx) ** 2 + (verts[:, 1] - dy) ** 2) / 0.5) * up
        )
    flat = verts * (1, 1, 0)
    verts[:, 2] += up * (0.3 * shapes.fbm(flat, 0.35, 3, 4) + 0.08 * shapes.fbm(flat, 1.4, 3, 5))
    bake = np.where(up, 0.38 + 0.3 * shapes.fbm(flat, 0.4, 3, 7) + 0.14 * verts[:, 2], 0.25)
    shapes.add(
        "focaccia",
        (verts, faces, {"bake": np.clip(bake, 0, 1)}),
        m.bun(),
        (0, 0, z0 + 1.6),
        (0, 0, 0.12),
    )
    needle = m.plain("rosemary", "#4E6E34", "#2E461E", 0.5, 2, 0.02, 0.2)
    spots = [
        (rng.uniform(-9, 9), rng.uniform(-5.6, 5.6), z0 + 3.3 + 0.15 * rng.random())
        for _ in range(110)
    ]
    parts.grains("rosemary", spots, needle, rng, (0.75, 0.08, 0.06), 0.3)
    salt = m.plain("salt", "#FFFDF6", "#F3EEE2", 0.3, 2, 0.02, 0.3, coat=0.2)
    flakes = [
        (
            (rng.uniform(-9.4, 9.4), rng.uniform(-6, 6), z0 + 3.35),
            tuple(rng.uniform(0, 3, 3)),
            rng.uniform(0.8, 1.6),
        )
        for _ in range(120)
    ]
    shapes.merged_copies("salt", shapes.superblob((0.12, 0.1, 0.07), 6, 6, 1), flakes, salt, rng)
    return Frame(29.0, 1.4, 42.0)
