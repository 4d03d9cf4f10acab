"""Fries, upright and lying."""

import numpy as np

from studio import materials as m
from studio.shapes.meshes import merge, mesh_object, placed
from studio.shapes.noise import fbm, smoothstep
from studio.shapes.scattering import in_disc, spread
from studio.shapes.solids import superblob


def fries(count, base_at, radius, rng, length=(6.5, 9.5), lean=0.22, lying=()):
    shapes = []
    spots = list(spread(rng, count, in_disc(radius), 0.72))
    for x, y in spots:
        long = rng.uniform(*length)
        verts, faces = superblob(
            (0.40 * rng.uniform(0.8, 1.1), 0.40 * rng.uniform(0.8, 1.1), long / 2), 4.5, 12, 4
        )
        verts = verts * (1 + 0.10 * fbm(verts * (1, 1, 0.45) + rng.uniform(0, 99), 1.0, 3))[
            :, None
        ] ** [1, 1, 0]
        verts[:, 0] += rng.normal(0, 0.010) * verts[:, 2] ** 2
        verts = placed(verts, turn=(0, 0, rng.uniform(0, 6.3)))
        ends = smoothstep(0.70, 1.0, np.abs(verts[:, 2]) / (long / 2))
        turn = (
            -y / radius * lean + rng.normal(0, 0.09),
            x / radius * lean + rng.normal(0, 0.07),
            0,
        )
        shapes.append(
            (
                placed(verts, (base_at[0] + x, base_at[1] + y, base_at[2] + long / 2), turn),
                faces,
                {"tone": 0.25 + 0.5 * ends * rng.random() + 0.3 * rng.random()},
            )
        )
    for x, y, z, spin, pitch in lying:
        long = rng.uniform(*length) * 0.85
        verts, faces = superblob((long / 2, 0.42, 0.42), 5, 4.5, 4)
        verts[:, 1] += rng.normal(0, 0.012) * verts[:, 0] ** 2
        ends = smoothstep(0.70, 1.0, np.abs(verts[:, 0]) / (long / 2))
        shapes.append(
            (
                placed(verts, (x, y, z), (rng.uniform(0, 1.5), pitch, spin)),
                faces,
                {"tone": 0.25 + 0.5 * ends * rng.random() + 0.3 * rng.random()},
            )
        )
    verts, faces, attributes = merge(shapes)
    material = m.toned(
        "fries",
        [(0, "#FBE29C"), (0.45, "#F3C868"), (0.8, "#E0A03C"), (1, "#B06A20")],
        roughness=0.46,
        bump=0.12,
        bump_scale=5,
        glow=0.35,
        glow_depth=0.25,
        coat=0.12,
        jitter=0.26,
    )
    mesh_object("fries", verts, faces, material, attributes)
