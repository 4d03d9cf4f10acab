"""Empty states: nothing in the basket, no orders yet, a quiet kitchen, a rider without a job."""

import math

import numpy as np

from studio import materials as m
from studio import parts, shapes, vessels
from studio.parts import orchard as fruit
from studio.registry import Frame, scene
from studio.shapes import as_points, fbm, grid_faces, mesh_object, perlin, smoothstep, superblob


def steel():
    s = m.Shader("steel")
    return s.finish(base="#C4BFB6", metallic=1.0, roughness=0.22)


def napkin(at, turn=0.0, size=(7.0, 9.0), tint=("#E8A04A", "#D98A2E")):
    """A cloth, folded once and dropped."""
    n = 90
    u, v = np.meshgrid(np.linspace(-1, 1, n), np.linspace(-1, 1, n), indexing="ij")
    x, y = u * size[0], v * size[1]
    z = (
        0.16
        + 0.20 * np.abs(perlin(as_points(x, y), 0.22, 3))
        + 0.25 * smoothstep(0.3, 0.8, np.sin(u * 3 + v * 1.2))
    )
    s = m.Shader("cloth")
    fine = s.noise(9, 3)
    look = s.finish(
        base=s.mix(fine, tint[0], tint[1]),
        roughness=0.85,
        normal=s.bump(fine, 0.04, 0.5),
    )
    shapes.add(
        "napkin",
        (as_points(x, y, z).reshape(-1, 3), grid_faces(n, n)[:, ::-1], {}),
        look,
        at,
        (0, 0, turn),
    )


def fork(at, turn=0.0):
    metal = steel()
    handle, f = superblob((5.2, 0.42, 0.12), 4, 4, 4)
    handle[:, 1] *= 0.65 + 0.5 * smoothstep(1.0, -5.0, handle[:, 0])
    shapes.add("fork", (handle, f, {}), metal, at, (0, 0, turn))
    c, s = math.cos(turn), math.sin(turn)
    for k in range(4):
        side = (k - 1.5) * 0.40
        tine, f, _ = shapes.tube(
            as_points(np.linspace(5.4, 8.8, 20), side, 0.1 + 0.25 * np.sin(np.linspace(0, 3, 20))),
            0.12,
            10,
            0.5,
        )
        shapes.add("tine", (tine, f, {}), metal, at, (0, 0, turn))
    root, f = superblob((0.9, 0.86, 0.16), 3, 3, 4)
    shapes.add(
        "root", (root, f, {}), metal, (at[0] + 5.0 * c, at[1] + 5.0 * s, at[2]), (0, 0, turn)
    )


def knife(at, turn=0.0):
    metal = steel()
    handle, f = superblob((4.2, 0.46, 0.16), 4, 4, 4)
    shapes.add("knife", (handle, f, {}), metal, at, (0, 0, turn))
    c, s = math.cos(turn), math.sin(turn)
    blade, f = superblob((4.6, 0.85, 0.08), 3, 4, 4)
    blade[:, 1] = np.where(blade[:, 1] < 0, blade[:, 1] * 0.5, blade[:, 1])
    shapes.add(
        "blade", (blade, f, {}), metal, (at[0] + 8.0 * c, at[1] + 8.0 * s, at[2]), (0, 0, turn)
    )


@scene("no-orders")
def no_orders(rng):
    """A plate that waits, fork and knife beside it."""
    vessels.plate(10.6, m.ceramic("#F3EEE4"))
    with shapes.at((0, 0, 0.6)):
        vessels.plate(7.4, m.ceramic("#E4E9E2"))
    napkin((-14.6, -0.4, 0), 0.1, (3.6, 8.0))
    fork((-14.4, -1.6, 0.75), math.pi / 2 + 0.05)
    knife((13.2, -5.0, 0.2), math.pi / 2 - 0.04)
    parts.basil([(0.0, 0.2, 1.6, 0.6, 0.75), (-0.9, -0.3, 1.5, 2.5, 0.65)], 3)
    return Frame(40.0, 0.8, 50.0, "lime", bare=True)


