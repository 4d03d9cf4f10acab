"""Fork, knife, spoon and chopsticks, lying along y with the handle at the bottom."""

import numpy as np

from studio import materials as m
from studio.shapes.meshes import add, grid_faces, merge, placed
from studio.shapes.noise import as_points
from studio.shapes.solids import tube


def _ribbon(stations, thick=0.1, columns=9):
    """A flat bar through (y, half width, height) stations; `columns` across."""
    y, half, z = np.array(stations, float).T
    fine = np.linspace(0, 1, 60)
    at = np.linspace(0, 1, len(y))
    y, half, z = (np.interp(fine, at, k)[:, None] for k in (y, half, z))
    u = np.linspace(-1, 1, columns)[None]
    bulge = np.sqrt(np.clip(1 - u**4, 0.0, 1)) * thick
    top = as_points(half * u, y + 0 * u, z + bulge).reshape(-1, 3)
    bottom = as_points(half * u, y + 0 * u, z - bulge * 0.4).reshape(-1, 3)
    faces = grid_faces(60, columns)
    return (
        np.vstack([top, bottom]),
        np.vstack([faces[:, ::-1], faces + len(top)]),
        {},
    )


HANDLE = [(-10, 0.75, 0.25), (-9.6, 0.95, 0.25), (-6, 0.72, 0.3), (-1, 0.36, 0.75), (2, 0.34, 0.7)]


def fork(at, turn):
    pieces = [_ribbon([*HANDLE, (3.2, 0.9, 0.4), (4.6, 1.15, 0.25)])]
    for x in (-0.93, -0.31, 0.31, 0.93):
        verts, faces, more = _ribbon([(4.4, 0.2, 0.25), (6, 0.19, 0.3), (8.4, 0.09, 0.6)], 0.08, 5)
        pieces.append((verts + (x, 0, 0), faces, more))
    return add("fork", merge(pieces), m.metal(), at, (0, 0, turn))


def knife(at, turn):
    stations = [*HANDLE[:3], (-1, 0.55, 0.3), (0, 0.9, 0.3), (6, 0.95, 0.3), (9.4, 0.25, 0.3)]
    return add("knife", _ribbon(stations, 0.12), m.metal(), at, (0, 0, turn))


def spoon(at, turn):
    rings, columns = 30, 30
    v, u = np.meshgrid(np.linspace(-1, 1, rings), np.linspace(-1, 1, columns), indexing="ij")
    half = 2.05 * np.sqrt(np.clip(1 - v**2, 0, 1)) * (1 - 0.12 * v)
    deep = 0.85 * (1 - (v**2 + u**2 * (1 - v**2)))
    bowl = as_points(half * u, 4.6 + 3.1 * v, 0.95 - deep).reshape(-1, 3)
    pieces = [
        _ribbon([*HANDLE[:4], (1.7, 0.42, 0.92)]),
        (bowl, grid_faces(rings, columns)[:, ::-1], {}),
    ]
    return add("spoon", merge(pieces), m.metal(), at, (0, 0, turn))


def chopsticks(at, turn, colour="#5A2C18"):
    pieces = []
    for x, lean in ((-0.5, 0.015), (0.5, -0.02)):
        path = np.linspace((x - 11 * lean, -11, 0.4), (x + 11 * lean, 11, 0.25), 30)
        verts, faces, _ = tube(path, np.linspace(0.36, 0.2, 30), 10, 0.9)
        pieces.append((placed(verts), faces, {}))
    lacquer = m.plain("lacquer", colour, "#3A1A0E", 0.25, 0.6, 0.01, 0.0, coat=0.3)
    return add("chopsticks", merge(pieces), lacquer, at, (0, 0, turn))
