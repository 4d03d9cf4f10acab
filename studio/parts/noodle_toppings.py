"""Noodles, and what lies on them."""

import math

import numpy as np

from studio import materials as m
from studio import parts, shapes
from studio.parts.joining import merge
from studio.shapes import (
    as_points,
    fbm,
    grid_faces,
    in_disc,
    merged_copies,
    mesh_object,
    perlin,
    placed,
    smoothstep,
    spread,
    superblob,
    tube,
)


def noodle(light, dark, coat=0.5):
    s = m.Shader("noodle")
    return s.finish(
        base=s.mix(s.attribute("tone"), dark, light),
        roughness=0.28,
        glow=0.45,
        glow_depth=0.2,
        coat=coat,
        coat_roughness=0.12,
        normal=s.bump(s.noise(6, 3), 0.03, 0.4),
    )


def noodles(
    rng,
    level,
    radius,
    *,
    centre=(0.4, -0.8),
    light="#F7DFA2",
    dark="#EFCB7E",
    folds=14,
    each=12,
    thickness=0.17,
    flat=1.0,
    wave=0.2,
    rise=0.55,
    coat=0.5,
    reach=0.36,
):
    """Bundles of strands lying over each other, their ends under the broth."""
    heap = []
    for fold in range(folds):
        cx, cy = in_disc(radius * reach, centre)(rng)
        heading, bend = rng.uniform(0, 2 * math.pi), rng.uniform(0.10, 0.26) * rng.choice((-1, 1))
        length, lift = rng.uniform(6, 10), rise * fold / folds + rng.uniform(0, 0.25)
        for k in range(each):
            s = np.linspace(-0.5, 0.5, 40) * length * rng.uniform(0.85, 1.1)
            angle = heading + bend * s + rng.normal(0, 0.06)
            step = np.diff(s, prepend=s[0])
            x, y = np.cumsum(np.cos(angle) * step), np.cumsum(np.sin(angle) * step)
            x, y = x - x.mean(), y - y.mean()
            side = (k - each / 2) * thickness * 2.05 * flat**0.8 + rng.normal(0, 0.08)
            x, y = x - np.sin(angle) * side + cx, y + np.cos(angle) * side + cy
            ripple = as_points(s, np.full_like(s, side * 0.7), np.full_like(s, fold * 9.0))
            x, y = x + wave * perlin(ripple, 0.5, 3), y + wave * perlin(ripple, 0.5, 4)
            z = (
                level
                + 0.2
                + lift
                + 0.24 * perlin(ripple, 0.5, 5)
                - 1.4 * smoothstep(0.30, 0.5, np.abs(np.linspace(-0.5, 0.5, 40)))
            )
            keep = np.hypot(x, y) < radius - 0.4
            if keep.sum() > 12:
                verts, faces, _ = tube(
                    as_points(x[keep], y[keep], z[keep]), thickness * rng.uniform(0.92, 1.08), 8
                )
                heap.append((verts, faces, {"tone": rng.random()}))
    verts, faces, attributes = merge(heap)
    material = noodle(light, dark, coat)
    mesh_object("noodles", verts, faces, material, attributes)


def chashu_material():
    """Braised belly, torched at the edge; reads fat and rim."""
    s = m.Shader("chashu")
    grain = s.noise(2.2, 6, 0.68, 0.6)
    fat = s.spread(
        s.math("ADD", s.attribute("fat"), s.spread(grain, 0.3, 0.7, -0.35, 0.35)), 0.35, 0.9, 0, 0.9
    )
    meat = s.ramp(grain, [(0.28, "#5E2E14"), (0.5, "#94552E"), (0.72, "#BC8052")])
    base = s.mix(fat, meat, s.mix(s.noise(1.2), "#E8C796", "#F6E2BE"))
    seared = s.spread(s.noise(0.9, 5, 0.65), 0.52, 0.66, 0, 0.75)
    base = s.mix(seared, base, "#7A3C14")
    base = s.mix(s.spread(s.noise(1.4, 5, 0.7), 0.62, 0.70, 0, 0.8), base, "#2A1206")
    rim = s.spread(
        s.math("ADD", s.attribute("rim"), s.spread(grain, 0.3, 0.7, -0.3, 0.3)), 0.4, 0.8
    )
    base = s.mix(rim, base, "#4A1E0A")
    return s.finish(
        base=base,
        roughness=s.spread(s.noise(2), 0.3, 0.7, 0.26, 0.48),
        glow=0.3,
        glow_depth=0.25,
        coat=0.3,
        coat_roughness=0.16,
        normal=s.bump(s.noise(5, 5, 0.65), 0.10, 0.7),
    )


