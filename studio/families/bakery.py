"""From the oven: breads, buns, cakes."""

import math

import numpy as np

from studio import materials as m
from studio import parts, shapes, vessels
from studio.parts import baked, confectionery, greens
from studio.parts import orchard as fruit
from studio.parts.dollops import cream_swirl
from studio.registry import Frame, dish
from studio.shapes import in_disc, spread, superblob


@dish("croissant")
def croissant(rng):
    z = vessels.plate(10.4, m.ceramic("#F1ECE2"))
    baked.croissant((0.2, 2.6, z), (0, 0, 0.12), 0.92, 2)
    crumbs = m.plain("crumbs", "#E2A64C", "#B8691C", 0.6, 4)
    parts.dust(
        [(x, y, z + 0.12) for x, y in (in_disc(7.6)(rng) for _ in range(50))], rng, crumbs, 0.10
    )
    return Frame(17.5, 1.9, 36.0)


@dish("cinnamon-bun")
def cinnamon_bun(rng):
    z = vessels.plate(10.4, m.stoneware("#5E6E64", "#8A6A48"))
    baked.spiral_bun((0, 0.2, z), 5.2, 3.4, 3.2, 4)
    return Frame(19.0, 1.9, 40.0)


@dish("pretzel")
def pretzel(rng):
    z = vessels.round_board(11.5)
    baked.pretzel((0, 0.4, z), 1.15, 3)
    return Frame(22.0, 1.6, 50.0)


@dish("bread-and-butter")
def bread_and_butter(rng):
    z = vessels.slab_board((12.5, 7.6, 0.7))
    baked.loaf((-3.2, 3.0, z), (7.6, 4.4, 4.4), 0.12, 3)
    baked.bread_slice((3.2, -3.4, z + 0.1), (0, 0, 0.25), (4.6, 3.6), 0.9, 2)
    baked.bread_slice((6.8, -1.6, z + 0.7), (0.1, -0.25, -0.15), (4.6, 3.6), 0.9, 5)
    v, f = superblob((1.9, 1.1, 0.85), 8, 7, 4)
    shapes.add(
        "butter",
        (v, f, {}),
        m.plain("butter", "#FBE6A0", "#F3D67A", 0.3, 0.8, 0.02, 0.5, 0.4, 0.1),
        (-6.2, -4.6, z + 0.8),
        (0, 0, 0.4),
    )
    return Frame(26.5, 2.2, 36.0)


# ---------------------------------------------------------------- cakes by the slice

CREAM = ("#FFFAEC", "#F6E8CC")


def _cream(light="#FFFAEC", dark="#F6E8CC"):
    return m.plain("frosting", light, dark, 0.38, 0.9, 0.06, 0.5, 0.4, 0.1)


def _slice(rng, layers, top=None, rim=None, glaze=None):
    z = vessels.plate(10.4, m.ceramic(glaze or "#EFE8DA"))
    return confectionery.slice_of_cake(layers, (-0.4, 0.6, z), 11.5, 0.60, 0.8, rim, top, 3), z


@dish("carrot-cake")
@dish("vegan-carrot-cake")
def carrot_cake(rng):
    sponge = baked.crumb("#C98A4A", "#8A5224", 2.4)
    cream = _cream()
    top, _ = _slice(rng, [(1.7, sponge), (0.6, cream), (1.7, sponge)], (0.7, cream), cream)
    walnuts = m.plain("walnut", "#B98452", "#7A4A24", 0.6, 2.5, 0.18, 0.2)
    for k, (x, y) in enumerate(((1.6, 3.2), (2.6, 2.2), (0.4, 2.6))):
        v, f = shapes.chunk((0.75, 0.6, 0.4), k, 2.4, 0.3, 4, 1.4)
        shapes.add("walnut", (v, f, {}), walnuts, (x, y, top + 0.3), (0.2, 0.1, k))
    greens.shreds(
        rng, (-0.6, -0.6), 1.2, top + 0.15, 16, greens.carrot(), 0.09, length=(0.4, 0.8), lift=0.3
    )
    return Frame(19.5, 2.5, 32.0, beside="fork")


