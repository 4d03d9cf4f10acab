"""Sandwiches."""

import numpy as np

from studio import materials as m
from studio import parts, shapes, vessels
from studio.registry import Frame, dish


def _triangle(verts):
    """Press a rounded box into half of it, cut from corner to corner."""
    x, y = verts[:, 0].copy(), verts[:, 1].copy()
    over = np.clip(x + y, 0, None)
    verts[:, 0], verts[:, 1] = x - over / 2, y - over / 2
    return verts


def _toast(name, at, half=5.2, thick=0.62):
    verts, faces = shapes.superblob((half, half, thick), 7, 9, 6)
    bake = 0.18 + 0.5 * shapes.smoothstep(0.9, 1.0, np.abs(verts[:, :2]).max(1) / half)
    bake = bake + 0.28 * shapes.smoothstep(-0.1, 0.5, shapes.fbm(verts, 0.5, 3, 4)) * (
        np.abs(verts[:, 2]) > thick * 0.7
    )
    bake = np.where(verts[:, 0] + verts[:, 1] > 0.2, 0.1, bake)  # the cut face is crumb
    verts = _triangle(verts)
    verts[:, 2] += 0.06 * shapes.fbm(verts, 0.8, 3, 7)
    shapes.add(name, (verts, faces, {"bake": bake}), m.bun(), at)


def _sheet(name, material, at, half=5.3, wave=0.16, seed=0, attribute="fat"):
    """A slice that peeps out at the cut."""
    n = 60
    u, v = np.meshgrid(np.linspace(-1, 1, n), np.linspace(-1, 1, n), indexing="ij")
    flat = shapes.as_points(u * 2, v * 2, np.full_like(u, seed))
    verts = shapes.as_points(u * half, v * half, wave * shapes.perlin(flat, 1.5, seed)).reshape(
        -1, 3
    )
    verts = _triangle(verts)
    more = {attribute: np.clip(0.4 + 0.6 * shapes.fbm(flat, 1.2, 3, seed), 0, 1).ravel()}
    shapes.add(name, (verts, shapes.grid_faces(n, n)[:, ::-1], more), material, at)


@dish("club-sandwich", filling=("chicken", "bacon", "egg"))
@dish("ham-and-cheese-sandwich", filling=("ham", "cheese"))
@dish("vegetable-sandwich", filling=("cucumber", "avocado"))
def toast_sandwich(rng, *, filling):
    z = vessels.round_board(13.0)
    halves = (((-4.6, -1.2), -2.66), ((4.7, 0.6), -2.06))
    for k, (place, turn) in enumerate(halves):
        with shapes.at((*place, z), turn=turn):
            _build(rng, filling, k)
    if len(filling) > 2:
        wood = m.plain("stick", "#D9B47A", "#B98A4A", 0.5, 2, 0.02, 0.1)
        verts, faces, _ = shapes.tube(
            np.linspace((-4.2, 1.0, z + 2), (-4.2, 1.0, z + 9.0), 12), 0.12, 8, 0.6
        )
        shapes.add("stick", (verts, faces, {}), wood)
    return Frame(25.0, 2.6, 33.0)


def _build(rng, filling, seed):
    top = 0.6
    _toast("bread", (0, 0, top))
    top += 0.62
    for name in filling:
        top = _fill(rng, name, top, seed)
    _leaf(rng, top)
    _slices(rng, m.tomato(), top + 0.45, 1.9)
    _toast("bread", (0, 0, top + 1.35))


def _leaf(rng, z):
    n = 80
    u, v = np.meshgrid(np.linspace(-1, 1, n), np.linspace(-1, 1, n), indexing="ij")
    seed = int(rng.integers(99))
    frill = shapes.perlin(shapes.as_points(u * 5, v * 5), 1.2, seed)
    verts = shapes.as_points(u * 5.9, v * 5.9, 0.3 + 0.32 * frill).reshape(-1, 3)
    more = {"vein": 0 * u.ravel(), "across": np.clip(0.5 + 0.5 * frill, 0, 1).ravel()}
    shapes.add(
        "lettuce",
        (_triangle(verts), shapes.grid_faces(n, n)[:, ::-1], more),
        m.lettuce(),
        (0, 0, z),
    )


