"""What lies in a bowl of ramen."""

import math

import numpy as np

from studio import materials as m
from studio.shapes.meshes import add, grid_faces, polar_grid
from studio.shapes.noise import as_points, perlin, smoothstep


def egg_half(at, turn, seed=0):
    t, angle, faces = polar_grid(70, 90)
    flat, turn_down = np.clip(t / 0.62, 0, 1), np.clip((t - 0.62) / 0.38, 0, 1)
    long, short, deep, bevel = 2.75, 2.05, 1.5, 0.18
    down = turn_down * math.pi / 2
    shrink = np.where(
        t < 0.62, flat * 0.955, 0.955 + 0.045 * np.sin(np.clip(turn_down * 6, 0, 1) * math.pi / 2)
    )
    shrink = np.where(
        turn_down > 1 / 6, np.cos((turn_down - 1 / 6) / (5 / 6) * math.pi / 2), shrink
    )
    x = long * shrink * np.cos(angle) * (1 + 0.09 * np.cos(angle))
    y = short * shrink * np.sin(angle)
    z = np.where(
        turn_down > 1 / 6,
        -deep * np.sin((turn_down - 1 / 6) / (5 / 6) * math.pi / 2),
        -bevel * 0 * down,
    )
    yolk_distance = np.hypot((x - 0.15) / 1.42, y / 1.30) * (
        1 + 0.04 * perlin(as_points(x, y), 1.2, seed)
    )
    yolk = np.where(
        turn_down == 0, smoothstep(1.06, 0.2, yolk_distance) * 0.6 + 0.4 * (yolk_distance < 1.02), 0
    )
    z = (
        z
        - 0.10
        * smoothstep(0.85, 1.0, yolk_distance)
        * smoothstep(1.15, 1.02, yolk_distance)
        * (turn_down == 0)
        + 0.10 * yolk
    )
    add(
        "egg",
        (
            as_points(x, y, z).reshape(-1, 3),
            faces,
            {"yolk": yolk.ravel(), "rim": smoothstep(0.02, 0.2, turn_down).ravel()},
        ),
        m.egg(),
        at,
        turn,
    )


def nori_sheet(at, width=5.5, height=6.0, lean=0.25, turn=0.0, seed=0):
    u, v = np.meshgrid(np.linspace(-0.5, 0.5, 40), np.linspace(0, 1, 40), indexing="ij")
    wave = 0.60 * perlin(as_points(u * 2.5, v * 1.6, np.full_like(u, seed)), 1, seed)
    x = u * width + 0.06 * perlin(as_points(v * 20, u * 20), 1, seed + 1)
    verts = as_points(
        x, wave + v * height * lean, v * height + 0.05 * perlin(as_points(u * 20, v), 1, seed)
    )
    add("nori", (verts.reshape(-1, 3), grid_faces(40, 40), {}), m.nori(), at, (0, 0, turn))
