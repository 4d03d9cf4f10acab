"""Bowls of metal, chopsticks, little dishes of dip."""

import math

import numpy as np

from studio import materials as m
from studio import shapes, vessels
from studio.shapes import lathe, superblob, tube


def metal(base="#B4662E", roughness=0.28, hammered=0.5):
    s = m.Shader("metal")
    dents = s.cells(1.1)
    return s.finish(
        base=s.mix(
            s.spread(s.noise(1.2, 4), 0.35, 0.7, 0, 0.5),
            base,
            "#6E3A18" if base.startswith("#B") else "#8A8A88",
        ),
        metallic=1.0,
        roughness=s.spread(s.noise(2.5, 4), 0.3, 0.7, roughness - 0.08, roughness + 0.12),
        normal=s.bump(dents, 0.12, hammered),
    )


def copper():
    return metal("#C0703A", 0.26, 0.55)


def steel():
    return metal("#D8D6D0", 0.22, 0.0)


def lacquer(base="#16100E"):
    return m.plain("lacquer", base, base, 0.16, 0.5, 0.01, 0.0, 0.1, 0.6)


def chopsticks(ends, material=None, gap=1.1):
    """A pair from one (x, y, z) to the other."""
    (a, b) = (np.array(e, float) for e in ends)
    side = np.cross(b - a, (0, 0, 1.0))
    side /= np.linalg.norm(side)
    material = material or m.wood("#9A6234", "#5A3218")
    for near, far in ((-0.5, -0.5), (0.35, 0.75)):
        path = np.linspace(a + side * gap * near, b + side * gap * far, 30)
        verts, faces, _ = tube(path, np.linspace(0.2, 0.42, 30), 12, 0.7)
        shapes.add("chopstick", (verts, faces, {}), material)


def dip(at, material, radius=3.0, height=1.7, dish=None, lumps=0.05):
    """A little round dish with sauce in it; returns the height of the sauce."""
    before = set(objects())
    inner = vessels.bowl(radius, height, 0.28, 0.62, dish or m.ceramic())
    level = height - 0.3
    verts, faces, attributes = shapes.puck(
        float(inner(level)) + 0.04, 0.04, 0.02, 40, 90, 0, lumps, 3
    )
    attributes |= {"oil": np.zeros(len(verts)), "cream": np.zeros(len(verts))}
    shapes.add("dip", (verts, faces, attributes), material, (0, 0, level))
    shift(before, at)
    return at[2] + level + 0.05


def objects():
    import bpy

    return bpy.context.scene.objects


def shift(before, offset, turn=0.0):
    """Move what has been added since."""
    for thing in objects():
        if thing not in before:
            thing.location = [a + b for a, b in zip(thing.location, offset)]
            thing.rotation_euler[2] += turn


def oval_plate(size=(15, 10), material=None, rim=1.1):
    """Long coupe plate; returns the height at which food rests."""
    before = set(objects())
    height = vessels.plate(size[0], material or m.ceramic(), rim)
    for thing in objects():
        if thing not in before:
            thing.scale[1] = size[1] / size[0]
    return height


def hoop(radius, height, material):
    """The wall of a bamboo steamer."""
    profile = [(radius, 0), (radius, height), (radius - 0.5, height), (radius - 0.5, 0)]
    lathe("hoop", profile, material, 160, 4)
    for z in (0.35, height - 0.5):
        lathe(
            "band",
            [(radius + 0.18, z - 0.3), (radius + 0.18, z + 0.3), (radius, z + 0.3)],
            material,
            160,
            3,
        )


def slats(radius, level, material):
    """The floor of a bamboo steamer."""
    for k in range(-7, 8):
        y = k * radius / 7.6
        half = math.sqrt(max(radius**2 - y**2, 0.1))
        verts, faces = superblob((half, radius / 16.5, 0.14), 8, 6, 3)
        shapes.add("slat", (verts, faces, {}), material, (0, y, level))