@dish("chocolate-cake")
def chocolate_cake(rng):
    sponge = baked.crumb("#5E3018", "#32150A", 2.6, 0.1)
    ganache = m.plain("ganache", "#4A220F", "#2E1208", 0.2, 0.9, 0.05, 0.2, 0.2, 0.4)
    top, z = _slice(rng, [(1.6, sponge), (0.5, ganache), (1.6, sponge)], (0.6, ganache), ganache)
    fruit_red = m.toned(
        "raspberry",
        [(0, "#A90E26"), (0.5, "#C81E3A"), (1, "#DE3A54")],
        roughness=0.28,
        glow=0.5,
        glow_depth=0.3,
        coat=0.25,
        bump=0.02,
        jitter=0.1,
    )
    parts.raspberry((1.8, 3.0, top + 0.7), (0.3, 0.2, 0), fruit_red, rng, 0.85)
    parts.raspberry((5.6, -3.0, z + 0.85), (1.3, 0.2, 0.4), fruit_red, rng, 0.85)
    return Frame(19.5, 2.5, 32.0, beside="fork")


@dish("cheesecake")
def cheesecake(rng):
    base = baked.crumb("#B97A3A", "#7E4A1C", 4.0, 0.1)
    body = m.plain("cheesecake", "#FBF0D2", "#F3DFAE", 0.45, 0.8, 0.04, 0.5, 0.4)
    top, z = _slice(
        rng,
        [(0.7, base), (3.0, body)],
        (0.14, m.plain("baked top", "#EFC67E", "#D9A048", 0.35, 1.0, 0.02, 0.4, 0.3, 0.1)),
        None,
        "#D9DED6",
    )
    fruit.strawberry((1.8, 2.8, top + 0.9), (0.5, 0.4, 0), 1.0, 2)
    fruit.berries(
        [(0.2, 2.6, top + 0.4), (2.6, 1.4, top + 0.4), (5.4, -2.8, z + 0.5), (6.0, -1.6, z + 0.5)],
        0.55,
        "#3E4A7A",
        "#22284A",
        rng,
    )
    return Frame(19.5, 2.4, 32.0, beside="fork")


@dish("matcha-cheesecake")
def matcha_cheesecake(rng):
    base = baked.crumb("#6A4424", "#3E2412", 4.0, 0.1)
    body = m.plain("matcha", "#B4BE62", "#93A040", 0.45, 0.8, 0.04, 0.5, 0.4)
    _slice(
        rng,
        [(0.7, base), (3.0, body)],
        (0.12, m.plain("matcha powder", "#7E9A2E", "#5E7A1C", 0.9, 3, 0.04, 0.1)),
        None,
        "#2F3B44",
    )
    return Frame(19.5, 2.3, 32.0)


@dish("lemon-drizzle")
def lemon_drizzle(rng):
    z = vessels.slab_board((10.5, 6.4, 0.6))
    v, f = superblob((6.0, 3.2, 2.9), 6, 4, 6)
    v[:, 2] = np.maximum(v[:, 2], -2.2)
    bake = 0.35 + 0.35 * shapes.smoothstep(0.5, 2.4, v[:, 2]) + 0.1 * shapes.fbm(v, 0.5, 3, 2)
    cut = v[:, 0] > 5.4
    shapes.add(
        "loaf",
        (v, f, {"bake": np.where(cut, 0.02, bake)}),
        baked.crust(("#F6DE9A", "#E5AE4E", "#B8701E", "#7E440E"), 0.08, 0.5, 0.05),
        (-3.0, 1.0, z + 2.2),
        (0, 0, 0.2),
    )
    ice = m.plain("icing", "#FFFEF8", "#F6F0DC", 0.15, 1, 0.01, 0.5, 0.3, 0.4)
    for k in range(13):
        x = -5.0 + 0.85 * k
        greens.sauce(
            [
                (
                    -3.0 + x * 0.98 + 0.2 * y,
                    1.0 + 0.2 * x + y,
                    z + 2.2 + (2.95 if abs(y) < 2.2 else 2.95 - (abs(y) - 2.0) * 1.3),
                )
                for y in np.linspace(-3.3, 3.0, 9)
            ],
            0.2,
            ice,
            seed=k,
        )
    crumb = baked.crumb("#F8E29A", "#E5BC5A", 2.6)
    for k, x in enumerate((5.0, 7.4)):
        v, f = superblob((0.65, 3.0, 2.5), 7, 5, 5)
        shapes.add(
            "slice",
            (v, f, {}),
            crumb,
            (x, -0.6 - 0.4 * k, z + 1.0 + 0.3 * k),
            (0, 1.15 - 0.1 * k, 0.15),
        )
    fruit.slice_of("lemon", (2.6, -4.2, z), (0, 0, 0.4), 1.9, 0.4)
    fruit.slice_of("lemon", (-4.4, 1.0, z + 5.2), (0.1, 0.06, 0.4), 1.5, 0.25)
    return Frame(23.5, 2.6, 32.0)


