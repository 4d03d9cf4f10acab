"""Stacks, slices and scoops: what sweet dishes are built of."""

import math

import numpy as np

from studio import materials as m
from studio import shapes
from studio.parts.baked import crust
from studio.shapes import (
    as_points,
    fbm,
    grid_faces,
    merge,
    perlin,
    placed,
    polar_grid,
    smoothstep,
)


def pancake(at, radius=5.6, thick=1.05, seed=0, turn=(0, 0, 0)):
    """One fluffy pancake: brown faces, pale side."""
    t, a, faces = polar_grid(90, 220)
    edge = radius * (1 + 0.025 * fbm(as_points(np.cos(a), np.sin(a)), 1.2, 2, seed))
    top, side = np.clip(t / 0.7, 0, 1), np.clip((t - 0.7) / 0.3, 0, 1)
    r = np.where(side > 0, edge * (0.965 + 0.035 * np.sin(side * math.pi)), edge * 0.965 * top)
    z = np.where(
        side > 0,
        thick * (1 - side),
        thick + 0.05 * fbm(as_points(r * np.cos(a), r * np.sin(a)), 0.6, 3, seed),
    )
    x, y = r * np.cos(a), r * np.sin(a)
    ring = smoothstep(0.99, 0.93, r / edge) * (side == 0)
    bake = (
        0.12
        + ring * (0.52 + 0.22 * fbm(as_points(x, y), 0.5, 4, seed + 3))
        + 0.35 * smoothstep(0.85, 1.0, side)
    )
    look = crust(("#F6DFA4", "#E5AE58", "#BE7626", "#8A4A14"), 0.05, 0.5, 0.05, 0.8)
    shapes.add(
        "pancake",
        (as_points(x, y, z).reshape(-1, 3), faces, {"bake": np.clip(bake, 0, 1).ravel()}),
        look,
        at,
        turn,
    )
    return at[2] + thick


def syrup(
    at,
    radius=3.2,
    drips=6,
    length=3.4,
    thick=0.22,
    seed=0,
    tint=("#A8560C", "#6E3006"),
    clear=0.35,
    edge=5.6,
):
    """A pool on top, running over the edge at `edge` cm from the middle."""
    rng = np.random.default_rng(seed)
    t, a, faces = polar_grid(120, 360)
    reach = radius * (1 + 0.20 * fbm(as_points(np.cos(a), np.sin(a)), 1.2, 3, seed))
    fall = np.zeros_like(a)
    for k in range(drips):
        c = k * 2 * math.pi / drips + rng.uniform(-0.35, 0.35)
        d = np.abs((a - c + math.pi) % (2 * math.pi) - math.pi)
        wide = rng.uniform(0.07, 0.12)
        far = edge + rng.uniform(0.3, 1.0) * length
        reach = np.maximum(reach, far * np.exp(-((d / (wide * 1.5)) ** 4)))
        fall = np.maximum(fall, np.exp(-((d / wide) ** 2)))
    r = t * reach
    over = np.clip(r - edge, 0, None)
    x, y = np.minimum(r, edge + 0.10) * np.cos(a), np.minimum(r, edge + 0.10) * np.sin(a)
    z = thick * np.sqrt(np.clip(1 - t**6, 0, 1)) - over
    out = 1 + 0.03 * np.sqrt(np.clip(1 - t**8, 0, 1)) * (over > 0)
    s = m.Shader("syrup")
    look = m.see_through_shadow(
        s,
        s.finish(
            base=s.mix(s.noise(0.6, 3), tint[0], tint[1]),
            roughness=0.05,
            transmission=clear,
            ior=1.4,
            coat=0.6,
            coat_roughness=0.03,
            glow=0.3,
            glow_depth=0.3,
        ),
        tint[0],
        0.5,
    )
    shapes.add("syrup", (as_points(x * out, y * out, z).reshape(-1, 3), faces, {}), look, at)