def chashu(at, turn, material, radius=3.1, seed=0):
    verts, faces, attributes = shapes.puck(radius, 0.62, 0.22, 80, 170, 0.09, 0.08, seed)
    verts[:, 1] *= 0.86
    angle, r = np.arctan2(verts[:, 1], verts[:, 0]), np.hypot(verts[:, 0], verts[:, 1])
    swirl = r / radius * 2.0 - angle / (2 * math.pi) + 0.22 * fbm(verts, 0.5, 4, seed) + seed * 0.21
    fat = smoothstep(0.62, 0.95, np.abs(np.sin(swirl * math.pi))) * smoothstep(
        0.15, 0.4, r / radius
    )
    rim = smoothstep(0.90, 0.99, attributes["across"])
    verts[:, 2] += 0.10 * np.sin(verts[:, 0] * 0.9 + seed) * (r / radius)
    shapes.add("chashu", (verts, faces, {"fat": fat, "rim": rim}), material, at, turn)


def chopped_pork(rng, centre, radius, level, height=1.2, count=160):
    material = m.toned(
        "mince",
        [(0, "#3E1C0C"), (0.45, "#6E381A"), (0.8, "#97592E"), (1, "#B5794A")],
        roughness=0.36,
        bump=0.14,
        bump_scale=5,
        glow=0.2,
        coat=0.35,
        jitter=0.25,
    )
    heap = []
    for x, y in spread(rng, count, in_disc(radius, centre), 0.34):
        d = math.hypot(x - centre[0], y - centre[1]) / radius
        k = int(rng.integers(9999))
        verts, faces = shapes.chunk(rng.uniform(0.22, 0.52, 3), k, 2.6, 0.3, 3, 1.6)
        z = level + height * (1 - d * d) + rng.uniform(-0.1, 0.15)
        heap.append(
            (placed(verts, (x, y, z), tuple(rng.uniform(0, 6, 3))), faces, {"tone": rng.random()})
        )
    core, faces = superblob((radius * 0.9, radius * 0.9, height * 0.95), 2, 2, 4)
    heap.append((core + (*centre, level - 0.1), faces, {"tone": 0.2}))
    verts, faces, attributes = merge(heap)
    mesh_object("mince", verts, faces, material, attributes)


def corn(rng, centre, radius, level, height=1.0, count=130):
    material = m.toned(
        "corn",
        [(0, "#E9A81C"), (0.5, "#F6C534"), (1, "#FBDC6A")],
        roughness=0.24,
        bump=0.04,
        glow=0.45,
        glow_depth=0.3,
        coat=0.35,
    )
    verts, faces = superblob((0.40, 0.32, 0.30), 3, 3, 3)
    verts[:, 1] *= 1 - 0.35 * np.clip(verts[:, 0] / 0.4, 0, 1)
    spots = []
    for x, y in spread(rng, count, in_disc(radius, centre), 0.48):
        d = math.hypot(x - centre[0], y - centre[1]) / radius
        spots.append(
            (
                (x, y, level + height * (1 - d * d) + rng.uniform(-0.05, 0.1)),
                tuple(rng.uniform(0, 6, 3)),
                rng.uniform(0.85, 1.15),
            )
        )
    merged_copies("corn", (verts, faces), spots, material, rng)