@dish("cupcake")
@dish("vegan-cupcake")
def cupcake(rng):
    z = vessels.plate(8.6, m.ceramic("#E6EAE4"))
    with shapes.at((0, 0, z)):
        confectionery.fluted_case((0, 0, 0), 2.5, 3.4, 3.4)
        v, f = superblob((3.45, 3.45, 1.2), 2.2, 2.2, 4)
        shapes.add("sponge", (v, f, {}), baked.crumb("#5E3018", "#32150A", 2.6, 0.1), (0, 0, 3.3))
        cream_swirl(
            (0, 0, 3.2),
            3.5,
            3,
            rng,
            1.25,
            m.plain("chocolate cream", "#7A4626", "#542A14", 0.35, 1.0, 0.03, 0.3, 0.3, 0.15),
        )
        sprinkles(
            rng,
            [
                (x, y, 5.2 + 2.6 * (1 - math.hypot(x, y) / 3.0))
                for x, y in spread(rng, 34, in_disc(2.9), 0.4)
            ],
        )
    return Frame(16.5, 3.9, 22.0)


def sprinkles(rng, points):
    v, f = superblob((0.32, 0.09, 0.09), 2.5, 2.5, 2)
    look = m.toned(
        "sprinkles",
        [(0, "#E8413A"), (0.25, "#F2B01E"), (0.5, "#F7F2E4"), (0.75, "#3FA4A0"), (1, "#F07AA0")],
        jitter=0.0,
        roughness=0.3,
        glow=0.2,
        coat=0.3,
    )
    shapes.merged_copies(
        "sprinkles",
        (v, f),
        [(p, tuple(rng.uniform(-0.7, 0.7, 2)) + (rng.uniform(0, 6),), 1) for p in points],
        look,
        rng,
    )


@dish("birthday-cake")
def birthday_cake(rng):
    z = vessels.plate(10.0, m.ceramic("#F1ECE2"))
    cream = _cream("#FFF4EC", "#F6DDD0")
    shapes.lathe(
        "cake",
        [(0.01, 0), (6.2, 0), (6.35, 0.3), (6.35, 5.6), (6.1, 6.1), (0.01, 6.15)],
        cream,
        160,
        8,
        0.01,
        4,
    ).location = (0, 0, z)
    for k in range(12):
        a = k * 2 * math.pi / 12
        with shapes.at((5.2 * math.cos(a), 5.2 * math.sin(a), z + 6.0)):
            cream_swirl((0, 0, -0.25), 1.05, 2, rng, 1.0, _cream("#FFFDF6", "#F9EEDC"))
    sprinkles(rng, [(x, y, z + 6.25) for x, y in spread(rng, 60, in_disc(4.0), 0.4)])
    sprinkles(
        rng,
        [
            (6.42 * math.cos(a), 6.42 * math.sin(a), z + 0.3 + 1.5 * rng.random() ** 2)
            for a in rng.uniform(0, 6.3, 120)
        ],
    )
    for k, (x, y) in enumerate(((-1.8, 0.6), (0.2, 1.6), (1.9, 0.4), (0.9, -1.4), (-1.0, -1.4))):
        candle, f, _ = shapes.tube(
            np.linspace((x, y, z + 6.0), (x, y, z + 10.2), 24), 0.24, 14, 1.0
        )
        stripe = (
            np.sin(candle[:, 2] * 4 + np.arctan2(candle[:, 1] - y, candle[:, 0] - x)) > 0
        ).astype(float)
        shapes.add(
            "candle",
            (candle, f, {"stripe": stripe}),
            m.paper(("#E8663C", "#3F8FA4", "#E0A020", "#C8467E", "#5E9A3A")[k]),
        )
        flame, f = superblob((0.2, 0.2, 0.55), 2, 1.6, 3)
        s = m.Shader("flame")
        shapes.add(
            "flame",
            (flame, f, {}),
            s.finish(base="#FFC24A", emission_color="#FFB43A", emission_strength=6.0),
            (x, y, z + 10.9),
        )
    return Frame(24.5, 5.0, 24.0)