def woven(radius=9.4, tall=7.0, rows=11, ribs=44, tint=("#C8924E", "#8A5A28")):
    """A basket: canes over and under upright ribs."""
    look = m.toned(
        "cane", [(0, tint[1]), (0.5, tint[0]), (1, "#E2BC80")], roughness=0.5, bump=0.05, glow=0.15
    )
    pieces = []
    a = np.linspace(0, 2 * math.pi, 400)
    for k in range(rows):
        z = 0.5 + k * tall / rows
        r = (
            radius * (0.80 + 0.20 * math.sin(math.pi / 2 * z / tall))
            + 0.22 * np.sign(np.sin(a * ribs / 2)) * np.abs(np.sin(a * ribs / 2)) ** 0.6 * (-1) ** k
        )
        v, f, _ = shapes.tube(
            as_points(r * np.cos(a), r * np.sin(a), z + 0.03 * np.sin(a * 9 + k)), 0.34, 10, 1.0
        )
        pieces.append((v, f, {"tone": 0.3 + 0.5 * ((k * 0.37) % 1)}))
    for k in range(ribs):
        b = (k + 0.5) * 2 * math.pi / ribs
        h = np.linspace(0.2, tall + 0.3, 20)
        r = radius * (0.80 + 0.20 * np.sin(math.pi / 2 * np.clip(h / tall, 0, 1)))
        v, f, _ = shapes.tube(as_points(r * math.cos(b), r * math.sin(b), h), 0.24, 8, 1.0)
        pieces.append((v, f, {"tone": 0.7}))
    for turn in (0.0, 0.5):
        r = radius * 1.0 + 0.15 * np.sin(a * 14 + turn * 6)
        v, f, _ = shapes.tube(
            as_points(r * np.cos(a), r * np.sin(a), tall + 0.35 + 0.2 * np.cos(a * 14 + turn * 6)),
            0.36,
            10,
            1.0,
        )
        pieces.append((v, f, {"tone": 0.5}))
    arc = np.linspace(0, math.pi, 90)
    for side in (-0.45, 0.0, 0.45):
        v, f, _ = shapes.tube(
            as_points(
                radius * 0.99 * np.cos(arc),
                side + 0.3 * np.sin(arc * 7 + side * 5),
                tall * 0.9 + 8.4 * np.sin(arc) ** 0.8,
            ),
            0.33,
            10,
            1.0,
        )
        pieces.append((v, f, {"tone": 0.6}))
    v, f, extra = shapes.merge(pieces)
    mesh_object("basket", v, f, look, extra)
    shapes.add(
        "floor",
        (*shapes.puck(radius * 0.8, 0.4, 0.1, 20, 60)[:2], {"tone": np.full(20 * 60, 0.2)}),
        look,
    )


@scene("empty-basket")
def empty_basket(rng):
    """A woven basket with nothing in it but its cloth."""
    woven()
    n = 140
    t, a, faces = shapes.polar_grid(n, 260)
    fold = 0.5 * perlin(as_points(np.cos(a) * 2.4, np.sin(a) * 2.4), 1, 4) + 0.25 * np.cos(a * 11)
    r = 9.3 * np.minimum(t * 1.4, 1) + np.clip(t - 0.74, 0, None) * 7.5 * (1 + 0.35 * fold)
    z = (
        0.8
        + 6.9 * smoothstep(0.45, 0.74, t)
        - np.clip(t - 0.76, 0, None) * 13 * (1 + 0.3 * fold)
        + 0.35 * fold * smoothstep(0.3, 0.8, t)
    )
    verts = as_points(
        r * np.cos(a) * (0.93 + 0.07 * smoothstep(0.6, 0.74, t)),
        r * np.sin(a) * (0.93 + 0.07 * smoothstep(0.6, 0.74, t)),
        z,
    ).reshape(-1, 3)
    s = m.Shader("cloth")
    check_x = s.node("ShaderNodeSeparateXYZ", {0: s.position()})

    def band(out):
        return s.spread(s.math("SINE", s.math("MULTIPLY", out, 2.6)), -0.05, 0.05)

    both = s.math(
        "MULTIPLY", s.math("ADD", band(check_x.outputs[0]), band(check_x.outputs[1])), 0.5
    )
    look = s.finish(
        base=s.ramp(both, [(0.0, "#FBF5E8"), (0.5, "#F0B86A"), (1.0, "#E08E2E")]),
        roughness=0.85,
        glow=0.15,
        glow_depth=0.1,
        normal=s.bump(s.noise(8, 3), 0.03, 0.5),
    )
    shapes.add("cloth", (verts, faces, {}), look)
    return Frame(33.0, 6.6, 30.0, "pale oak", bare=True)


