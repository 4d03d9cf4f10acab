"""Solids: lathe, sphere, rounded box, tube, slice, chunk."""

import math

import bmesh
import numpy as np

from studio.shapes.meshes import grid_faces, mesh_object, polar_grid
from studio.shapes.noise import as_points, fbm, perlin


def smooth_profile(corners, per_span=8):
    """Catmull-Rom curve through (r, z) corners."""
    p = np.array([corners[0]] + list(corners) + [corners[-1]], float)
    out = []
    for a, b, c, d in zip(p, p[1:], p[2:], p[3:]):
        t = np.linspace(0, 1, per_span, endpoint=False)[:, None]
        out.append(
            0.5
            * (
                2 * b
                + (c - a) * t
                + (2 * a - 5 * b + 4 * c - d) * t**2
                + (3 * b - a - 3 * c + d) * t**3
            )
        )
    return np.vstack(out + [p[-1:]])


def lathe(name, corners, material, segments=128, per_span=8, wobble=0.0, seed=0, attributes=None):
    profile = smooth_profile(corners, per_span)
    angle = np.linspace(0, 2 * math.pi, segments, endpoint=False)
    r = np.maximum(profile[:, :1], 1e-4)
    x, y = r * np.cos(angle), r * np.sin(angle)
    z = np.broadcast_to(profile[:, 1:], x.shape)
    verts = as_points(x, y, z).reshape(-1, 3)
    if wobble:
        push = 1 + wobble * fbm(verts, 0.25, 2, seed)
        verts = verts * push[:, None] ** [1, 1, 0.3]
    return mesh_object(name, verts, grid_faces(len(profile), segments, True), material, attributes)


_sphere_cache = {}


def sphere(subdivisions=4):
    """Unit icosphere as arrays."""
    if subdivisions not in _sphere_cache:
        bm = bmesh.new()
        bmesh.ops.create_icosphere(bm, subdivisions=subdivisions, radius=1)
        verts = np.array([v.co[:] for v in bm.verts])
        faces = np.array([[v.index for v in f.verts] for f in bm.faces])
        bm.free()
        _sphere_cache[subdivisions] = verts, faces
    verts, faces = _sphere_cache[subdivisions]
    return verts.copy(), faces


def superblob(size, side_power=2.0, top_power=2.0, subdivisions=4):
    """Rounded solid: powers of 2 give an ellipsoid, 6 a soft box."""
    d, faces = sphere(subdivisions)
    a = np.abs(d) + 1e-9
    flat = (a[:, 0] ** side_power + a[:, 1] ** side_power) ** (top_power / side_power)
    return d / (flat + a[:, 2] ** top_power)[:, None] ** (1 / top_power) * np.array(size), faces


def tube(path, radius, sides=10, tip=0.05):
    """Sweep a circle along a path; returns verts, faces and position along it 0..1."""
    path = np.asarray(path, float)
    radius = np.broadcast_to(radius, len(path)).copy()
    radius[0] *= tip
    radius[-1] *= tip
    tangent = np.gradient(path, axis=0)
    tangent /= np.linalg.norm(tangent, axis=1)[:, None] + 1e-9
    up = np.array((0.13, 0.21, 1.0))
    side = np.cross(tangent, up)
    side /= np.linalg.norm(side, axis=1)[:, None] + 1e-9
    over = np.cross(side, tangent)
    angle = np.linspace(0, 2 * math.pi, sides, endpoint=False)
    ring = (
        np.cos(angle)[None, :, None] * side[:, None] + np.sin(angle)[None, :, None] * over[:, None]
    )
    verts = path[:, None] + ring * radius[:, None, None]
    return (
        verts.reshape(-1, 3),
        grid_faces(len(path), sides, True)[:, ::-1],
        np.repeat(np.linspace(0, 1, len(path)), sides),
    )


def puck(
    radius,
    thickness,
    bevel=0.25,
    rings=48,
    segments=120,
    outline=0.03,
    lumps=0.05,
    seed=0,
    ripple=(0, 0),
):
    """Round slice, flat on top, bevelled into the side.

    Returns verts, faces, and the attributes `across` (0 centre, 1 skin) and `rim`.
    """
    t, angle, faces = polar_grid(rings, segments)
    edge = radius * (
        1
        + outline * perlin(as_points(np.cos(angle), np.sin(angle)), 1.4, seed)
        + ripple[0] * np.cos(ripple[1] * angle)
    )
    top = 0.78
    flat = np.clip(t / top, 0, 1)
    turn = np.clip((t - top) / (1 - top), 0, 1)
    corner = np.clip(turn / 0.55, 0, 1) * math.pi / 2
    r = (edge - bevel) * flat + bevel * np.sin(corner)
    z = (
        thickness
        - bevel * (1 - np.cos(corner))
        - np.clip((turn - 0.55) / 0.45, 0, 1) * (thickness - bevel)
    )
    x, y = r * np.cos(angle), r * np.sin(angle)
    z = z + lumps * fbm(as_points(x, y), 1.2 / max(radius, 0.6) * 2, 3, seed + 1) * (turn < 0.4)
    return (
        as_points(x, y, z).reshape(-1, 3),
        faces,
        {"across": np.clip(r / edge, 0, 1).ravel(), "rim": turn.ravel()},
    )


def chunk(size, seed=0, power=3.0, rough=0.12, subdivisions=4, scale=0.6):
    verts, faces = superblob(size, power, power, subdivisions)
    verts = verts * (1 + rough * fbm(verts + seed * 7.3, scale, 4, seed))[:, None]
    return verts, faces