def slice_of_cake(
    layers, at=(0, 0, 0), radius=9.5, angle=0.62, turn=0.0, rim=None, top=None, seed=0, lump=0.06
):
    """A wedge, its tip to -x. layers: (height in cm, material) from below, covered by `rim`, `top`.

    Returns the height of its top.
    """
    z = at[2]
    rim_thick = 0.45 if rim else 0.0
    for k, (tall, material) in enumerate(layers):
        _wedge(material, at, z, tall, radius - rim_thick, angle, turn, seed + k, lump)
        z += tall
    if top:
        _wedge(top[1], at, z, top[0], radius, angle, turn, seed + 20, 0.02)
        z += top[0]
    if rim:
        _back(rim, at, z - at[2], radius, angle, turn, seed)
    return z


def _wedge(material, at, low, tall, radius, angle, turn, seed, lump):
    u, v, w = 40, 40, 14
    shell = []
    a, r = np.meshgrid(
        np.linspace(-angle / 2, angle / 2, u), np.linspace(0.02, 1, v) * radius, indexing="ij"
    )
    top = as_points(r * np.cos(a), r * np.sin(a), np.full_like(r, tall))
    under = as_points(r * np.cos(a), r * np.sin(a), np.zeros_like(r))
    shell.append((top.reshape(-1, 3), grid_faces(u, v)[:, ::-1]))
    shell.append((under.reshape(-1, 3), grid_faces(u, v)))
    for side in (-1, 1):
        rr, h = np.meshgrid(
            np.linspace(0.02, 1, 70) * radius, np.linspace(0, tall, w), indexing="ij"
        )
        rough = lump * fbm(as_points(rr, h, np.full_like(rr, side * 5.0 + seed)), 1.6, 4, seed)
        b = side * angle / 2
        x, y = (
            rr * math.cos(b) - side * rough * math.sin(b) * -1,
            rr * math.sin(b) + side * rough * math.cos(b),
        )
        faces = grid_faces(70, w)
        shell.append((as_points(x, y, h).reshape(-1, 3), faces if side < 0 else faces[:, ::-1]))
    aa, h = np.meshgrid(
        np.linspace(-angle / 2, angle / 2, u), np.linspace(0, tall, w), indexing="ij"
    )
    shell.append(
        (as_points(radius * np.cos(aa), radius * np.sin(aa), h).reshape(-1, 3), grid_faces(u, w))
    )
    verts, faces, _ = merge([(p, f, {}) for p, f in shell])
    tip = placed(verts - (radius * 0.55, 0, 0), (0, 0, low - at[2]))
    shapes.add("layer", (tip, faces, {}), material, at, (0, 0, turn), 1.0)


def _back(material, at, tall, radius, angle, turn, seed):
    a, h = np.meshgrid(
        np.linspace(-angle / 2 * 1.01, angle / 2 * 1.01, 60), np.linspace(0, 1, 30), indexing="ij"
    )
    out = radius * 1.0 + 0.02 + 0.10 * fbm(as_points(a * 6, h * 3), 1.2, 3, seed)
    outer = as_points(out * np.cos(a), out * np.sin(a), h * (tall + 0.05))
    inner = as_points((radius - 0.5) * np.cos(a), (radius - 0.5) * np.sin(a), h * (tall + 0.05))
    f = grid_faces(60, 30)
    n = outer.size // 3
    sides = []
    for row in (0, 59):
        j = np.arange(29) + row * 30
        quad = np.stack([j, j + 1, j + 1 + n, j + n], -1)
        sides.append(quad if row == 59 else quad[:, ::-1])
    k = np.arange(59) * 30 + 29
    lid = np.stack([k, k + 30, k + 30 + n, k + n], -1)
    verts = np.vstack([outer.reshape(-1, 3), inner.reshape(-1, 3)]) - (radius * 0.55, 0, 0)
    shapes.add(
        "rim",
        (verts, np.vstack([f, f[:, ::-1] + n, *sides, lid[:, ::-1]]), {}),
        material,
        at,
        (0, 0, turn),
    )


