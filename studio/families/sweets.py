"""Sweet things on plates and in glasses."""

import math

import numpy as np

from studio import materials as m
from studio import parts, shapes, vessels
from studio.parts import baked, confectionery, greens
from studio.parts.dollops import cream_swirl
from studio.registry import Frame, dish
from studio.shapes import fbm, in_disc, smoothstep, spread, superblob
from studio.vessels import glassware as g


def pistachio(points, rng, size=0.16):
    greens.cubes(
        "pistachio",
        points,
        size,
        m.toned(
            "pistachio", [(0, "#6E8A2A"), (0.5, "#93AE44"), (1, "#C2CE7A")], roughness=0.6, glow=0.3
        ),
        rng,
        3,
    )


def filo():
    s = m.Shader("filo")
    z = s.node("ShaderNodeSeparateXYZ", {0: s.position()}).outputs[2]
    fine = s.noise(1.2, 5, 0.6)
    sheets = s.math(
        "SINE", s.math("ADD", s.math("MULTIPLY", z, 42.0), s.math("MULTIPLY", fine, 7.0))
    )
    value = s.math("ADD", s.attribute("bake"), s.spread(fine, 0.3, 0.7, -0.15, 0.15))
    base = s.ramp(value, [(0.0, "#EFC878"), (0.4, "#DD9E40"), (0.75, "#B5691C"), (1.0, "#7A400E")])
    base = s.mix(
        s.math("MULTIPLY", s.spread(sheets, -0.2, 0.9), s.attribute("side")), base, "#8A4E16"
    )
    return s.finish(
        base=base,
        roughness=0.22,
        coat=0.5,
        coat_roughness=0.12,
        glow=0.3,
        glow_depth=0.25,
        normal=s.bump(s.mix(s.attribute("side"), s.noise(2.2, 4), sheets), 0.06, 0.7),
    )


@dish("baklava", nut="pistachio")
def baklava(rng, nut="pistachio"):
    z = vessels.plate(10.8, m.ceramic("#E6EAE4", "#5E8A8A", 0.6))
    look = filo()
    for k, (x, y, h, turn) in enumerate(
        ((-4.0, 0.6, 0, 0.25), (1.0, 2.6, 0, 0.15), (1.6, -2.8, 0, 0.35), (-0.6, 0.6, 2.35, 0.05))
    ):
        v, f = superblob((2.3, 1.9, 1.15), 9, 8, 6)
        v[:, 0] += 0.35 * v[:, 1]  # a diamond
        side = smoothstep(0.8, 0.5, v[:, 2] / 1.15) * 1.0
        v[:, :2] *= (1 + 0.02 * fbm(v * (1, 1, 6), 1.2, 3, k))[:, None]
        v[:, 2] += 0.10 * fbm(v, 0.6, 3, k) * (v[:, 2] > 0)
        bake = 0.45 + 0.2 * fbm(v, 0.6, 4, k + 3) - 0.2 * side
        shapes.add(
            "baklava",
            (v, f, {"bake": np.clip(bake, 0, 1), "side": side}),
            look,
            (x, y, z + 1.15 + h),
            (0, 0, turn),
        )
        u, g_ = superblob((2.26, 1.86, 0.16), 9, 4, 4)
        u[:, 0] += 0.35 * u[:, 1]
        shapes.add(
            "nuts",
            (u, g_, {}),
            m.plain("nut layer", "#93A84A", "#6A7E2E", 0.6, 4, 0.1, 0.2),
            (x, y, z + 1.0 + h),
            (0, 0, turn),
            1.012,
        )
        c, s = math.cos(turn), math.sin(turn)
        pistachio(
            [
                (x + px * c - py * s, y + px * s + py * c, z + 2.36 + h)
                for px, py in spread(rng, 40, in_disc(1.05), 0.16)
            ],
            rng,
        )
    syrup = m.plain("syrup", "#E2A23A", "#B8701A", 0.06, 1, 0, 0.4, 0.2, 0.6)
    for _ in range(5):
        v, f = superblob((rng.uniform(0.4, 0.9), rng.uniform(0.3, 0.6), 0.08), 2, 2, 3)
        shapes.add("syrup", (v, f, {}), syrup, (*in_disc(3.0, (4.2, -3.4))(rng), z + 0.06))
    pistachio([(x, y, z + 0.12) for x, y in spread(rng, 24, in_disc(2.6, (5.4, -2.6)), 0.3)], rng)
    return Frame(21.5, 1.9, 34.0)


