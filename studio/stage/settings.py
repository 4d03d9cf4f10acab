"""What the dish stands on and what lies beside it: another for every key, always the same."""

import math
import zlib

import bpy
import numpy as np

from studio import materials as m
from studio.parts.cutlery import chopsticks, fork, knife, spoon
from studio.parts.linen import napkin
from studio.shapes.meshes import merged_copies
from studio.shapes.solids import superblob

TABLES = {
    "lime": (m.plaster, "#E6D8BE", "#CDBB9A"),
    "oak": (m.planks, "#C9A06C", "#93653A"),
    "walnut": (m.planks, "#80522F", "#4A2C18"),
    "pale oak": (m.planks, "#DCC096", "#B8925F"),
    "clay": (m.plaster, "#CC9A78", "#B27E5C"),
    "sage": (m.plaster, "#B3B99A", "#98A080"),
    "slate": (m.plaster, "#5B6063", "#43484C"),
    "marble": (m.marble,),
}
OFTEN = ("lime", "lime", "oak", "oak", "pale oak", "walnut", "clay", "sage", "slate", "marble")
TOOLS = {"fork": fork, "knife": knife, "spoon": spoon, "chopsticks": chopsticks}
CLOTHS = {
    "lime": ("rust", "indigo", "olive", "plain"),
    "oak": ("plain", "indigo", "rust"),
    "walnut": ("plain", "rust", "check"),
    "pale oak": ("indigo", "rust", "check"),
    "clay": ("plain", "indigo"),
    "sage": ("plain", "rust"),
    "slate": ("plain", "olive"),
    "marble": ("rust", "olive", "indigo"),
}


def set_table(frame, key, cut_out=False):
    """A table under the dish, and what lies on it; a cut-out has only the dish's shadow."""
    rng = np.random.default_rng(zlib.crc32(f"table of {key}".encode()))
    name = frame.setting or OFTEN[rng.integers(len(OFTEN))]
    bpy.ops.mesh.primitive_plane_add(size=600)
    plane = bpy.context.object
    surface, *colours = TABLES[name]
    plane.data.materials.append(surface(*colours))
    plane.rotation_euler = (0, 0, rng.uniform(-0.25, 0.25))
    if cut_out:
        plane.is_shadow_catcher = True
        bpy.context.scene.render.film_transparent = True
    elif not frame.bare:
        _lay_cloth(rng, frame, CLOTHS[name])
        _lay_beside(rng, frame)
        _scatter_salt(rng, frame)


def _lay_cloth(rng, frame, patterns):
    """A corner of linen that comes in from one side."""
    if rng.random() < 0.3:
        return
    side = frame.width * rng.uniform(0.62, 0.8)
    angle = rng.choice((-2.5, 2.45, 0.75, -0.7)) + rng.normal(0, 0.12)
    away = frame.width * rng.uniform(0.48, 0.56)
    place = (away * math.cos(angle), away * math.sin(angle), 0.02)
    turn, pattern, seed = rng.uniform(0, math.pi), str(rng.choice(patterns)), int(rng.integers(99))
    napkin(place, turn, side, pattern, seed, pressed=frame.width * 0.42)


def _lay_beside(rng, frame):
    """Cutlery by the rim, partly out of the picture."""
    if not frame.beside:
        return
    side = -1 if frame.beside == "fork" and rng.random() < 0.5 else 1
    for k, tool in enumerate(frame.beside.split(" and ")):
        angle = -0.62 + 0.12 * rng.normal()
        away = frame.width * (0.485 + 0.07 * k)
        place = (side * away * math.cos(angle), away * math.sin(angle), 0.3)
        TOOLS[tool](place, side * (-0.5 + rng.normal(0, 0.08)))


def _scatter_salt(rng, frame):
    """A few flakes beside the plate: no table is empty."""
    corner = rng.uniform(0, 2 * math.pi)
    flakes = []
    for _ in range(int(rng.integers(10, 26))):
        angle, away = corner + rng.normal(0, 0.25), frame.width * rng.uniform(0.44, 0.56)
        spot = (away * math.cos(angle), away * math.sin(angle), 0.05)
        flakes.append((spot, tuple(rng.uniform(0, 3, 3)), rng.uniform(0.4, 1.2)))
    salt = m.plain("salt", "#FFFDF6", "#F3EEE2", 0.3, 2, 0.02, 0.3, coat=0.2)
    merged_copies("salt", superblob((0.09, 0.07, 0.05), 6, 6, 1), flakes, salt, rng)
