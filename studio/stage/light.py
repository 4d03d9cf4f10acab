"""Window from the back left, a warm card from the front right, soft sky."""

import bpy
from mathutils import Vector


def set_lights(scale=1.0):
    """`scale` 1 lights a frame of 33 cm."""
    power = scale * scale
    for name, at, size, watts, tint in (
        ("window", (-34, 36, 46), 42, 62000, (1.0, 0.94, 0.86)),
        ("card", (40, -26, 22), 46, 11000, (1.0, 0.82, 0.62)),
        ("edge", (26, 46, 26), 16, 9000, (1.0, 0.92, 0.82)),
    ):
        _lamp(name, [scale * k for k in at], size * scale, watts * power, tint)
    world = bpy.data.worlds.new("sky")
    world.use_nodes = True
    back = world.node_tree.nodes["Background"]
    back.inputs[0].default_value = (1.0, 0.93, 0.84, 1)
    back.inputs[1].default_value = 0.42
    bpy.context.scene.world = world


def _lamp(name, at, size, power, tint, aim=(0, 0, 1)):
    lamp = bpy.data.lights.new(name, "AREA")
    lamp.shape, lamp.size, lamp.energy, lamp.color = "DISK", size, power, tint
    thing = bpy.data.objects.new(name, lamp)
    thing.location = at
    thing.rotation_euler = (Vector(aim) - Vector(at)).to_track_quat("-Z", "Y").to_euler()
    bpy.context.scene.collection.objects.link(thing)
