"""Eggs, toast, bowls and stacks: what the morning brings."""

import math

import numpy as np

from studio import materials as m
from studio import parts, shapes, vessels
from studio.parts import baked, confectionery, greens, grill
from studio.parts.plated import fried_egg
from studio.parts.seeds import beans
from studio.registry import Frame, dish
from studio.shapes import in_disc, smoothstep, spread, superblob
from studio.vessels.glassware import surface


def iron_pan(radius=9.0, tall=3.0):
    s = m.Shader("iron")
    iron = s.finish(
        base="#1E1C1B", roughness=0.42, metallic=0.4, normal=s.bump(s.noise(6, 4), 0.03, 0.5)
    )
    shapes.lathe(
        "pan",
        [
            (0.01, 0),
            (radius * 0.84, 0),
            (radius * 0.88, 0.4),
            (radius, tall),
            (radius + 0.2, tall + 0.1),
            (radius - 0.25, tall),
            (radius * 0.85, 0.7),
            (0.01, 0.6),
        ],
        iron,
        160,
        8,
    )
    for turn in (0.5, 0.5 + math.pi):
        v, f = superblob((1.5, 1.2, 0.3), 3, 4, 3)
        shapes.add(
            "ear",
            (v, f, {}),
            iron,
            ((radius + 1.2) * math.cos(turn), (radius + 1.2) * math.sin(turn), tall - 0.3),
            (0, 0, turn),
        )
    return radius - 0.6


@dish("shakshuka")
def shakshuka(rng):
    r = iron_pan(9.6)
    level = 2.1
    surface(
        r,
        level,
        m.plain("tomato sauce", "#B8300E", "#7A1804", 0.2, 1.6, 0.16, 0.35, 0.25, 0.4),
        rise=0.3,
        lumps=0.4,
    )
    eggs = ((-3.3, 1.6), (3.1, -1.4))

    def clear_of(x, y, gap):
        return all(math.hypot(x - a, y - b) > gap for a, b in eggs)

    dots = [
        (x, y, level + 0.45)
        for x, y in spread(rng, 46, in_disc(r * 0.9), 1.0)
        if clear_of(x, y, 2.6)
    ]
    greens.cubes("tomato", dots[:26], 0.5, m.tomato(), rng)
    strips = m.plain("red pepper", "#C8260F", "#8E1206", 0.2, 1, 0.03, 0.4, 0.2, 0.4)
    for x, y, z in dots[20:34]:
        greens.shreds(rng, (x, y), 0.5, z + 0.1, 2, strips, 0.17, length=(0.7, 1.2), lift=0.2)
    for k, (x, y) in enumerate(eggs):
        fried_egg((x, y, level + 0.22), 2.9, k + 2, 1.0, k)
    parts.herbs(
        [
            (x, y, level + 0.75)
            for x, y in spread(rng, 50, in_disc(r * 0.92), 0.6)
            if clear_of(x, y, 1.4)
        ],
        rng,
        0.5,
    )
    return Frame(25.0, 1.8, 46.0, beside="spoon")


@dish("avocado-toast")
def avocado_toast(rng):
    z = vessels.plate(12.0, m.ceramic("#E4E9E2"))
    for k, (x, y, turn) in enumerate(((-3.6, 1.6, 0.2), (4.0, -0.6, 0.1))):
        with shapes.at((x, y, z), turn):
            baked.bread_slice((0, 0, 0), (0, 0, 0), (4.0, 4.6), 1.1, k + 2, 0.35)
            t, a, faces = shapes.polar_grid(70, 160)
            c, s = np.cos(a), np.sin(a)
            px, py = (
                3.5 * t * np.sign(c) * np.abs(c) ** 0.7,
                4.1 * t * np.sign(s) * np.abs(s) ** 0.7,
            )
            p = shapes.as_points(px, py)
            h = 1.15 + (0.45 + 0.22 * shapes.fbm(p, 0.9, 4, k)) * np.sqrt(np.clip(1 - t**6, 0, 1))
            shapes.add(
                "avocado",
                (shapes.as_points(px, py, h).reshape(-1, 3), faces, {}),
                m.plain("mashed avocado", "#BFCB5E", "#8EA63A", 0.36, 1.6, 0.12, 0.45),
            )
            greens.cubes(
                "tomato",
                [(qx, qy, 1.85) for qx, qy in spread(rng, 7, in_disc(2.8), 1.6)],
                0.5,
                m.tomato(),
                rng,
                2.4,
            )
            parts.dust(
                [(qx, qy, 1.72) for qx, qy in (in_disc(3.2)(rng) for _ in range(60))],
                rng,
                m.plain("chilli", "#C8260A", "#7E1402", 0.7),
                0.05,
            )
            parts.herbs([(qx, qy, 1.85) for qx, qy in spread(rng, 14, in_disc(3.0), 0.7)], rng, 0.4)
    greens.rocket(rng, (0.8, 6.6), 3.0, z + 0.2, 30, 0.8)
    return Frame(26.5, 1.6, 40.0)