def _slices(rng, material, z, radius):
    for x, y in ((-3.2, 2.6), (-1.2, 0.9), (0.9, -1.2), (2.8, -3.2), (-3.0, -2.6)):
        shape = shapes.puck(radius, 0.36, 0.1, 26, 80, 0.03, 0.03, int(rng.integers(99)))
        shapes.add(
            "slice",
            shape,
            material,
            (x - 0.35, y - 0.35, z + rng.normal(0, 0.04)),
            (*rng.normal(0, 0.05, 2), rng.uniform(0, 6.3)),
        )


def _fill(rng, name, z, seed):
    if name == "ham":
        for k in range(3):
            _sheet(
                "ham", m.cooked_ham(), (0.1 * k, 0.1 * k, z + 0.14 + 0.2 * k), 5.5, 0.2, k + seed
            )
        return z + 0.7
    if name == "cheese":
        yellow = m.plain("cheese", "#FAC04A", "#F0A42A", 0.3, 0.5, 0.03, 0.5, 0.35, 0.25)
        for k in range(2):
            _sheet("cheese", yellow, (0.15, 0.1, z + 0.14 + 0.18 * k), 5.45, 0.08, k + 5)
        return z + 0.45
    if name == "bacon":
        for k in range(2):
            _sheet("bacon", m.bacon(), (0, 0, z + 0.2 + 0.24 * k), 5.6, 0.34, k + 11)
        return z + 0.7
    if name == "chicken":
        white = m.toned(
            "chicken",
            [(0, "#F4E3C2"), (0.6, "#EBCFA0"), (1, "#C08A4A")],
            "fat",
            roughness=0.4,
            glow=0.5,
            bump=0.08,
            bump_scale=3,
        )
        for k in range(3):
            _sheet("chicken", white, (0, 0, z + 0.16 + 0.26 * k), 5.2, 0.2, k + 21)
        return z + 0.95
    if name == "egg":
        egg = m.toned(
            "boiled egg",
            [(0, "#F3A81E"), (0.5, "#F6B93A"), (0.58, "#FCF6E6"), (1, "#FFFDF6")],
            "across",
            roughness=0.3,
            glow=0.5,
            coat=0.2,
            jitter=0.02,
        )
        _slices(rng, egg, z + 0.1, 1.7)
        return z + 0.5
    _slices(rng, m.cucumber() if name == "cucumber" else m.avocado(), z + 0.1, 1.8)
    return z + 0.5


@dish("mozzarella-sandwich")
def baguette(rng):
    """A long roll with tomato, mozzarella and basil."""
    z = vessels.slab_board((12.5, 6.5, 0.6))
    with shapes.at((0, 0, z), turn=0.3):
        for up, tilt in ((1.5, 0), (4.6, -0.12)):
            verts, faces = shapes.superblob((10.2, 3.1, 1.7), 2.8, 2.3, 6)
            verts[:, 2] = np.where(
                verts[:, 2] * (1 if up < 3 else -1) > 0.5, np.sign(verts[:, 2]) * 0.5, verts[:, 2]
            )
            verts = verts * (1 + 0.03 * shapes.fbm(verts, 0.4, 3, int(rng.integers(99))))[:, None]
            outside = verts[:, 2] * (1 if up > 3 else -1)
            bake = 0.15 + 0.65 * shapes.smoothstep(-0.3, 1.2, outside)
            shapes.add("roll", (verts, faces, {"bake": bake}), m.bun(), (0, 0, up), (tilt, 0, 0))
        for k in range(7):
            x = (k - 3) * 2.6
            shapes.add(
                "tomato",
                shapes.puck(2.3, 0.5, 0.15, 30, 80, 0.03, 0.04, k),
                m.tomato(),
                (x, -1.2, 2.1 + 0.1 * (k % 2)),
                (0.12, 0.05, k),
            )
            shapes.add(
                "mozzarella",
                shapes.puck(2.2, 0.6, 0.25, 30, 80, 0.04, 0.05, k),
                m.soft_cheese(),
                (x + 1.2, -1.3, 2.75),
                (0.16, -0.1, k),
            )
        parts.basil(
            [((k - 3) * 2.9, -3.0, 3.2, -1.5 + rng.normal(0, 0.3), 0.7) for k in range(7)], 5
        )
    return Frame(26.0, 2.6, 33.0)
