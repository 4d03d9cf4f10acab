"""Boards."""

from studio import materials as m
from studio.shapes.meshes import mesh_object, placed
from studio.shapes.solids import lathe, superblob


def round_board(radius=16.5, thickness=1.4):
    lathe(
        "board",
        [
            (0.01, thickness),
            (radius - 0.6, thickness),
            (radius - 0.1, thickness - 0.25),
            (radius, thickness * 0.5),
            (radius - 0.3, 0.08),
            (0.01, 0),
        ],
        m.wood(),
        160,
    )
    return thickness


def slab_board(size=(12, 8, 0.8), material=None):
    verts, faces = superblob((*size[:2], size[2]), 9, 7, 5)
    mesh_object("board", placed(verts, (0, 0, size[2])), faces, material or m.wood())
    return size[2] * 2