@scene("kitchen-quiet")
def kitchen_quiet(rng):
    """A clean pan, a board, a knife that rests; nothing is cooking."""
    s = m.Shader("copper")
    copper = s.finish(
        base="#B4622E", metallic=1.0, roughness=0.25, normal=s.bump(s.cells(1.2), 0.02, 0.4)
    )
    t = m.Shader("tin")
    tin = t.finish(base="#CFCBC4", metallic=1.0, roughness=0.32)
    with shapes.at((-6.0, 3.0)):
        shapes.lathe(
            "pan", [(0.01, 0), (8.4, 0), (8.9, 0.4), (9.4, 4.6), (9.6, 4.75)], copper, 160, 8
        )
        shapes.lathe(
            "inside", [(9.55, 4.78), (9.2, 4.5), (8.7, 0.7), (8.2, 0.3), (0.01, 0.3)], tin, 160, 8
        )
        v, f = superblob((6.4, 0.9, 0.42), 4, 4, 4)
        shapes.add("handle", (v, f, {}), steel(), (-13.2, 5.6, 4.2), (0, -0.12, -0.4))
    with shapes.at((11.0, -3.6), 0.18):
        z = vessels.slab_board((8.4, 5.4, 0.7))
        dark = m.plain("grip", "#4A2E1C", "#2E1A0E", 0.5, 2, 0.05)
        v, f = superblob((3.4, 0.7, 0.5), 4, 3, 4)
        shapes.add("grip", (v, f, {}), dark, (5.4, -1.8, z + 0.5), (0, 0, 0.3))
        blade, f = superblob((6.2, 1.5, 0.09), 3.4, 5, 5)
        blade[:, 1] = np.where(blade[:, 1] > 0, blade[:, 1] * 0.25, blade[:, 1]) * (
            1 - 0.55 * smoothstep(1.0, -6.2, blade[:, 0])
        )
        shapes.add("blade", (blade, f, {}), steel(), (-3.6, -4.2, z + 0.35), (0, 0, 0.3))
        parts.basil(
            [
                (-3.6, 2.0, z + 0.4, 0.5, 0.9),
                (-2.2, 2.6, z + 0.5, 1.9, 0.8),
                (-3.0, 1.0, z + 0.4, 3.2, 0.7),
            ],
            3,
        )
    fruit.whole("lemon", (8.4, 8.2, 2.7), 2.7)
    return Frame(53.0, 2.0, 36.0, "lime", bare=True)


@scene("rider-idle")
def rider_idle(rng):
    """A rider's box and helmet, put down for a while, and a cup of coffee."""
    cloth = m.Shader("bag")
    weave = cloth.noise(14, 3)
    orange = cloth.finish(
        base=cloth.mix(weave, "#E8890E", "#D0720A"),
        roughness=0.6,
        normal=cloth.bump(weave, 0.04, 0.6),
    )
    dark = m.plain("strap", "#2E2A28", "#1A1716", 0.6, 4, 0.03)
    shine = m.Shader("reflective")
    strip = shine.finish(base="#E9EAEA", roughness=0.25, metallic=0.3)
    with shapes.at((-4.6, 3.4), -0.42):
        v, f = superblob((9.0, 7.4, 8.6), 9, 9, 6)
        v *= (1 + 0.015 * fbm(v, 0.2, 3, 3))[:, None]
        shapes.add("box", (v, f, {}), orange, (0, 0, 8.6))
        for z, tall, look, out in (
            (14.6, 0.34, dark, 1.008),
            (5.2, 0.9, strip, 1.03),
            (0.9, 1.0, dark, 1.008),
        ):
            v, f = superblob((9.0 * out, 7.4 * out, tall), 9, 9, 5)
            shapes.add("band", (v, f, {}), look, (0, 0, z))
        grip, f, _ = shapes.tube(
            as_points(np.linspace(-3, 3, 40), 0, 17.0 + 1.8 * np.sin(np.linspace(0, math.pi, 40))),
            0.5,
            14,
            1.0,
        )
        shapes.add("grip", (grip, f, {}), dark)
    with shapes.at((11.2, -1.4), 0.5):
        t, a, faces = shapes.polar_grid(90, 200)
        b = t * math.pi / 2 * 1.06
        x, y, z = 6.6 * np.sin(b) * np.cos(a), 5.2 * np.sin(b) * np.sin(a), 5.6 * np.cos(b) + 0.6
        vent = (
            np.maximum(0, np.cos(a * 2)) ** 6 * smoothstep(0.25, 0.4, t) * smoothstep(0.8, 0.65, t)
        )
        shell = m.Shader("helmet")
        look = shell.finish(
            base=shell.mix(shell.attribute("vent"), "#F6F1E6", "#1E1B19"), roughness=0.25, coat=0.5
        )
        z = z - 0.5 * vent
        shapes.add(
            "helmet",
            (
                as_points(x, y, z).reshape(-1, 3),
                faces,
                {"vent": smoothstep(0.3, 0.6, vent).ravel()},
            ),
            look,
        )
        band, f = superblob((6.7, 5.3, 0.4), 2, 5, 5)
        shapes.add("rim", (band, f, {}), m.plain("rim", "#E8890E", "#D0720A", 0.4), (0, 0, 0.6))
    from studio.vessels.glassware import cup, surface

    with shapes.at((3.2, -8.6)):
        inner, lift = cup(2.8, 4.8, m.ceramic(), saucer=5.0)
        surface(
            float(inner(lift + 4.1)),
            lift + 4.1,
            m.plain("coffee", "#5E3416", "#3A1C0A", 0.2, 1, 0.01, 0.2, 0.2, 0.4),
        )
    return Frame(41.0, 6.6, 24.0, "clay", bare=True)
