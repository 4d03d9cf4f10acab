"""Beans, corn, chickpeas, pomegranate: seeds strewn over a dish."""

import math

import numpy as np

from studio import materials as m
from studio.parts.pieces import tumbled
from studio.shapes import superblob

LYING = (0.8, 0.8, math.pi)  # tipped a little, turned anyhow
KIDNEY = ("#3A1410", "#5E241A", "#7E3A28")


def beans(points, rng, tint=KIDNEY, size=0.5):
    verts, faces = superblob((1.25, 0.8, 0.75), 2, 2, 3)
    verts[:, 1] += 0.25 * verts[:, 0] ** 2
    skin = _skin("beans", tint, 0.22, 0.3, 0.35)
    tumbled("beans", (verts, faces), points, skin, rng, size, LYING)


def corn(points, rng, size=0.4):
    skin = _skin("corn", ("#E8A80E", "#F6C62A", "#FBDD6A"), 0.25, 0.45, 0.3)
    tumbled("corn", superblob((0.9, 0.8, 1.0), 3, 2.6, 3), points, skin, rng, size)


def chickpeas(points, rng, size=0.55):
    verts, faces = superblob((1, 0.92, 0.9), 2, 2, 4)
    beak = np.exp(-((verts[:, 1] / 0.3) ** 2)) * (verts[:, 0] > 0.5)
    verts[:, 0] += 0.16 * beak
    skin = _skin("chickpea", ("#D9A85A", "#E6C27E", "#F2D9A4"), 0.35, 0.4, 0.15, 0.04)
    tumbled("chickpeas", (verts, faces), points, skin, rng, size)


def pomegranate(points, rng, size=0.28):
    skin = _skin("pomegranate", ("#7E0A22", "#B8122E", "#DD3A54"), 0.12, 0.5, 0.5)
    tumbled("pomegranate", superblob((1.15, 0.9, 0.85), 3, 3, 3), points, skin, rng, size)


def _skin(name, tint, roughness, glow, coat, bump=0.01):
    stops = list(zip((0, 0.5, 1), tint, strict=True))
    return m.toned(name, stops, roughness=roughness, glow=glow, coat=coat, bump=bump)
