"""Cups of paper."""

import math

import numpy as np

from studio import materials as m
from studio.shapes.meshes import add, grid_faces
from studio.shapes.noise import as_points


def paper_cup(at, radius=(2.6, 3.4), height=6.5, stripes=16):
    t, angle = np.meshgrid(
        np.linspace(0, 1, 30), np.linspace(0, 2 * math.pi, 320, endpoint=False), indexing="ij"
    )
    r = radius[0] + (radius[1] - radius[0]) * t
    z = t * height + t**6 * 0.35 * np.cos(angle * 2)
    verts = as_points(r * np.cos(angle), r * np.sin(angle), z).reshape(-1, 3)
    stripe = (np.sin(angle * stripes) > 0).astype(float).ravel()
    add("cup", (verts, grid_faces(30, 320, True)[:, ::-1], {"stripe": stripe}), m.paper(), at)
