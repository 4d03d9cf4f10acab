"""Joining meshes of three-cornered and four-cornered faces."""

import numpy as np

from studio.shapes import meshes


def merge(parts):
    """As shapes.merge, but squares become triangles where both kinds meet."""
    corners = {faces.shape[1] for _, faces, _ in parts}
    if len(corners) > 1:
        parts = [(verts, _triangles(faces), attributes) for verts, faces, attributes in parts]
    return meshes.merge(parts)


def _triangles(faces):
    if faces.shape[1] == 3:
        return faces
    return np.vstack([faces[:, [0, 1, 2]], faces[:, [0, 2, 3]]])
