"""What the dish stands on."""

import bpy

from studio import materials as m


def set_table(frame, key, cut_out=False):
    """A table under the dish; a cut-out has only the dish's shadow."""
    bpy.ops.mesh.primitive_plane_add(size=600)
    plane = bpy.context.object
    if cut_out:
        plane.is_shadow_catcher = True
        bpy.context.scene.render.film_transparent = True
    plane.data.materials.append(m.table())