@dish("full-breakfast")
def full_breakfast(rng):
    z = vessels.plate(14.2)
    fried_egg((-3.6, 3.8, z), 3.6, 2)
    fried_egg((2.2, 5.0, z), 3.4, 5)
    skin = grill.seared(("#6E3414", "#A8602E", "#CF9258"), wet=0.5, bump=0.04)
    for k, (x, y, turn) in enumerate(((-7.6, -2.2, 1.1), (-5.2, -3.6, 1.0))):
        s = np.linspace(-1, 1, 40)
        v, f, _ = shapes.tube(
            shapes.as_points(s * 3.6, 0.5 * s**2, 0), 1.05 * np.clip(1 - s**10, 0.2, 1), 26, 0.3
        )
        shapes.add(
            "sausage",
            (v, f, {"char": 0.5 * smoothstep(0.1, 0.6, shapes.fbm(v, 0.6, 3, k))}),
            skin,
            (x, y, z + 1.05),
            (0, 0, turn),
        )
    for k, (x, y) in enumerate(((-1.2, -4.6), (0.4, -6.4))):
        bacon((x, y, z + 0.5), 0.25 + 0.1 * k, k)
    with shapes.at((7.6, -1.6, z)):
        vessels.bowl(3.0, 2.2, 0.2, 0.6, m.ceramic())
        surface(2.7, 1.7, m.plain("bean sauce", "#C8541A", "#94300A", 0.15, 1, 0.02, 0.4, 0.2, 0.4))
        beans(
            grill.mound(rng, (0, 0), 2.5, 1.7, 0.4, 44, 0.5),
            rng,
            ("#C06A3A", "#D9884E", "#E8A66E"),
            0.42,
        )
    grill.grilled_tomato((4.4, -6.4, z), 1.9, 3)
    grill.mushrooms(
        [(x, y, z + 0.7) for x, y in ((8.4, 3.6), (6.4, 2.2), (9.2, 1.8), (7.6, 5.6))], rng, 1.25
    )
    baked.bread_slice((-9.0, 4.2, z + 0.6), (0.1, 0.35, 0.9), (3.6, 3.4), 0.9, 3, 0.45)
    return Frame(29.5, 1.3, 46.0, beside="knife and fork")


def bacon(at, turn, seed=0, long=6.2):
    """A crisp, wavy rasher."""
    n = 120
    u, v = np.meshgrid(np.linspace(-1, 1, n), np.linspace(-1, 1, 30), indexing="ij")
    x, y = u * long, v * 1.25 + 0.3 * np.sin(u * 5 + seed)
    z = 0.55 * np.sin(u * 9 + seed * 2) + 0.25 * np.sin(u * 5 + v * 2)
    fat = smoothstep(0.25, 0.6, np.sin(v * 5.2 + 0.6 * np.sin(u * 4) + seed))
    s = m.Shader("bacon")
    fine = s.noise(2.4, 5)
    value = s.math("ADD", s.attribute("fat"), s.spread(fine, 0.3, 0.7, -0.3, 0.3))
    base = s.ramp(value, [(0.0, "#6A1E10"), (0.4, "#A8442A"), (0.65, "#DDA070"), (1.0, "#F2D6A8")])
    look = s.finish(
        base=base,
        roughness=0.3,
        coat=0.35,
        glow=0.3,
        glow_depth=0.2,
        normal=s.bump(fine, 0.08, 0.6),
    )
    shapes.add(
        "bacon",
        (
            shapes.as_points(x, y, z).reshape(-1, 3),
            shapes.grid_faces(n, 30)[:, ::-1],
            {"fat": fat.ravel()},
        ),
        look,
        at,
        (0, 0, turn),
    )


