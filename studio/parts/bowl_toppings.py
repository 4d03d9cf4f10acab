"""What is laid on a bowl of rice, grain or leaves, one small heap of each: (rng, x, y, level)."""

import math

import numpy as np

from studio import materials as m
from studio import parts, shapes
from studio.parts import cuts, garnish, greens, rolls, seeds
from studio.parts import noodle_toppings as noodles
from studio.parts.pieces import tumbled
from studio.parts.plated import falafel_balls
from studio.shapes import fbm, in_disc, smoothstep, spread, superblob, worley


def salmon(rng, x, y, z):
    _fish(rng, x, y, z, m.salmon())


def tuna(rng, x, y, z):
    _fish(rng, x, y, z, rolls.tuna())


def _fish(rng, x, y, z, material):
    for k, place in enumerate(shapes.heap(rng, (x, y), 2.6, 1.05, z + 0.2, 1.3, 26)):
        verts, faces = shapes.chunk((0.82, 0.72, 0.64), k, 7, 0.08, 4)
        line = np.cos(verts[:, 0] * 3.4 + verts[:, 1] * 1.7 + k)
        fat = {"fat": smoothstep(0.86, 0.97, np.abs(line))}
        turn = (*rng.normal(0, 0.4, 2), rng.uniform(0, 6))
        shapes.add("fish", (verts, faces, fat), material, place, turn)


def tofu(rng, x, y, z):
    cuts.tofu(rng, spread(rng, 9, in_disc(2.4, (x, y)), 1.5), z + 0.5, size=0.95)


def chicken(rng, x, y, z):
    tint = ("#7A3A12", "#B4702E", "#D89E5C")
    for level, count, wide in ((z, 9, 2.7), (z + 0.8, 5, 1.6)):
        spots = spread(rng, count, in_disc(wide, (x, y)), 1.3)
        cuts.grilled(rng, spots, level, (1.3, 0.9, 0.5), tint=tint, glaze=0.7, char=0.25)


def falafel(rng, x, y, z):
    falafel_balls([(x - 1.5, y + 0.5, z + 0.9), (x + 1.4, y + 0.7, z + 0.9)], rng, 1.4, 2)
    falafel_balls([(x, y - 1.4, z + 1.0)], rng, 1.4, 5)


def edamame(rng, x, y, z):
    green = m.plain("edamame", "#A9CE4C", "#7DB02F", 0.28, 1.0, 0.03, 0.5, 0.3, 0.3)
    spots = shapes.heap(rng, (x, y), 2.6, 0.58, z + 0.1, 1.0, 60)
    tumbled("edamame", superblob((0.72, 0.45, 0.38), 2.2, 2.2, 3), spots, green, rng, 0.95)


def chickpeas(rng, x, y, z):
    seeds.chickpeas(_heap(rng, x, y, z, 46, 0.75), rng, 0.6)


def _heap(rng, x, y, z, count, apart, height=1.0):
    return shapes.heap(rng, (x, y), 2.6, apart, z + 0.25, height, count)


def _dice(rng, x, y, z, name, light, dark, size=0.72, coat=0.2):
    look = m.plain(name, light, dark, 0.35, 1.6, 0.06, 0.45, 0.3, coat)
    greens.cubes(name, _heap(rng, x, y, z, 24, 1.05), size, look, rng, 6.5)


def mango(rng, x, y, z):
    _dice(rng, x, y, z, "mango", "#FBB92E", "#F29A10", coat=0.35)


def sweet_potato(rng, x, y, z):
    _dice(rng, x, y, z, "sweet potato", "#E8822A", "#B85410")


def pumpkin(rng, x, y, z):
    _dice(rng, x, y, z, "pumpkin", "#EE9A2E", "#B85E12", 0.76, 0.12)


def beetroot(rng, x, y, z):
    _dice(rng, x, y, z, "beetroot", "#8A1640", "#4A0620", 0.8, 0.45)


def avocado(rng, x, y, z):
    parts.avocado_fan((x, y, z + 0.55), math.atan2(y, x) + 1.57, 8)


def cucumber(rng, x, y, z):
    along = math.atan2(y, x) + 1.57
    steps = [0.75 * (k - 3) for k in range(7)]
    spots = [(x + s * math.cos(along), y + s * math.sin(along)) for s in steps]
    cuts.cucumber_slices(rng, spots, z + 0.55, 0.42, 1.6)


def carrot(rng, x, y, z):
    cuts.carrot(rng, (x, y), 2.4, z + 0.1, 100, length=2.0, height=1.3)


def roast_carrot(rng, x, y, z):
    how = {"length": 3.4, "thick": 0.4, "height": 1.3, "name": "carrot"}
    cuts.matchsticks(rng, (x, y), 2.0, z + 0.35, 16, "#E67A1A", "#A84A08", **how)


def red_cabbage(rng, x, y, z):
    greens.shreds(rng, (x, y), 2.3, z + 0.3, 110, greens.red_cabbage(), 0.14, lift=1.0)


def wakame(rng, x, y, z):
    noodles.wakame(rng, (x, y), 2.3, z + 0.2, 22)


def kale(rng, x, y, z):
    spots = spread(rng, 8, in_disc(2.3, (x, y)), 0.9)
    cuts.torn_leaves(rng, spots, z + 0.4, light="#4E8A3A", dark="#1C4A1A", size=1.5, name="kale")


def leaves(rng, x, y, z):
    greens.leaf_bed(rng, (x, y), 2.4, z + 0.2, 6, 1.7)


