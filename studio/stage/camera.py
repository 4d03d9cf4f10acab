"""Always 85 mm; only distance and elevation differ."""

import math

import bpy
from mathutils import Vector


def set_camera(frame, blur=True):
    """Look `frame.height` above the table; `frame.width` cm fill the picture."""
    lens = bpy.data.cameras.new("camera")
    lens.lens, lens.sensor_width, lens.sensor_fit = 85, 36, "HORIZONTAL"
    distance = frame.width * lens.lens / lens.sensor_width
    angle = math.radians(frame.elevation)
    aim = Vector((0, 0, frame.height))
    thing = bpy.data.objects.new("camera", lens)
    thing.location = aim + Vector((0, -math.cos(angle), math.sin(angle))) * distance
    thing.rotation_euler = (aim - thing.location).to_track_quat("-Z", "Y").to_euler()
    lens.clip_end = 2000
    if blur:
        lens.dof.use_dof = True
        lens.dof.focus_distance = distance - frame.width * 0.12
        lens.dof.aperture_fstop = 0.045 * 85 / frame.width * 10
    bpy.context.scene.collection.objects.link(thing)
    bpy.context.scene.camera = thing
