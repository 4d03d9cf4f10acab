"""How much room a scene takes in the picture."""

import math

import bpy
import numpy as np
from mathutils import Vector


def fitted(frame, margin=1.06):
    """The frame whose square holds everything that was modelled, seen from its elevation."""
    bpy.context.view_layer.update()
    corners = np.array(
        [
            thing.matrix_world @ Vector(corner)
            for thing in bpy.context.scene.objects
            if thing.type == "MESH"
            for corner in thing.bound_box
        ]
    )
    angle = math.radians(frame.elevation)
    up = corners[:, 1] * math.sin(angle) + corners[:, 2] * math.cos(angle)
    half = max(np.abs(corners[:, 0]).max(), (up.max() - up.min()) / 2)
    height = (up.max() + up.min()) / 2 / math.cos(angle)
    return frame._replace(width=float(2 * half * margin), height=float(height))
