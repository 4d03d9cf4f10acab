"""Meshes from arrays: objects, grids, joining, placing."""

import math

import bpy
import numpy as np


def mesh_object(name, verts, faces, material=None, attributes=None, smooth=True):
    """Object from arrays; attributes are one float a vertex, read in shaders by name."""
    verts, faces = np.asarray(verts, np.float32), np.asarray(faces, np.int32)
    mesh = bpy.data.meshes.new(name)
    mesh.vertices.add(len(verts))
    mesh.vertices.foreach_set("co", verts.ravel())
    mesh.loops.add(faces.size)
    mesh.loops.foreach_set("vertex_index", faces.ravel())
    mesh.polygons.add(len(faces))
    mesh.polygons.foreach_set(
        "loop_start", np.arange(0, faces.size, faces.shape[1], dtype=np.int32)
    )
    mesh.update(calc_edges=True)
    for key, values in (attributes or {}).items():
        layer = mesh.attributes.new(key, "FLOAT", "POINT")
        layer.data.foreach_set("value", np.asarray(values, np.float32).ravel())
    if smooth:
        mesh.shade_smooth()
    if material:
        mesh.materials.append(material)
    thing = bpy.data.objects.new(name, mesh)
    bpy.context.scene.collection.objects.link(thing)
    return thing


def add(name, shape, material, at=(0, 0, 0), turn=(0, 0, 0), scale=1.0):
    verts, faces, attributes = shape
    return mesh_object(name, placed(verts, at, turn, scale), faces, material, attributes)


def grid_faces(rows, columns, wrap_columns=False, wrap_rows=False):
    r = np.arange(rows if wrap_rows else rows - 1)
    c = np.arange(columns if wrap_columns else columns - 1)
    r, c = np.meshgrid(r, c, indexing="ij")
    r2, c2 = (r + 1) % rows, (c + 1) % columns
    return np.stack(
        [r * columns + c, r * columns + c2, r2 * columns + c2, r2 * columns + c], -1
    ).reshape(-1, 4)


def polar_grid(rings, segments):
    """Parameters t (0 centre .. 1 edge) and angle, plus faces wound upward."""
    t, angle = np.meshgrid(
        np.linspace(0, 1, rings),
        np.linspace(0, 2 * math.pi, segments, endpoint=False),
        indexing="ij",
    )
    return t, angle, grid_faces(rings, segments, wrap_columns=True)[:, ::-1]


def rotation(rx=0.0, ry=0.0, rz=0.0):
    cx, sx, cy, sy, cz, sz = (
        math.cos(rx),
        math.sin(rx),
        math.cos(ry),
        math.sin(ry),
        math.cos(rz),
        math.sin(rz),
    )
    x = np.array([[1, 0, 0], [0, cx, -sx], [0, sx, cx]])
    y = np.array([[cy, 0, sy], [0, 1, 0], [-sy, 0, cy]])
    z = np.array([[cz, -sz, 0], [sz, cz, 0], [0, 0, 1]])
    return z @ y @ x


def placed(verts, at=(0, 0, 0), turn=(0, 0, 0), scale=1.0):
    return (np.asarray(verts) * scale) @ rotation(*turn).T + np.asarray(at, float)


def merge(parts):
    """Join (verts, faces, {attribute: values}) parts into one."""
    offset, verts, faces, keys = 0, [], [], {}
    for v, f, attributes in parts:
        verts.append(v)
        faces.append(f + offset)
        offset += len(v)
        for key, values in attributes.items():
            keys.setdefault(key, []).append(np.broadcast_to(values, len(v)))
    return np.vstack(verts), np.vstack(faces), {k: np.concatenate(v) for k, v in keys.items()}


def merged_copies(name, shape, placements, material, rng):
    """One mesh of many copies; each copy carries a random `tone` 0..1."""
    verts, faces = shape
    parts = [(placed(verts, *where), faces, {"tone": rng.random()}) for where in placements]
    verts, faces, attributes = merge(parts)
    return mesh_object(name, verts, faces, material, attributes)


def laid_on_slope(direction, slope, spin):
    """Rotation that lays an object on a slope falling towards `direction`."""
    return rotation(0, 0, direction) @ rotation(0, slope, 0) @ rotation(0, 0, spin)
