"""Strands, rings, grains and dust: many small pieces of one thing."""

import math

import numpy as np

from studio.shapes.meshes import (
    grid_faces,
    laid_on_slope,
    merge,
    merged_copies,
    mesh_object,
    placed,
    rotation,
)
from studio.shapes.noise import as_points
from studio.shapes.solids import sphere, tube


def strands(name, paths, radius, material, rng, sides=8):
    parts = []
    for path in paths:
        verts, faces, _ = tube(path, radius * rng.uniform(0.9, 1.1), sides)
        parts.append((verts, faces, {"tone": rng.random()}))
    verts, faces, attributes = merge(parts)
    return mesh_object(name, verts, faces, material, attributes)


def rings(name, spots, radius, material, rng, height=0.22):
    """Little cut rings: scallion, chilli. Spots are (x, y, z)."""
    a = np.linspace(0, 2 * math.pi, 20, endpoint=False)
    b = np.linspace(0, 2 * math.pi, 8, endpoint=False)
    a, b = np.meshgrid(a, b, indexing="ij")
    wall = 0.26
    r = 1 - wall + wall * np.cos(b)
    base = as_points(r * np.cos(a), r * np.sin(a), np.clip(1.6 * np.sin(b), -1, 1) * 0.5).reshape(
        -1, 3
    )
    faces = grid_faces(20, 8, True, True)
    parts = []
    for x, y, z in spots:
        size = radius * rng.uniform(0.6, 1.15)
        shape = base * (size, size * rng.uniform(0.75, 1), height * rng.uniform(0.7, 1.4))
        parts.append(
            (
                placed(
                    shape, (x, y, z), (rng.normal(0, 0.35), rng.normal(0, 0.35), rng.uniform(0, 6))
                ),
                faces,
                {"tone": rng.random()},
            )
        )
    verts, faces, attributes = merge(parts)
    return mesh_object(name, verts, faces, material, attributes)


def grains(name, points, material, rng, size=(0.36, 0.145, 0.13), flat=0.5, normals=None):
    """Rice grains or sesame at the points, lying on the surface when its normals are given."""
    verts, faces = sphere(2)
    verts = verts * np.array(size)
    verts[:, 2] += 0.05 * size[0] * (verts[:, 0] / size[0]) ** 2
    if normals is None:
        normals = np.tile((0.0, 0.0, 1.0), (len(points), 1))
    pieces = []
    for point, normal in zip(points, normals, strict=True):
        normal = normal / np.linalg.norm(normal)
        lie = laid_on_slope(
            math.atan2(normal[1], normal[0]),
            math.acos(np.clip(normal[2], -1, 1)),
            rng.uniform(0, 2 * math.pi),
        )
        wobble = rotation(rng.normal(0, flat), rng.normal(0, flat), 0)
        pieces.append(
            (
                (verts * rng.uniform(0.85, 1.12)) @ (lie @ wobble).T + np.asarray(point, float),
                faces,
                {"tone": rng.random()},
            )
        )
    verts, faces, attributes = merge(pieces)
    return mesh_object(name, verts, faces, material, attributes)


def dust(points, rng, material, size=0.05):
    verts, faces = sphere(1)
    merged_copies(
        "dust",
        (verts, faces),
        [(p, (0, 0, 0), size * rng.uniform(0.3, 1.5)) for p in points],
        material,
        rng,
    )


def tumbled(name, shape, points, material, rng, size, lean=(0.8, 0.8, 0.8)):
    """One of `shape` at each point, tipped by up to `lean`, no two of one size."""
    places = (
        (p, tuple(rng.uniform(-1, 1, 3) * lean), size * rng.uniform(0.9, 1.1)) for p in points
    )
    merged_copies(name, shape, places, material, rng)