def scoop(at, light, dark, radius=2.6, seed=0, bits=None, material=None):
    """A ball of ice cream with its ragged skirt."""
    v, f = shapes.sphere(6)
    low = smoothstep(-0.1, -0.55, v[:, 2])
    rough = 0.05 * fbm(v + seed * 3, 1.3, 5, seed, 0.62) + 0.02 * fbm(
        v * (1, 1, 5) + seed, 1.2, 3, seed + 2
    )
    skirt = (
        0.16 * low * (1 + 1.2 * perlin(v + seed, 2.0, seed + 5)) * smoothstep(-1.0, -0.6, v[:, 2])
    )
    v = v * (1 + rough + skirt)[:, None]
    v[:, 2] = np.maximum(v[:, 2], -0.72)
    look = material or m.plain("ice cream", light, dark, 0.45, 0.9, 0.10, 0.5, 0.4, 0.1)
    shapes.add(
        "scoop", (v, f, {}), look, (at[0], at[1], at[2] + radius * 0.72), (0, 0, seed), radius
    )
    if bits:
        bits(
            [
                placed(v[i : i + 1], (at[0], at[1], at[2] + radius * 0.72), (0, 0, seed), radius)[0]
                for i in np.random.default_rng(seed).choice(np.where(v[:, 2] > -0.2)[0], 26)
            ]
        )


def fluted_case(at, low=2.4, high=3.2, tall=3.2, tint=("#8A5A34", "#6A3E20"), flutes=28):
    """The paper of a cupcake."""
    t, a = np.meshgrid(
        np.linspace(0, 1, 16), np.linspace(0, 2 * math.pi, 420, endpoint=False), indexing="ij"
    )
    r = (low + (high - low) * t) * (1 + 0.035 * np.abs(np.sin(a * flutes / 2)) * 2 - 0.035)
    v = as_points(r * np.cos(a), r * np.sin(a), t * tall).reshape(-1, 3)
    shapes.add(
        "case",
        (v, grid_faces(16, 420, True)[:, ::-1], {}),
        m.plain("case", tint[0], tint[1], 0.7, 1, 0.02, 0.1),
        at,
    )


def waffle(at, size=5.4, thick=1.5, seed=0, turn=0.0, cells=4):
    """A square waffle with deep pockets."""
    n = 200
    u, v = np.meshgrid(np.linspace(-1, 1, n), np.linspace(-1, 1, n), indexing="ij")
    corner = 1 - 0.04 * (np.abs(u) ** 8 + np.abs(v) ** 8)
    x, y = u * size * corner, v * size * corner
    gx, gy = np.abs(np.cos(u * cells * math.pi / 2 * 1.0)), np.abs(np.cos(v * cells * math.pi / 2))
    wall = np.maximum(smoothstep(0.40, 0.22, gx), smoothstep(0.40, 0.22, gy))
    rim = np.maximum(np.abs(u), np.abs(v))
    wall = np.maximum(wall, smoothstep(0.93, 0.97, rim))
    z = thick * (0.42 + 0.58 * wall) * smoothstep(1.0, 0.985, rim) + 0.04 * fbm(
        as_points(x, y), 1.0, 3, seed
    )
    bake = 0.36 + 0.26 * wall + 0.14 * fbm(as_points(x, y), 0.4, 3, seed + 1)
    shapes.add(
        "waffle",
        (
            as_points(x, y, z).reshape(-1, 3),
            grid_faces(n, n)[:, ::-1],
            {"bake": np.clip(bake, 0, 1).ravel()},
        ),
        crust(("#F4D894", "#E0A548", "#B86E20", "#7E4210"), 0.06, 0.45, 0.1),
        at,
        (0, 0, turn),
    )
