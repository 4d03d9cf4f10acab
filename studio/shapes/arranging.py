"""Several things in one scene: what was modelled at the middle is put in its place."""

from contextlib import contextmanager

import bpy


@contextmanager
def at(place, turn=0.0, scale=1.0):
    """Everything that is made inside stands at `place` (x, y or x, y, z), turned and scaled."""
    before = set(bpy.context.scene.objects)
    yield
    hold = bpy.data.objects.new("hold", None)
    bpy.context.scene.collection.objects.link(hold)
    hold.location = (*place, 0)[:3] if len(place) == 2 else place
    hold.rotation_euler = (0, 0, turn)
    hold.scale = (scale, scale, scale)
    for thing in bpy.context.scene.objects:
        if thing not in before and thing is not hold and thing.parent is None:
            thing.parent = hold


def laid(rng, places, *dishes):
    """Each dish, a function and its parameters, at its place (x, y, turn), as far as places go."""
    for (x, y, turn), (make, parameters) in zip(places, dishes, strict=False):
        with at((x, y), turn):
            make(rng, **parameters)
