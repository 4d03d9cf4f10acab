"""What is strewn over a dish, and the rice beside it; surface(x, y) says how high it lies."""

import math

import numpy as np

from studio import materials as m
from studio import parts, shapes
from studio.parts.joining import merge
from studio.shapes import (
    fbm,
    in_disc,
    merged_copies,
    mesh_object,
    placed,
    spread,
    superblob,
)


def leaves(rng, surface, spots, scale=1.0, lift=0.5):
    parts.coriander(
        [
            (x, y, surface(x, y) + lift, rng.uniform(0, 6.3), scale * rng.uniform(0.85, 1.15))
            for x, y in spots
        ],
        int(rng.integers(99)),
    )


def chopped(rng, surface, radius, count=40, size=0.36, lift=0.12, centre=(0, 0)):
    parts.herbs(
        [
            (x, y, surface(x, y) + lift)
            for x, y in spread(rng, count, in_disc(radius, centre), 0.45)
        ],
        rng,
        size,
    )


def chilli_rings(rng, surface, radius, count, size=0.5, lift=0.2, centre=(0, 0)):
    red = m.plain("chilli", "#D8260F", "#A31308", 0.2, 1.5, 0.03, 0.4, 0.2, 0.5)
    parts.rings(
        "chilli",
        [(x, y, surface(x, y) + lift) for x, y in spread(rng, count, in_disc(radius, centre), 1.5)],
        size,
        red,
        rng,
    )


def sticks(rng, surface, spots, tint, dark, length=1.6, thick=0.11, lift=0.3, name="sticks"):
    """Julienne of ginger and such at (x, y)."""
    paths = []
    for x, y in spots:
        a, bend = rng.uniform(0, 6.3), rng.normal(0, 0.12)
        s = np.linspace(-0.5, 0.5, 10) * length * rng.uniform(0.7, 1.2)
        z = surface(x, y) + lift + rng.uniform(-0.05, 0.3) + rng.normal(0, 0.15) * s
        paths.append(
            np.stack(
                [
                    x + s * math.cos(a) - bend * s**2 * math.sin(a),
                    y + s * math.sin(a) + bend * s**2 * math.cos(a),
                    z,
                ],
                -1,
            )
        )
    parts.strands(
        name, paths, thick, m.plain(name, tint, dark, 0.34, 2, 0.04, 0.45, 0.2, 0.25), rng, 7
    )


def curry_leaves(rng, surface, spots, scale=0.62, lift=1.2):
    heap = []
    for k, (x, y) in enumerate(spots):
        for j in range(2):
            verts, faces, attributes = parts.leaf_shape(
                4.2, 1.7, 0.2, rng.uniform(-0.1, 0.3), k + 9 * j
            )
            turn = rng.uniform(0, 6.3)
            at = (x + rng.normal(0, 0.5), y + rng.normal(0, 0.5), surface(x, y) + lift + 0.15 * j)
            heap.append(
                (
                    placed(
                        verts, at, (*rng.normal(0, 0.25, 2), turn), scale * rng.uniform(0.8, 1.15)
                    ),
                    faces,
                    attributes,
                )
            )
    verts, faces, attributes = merge(heap)
    mesh_object("curry leaves", verts, faces, m.leaf("#3F7A22", "#173E10", 0.26), attributes)


def mustard(rng, surface, radius, count=70):
    seeds = m.plain("mustard seed", "#2A1A12", "#120A06", 0.3, 2, 0.02, 0.1, 0.1, 0.3)
    parts.grains(
        "mustard seed",
        [(x, y, surface(x, y) + 0.06) for x, y in spread(rng, count, in_disc(radius), 0.4)],
        seeds,
        rng,
        (0.11, 0.11, 0.10),
        0.2,
    )


def tomato_bits(rng, surface, radius, count, size=0.55):
    red = m.plain("tomato", "#D8401E", "#A81E0C", 0.24, 1.6, 0.06, 0.45, 0.25, 0.4)
    for k, (x, y) in enumerate(spread(rng, count, in_disc(radius), 2.0)):
        verts, faces = shapes.chunk((size * 1.2, size, size * 0.7), k, 3.4, 0.12, 3)
        shapes.add(
            "tomato",
            (verts, faces, {}),
            red,
            (x, y, surface(x, y) + 0.15),
            (*rng.normal(0, 0.5, 2), rng.uniform(0, 6)),
        )


def butter_pat(at, surface, rng, size=(1.25, 1.05, 0.42), lift=0.25):
    verts, faces = superblob(size, 6, 4, 4)
    verts[:, 2] -= 0.10 * (verts[:, 0] ** 2 + verts[:, 1] ** 2) / size[0]
    butter = m.plain("butter", "#FBE38C", "#F6D264", 0.16, 0.8, 0.02, 0.6, 0.5, 0.5)
    shapes.add(
        "butter",
        (verts, faces, {}),
        butter,
        (*at, surface(*at) + lift),
        (0.08, -0.1, rng.uniform(0, 3)),
    )


