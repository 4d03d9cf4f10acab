"""Tables of several dishes: pizza, Italian, burgers, American, salads."""

from studio import shapes
from studio.families import burgers, pasta, pizza, salads
from studio.registry import Frame, table, table_phone

WIDE = Frame(66.0, 2.0, 46.0)
PHONE = Frame(47.0, 2.0, 50.0)
LOW_WIDE = Frame(50.0, 4.6, 30.0)
LOW_PHONE = Frame(36.0, 5.6, 32.0)

WIDE_PLACES = ((-24.5, 2.0, 0.1), (4.0, -2.0, 0.0), (29.0, 5.0, -0.15))
CLOSE_PLACES = ((-13.0, 8.5, 0.1), (3.5, -9.0, 0.0), (18.0, 11.0, -0.1))
LOW_PLACES = ((-17.5, 2.0, 0.0), (0.5, -1.5, 0.0), (17.5, 3.0, 0.0))
LOW_CLOSE = ((-9.0, 6.0, 0.0), (3.5, -3.5, 0.0), (15.0, 9.0, 0.0))


def _laid(rng, places, *dishes):
    """Each dish, a function and its parameters, at its place (x, y, turn)."""
    for (x, y, turn), (make, parameters) in zip(places, dishes):
        with shapes.at((x, y), turn=turn):
            make(rng, **parameters)


@table("pizza", places=WIDE_PLACES, view=WIDE)
@table_phone("pizza", places=CLOSE_PLACES, view=PHONE)
def pizzas(rng, *, places, view):
    diavola = {"salami": 19, "chilli": 14, "pools": 17, "film": 0.6}
    ham = {"cured_ham": 11, "rocket": 30, "parmesan": 14}
    dishes = ((pizza.pizza, diavola), (pizza.pizza, {"basil": 9}), (pizza.pizza, ham))
    _laid(rng, places, *dishes)
    return view


@table("italian", places=WIDE_PLACES, view=WIDE)
@table_phone("italian", places=CLOSE_PLACES, view=PHONE)
def italian(rng, *, places, view):
    tomato = {"sauce": "tomato", "basil": True}
    dishes = ((salads.burrata, {}), (pizza.pizza, {"basil": 9}), (pasta.long_pasta, tomato))
    _laid(rng, places, *dishes)
    return view


@table("burger", places=LOW_PLACES, view=LOW_WIDE)
@table_phone("burger", places=LOW_CLOSE, view=LOW_PHONE)
def burger(rng, *, places, view):
    bacon = {"stack": ("lettuce", "beef", "cheddar", "bacon", "onion rings", "barbecue")}
    chicken = {"stack": ("lettuce", "pickles", "chicken", "slaw")}
    classic = {"stack": ("lettuce", "tomato", "beef", "cheddar", "pickles", "sauce")}
    dishes = ((burgers.burger, chicken), (burgers.burger, classic), (burgers.burger, bacon))
    _laid(rng, places, *dishes)
    return view


@table("american", places=((-19, 3, 0.0), (1.0, -2.0, 0.0), (20, 4, 0.0)), view=LOW_WIDE)
@table_phone("american", places=((-10, 8, 0.0), (2.0, -4.0, 0.0), (15, 11, 0.0)), view=LOW_PHONE)
def american(rng, *, places, view):
    classic = {"stack": burgers.CLASSIC}
    dishes = ((burgers.onion_rings, {}), (burgers.burger, classic), (burgers.fries, {}))
    _laid(rng, places, *dishes)
    return view


@table(
    "salad", places=((-22.5, 3, 0.1), (2.0, -2.0, 0.0), (25, 4, -0.1)), view=Frame(60.0, 3.0, 46.0)
)
@table_phone(
    "salad", places=((-10, 8, 0.1), (3.0, -8.5, 0.0), (15, 10, -0.1)), view=Frame(41.0, 3.0, 50.0)
)
def salad(rng, *, places, view):
    greek = {"leaves": 0, "added": salads.GREEK}
    caesar = {"added": ("croutons", "parmesan")}
    mixed = {"added": ("cherry tomatoes", "cucumber", "carrot", "sweetcorn")}
    dishes = ((salads.tossed, caesar), (salads.tossed, mixed), (salads.tossed, greek))
    _laid(rng, places, *dishes)
    return view