@dish("salmon-bagel")
def salmon_bagel(rng):
    z = vessels.plate(11.0, m.ceramic("#E4E9E2"))
    _bagel_half((0, 0, z), 1.7, 1)
    cheese = m.plain("cream cheese", "#FFFDF6", "#F6EFE0", 0.35, 0.9, 0.08, 0.5, 0.3)
    _ring(cheese, (0, 0, z + 1.7), 4.7, 1.35, 0.55, 3)
    greens.rocket(rng, (0, 0), 5.0, z + 2.2, 34, 0.75)
    fish = m.salmon()
    for k, a in enumerate(np.linspace(0, 2 * math.pi, 8, endpoint=False)):
        v, f, extra = parts.salmon_slab((2.4, 1.4, 0.16), k, 0.06, 0.2)
        v[:, 2] += 0.25 * np.sin(v[:, 0] * 2.2 + k)
        shapes.add(
            "salmon",
            (v, f, extra),
            fish,
            (3.5 * math.cos(a), 3.5 * math.sin(a), z + 3.1),
            (0.1, 0.1, a + 1.2),
        )
    greens.onion_rings(
        [(4.4 * math.cos(a), 4.4 * math.sin(a), z + 3.4) for a in (3.6, 4.4, 5.2, 5.9)], 1.1, rng
    )
    with shapes.at((0.3, 0.9, z + 3.3)):
        _bagel_half((0, 0, 0), 2.3, 5, True, rng)
    return Frame(20.5, 2.7, 26.0)


def _ring(material, at, middle, half, tall, seed, bake=None, name="ring"):
    """Half a doughnut's ring: flat below, round above."""
    a, b = np.meshgrid(
        np.linspace(0, 2 * math.pi, 200, endpoint=False), np.linspace(0, math.pi, 40), indexing="ij"
    )
    r = (middle - half) + half * (1 - np.cos(b)) * 1.0
    z = tall * np.sin(b) ** 0.7 + 0.06 * shapes.fbm(
        shapes.as_points(np.cos(a) * 3, np.sin(a) * 3, b), 0.8, 3, seed
    )
    v = shapes.as_points(r * np.cos(a), r * np.sin(a), z).reshape(-1, 3)
    extra = {"bake": bake(z / tall).ravel()} if bake else {}
    shapes.add(
        name,
        (
            v,
            shapes.grid_faces(200, 40, False, True),
            extra,
        ),
        material,
        at,
    )


def _bagel_half(at, tall, seed, top=False, rng=None):
    look = baked.crust(("#F4DCA6", "#DDA04A", "#A8621C", "#703A0C"), 0.04, 0.28, 0.35, 0.8)
    _ring(
        look, at, 3.5, 2.6, tall, seed, lambda h: 0.15 + 0.6 * h if top else 0.1 + 0.35 * h, "bagel"
    )
    if top:
        spots = []
        for _ in range(240):
            a, b = rng.uniform(0, 2 * math.pi), rng.uniform(0.5, 2.6)
            r = 0.9 + 2.6 * (1 - math.cos(b))
            spots.append(
                (
                    at[0] + r * math.cos(a),
                    at[1] + r * math.sin(a),
                    at[2] + tall * math.sin(b) ** 0.7 + 0.02,
                )
            )
        parts.grains(
            "sesame",
            spots,
            m.toned(
                "seeds",
                [(0, "#2E261E"), (0.4, "#3A3026"), (0.45, "#F3E2BC"), (1, "#FDF3DA")],
                jitter=0,
                glow=0.1,
            ),
            rng,
            (0.19, 0.12, 0.07),
            0.3,
        )


@dish("quiche")
def quiche(rng):
    z = vessels.plate(11.5, m.ceramic("#EFE8DA"))
    custard = m.plain("custard", "#F9E4A2", "#EBC568", 0.4, 1.2, 0.08, 0.5, 0.3, 0.1)
    pastry = m.plain("pastry", "#DDA860", "#B87A34", 0.6, 1.6, 0.1, 0.2)
    top = m.plain("baked top", "#EDBE5A", "#BE7A22", 0.36, 0.8, 0.1, 0.4, 0.2, 0.12)
    h = confectionery.slice_of_cake(
        [(0.5, pastry), (2.5, custard)], (-1.4, 0.2, z), 11.5, 0.72, 0.85, pastry, (0.18, top), 3
    )
    for k, (x, y) in enumerate(spread(rng, 7, in_disc(2.6, (-0.4, 1.6)), 1.2)):
        shapes.add(
            "bit",
            (*superblob((0.55, 0.42, 0.16), 3, 2.4, 3), {}),
            m.plain("leek", "#8EAA4A", "#5E7E24", 0.35, 1, 0.03, 0.4),
            (x, y, h + 0.02),
            (0, 0, k),
        )
    greens.leaf_bed(rng, (5.4, -1.2), 2.6, z + 0.1, 8, 1.9)
    greens.tomato_wedges([(4.6, -3.6, z + 0.4, 0.5), (6.6, -3.0, z + 0.4, 1.6)], 1.5)
    return Frame(22.5, 2.0, 34.0)