def broccoli(rng, x, y, z):
    """Florets, each a bumpy crown on a short stalk."""
    green = m.plain("broccoli", "#5E9238", "#2C5A1A", 0.6, 3.0, 0.2, 0.35)
    pale = m.plain("stalk", "#B4C87A", "#86A84A", 0.4, 1.5, 0.03, 0.45)
    for k, (px, py) in enumerate(spread(rng, 7, in_disc(2.2, (x, y)), 1.5)):
        verts, faces = superblob((1.15, 1.15, 0.85), 2, 2, 6)
        bumps = 0.22 * (0.45 - worley(verts, 2.4, k)[0]) + 0.05 * fbm(verts, 3, 3, k)
        turn = (*rng.normal(0, 0.45, 2), rng.uniform(0, 6))
        place = (px, py, z + 1.0)
        shapes.add("broccoli", (verts * (1 + bumps)[:, None], faces, {}), green, place, turn)
        stalk, sides, _ = shapes.tube(np.linspace((0, 0, -1.5), (0, 0, -0.2), 8), 0.42, 12, 0.9)
        shapes.add("stalk", (stalk, sides, {}), pale, place, turn)


def apple(rng, x, y, z):
    stops = [(0, "#FBF3D2"), (0.86, "#F6ECC0"), (0.93, "#C8321F"), (1, "#A01A12")]
    flesh = m.toned("apple", stops, "across", roughness=0.3, glow=0.5, coat=0.25, jitter=0.03)
    for k in range(6):
        shape = shapes.puck(1.8, 0.26, 0.06, 30, 80, 0.03, 0.02, k)
        place = (x + 0.62 * (k - 2.5), y + 0.1 * rng.normal(), z + 0.4 + 0.08 * k)
        shapes.add("apple", shape, flesh, place, (0.25, -0.75, rng.normal(0, 0.08)))


def dates(rng, x, y, z):
    brown = m.plain("date", "#6A3216", "#34140A", 0.3, 2.2, 0.12, 0.35, 0.3, 0.4)
    spots = _heap(rng, x, y, z + 0.3, 9, 1.5, 0.8)
    tumbled("dates", shapes.chunk((1.3, 0.68, 0.6), 3, 2.4, 0.12, 4, 1.0), spots, brown, rng, 1)


def goat_cheese(rng, x, y, z):
    """Rounds, browned on top."""
    white, gold = m.soft_cheese(), m.plain("browned", "#EBC27C", "#B4702A", 0.4, 1.4, 0.08, 0.4)
    for k, (dx, dy) in enumerate(((-1.1, 0.5), (1.3, -0.4))):
        turn = (0.12 * (-1) ** k, 0.1, k)
        place = (x + dx, y + dy, z + 0.4 + 0.35 * k)
        shapes.add(
            "cheese", shapes.puck(1.7, 0.95, 0.25, 40, 90, 0.03, 0.06, k), white, place, turn
        )
        top = (place[0], place[1], place[2] + 0.9)
        shapes.add("browned", shapes.puck(1.35, 0.1, 0.05, 30, 80, 0.16, 0.05, k), gold, top, turn)


def hummus(rng, x, y, z):
    _dollop(rng, x, y, z, m.plain("hummus", "#EBD09A", "#D2AE70", 0.4, 2.0, 0.05, 0.45))
    seeds.chickpeas([(x + 0.3, y - 0.2, z + 1.9), (x - 0.6, y + 0.4, z + 1.8)], rng)


def tahini(rng, x, y, z):
    _dollop(rng, x, y, z, m.plain("tahini", "#F2E0BC", "#DCC290", 0.25, 1.2, 0.03, 0.5, 0.3, 0.3))


def _dollop(rng, x, y, z, material):
    verts, faces = superblob((2.2, 2.0, 1.1), 2.2, 2.2, 5)
    angle = np.arctan2(verts[:, 1], verts[:, 0])
    far = np.hypot(verts[:, 0], verts[:, 1])
    swirl = 0.16 * np.cos(angle - far * 3.4) * smoothstep(0, 0.8, far) * (verts[:, 2] > 0)
    verts[:, 2] += swirl
    shapes.add("dollop", (verts, faces, {}), material, (x, y, z + 0.7), (0, 0, rng.uniform(0, 6)))
    parts.herbs([(x, y - 0.4, z + 1.8), (x + 0.8, y + 0.5, z + 1.7)], rng, 0.4)


def mint(rng, x, y, z):
    spots = ((x - 0.5, y + 0.2), (x + 0.7, y + 0.5), (x + 0.2, y - 0.7))
    garnish.basil_top(rng, lambda px, py: z + 0.6, spots, 0.8)


def peanuts(rng, x, y, z):
    cuts.peanuts_crushed(rng, (x, y), 2.4, z + 0.5, 110, 0.3)


TOPPINGS = {
    "salmon": salmon,
    "tuna": tuna,
    "tofu": tofu,
    "chicken": chicken,
    "falafel": falafel,
    "edamame": edamame,
    "chickpeas": chickpeas,
    "mango": mango,
    "sweet potato": sweet_potato,
    "pumpkin": pumpkin,
    "beetroot": beetroot,
    "avocado": avocado,
    "cucumber": cucumber,
    "carrot": carrot,
    "roast carrot": roast_carrot,
    "red cabbage": red_cabbage,
    "wakame": wakame,
    "kale": kale,
    "leaves": leaves,
    "broccoli": broccoli,
    "apple": apple,
    "dates": dates,
    "goat cheese": goat_cheese,
    "hummus": hummus,
    "tahini": tahini,
    "mint": mint,
    "peanuts": peanuts,
}