def sprouts(rng, centre, radius, level, count=46, height=1.0):
    """Bean sprouts: pale bent stems with a yellow head."""
    heap = []
    for _ in range(count):
        x, y = in_disc(radius, centre)(rng)
        a, bend = rng.uniform(0, 6.3), rng.normal(0, 0.35)
        s = np.linspace(-0.5, 0.5, 16) * rng.uniform(1.8, 3.0)
        d = math.hypot(x - centre[0], y - centre[1]) / radius
        z = level + height * (1 - d * d) * rng.uniform(0.2, 1) + rng.normal(0, 0.18) * s
        path = as_points(
            x + s * math.cos(a) - bend * s**2 * math.sin(a),
            y + s * math.sin(a) + bend * s**2 * math.cos(a),
            z,
        )
        verts, faces, along = tube(path, 0.13 * np.linspace(0.6, 1.1, 16), 8, 0.4)
        heap.append((verts, faces, {"tone": 0.2 + 0.2 * rng.random() + 0 * along}))
        head, head_faces = superblob((0.26, 0.18, 0.17), 2, 2, 2)
        heap.append(
            (placed(head, path[-1], tuple(rng.uniform(0, 6, 3))), head_faces, {"tone": 0.85})
        )
    verts, faces, attributes = merge(heap)
    material = m.toned(
        "sprout",
        [(0, "#F6F1DE"), (0.5, "#FAF6E8"), (0.75, "#EFE0A0"), (1, "#E6CF7A")],
        roughness=0.25,
        glow=0.55,
        glow_depth=0.3,
        coat=0.3,
        jitter=0.06,
    )
    mesh_object("sprouts", verts, faces, material, attributes)


def menma(rng, spots, level):
    """Braised bamboo at (x, y, turn)."""
    material = m.plain("menma", "#C9913E", "#9A6420", 0.3, 2.2, 0.08, 0.4, 0.25, 0.35)
    heap = []
    for k, (x, y, turn) in enumerate(spots):
        verts, faces = superblob((1.9, 0.42, 0.2), 5, 4, 4)
        verts[:, 2] += 0.06 * verts[:, 0] ** 2 * rng.choice((-1, 1))
        heap.append(
            (
                placed(
                    verts, (x, y, level + 0.1 * k), (rng.normal(0, 0.15), rng.normal(0, 0.12), turn)
                ),
                faces,
                {},
            )
        )
    verts, faces, attributes = merge(heap)
    mesh_object("menma", verts, faces, material, attributes)


def bok_choy(at, turn=(0, 0, 0), scale=1.0, seed=0):
    """Half a head: white stalks below, green leaves above."""
    material = m.toned(
        "bok choy",
        [(0, "#F0F4DA"), (0.28, "#D4E4A8"), (0.42, "#6EA03A"), (0.7, "#35701E"), (1, "#205414")],
        "along",
        roughness=0.4,
        bump=0.08,
        bump_scale=3,
        glow=0.45,
        coat=0.12,
        jitter=0.08,
        reach=(0.5, 1.0, 0.3),
    )
    heap = []
    for k, spin in enumerate((-0.42, -0.2, 0.0, 0.22, 0.44)):
        u, v = np.meshgrid(np.linspace(0, 1, 40), np.linspace(-1, 1, 24), indexing="ij")
        wide = np.where(
            u < 0.5,
            0.55 - 0.35 * u,
            0.375 + 0.75 * np.sin((u - 0.5) * 2 * math.pi) ** 0.8 * 0.9 * (u > 0.5),
        ) * (1 - 0.95 * smoothstep(0.9, 1.0, u))
        wide = np.maximum(wide, 0.05)
        x = u * 5.0
        y = v * wide
        z = (
            0.30 * v**2 * (1 - u)
            + 0.25 * u
            + 0.13
            * perlin(as_points(x, y, np.full_like(x, seed + k)), 1.6, seed + k)
            * smoothstep(0.4, 0.9, u)
        )
        verts = placed(
            as_points(x, y, z).reshape(-1, 3),
            (0, 0.22 * (k - 2), 0.12 * (2 - abs(k - 2))),
            (0, 0, spin),
        )
        heap.append((verts, grid_faces(40, 24)[:, ::-1], {"along": (u + 0.06 * np.abs(v)).ravel()}))
    verts, faces, attributes = merge(heap)
    mesh_object("bok choy", placed(verts, at, turn, scale), faces, material, attributes)