@dish("kunefe")
def kunefe(rng):
    """A round of shredded pastry, syrup and pistachio, in its copper plate."""
    s = m.Shader("copper")
    copper = s.finish(
        base="#B4622E", metallic=1.0, roughness=0.28, normal=s.bump(s.cells(1.4), 0.05, 0.5)
    )
    shapes.lathe(
        "dish",
        [
            (0.01, 0),
            (8.6, 0),
            (9.4, 0.4),
            (9.9, 1.4),
            (10.2, 1.5),
            (9.7, 1.35),
            (8.8, 0.55),
            (0.01, 0.5),
        ],
        copper,
        160,
        8,
    )
    v, f, _ = shapes.puck(8.0, 1.5, 0.5, 80, 200, 0.02, 0.08, 3)
    gold = m.toned(
        "threads",
        [(0, "#8A4A10"), (0.3, "#C87A1E"), (0.65, "#E8A840"), (1, "#F6D284")],
        roughness=0.25,
        glow=0.35,
        coat=0.45,
        jitter=0.25,
    )
    shapes.add("kunefe", (v, f, {"tone": 0.4 + 0.3 * fbm(v, 0.5, 4, 3)}), gold, (0, 0, 0.5))
    paths = greens.tangle(rng, (0, 0), 7.7, 2.05, 900, None, (0.8, 1.9), 0.12, 1.5)
    parts.strands("threads", paths, 0.075, gold, rng, 5)
    pistachio(
        [
            (x, y, 2.3 + 0.25 * (1 - math.hypot(x, y) / 3))
            for x, y in spread(rng, 260, in_disc(3.0), 0.17)
        ],
        rng,
    )
    confectionery.scoop((4.4, 3.6, 1.9), "#FFFDF4", "#F4ECDA", 1.9, 3)
    return Frame(24.5, 1.4, 42.0)


@dish("churros")
def churros(rng):
    z = vessels.slab_board((11.5, 7.4, 0.7))
    look = baked.crust(("#F2CE8A", "#D99A44", "#A8621E", "#703C0E"), 0.08, 0.5, 0.05, 1.4)
    ridge = 1 + 0.20 * np.cos(np.linspace(0, 2 * math.pi, 48, endpoint=False) * 6)
    points = []
    for k, (x, y, h, turn, bend) in enumerate(
        (
            (-1.6, 3.6, 0, 0.16, 0.03),
            (-1.2, 1.4, 0, 0.05, -0.03),
            (-2.2, -0.9, 0, 0.12, 0.02),
            (-1.4, -3.2, 0, 0.0, 0.03),
            (-2.0, 2.4, 1.6, 0.32, -0.02),
            (-1.4, -0.6, 1.7, -0.18, 0.03),
            (-1.8, 0.8, 3.2, 0.1, 0.0),
        )
    ):
        s = np.linspace(-6.2, 6.2, 70)
        path = shapes.as_points(s, bend * s**2, 0.08 * np.sin(s))
        v, f, _ = shapes.tube(path, 0.98, 48, 0.55)
        centre = np.repeat(path, 48, axis=0)
        v = centre + (v - centre) * np.tile(ridge, 70)[:, None]
        bake = 0.42 + 0.3 * np.tile(ridge - 1, 70) + 0.12 * fbm(v, 0.8, 3, k)
        shapes.add(
            "churro",
            (v, f, {"bake": np.clip(bake, 0, 1)}),
            look,
            (x, y, z + 1.0 + h),
            (0.2 * k, 0, turn),
        )
        w = shapes.placed(v, (x, y, z + 1.0 + h), (0.2 * k, 0, turn))
        points += [w[i] for i in rng.choice(len(w), 230) if w[i][2] > z + 0.9 + h]
    baked.sugar_dust(points, rng, 0.055)
    with shapes.at((8.2, 0.6, z)):
        inner = vessels.bowl(3.1, 2.9, 0.22, 0.6, m.ceramic("#F1ECE2"))
        g.surface(
            float(inner(2.3)),
            2.3,
            m.plain("chocolate", "#4A2210", "#2A1006", 0.1, 0.6, 0.02, 0.2, 0.2, 0.6),
            rise=0.1,
        )
    return Frame(25.0, 2.2, 36.0)