def peanuts(rng, surface, spots, lift=0.2, size=1.0, halves=True):
    nut = m.toned(
        "peanut",
        [(0, "#D6A05A"), (0.5, "#E6BC7E"), (1, "#F0D2A0")],
        roughness=0.42,
        bump=0.05,
        glow=0.35,
        coat=0.1,
    )
    shape = superblob((0.62 * size, 0.36 * size, 0.33 * size), 2.3, 2.3, 3)
    merged_copies(
        "peanut",
        shape,
        [
            (
                (x, y, surface(x, y) + lift),
                (*rng.normal(0, 0.5, 2), rng.uniform(0, 6)),
                rng.uniform(0.55, 1.1),
            )
            for x, y in spots
        ],
        nut,
        rng,
    )


def strips(rng, level, spots, light, dark, size, name, tilt=0.3, lift=0.25):
    tint = m.plain(name, light, dark, 0.3, 1.8, 0.05, 0.45, 0.25, 0.35)
    heap = []
    for x, y in spots:
        verts, faces = superblob(np.array(size) * rng.uniform(0.8, 1.15, 3), 4.5, 3.5, 4)
        verts[:, 2] += rng.normal(0, 0.07) * verts[:, 0] ** 2
        verts[:, 1] += rng.normal(0, 0.06) * verts[:, 0] ** 2
        heap.append(
            (
                placed(
                    verts,
                    (x, y, level + lift + rng.uniform(0, 0.15)),
                    (*rng.normal(0, tilt, 2), rng.uniform(0, 6.3)),
                ),
                faces,
                {},
            )
        )
    verts, faces, attributes = merge(heap)
    mesh_object(name, verts, faces, tint, attributes)


def pepper_strips(rng, level, spots, light, dark, lift=0.35):
    strips(rng, level, spots, light, dark, (1.9, 0.5, 0.22), "pepper", 0.35, lift)


def beans_cut(rng, level, spots):
    strips(rng, level, spots, "#5E9A30", "#356E1A", (1.6, 0.32, 0.30), "green bean", 0.3, 0.25)


def basil_top(rng, surface, spots, scale=0.8, lift=0.9):
    parts.basil(
        [
            (
                x,
                y,
                surface(x, y) + lift + 0.2 * k,
                rng.uniform(0, 6.3),
                scale * rng.uniform(0.7, 1.1),
            )
            for k, (x, y) in enumerate(spots)
        ],
        int(rng.integers(50)),
    )


def lime_leaf(rng, surface):
    sticks(
        rng,
        surface,
        spread(rng, 20, in_disc(4.5), 0.7),
        "#4E8A2A",
        "#1E5214",
        1.3,
        0.07,
        0.3,
        "lime leaf",
    )


def rings(rng, surface, radius, count, size=0.38, centre=(0, 0), lift=0.12):
    parts.rings(
        "scallion",
        [
            (x, y, surface(x, y) + lift + 0.2 * rng.random())
            for x, y in spread(rng, count, in_disc(radius, centre), 0.45)
        ],
        size,
        m.scallion(),
        rng,
    )


def loose_rice(
    centre, size, height, base, rng, count=2600, grain=(0.46, 0.11, 0.10), material=None, tone=None
):
    """A heap that no spoon has smoothed: lumpy, with grains fallen at its foot."""
    material = material or m.rice()
    rough = 0.11
    core, faces = superblob((size[0] * 0.95, size[1] * 0.95, height * 0.94), 2.1, 2.1, 5)
    shape = np.array((size[0], size[1], height))
    core = core * (1 + rough * fbm(core / shape * 3, 0.8, 3, 5))[:, None]
    shapes.add(
        "rice core", (core, faces, {"tone": np.full(len(core), 0.6)}), material, (*centre, base)
    )
    d = rng.normal(size=(count, 3))
    d[:, 2] = np.abs(d[:, 2])
    d /= (np.abs(d) ** 2.1).sum(1)[:, None] ** (1 / 2.1)
    lumpy = 1 + rough * fbm(d * 3, 0.8, 3, 5)
    points = d * shape * lumpy[:, None] * rng.uniform(0.955, 1.02, count)[:, None]
    parts.grains("rice", points + (*centre, base), material, rng, grain, 0.45, d / shape)


def ginger(rng, surface, centre, radius=2.6, count=16):
    """Fresh ginger in thin sticks, in a small heap."""
    spots = spread(rng, count, in_disc(radius, centre), 0.3)
    sticks(rng, surface, spots, "#F3DFA0", "#E0C070", 1.9, 0.1, 0.2, "ginger")


def bamboo(rng, level, spots):
    strips(rng, level, spots, "#EBD9A0", "#D2B870", (2.2, 0.62, 0.28), "bamboo")
