"""A bowl of sauce with pieces in it."""

from collections.abc import Callable
from dataclasses import dataclass

from studio import vessels
from studio.parts import sauces
from studio.vessels import asian as ware


@dataclass
class Pot:
    """What stands in a bowl: its colours, its level, and how high its surface is at x, y."""

    tones: tuple
    level: float
    surface: Callable
    spots: list

    def over(self, x, y):
        """A little above the sauce, where garnish lies on the pieces."""
        return self.surface(x, y) + 0.9


def pot(
    rng,
    tones,
    *,
    dish=None,
    count=13,
    apart=3.0,
    size=1.9,
    reach=8.0,
    keep=None,
    swirl=None,
    oil=0.0,
    specks=0.35,
    lumps=0.07,
    radius=11.2,
    height=5.2,
    level=4.1,
):
    """A bowl filled with sauce, with `count` places for pieces that it climbs."""
    inner = vessels.bowl(radius, height, 0.4, 0.6, dish or ware.copper())
    spots = sauces.scattered(rng, reach, count, apart, keep=keep)
    stops, fat = tones
    material = sauces.sauce_material("sauce", stops, fat, specks=specks)
    edge = float(inner(level)) + 0.05
    bumps = [(x, y, size) for x, y in spots]
    surface = sauces.sauce(edge, level, material, 3, bumps, swirl, lumps, oil)
    return Pot(tones, level, surface, spots)


def lumps(
    rng, pot, stops, size, *, spots=None, base=0.4, power=3.0, rough=0.3, sink=0.42, tilt=0.3
):
    """Pieces in the sauce; `base` says how much of it lies on top of them."""
    material = sauces.dipped("piece", stops, pot.tones[0][1])
    spots = pot.spots if spots is None else spots
    sauces.pieces(spots, pot.level, material, rng, size, power, rough, sink, tilt, base)