@dish("flan", light="#F6D688", dark="#EBB94E", caramel=True)
@dish("panna-cotta", light="#FFFAEE", dark="#F6EAD4", caramel=False)
def flan(rng, light, dark, caramel):
    z = vessels.plate(10.0, m.ceramic("#E4E9E2"))
    s = m.Shader("custard")
    h = s.node("ShaderNodeSeparateXYZ", {0: s.position()}).outputs[2]
    base = s.mix(s.noise(0.5, 3), light, dark)
    if caramel:
        base = s.mix(
            s.spread(s.math("ADD", h, s.spread(s.noise(0.8, 3), 0.3, 0.7, -0.2, 0.2)), 2.9, 3.5),
            base,
            "#A8540E",
        )
    body = s.finish(
        base=base, roughness=0.18, coat=0.4, coat_roughness=0.08, glow=0.6, glow_depth=0.8
    )
    shapes.lathe(
        "flan",
        [(0.01, 0), (4.4, 0), (4.55, 0.3), (4.1, 2.2), (3.75, 3.5), (3.4, 3.85), (0.01, 3.9)],
        body,
        160,
        8,
        0.006,
    ).location = (0, 0, z)
    if caramel:
        sauce = ("#A8560C", "#7A3604")
        from studio.parts.plated import gravy

        gravy(6.4, z, *sauce, (0.3, -0.5), (1.0, 0.9), 3)
        confectionery.syrup((0, 0, z + 3.9), 2.8, 5, 3.2, 0.14, 4, sauce, 0.3, 3.5)
    else:
        red = m.toned(
            "raspberry",
            [(0, "#A90E26"), (0.5, "#C81E3A"), (1, "#DE3A54")],
            roughness=0.28,
            glow=0.5,
            glow_depth=0.3,
            coat=0.25,
            bump=0.02,
            jitter=0.1,
        )
        confectionery.syrup((0, 0, z + 3.9), 2.9, 5, 3.2, 0.16, 4, ("#B8102A", "#7E0418"), 0.2, 3.5)
        for k, (x, y, h) in enumerate(
            (
                (-0.7, 0.2, 4.7),
                (0.8, -0.2, 4.7),
                (0.1, 1.1, 4.7),
                (4.6, -3.0, 0.9),
                (5.8, -1.4, 0.9),
            )
        ):
            parts.raspberry((x, y, z + h), (0.4 * (k % 3), 0.3, k), red, rng, 0.78)
        parts.basil([(-1.0, -0.8, z + 4.5, 3.6, 0.5), (5.0, -4.2, z + 0.5, 0.3, 0.5)], 5)
    return Frame(19.0, 2.5, 28.0, beside="spoon")


@dish("date-cookies")
def date_cookies(rng):
    """Maamoul: pressed, filled with dates, dusted."""
    z = vessels.plate(11.0, m.ceramic("#E6EAE4", "#5E8A8A", 0.6))
    look = baked.crust(("#F6E2B4", "#E9C27E", "#C08A44", "#8A5A24"), 0.06, 0.65, 0.0, 1.4)
    spots = [
        (-4.4, 1.6, 0),
        (0.2, 3.2, 0),
        (4.6, 1.4, 0),
        (-2.2, -2.6, 0),
        (2.6, -2.6, 0),
        (0.2, 0.4, 1.9),
    ]
    for k, (x, y, h) in enumerate(spots):
        t, a, faces = shapes.polar_grid(90, 220)
        r = 2.45 * np.sin(np.clip(t * 1.08, 0, 1) * math.pi / 2) ** 0.9
        top = 2.0 * np.cos(t * math.pi / 2) ** 0.75
        flutes = 0.10 * np.cos(a * 14) * smoothstep(0.25, 0.5, t) * smoothstep(1, 0.85, t)
        rays = 0.14 * np.abs(np.cos(a * 4)) ** 3 * smoothstep(0.35, 0.1, t)
        px, py = (
            r * (1 + 0.03 * np.cos(a * 14)) * np.cos(a),
            r * np.sin(a) * (1 + 0.03 * np.cos(a * 14)),
        )
        v = shapes.as_points(px, py, top + flutes + rays).reshape(-1, 3)
        bake = 0.22 + 0.35 * smoothstep(0.7, 1.0, t).ravel() + 0.08 * fbm(v, 0.8, 3, k)
        shapes.add(
            "maamoul",
            (v, faces, {"bake": np.clip(bake, 0, 1)}),
            look,
            (x, y, z + h),
            (0.05 * k, 0.04, k),
        )
    baked.sugar_dust(
        [
            (x + px, y + py, z + h + 2.05 - 0.22 * (px * px + py * py))
            for x, y, h in spots
            for px, py in (in_disc(1.6)(rng) for _ in range(110))
        ],
        rng,
        0.035,
    )
    dates = m.plain("date", "#6A2E12", "#3A1406", 0.2, 2.5, 0.08, 0.2, 0.2, 0.5)
    for k, (x, y) in enumerate(((6.6, -3.6), (5.4, -5.2), (7.6, -1.8))):
        v, f = superblob((1.55, 0.8, 0.72), 2.2, 2.2, 4)
        v *= (1 + 0.06 * fbm(v * (0.4, 2, 2), 1.5, 3, k))[:, None]
        shapes.add("date", (v, f, {}), dates, (x, y, z + 0.8), (0, 0.1, 0.7 * k))
    return Frame(22.5, 1.5, 36.0)