def garlic_oil(rng, level, centre, radius, count=22):
    """Black drops on the broth, some run together."""
    ink = m.plain("garlic oil", "#1C100A", "#0E0704", 0.08, 1, 0.01, 0.0, 0.1, 0.8)
    for k, (x, y) in enumerate(spread(rng, count, in_disc(radius, centre), 0.5)):
        size = min(0.7, 0.10 + rng.exponential(0.22))
        verts, faces, _ = shapes.puck(size, 0.03, 0.02, 16, 64, 0.16, 0.0, k)
        shapes.add(
            "garlic oil", (verts, faces, {}), ink, (x, y, level + 0.02), (0, 0, rng.uniform(0, 6))
        )


def sesame(rng, spots, toasted=False):
    stops = [(0, "#EBCF96"), (1, "#FDF3DA")]
    parts.grains("sesame", spots, m.toned("sesame", stops, glow=0.3), rng, (0.19, 0.11, 0.07), 0.3)


def scallions(rng, centre, radius, count, level, size=0.42, lift=1.0):
    spots = [
        (
            x,
            y,
            level
            + lift * (1 - 0.8 * math.hypot(x - centre[0], y - centre[1]) ** 2 / radius**2)
            + 0.3 * rng.random(),
        )
        for x, y in spread(rng, count, in_disc(radius, centre), 0.28)
    ]
    parts.rings("scallion", spots, size, m.scallion(), rng)


def nori(turns=((-3.0, 6.6, 0.36), (-1.2, 7.2, 0.14)), level=5.7):
    for k, (x, y, turn) in enumerate(turns):
        parts.nori_sheet((x, y, level - 0.8), 4.4, 4.5, 0.30, turn, k + 1)


def sauce_threads(rng, centre, radius, level, count=26):
    """Threads of dried chilli, a little nest."""
    paths = []
    for _ in range(count):
        x, y = in_disc(radius * 0.5, centre)(rng)
        a, bend = rng.uniform(0, 6.3), rng.normal(0, 0.6)
        s = np.linspace(-1, 1, 16) * radius
        paths.append(
            as_points(
                x + s * math.cos(a) - bend * s**2 * math.sin(a),
                y + s * math.sin(a) + bend * s**2 * math.cos(a),
                level + rng.uniform(0, 0.4) + rng.normal(0, 0.2) * s,
            )
        )
    parts.strands(
        "chilli threads",
        paths,
        0.045,
        m.plain("chilli", "#C8200E", "#8E0E06", 0.35, 2, 0.02, 0.3, 0.1),
        rng,
        6,
    )


def wakame(rng, centre, radius, level, count=26):
    """Soft folded leaves of seaweed."""
    material = m.toned(
        "wakame",
        [(0, "#12300E"), (0.6, "#24501A"), (1, "#3F7426")],
        roughness=0.16,
        glow=0.3,
        coat=0.6,
        bump=0.06,
        bump_scale=3,
    )
    heap = []
    for k, (x, y) in enumerate(spread(rng, count, in_disc(radius, centre), 0.5)):
        n = 18
        u, v = np.meshgrid(np.linspace(-1, 1, n), np.linspace(-1, 1, n), indexing="ij")
        p = as_points(u, v, np.full_like(u, k * 3.7))
        z = 0.36 * perlin(p, 1.3, 1) + 0.2 * perlin(p, 2.6, 2)
        verts = as_points(
            u * 0.9 + 0.3 * perlin(p, 1.2, 4), v * 0.6 + 0.3 * perlin(p, 1.2, 5), z
        ).reshape(-1, 3)
        heap.append(
            (
                placed(
                    verts,
                    (x, y, level + rng.uniform(0, 0.5)),
                    tuple(rng.normal(0, 0.6, 2)) + (rng.uniform(0, 6),),
                ),
                grid_faces(n, n),
                {"tone": rng.random()},
            )
        )
    verts, faces, attributes = merge(heap)
    mesh_object("wakame", verts, faces, material, attributes)
