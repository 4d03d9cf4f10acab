"""Sushi by the piece, by the roll and by the board."""

import math

import numpy as np

from studio import materials as m
from studio import parts, shapes, vessels
from studio.parts import rolls
from studio.registry import Frame, dish

DARK = ("#2B2E31", "#4A423B")
PALE = ("#D8CFBF", "#A89878")


def _board(size=(10.6, 7.2, 0.55), tint=DARK):
    return vessels.slab_board(size, m.stoneware(*tint))


def _ginger(rng, at):
    parts.ginger(at, rng)


def _wasabi(at):
    verts, faces = shapes.chunk((0.95, 0.85, 0.6), 3, 2.2, 0.22, 5, 0.9)
    material = m.plain("wasabi", "#B9CC6A", "#9BB54C", 0.55, 1.5, 0.08, 0.4)
    shapes.add("wasabi", (verts, faces, {}), material, at)


@dish("salmon-nigiri", kind="salmon")
@dish("tuna-nigiri", kind="tuna", tint=PALE)
@dish("eel-nigiri", kind="eel", tint=("#8A9A8A", "#6A6A58"))
@dish("prawn-nigiri", kind="prawn")
def nigiri(rng, *, kind, tint=DARK):
    z = _board((8.4, 5.6, 0.5), tint)
    for k, (x, y, turn) in enumerate(((-2.9, 0.2, 1.02), (1.5, 0.4, 1.10))):
        rolls.nigiri((x, y, z), turn, rng, kind, k + 2)
    _ginger(rng, (5.9, 1.6, z))
    return Frame(16.4, 1.4, 40.0)


ROLLS = {
    "california": (("surimi", "cucumber", "avocado"), "tobiko"),
    "salmon avocado": (("salmon", "avocado"), "sesame"),
    "spicy tuna": (("tuna", "cucumber"), "sesame"),
    "sweet potato": (("tempura", "sweet potato"), "sesame"),
    "avocado cucumber": (("avocado", "cucumber"), "sesame"),
}


@dish("california-roll", kind="california")
@dish("salmon-avocado-roll", kind="salmon avocado", tint=PALE)
@dish("spicy-tuna-roll", kind="spicy tuna")
@dish("sweet-potato-roll", kind="sweet potato", tint=PALE)
@dish("avocado-cucumber-roll", kind="avocado cucumber")
def roll(rng, *, kind, tint=DARK):
    z = _board((10.2, 6.0, 0.5), tint)
    kinds, coat = ROLLS[kind]
    for k in range(8):
        x, y = (
            -6.4 + (k % 4) * 3.75 + rng.normal(0, 0.1),
            2.0 - 4.1 * (k // 4) + rng.normal(0, 0.12),
        )
        turn = (0.16 + rng.normal(0, 0.05), rng.normal(0, 0.05), rng.uniform(0, 6))
        rolls.inside_out((x, y, z + 0.1), turn, rng, kinds, coat=coat, seed=k)
        _on_top(rng, kind, (x, y, z + 2.05), k)
    _ginger(rng, (8.1, 2.2, z))
    return Frame(21.6, 1.2, 44.0)


def _on_top(rng, kind, at, seed):
    if kind == "spicy tuna":
        rolls.drizzle(
            [
                (at[0] - 1.1, at[1] - 0.5, at[2] + 0.35),
                (at[0], at[1] + 0.3, at[2] + 0.5),
                (at[0] + 1.0, at[1] - 0.2, at[2] + 0.35),
            ],
            rolls.mayonnaise("#F0A468"),
            0.17,
        )
        _crisp_onion(rng, at)
    if kind == "sweet potato":
        rolls.drizzle(
            [
                (at[0] - 1.3, at[1] + 0.4, at[2] + 0.3),
                (at[0] - 0.2, at[1] - 0.5, at[2] + 0.42),
                (at[0] + 1.2, at[1] + 0.5, at[2] + 0.3),
            ],
            rolls.teriyaki(),
            0.17,
        )


def _crisp_onion(rng, at, count=16):
    material = m.toned(
        "crisp onion", [(0, "#8A4A14"), (0.5, "#C07A2C"), (1, "#E2AC5C")], roughness=0.5, bump=0.1
    )
    paths = []
    for _ in range(count):
        x, y = shapes.in_disc(0.8)(rng)
        a, s = rng.uniform(0, 6.3), np.linspace(-0.4, 0.4, 8)
        bend = rng.normal(0, 0.5)
        paths.append(
            np.stack(
                [
                    at[0] + x + s * math.cos(a) - bend * s**2,
                    at[1] + y + s * math.sin(a),
                    at[2] + 0.35 + rng.uniform(0, 0.35) + 0 * s,
                ],
                -1,
            )
        )
    parts.strands("crisp onion", paths, 0.075, material, rng, 6)


@dish("dragon-roll")
def dragon_roll(rng):
    z = _board((11.0, 5.6, 0.5))
    turn = -0.30
    rolls.dragon((-0.8, 0.4, z), turn, rng)
    points = []
    for k in range(15):
        x, y = -6.6 + k * 0.95, 0.8 * (-1) ** k
        points.append(shapes.placed([(x, y, 3.98 - 0.16 * y * y)], (-0.8, 0.4, z), (0, 0, turn))[0])
    rolls.drizzle(points, rolls.teriyaki(), 0.15)
    _ginger(rng, (6.4, 2.6, z))
    return Frame(19.6, 1.6, 38.0)


SETS = {
    "salmon": ((("salmon",) * 6), (("salmon",), ("salmon", "avocado"))),
    "chef": (("salmon", "tuna", "prawn", "salmon", "tuna", "prawn"), (("tuna",), ("cucumber",))),
    "garden": (
        ("avocado", "sweet potato", "avocado", "sweet potato"),
        (("cucumber",), ("pickle",), ("avocado",)),
    ),
}


@dish("salmon-sushi-set", kind="salmon")
@dish("chefs-sushi-set", kind="chef", tint=("#3A2A20", "#6B4A30"))
@dish("vegetable-sushi-set", kind="garden", tint=PALE)
def sushi_set(rng, *, kind, tint=DARK):
    z = _board((11.6, 7.6, 0.55), tint)
    fish, inside = SETS[kind]
    width = 15.4 / (len(fish) - 1)
    for k, one in enumerate(fish):
        spot = (-8.6 + k * width + rng.normal(0, 0.08), 2.6 + rng.normal(0, 0.12), z)
        rolls.nigiri(spot, 1.18 + rng.normal(0, 0.05), rng, one, k)
    for k in range(6):
        spot = (-8.0 + k * 3.05 + rng.normal(0, 0.1), -3.9 + rng.normal(0, 0.2), z)
        turn = (rng.normal(0, 0.03), rng.normal(0, 0.03), rng.uniform(0, 6))
        rolls.maki(spot, rng, inside[k % len(inside)], turn, seed=k)
    _ginger(rng, (9.6, -3.0, z))
    return Frame(25.6, 1.0, 45.0)