@dish("osmalieh")
def osmalieh(rng):
    z = vessels.plate(11.0, m.ceramic("#E6EAE4", "#5E8A8A", 0.6))
    gold = m.toned(
        "threads",
        [(0, "#A8661A"), (0.4, "#DD9E3A"), (1, "#F6D284")],
        roughness=0.35,
        glow=0.35,
        coat=0.2,
        jitter=0.25,
    )
    cream = m.plain("cream", "#FFFDF6", "#F6EEDC", 0.35, 0.9, 0.06, 0.5, 0.3)
    for k, (low, r) in enumerate(((z, 6.2), (z + 2.6, 5.9))):
        v, f, _ = shapes.puck(r, 1.0, 0.4, 60, 160, 0.03, 0.1, k)
        shapes.add("layer", (v, f, {"tone": 0.3 + 0.3 * fbm(v, 0.5, 4, 3)}), gold, (0, 0, low))
        parts.strands(
            "threads",
            greens.tangle(rng, (0, 0), r, low + 1.05, 520, None, (0.6, 1.5), 0.25, 1.5),
            0.07,
            gold,
            rng,
            5,
        )
    v, f, _ = shapes.puck(6.1, 1.6, 0.6, 70, 200, 0.05, 0.1, 5)
    shapes.add("cream", (v, f, {}), cream, (0, 0, z + 1.05))
    pistachio([(x, y, z + 3.85) for x, y in spread(rng, 120, in_disc(3.6), 0.24)], rng)
    rose = m.plain("petal", "#E88AA4", "#C8507A", 0.4, 1, 0.03, 0.5)
    parts.herbs([(x, y, z + 4.0) for x, y in spread(rng, 8, in_disc(3.2), 0.8)], rng, 0.9, rose)
    return Frame(21.5, 2.4, 34.0)


@dish("pecan-pie")
def pecan_pie(rng):
    z = vessels.plate(10.4, m.stoneware("#5E6E64", "#8A6A48"))
    filling = m.plain("filling", "#A8622A", "#7A3E14", 0.3, 1.6, 0.08, 0.3, 0.3, 0.3)
    pastry = m.plain("pastry", "#E2B06A", "#BE8238", 0.6, 1.6, 0.1, 0.2)
    h = confectionery.slice_of_cake(
        [(0.5, pastry), (1.9, filling)],
        (-0.6, 0.4, z),
        11.0,
        0.66,
        0.8,
        pastry,
        (0.12, m.plain("glaze", "#8A4A18", "#5E2C0A", 0.15, 1, 0.05, 0.3, 0.2, 0.5)),
        3,
    )
    nut = m.plain("pecan", "#9A5A2A", "#5E2E10", 0.35, 2.4, 0.12, 0.2, 0.2, 0.3)
    v, f = superblob((1.0, 0.56, 0.34), 2.2, 2.2, 4)
    v[:, 2] -= 0.14 * np.exp(-((v[:, 1] / 0.09) ** 2)) * (v[:, 2] > 0)
    turn = 0.8
    for k, (d, side) in enumerate(
        (
            (-3.4, 0),
            (-1.7, 0.4),
            (-1.5, -0.5),
            (0.4, 0.9),
            (0.5, -0.9),
            (0.3, 0.0),
            (2.4, 1.5),
            (2.5, 0.5),
            (2.4, -0.5),
            (2.3, -1.5),
            (4.0, 2.0),
            (4.1, 0.9),
            (4.1, -0.2),
            (4.0, -1.2),
            (3.9, -2.1),
        )
    ):
        x, y = (
            -0.6 + d * math.cos(turn) - side * math.sin(turn),
            0.4 + d * math.sin(turn) + side * math.cos(turn),
        )
        shapes.add("pecan", (v, f, {}), nut, (x, y, h + 0.22), (0.1, 0.1, turn + 0.3 * (k % 3 - 1)))
    cream_at = (5.0, -2.8)
    with shapes.at((*cream_at, z)):
        cream_swirl((0, 0, -0.3), 1.9, 3, rng, 0.9)
    return Frame(19.5, 2.0, 32.0, beside="fork")
