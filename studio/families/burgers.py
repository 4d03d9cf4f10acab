"""Burgers: layers between two halves of a bun, from the bottom up; fries in a paper cup beside."""

from studio import materials as m
from studio import parts, shapes, vessels
from studio.parts import hot_dogs, layers
from studio.registry import Frame, dish

LAYERS = {
    "lettuce": layers.lettuce,
    "tomato": layers.tomato,
    "pickles": layers.pickles,
    "onion": layers.onion,
    "beef": layers.beef,
    "cheddar": layers.cheddar,
    "bacon": layers.bacon,
    "onion rings": layers.onion_rings,
    "sauce": layers.sauce,
    "barbecue": layers.barbecue,
    "blue cheese": layers.blue_cheese,
    "pear": layers.pear,
    "chicken": layers.fried_chicken,
    "slaw": layers.slaw,
    "vegetable patty": layers.vegetable_patty,
    "avocado": layers.avocado,
}
SMALL = ("lettuce", "tomato", "beef", "cheddar", "pickles")
CLASSIC = ("lettuce", "tomato", "beef", "cheddar", "beef", "cheddar", "pickles", "sauce")


@dish("cheeseburger", stack=("lettuce", "tomato", "beef", "cheddar", "pickles", "sauce"))
@dish("double-cheeseburger", stack=CLASSIC)
@dish("cheeseburger-and-fries", stack=SMALL, fries=True)
@dish("hamburger", stack=("lettuce", "tomato", "beef", "onion", "pickles", "sauce"))
@dish("bacon-burger", stack=("lettuce", "beef", "cheddar", "bacon", "onion rings", "barbecue"))
@dish("blue-cheese-burger", stack=("lettuce", "beef", "blue cheese", "pear"))
@dish("chicken-burger", stack=("lettuce", "pickles", "chicken", "slaw"))
@dish(
    "vegetable-burger", stack=("lettuce", "tomato", "vegetable patty", "avocado", "onion"), seeds=0
)
@dish("hamburger-and-fries", stack=("lettuce", "beef", "tomato", "sauce"), fries=True)
def burger(rng, *, stack, fries=False, seeds=260, board=13.0):
    z = vessels.round_board(board)
    aside = -3.4 if fries else 0.0
    with shapes.at((aside, -0.6)):
        top = parts.bun_bottom(z, 5.5, int(rng.integers(99)))
        for name in stack:
            top = LAYERS[name](rng, top)
        tilt = (-0.05 + rng.normal(0, 0.03), rng.normal(0, 0.04), 0)
        parts.bun_top(top - 0.1, seed=int(rng.integers(99)), tilt=tilt, sesame=seeds)
    height = top + 3.2
    if fries:
        _fries(rng, z)
        return Frame(max(25.5, height * 1.95), height * 0.47, 27.0)
    return Frame(max(20.5, height * 1.75), height * 0.45, 26.0)


def _fries(rng, z):
    """A full cup, and a few that fell out."""
    vessels.paper_cup((6.2, 3.2, z))
    fallen = (
        (4.0, -6.6, 0.5),
        (7.2, -4.6, 0.5),
        (6.0, -5.6, 1.25),
        (8.4, -2.4, 0.5),
        (7.6, -3.7, 1.3),
    )
    lying = [(x, y, z + up, rng.uniform(-1, 1.5), rng.normal(0, 0.05)) for x, y, up in fallen]
    parts.fries(46, (6.2, 3.2, z + 1.6), 2.55, rng, lying=lying)


@dish("chilli-dog", sauce="chilli")
@dish("hot-dog", sauce="mustard")
def hot_dog(rng, *, sauce):
    z = vessels.slab_board((11.5, 6.5, 0.6))
    with shapes.at((0, 0, z), turn=0.35):
        hot_dogs.long_bun(rng)
        hot_dogs.sausage(rng)
        hot_dogs.along_the_top(rng, sauce)
    return Frame(24.0, 3.2, 38.0, beside="")


@dish("fries")
def fries(rng):
    z = vessels.plate(9.5, m.ceramic())
    places = shapes.heap(rng, (0, 0), 6.4, 1.0, z + 0.5, 3.6, 60)
    lying = [(x, y, h, rng.uniform(0, 6.3), rng.normal(0, 0.28)) for x, y, h in places]
    parts.fries(0, (0, 0, z), 2.5, rng, lying=lying)
    layers.salt_flakes(rng, places)
    return Frame(22.0, 1.8, 40.0)


@dish("onion-rings")
def onion_rings(rng):
    z = vessels.plate(9.5, m.stoneware("#3A4A50", "#7A5A3C"))
    layers.ring_pile(rng, z)
    return Frame(22.0, 2.4, 38.0)


@dish("coleslaw")
def coleslaw(rng):
    inner = vessels.bowl(7.4, 5.0, material=m.ceramic("#EFE4D0"))
    layers.slaw_heap(rng, float(inner(4.2)), 4.0)
    return Frame(19.0, 3.6, 44.0, beside="fork")
