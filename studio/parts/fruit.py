"""Citrus and berries."""

import math

import numpy as np

from studio import materials as m
from studio.shapes.meshes import add, merge, mesh_object, placed
from studio.shapes.noise import fbm, smoothstep
from studio.shapes.solids import puck, sphere


def raspberry(at, turn, material, rng, size=1.0):
    drupe, faces = sphere(3)
    parts = []
    for row in range(6):
        around = (1, 7, 9, 10, 9, 7)[row]
        polar = (0.0, 0.42, 0.8, 1.18, 1.56, 1.92)[row]
        for k in range(around):
            a = 2 * math.pi * (k + row * 0.5) / around + rng.normal(0, 0.05)
            spot = np.array(
                (
                    0.82 * math.sin(polar) * math.cos(a),
                    0.82 * math.sin(polar) * math.sin(a),
                    0.98 * math.cos(polar),
                )
            )
            parts.append(
                (drupe * 0.295 * rng.uniform(0.92, 1.08) + spot, faces, {"tone": rng.random()})
            )
    verts, faces, attributes = merge(parts)
    mesh_object("raspberry", placed(verts, at, turn, size), faces, material, attributes)


def citrus_slice(at, turn, radius=2.6, thick=0.45, scale=1.0, material=None):
    verts, faces, a = puck(radius, thick, 0.1, 110, 240, 0.012, 0.02, 2)
    r, angle = a["across"], np.arctan2(verts[:, 1], verts[:, 0])
    wedge = np.abs(((angle / (2 * math.pi) * 10) % 1) - 0.5) * 2
    near_wall = (1 - wedge) * r * 2.2
    flesh = (
        smoothstep(0.05, 0.16, near_wall) * smoothstep(0.86, 0.82, r) * smoothstep(0.05, 0.11, r)
    )
    top = a["rim"] < 0.01
    verts[:, 2] -= np.where(top, 0.07 * (1 - flesh) * (r < 0.88), 0)
    add(
        "citrus",
        (
            verts,
            faces,
            {
                "segment": flesh,
                "pith": smoothstep(0.83, 0.87, r),
                "rind": smoothstep(0.945, 0.965, r),
            },
        ),
        material or m.citrus(),
        at,
        turn,
        scale,
    )


def whole_citrus(at, turn=(0, 0, 0), size=3.0):
    verts, faces = sphere(6)
    verts = verts * (1, 1, 1.22)
    tip = smoothstep(0.8, 1.22, np.abs(verts[:, 2]))
    verts[:, 2] += np.sign(verts[:, 2]) * tip * 0.10
    verts *= (1 + 0.02 * fbm(verts, 1.2, 3))[:, None]
    s = m.Shader("rind")
    pores = s.cells(2.6)
    material = s.finish(
        base=s.mix(s.noise(0.6, 3), "#F6C60E", "#FFDD33"),
        roughness=0.36,
        glow=0.3,
        glow_depth=0.4,
        coat=0.2,
        normal=s.bump(s.spread(pores, 0, 0.5), 0.12, 0.5),
    )
    add("lemon", (verts, faces, {}), material, at, turn, size)
