"""What lies in a bowl of ramen."""

import math

import numpy as np

from studio import materials as m
from studio.parts.pieces import strands
from studio.shapes.meshes import add, grid_faces, polar_grid
from studio.shapes.noise import as_points, fbm, perlin, smoothstep
from studio.shapes.scattering import in_disc
from studio.shapes.solids import puck


def noodle_nest(rng, level, radius, folds=13, strands_each=13, thickness=0.165):
    paths = []
    for fold in range(folds):
        centre = np.array(in_disc(radius * 0.42)(rng))
        heading, bend = rng.uniform(0, 2 * math.pi), rng.uniform(0.10, 0.26) * rng.choice((-1, 1))
        length, lift = rng.uniform(6, 10), rng.uniform(0.0, 0.55)
        for k in range(strands_each):
            s = np.linspace(-0.5, 0.5, 46) * length * rng.uniform(0.85, 1.1)
            angle = heading + bend * s + rng.normal(0, 0.05)
            step = np.diff(s, prepend=s[0])
            x, y = np.cumsum(np.cos(angle) * step), np.cumsum(np.sin(angle) * step)
            x, y = x - x.mean(), y - y.mean()
            side = (k - strands_each / 2) * thickness * 2.05 + rng.normal(0, 0.08)
            x, y = x - np.sin(angle) * side + centre[0], y + np.cos(angle) * side + centre[1]
            wave = as_points(s, np.full_like(s, side * 0.7), np.full_like(s, fold * 9.0))
            x, y = x + 0.20 * perlin(wave, 0.5, 3), y + 0.20 * perlin(wave, 0.5, 4)
            z = (
                level
                + 0.25
                + lift * 0.9
                + 0.26 * perlin(wave, 0.5, 5)
                - 1.3 * smoothstep(0.30, 0.5, np.abs(np.linspace(-0.5, 0.5, 46)))
            )
            keep = np.hypot(x, y) < radius - 0.3
            if keep.sum() > 12:
                paths.append(as_points(x[keep], y[keep], z[keep]))
    strands("noodles", paths, thickness, m.noodle(), rng)


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


def pork_slice(at, turn, radius=3.1, seed=0):
    verts, faces, attributes = puck(radius, 0.75, 0.28, 90, 200, 0.07, 0.08, seed)
    angle, r = np.arctan2(verts[:, 1], verts[:, 0]), np.hypot(verts[:, 0], verts[:, 1])
    swirl = r / radius * 2.3 - angle / (2 * math.pi) + 0.30 * fbm(verts, 0.6, 4, seed)
    fat = smoothstep(0.80, 0.97, np.abs(np.sin(swirl * math.pi))) * smoothstep(0.2, 0.4, r / radius)
    verts[:, 2] += 0.02 * fat * (attributes["rim"] == 0)
    add(
        "pork",
        (verts, faces, {"fat": fat, "rim": smoothstep(0.90, 0.99, attributes["across"])}),
        m.pork(),
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


def fish_cake(at, turn, seed=0):
    s = m.Shader("fish cake")
    pink = s.spread(s.attribute("swirl"), 0.45, 0.6)
    material = s.finish(
        base=s.mix(pink, "#FBF5EC", "#F0708E"),
        roughness=0.35,
        glow=0.5,
        glow_depth=0.3,
        coat=0.3,
        normal=s.bump(s.noise(3), 0.04, 0.4),
    )
    verts, faces, attributes = puck(1.75, 0.5, 0.12, 70, 160, 0.0, 0.03, seed, (0.06, 14))
    angle, r = np.arctan2(verts[:, 1], verts[:, 0]), np.hypot(verts[:, 0], verts[:, 1])
    swirl = np.abs(((r / 1.75 * 1.9 - angle / (2 * math.pi)) % 1) - 0.5) * 2
    attributes["swirl"] = (
        smoothstep(0.35, 0.15, swirl) * (r < 1.3) * (r > 0.18) * (attributes["rim"] == 0)
    )
    add("fish cake", (verts, faces, attributes), material, at, turn)