@dish("brownie")
def brownie(rng):
    z = vessels.plate(10.0, m.ceramic("#EFE8DA"))
    cake = m.plain("brownie", "#4A2412", "#2A1208", 0.5, 2.2, 0.16, 0.1, coat=0.1)
    lid = m.plain("brownie top", "#6E3E20", "#42200E", 0.35, 1.2, 0.14, 0.1, coat=0.15)
    for k, (x, y, h, turn) in enumerate(
        ((-2.6, 0.8, 0, 0.3), (3.0, 0.2, 0, -0.2), (0.2, 1.2, 2.5, 0.55))
    ):
        v, f = superblob((2.8, 2.6, 1.2), 9, 8, 6)
        v[:, 2] += 0.10 * shapes.fbm(v, 0.9, 4, k) * (v[:, 2] > 0)
        shapes.add("brownie", (v, f, {}), cake, (x, y, z + 1.2 + h), (0, 0, turn))
        u, g, _ = shapes.puck(2.7, 0.16, 0.06, 60, 120, 0.0, 0.12, k)
        u = u * (1, 1, 1)
        r = np.maximum(np.abs(u[:, 0]), np.abs(u[:, 1])) / np.maximum(
            np.hypot(u[:, 0], u[:, 1]), 1e-6
        )
        u[:, :2] *= (1 / np.maximum(r, 0.72))[:, None] * 0.98
        shapes.add("top", (u, g, {}), lid, (x, y, z + 2.32 + h), (0, 0, turn))
    walnuts = m.plain("walnut", "#B98452", "#7A4A24", 0.6, 2.5, 0.18, 0.2)
    for k, (x, y, h) in enumerate(
        ((0.8, 1.8, 5.1), (-0.8, 0.6, 5.1), (4.2, -1.2, 2.6), (-3.8, -0.6, 2.6))
    ):
        v, f = shapes.chunk((0.75, 0.6, 0.4), k, 2.4, 0.3, 4, 1.4)
        shapes.add("walnut", (v, f, {}), walnuts, (x, y, z + h), (0.2, 0.1, k))
    return Frame(19.5, 2.6, 30.0)


@dish("skillet-cookie")
def skillet_cookie(rng):
    s = m.Shader("iron")
    iron = s.finish(
        base="#1E1C1B", roughness=0.45, metallic=0.4, normal=s.bump(s.noise(6, 4), 0.03, 0.5)
    )
    shapes.lathe(
        "pan",
        [
            (0.01, 0),
            (7.2, 0),
            (7.6, 0.4),
            (8.6, 3.0),
            (8.8, 3.1),
            (8.4, 3.0),
            (7.3, 0.7),
            (0.01, 0.6),
        ],
        iron,
        160,
        8,
    )
    v, f = superblob((4.6, 1.0, 0.4), 4, 4, 4)
    shapes.add("handle", (v, f, {}), iron, (11.2, 6.4, 2.7), (0, 0, 0.52))
    t, a, faces = shapes.polar_grid(140, 280)
    x, y = 8.05 * t * np.cos(a), 8.05 * t * np.sin(a)
    p = shapes.as_points(x, y)
    z = (
        2.2
        + 0.3 * (1 - t**2)
        + 0.16 * shapes.fbm(p, 0.7, 4, 3)
        - 0.25 * shapes.smoothstep(0.9, 1, t)
    )
    bake = 0.3 + 0.4 * shapes.smoothstep(0.6, 1, t) + 0.14 * shapes.fbm(p, 0.5, 4, 5)
    shapes.add(
        "cookie",
        (shapes.as_points(x, y, z).reshape(-1, 3), faces, {"bake": np.clip(bake, 0, 1).ravel()}),
        baked.crust(("#F0CE8E", "#D9A254", "#AC6A28", "#744010"), 0.12, 0.55, 0.03, 1.3),
    )
    dark = m.plain("chocolate", "#4A2210", "#2E1208", 0.25, 1, 0.04, 0.1, coat=0.3)
    for k, (px, py) in enumerate(spread(rng, 38, in_disc(7.2), 1.0)):
        v, f = shapes.chunk((0.62, 0.5, 0.36), k, 3.0, 0.15, 3, 0.9)
        shapes.add(
            "chocolate",
            (v, f, {}),
            dark,
            (px, py, 2.52 - 0.004 * (px * px + py * py)),
            (0.2, 0.2, k),
        )
    confectionery.scoop((-0.4, 0.6, 2.5), "#FFF6DC", "#F6E6BC", 2.5, 3)
    return Frame(25.0, 2.2, 38.0)
